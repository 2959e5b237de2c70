/** Complaints in lists and on a customer’s card, and how often their clocks were met. */
export const complaintLists = {
  mine_other: '你正在处理 {{count}} 条投诉',
  team_other: '团队共有 {{count}} 条投诉',
  breached_other: '团队有 {{count}} 条投诉已超时',
  none: {
    mine: '没有需要你处理的投诉。',
    team: '团队没有未关闭的投诉。',
    breached: '团队的投诉都没有超时。',
  },
  name: '“{{account}}”',
  openFor: '登记“{{account}}”的投诉',
  attainment: '按时完成率：最近 30 天 · 最近 90 天',
  attained: '• {{clock}}：{{month}} · {{quarter}}',
  share: '{{percent}}%（n = {{n}}）',
  noShare: '–（n = 0）',
  defined: '按时完成 ÷（按时完成 + 超时），只统计这段时间内开始的计时，仍在计时的不计入。',
  open: '登记投诉',
  ofCustomer: '*投诉* {{received}} 收到',
  last: '*上次投诉* 于 {{when}} 关闭 · {{solved}}，满意度 {{score}} 分，满分 5 分',
  lastWithout: '*上次投诉* 于 {{when}} 关闭 · 没有客户评价',
}
