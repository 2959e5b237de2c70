/** What each rule says of a customer who may be leaving, with its number and its limit. */
export const verdicts = {
  title: '流失信号：今天 {{of}} 项中有 {{count}} 项成立',
  holds: '{{rule}}（成立）：{{reason}}',
  no: '{{rule}}（不成立）：{{reason}}',
  off: '{{rule}}（未启用）：{{reason}}',
  gap: '{{days}} 天没有下单，满 {{limit}} 天即为信号。',
  'own-rhythm': '未来 90 天预计 {{expected}} 单，90 天前的预计为 {{was}} 单；低于其 {{percent}}% 即为信号。',
  'fewer-orders':
    '最近 {{days}} 天下单 {{recent}} 次，此前 {{days}} 天为 {{earlier}} 次；此前至少 {{least}} 次，且降到 {{share}}% 以下，即为信号。',
  'slow-replies': '连续 {{count}} 次未联系上，满 {{attempts}} 次即为信号。',
  'opted-out': '有联系人要求不再联系（{{on}}）。它只会补充已有的预警，不会单独发出预警。',
  unhappy: '最近一次推荐意愿为 {{score}} 分（{{on}}）；不高于 {{worst}} 分即为信号，持续 {{lasts}} 天。',
  unhappyVerdict:
    '最近一次回答是投诉评价：{{said}}（{{on}}）；未解决或低于 {{enough}} 分即为信号，持续 {{lasts}} 天。',
  untouched: '{{days}} 天没有触达，超过 {{limit}} 天即为信号。',
  none: {
    gap: '还没有订单。',
    unhappy: '还没有记录推荐意愿，也没有投诉评价。',
    'opted-out': '没有人要求不再联系。',
  },
  offs: {
    'no-model': '还没有建立购买模型。',
    'no-order': '还没有订单。',
    young: '首次下单不满 {{days}} 天的客户不参与判断。',
  },
  notices: '提醒',
  retired: '该客户已停用，不再发出预警。',
  quiet: '目前没有预警。',
  soon: '系统每天检查一次，下次检查时会发出预警。',
  open: '预警自 {{day}}起（{{way}}），涉及金额 {{amount}}。',
  waiting:
    '正在排队：这条预警在首次检查时发现，每位客户代表每天最多收到 {{most}} 条此类预警，前面还有 {{ahead}} 条。',
  backlog: '首次检查时发现：首次联系期限为 {{days}} 天，而不是 24 小时。',
  optedOut: '有联系人要求不再联系：首次联系期限为 {{days}} 天，而不是 24 小时。',
  fading: '自 {{day}}起没有信号；如果没有新信号，预警将于 {{next}}结束。',
  snoozed: '已推迟到 {{day}}（已推迟 {{used}} 次，最多 {{limit}} 次）。',
  ended: '{{rule}}：同样的预警已于 {{day}}结束（{{how}}）。同样的依据不会再次发出预警。',
  endedBy: '{{rule}}：{{who}} 已于 {{day}}结束同样的预警（{{how}}）。同样的依据不会再次发出预警。',
  nobody: '该客户没有负责人，因此不会提醒任何人。',
  standIn: '{{who}} 休假至 {{day}}，由代理人 {{other}} 接收提醒。',
  away: '{{who}} 休假至 {{day}}，没有代理人，提醒会等待。',
}
