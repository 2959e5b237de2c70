/** How right the rules were (care-rules §4.5). */
export const honestRules = {
  title: '规则的准确程度',
  about:
    '统计最近 {{days}} 天开启的预警，按最初的信号分组。已联系：预警期间有触达记录，且不晚于下一笔订单。回来：预警开启后 {{back}} 天内下单，只统计已满这一期限的预警。',
  asOf: '统计时间：{{day}}。',
  gapRule: '{{days}} 天未下单规则',
  rule: '规则“{{name}}”',
  opened: '共预警 {{opened}} 位，其中 {{share}} 已联系（n = {{opened}}）。',
  alone: '未联系的客户中，{{share}} 自行回来（n = {{n}}）。',
  helped: '已联系的客户中，{{share}} 回来（n = {{n}}）。',
  young: '时间尚短、暂无结论：{{young}} 位；已下单：{{back}} 位。',
  percent: '{{percent}}%',
  none: '–',
  causes: '按原因统计挽回',
  causesAbout:
    '挽回率：最近 {{days}} 天内以挽回或流失结束的预警中，挽回所占的比例。再次流失：挽回后 {{back}} 天内又出现预警，只统计已满这一期限的客户。',
  cause: '{{name}}：挽回 {{share}}（n = {{n}}），其中再次流失 {{again}}（n = {{before}}）',
  noCause: '未说明原因',
  ask: '试算其他期限',
  askTitle: '试算其他期限',
  askDays: '多少天没有下单就预警？',
  askHint: '取值 {{min}} 到 {{max}}。目前：一般 {{general}}，重要 {{important}}，关键 {{key}}。',
  work: '试算',
  close: '关闭',
  working: '正在试算 {{days}} 天，结果稍后显示在这里。',
  same: '若改为 {{days}} 天，结果不变：共预警 {{both}} 位。',
  fewer: '若改为 {{days}} 天，会少预警 {{count}} 位，其中 {{left}} 位已流失（n = {{present}}）。',
  more: '若改为 {{days}} 天，会多预警 {{count}} 位，其中 {{left}} 位已流失（n = {{other}}）。',
  both: '两种期限都会预警：{{both}} 位，其中 {{left}} 位已流失。',
  whatIfAbout:
    '统计最近 {{days}} 天内未下单天数达到较短期限的客户，按目前的客户等级计算。已流失：此后至今没有下单，或未下单的时间达到较长期限的两倍。',
  managersOnly: '只有主管和管理员可以查看规则的准确程度。',
}
