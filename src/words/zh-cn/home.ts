export const home = {
  help: [
    '*可以输入的命令*',
    '`/today` 今天该联系谁、为什么',
    '`/log-call 华信科技：聊了续约` 直接记录一次电话；只输入 `/log-call` 会打开表单',
    '`/account 华信科技` 查看客户；`/account new` 新建客户',
    '`/tend settings` 提醒时间、工作日和休假',
    '`/tend team` 角色与团队（管理员）',
  ].join('\n'),
  unknown: '没有“{{text}}”这个用法。',
  helloTitle: 'Tend 客户关怀',
  hello: '{{name}}，你好。每个工作日 {{hour}}（{{zone}}）你会收到一条提醒：该联系谁、为什么、怎么联系。',
  settings: '我的设置',
  team: '成员与团队',
  today: '查看今日清单',
  first: {
    admin:
      '*还没有导入客户。* 把客户 CSV 文件拖到这个对话里，或在运行 Tend 的机器上执行 `npm run tend -- import accounts FILE.csv`，然后再导入订单。客户按 `owner_email` 归到负责的客户代表。最后用 `/tend team` 设置主管和团队。',
    manager:
      '*还没有导入客户。* 把客户 CSV 文件（列名：`external_id`、`name`、`owner_email`、`tier` 等）拖到这个对话里，或用 `/account new` 新建客户。',
    rep: '*你名下还没有客户。* 客户由主管或管理员导入，你也可以用 `/account new` 自己新建。',
  },
}

export const welcome = {
  owner_other:
    '{{name}}，你好，我是 Tend。这里有 {{count}} 位客户由你负责。每个工作日 {{hour}} 我会给你发一条消息：该联系谁、为什么、怎么联系。用按钮或 `/log-call` 记录后，下次联系日期会自动更新。我不会直接联系客户。随时输入 `/today` 查看清单，`/tend help` 查看全部命令。',
  admin: '{{name}}，你好，我是 Tend，你是这里的管理员。{{first}}',
}
