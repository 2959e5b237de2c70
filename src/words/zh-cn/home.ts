export const home = {
  help: [
    '*可以输入的命令*',
    '`/today` 查看今天该联系谁、为什么',
    '`/log-call 华信科技：聊了续约` 直接记录一次电话，只输入 `/log-call` 则打开表单',
    '`/account 华信科技` 查看客户，输入 `/account new` 新建客户',
    '`/complaint 华信科技` 登记客户的投诉，输入 `/complaint list` 查看你处理的投诉',
    '`/segment vip` 按分群查看客户； `/segment` 列出所有名称',
    '`/tend warnings` 按客户代表和信号查看流失预警（仅主管）',
    '`/tend rules` 查看各条规则的准确程度，并试算其他期限（仅主管）',
    '`/tend settings` 设置提醒时间、工作日和休假；管理员还可设置全员通用的参数',
    '`/tend team` 设置成员与团队（仅管理员）',
  ].join('\n'),
  unknown: '没有“{{text}}”这个用法。',
  helloTitle: 'Tend 客户关怀',
  hello: '{{name}}，你好。每个工作日 {{hour}}（{{zone}}）你会收到一条每日提醒：该联系谁、为什么、怎么联系。',
  settings: '我的设置',
  team: '成员与团队',
  morningUnknown:
    ':warning: Slack 没有确认今天早上的消息是否送达，因此不再重发。请输入 `/today` 查看同一份清单。',
  morningLate: ':warning: Tend 今天早上没有运行，消息已过发送时间。请输入 `/today` 查看同一份清单。',
  morningRefused: ':warning: Slack 没有接收今天早上的消息。请输入 `/today` 查看同一份清单。',
  first: {
    admin:
      '*还没有导入客户。* 把客户 CSV 文件拖到这个对话里，或在运行 Tend 的机器上用命令 `npm run tend -- import accounts FILE.csv` 导入，然后再导入订单。系统按 `owner_email` 匹配负责的客户代表。最后用 `/tend team` 设置主管和团队。',
    manager:
      '*还没有导入客户。* 把客户 CSV 文件拖到这个对话里（列名有 `external_id` `name` `owner_email` `tier` 等），或用 `/account new` 新建客户。',
    rep: '*你名下还没有客户。* 客户由主管或管理员导入，你也可以用 `/account new` 自己新建。',
  },
}

export const welcome = {
  owner_other:
    '{{name}}，你好，我是 Tend。你目前负责 {{count}} 位客户。每个工作日 {{hour}} 我会发给你一条每日提醒：该联系谁、为什么、怎么联系。用按钮或 `/log-call` 记录互动后，下次跟进日期会自动更新。我不会直接联系客户。随时可以输入 `/today` 查看今日清单，或输入 `/tend help` 查看全部命令。',
  admin: '{{name}}，你好，我是 Tend，你是这里的管理员。{{first}}',
}
