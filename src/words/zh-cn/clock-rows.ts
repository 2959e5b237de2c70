/** Complaints’ clocks as rows of the morning message, and what an open complaint keeps quiet. */
export const clockRows = {
  by: '{{clock}}：{{due}} 之前',
  late: '{{clock}}：已超时，应在 {{due}} 之前',
  severity: '严重程度：{{severity}}',
  approval: '正在等主管审批',
  complaint: '投诉',
  met: {
    respond: '“{{account}}”：已答复客户（{{who}}，{{when}}）。',
    contact: '“{{account}}”：已与客户通话（{{who}}，{{when}}）。',
    solution: '“{{account}}”：已给出解决方案（{{who}}，{{when}}）。',
    'follow-up': '“{{account}}”：已记录客户评价（{{who}}，{{when}}）。',
    review: '“{{account}}”：已完成复盘（{{who}}，{{when}}）。',
  },
  stands: '“{{account}}”：正在等客户，暂停计时。',
  muted: '“{{account}}”：{{day}}的投诉尚未关闭，暂不提醒。',
  mutedDuty: '{{line}}（{{day}}的投诉尚未关闭，暂不提醒）',
  mutedNotice:
    '{{day}}的投诉尚未关闭：在此之前不提醒预警，也不安排关怀和销售跟进；预警仍会发出，并照常计入统计。',
  why: {
    respond: '收到投诉后 {{minutes}} 分钟内答复客户。',
    contact: '情况复杂时，须在 {{minutes}} 分钟内与客户通话。',
    solution: '须在 {{withinHours}} 小时内给出方案和完成日期。',
    'follow-up': '给出方案 {{days}} 天后，询问客户是否已解决。',
    review: '客户评价后 {{days}} 天内写明原因和改进，并告知客户。',
  },
  started: '{{started}} 开始计时，{{due}} 到期。',
  around: '全天候计时。',
  severe: '严重程度为“高”，全天候计时。',
  open: '只在工作时间内计时（{{zone}}）。',
  days: '按工作区的日历计算天数（{{zone}}）。',
  stood: '{{from}} 至 {{to}} 在等客户，暂停计时。',
  noSnooze: '限时处理的事项不能推迟。',
}
