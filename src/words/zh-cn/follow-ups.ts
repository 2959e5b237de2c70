export const snooze = {
  clock: '投诉的时限不能推迟。',
  limit: '推迟次数已用完（最多 {{limit}} 次）。请完成、转交，或记录实际情况。',
  past: '{{date}}不晚于今天，请选择今天之后的日期。',
  tooFar: '{{date}}太远了，最晚可选 {{last}}。',
}

export const nextStep = {
  past: '{{date}}已经过去，请选择今天或之后的日期。',
  tooFar: '{{date}}太远了，最晚可选 {{last}}。',
}

/** Putting a duty off and handing it over. */
export const followUps = {
  snoozeTitle: '推迟',
  snooze: '推迟',
  cancel: '取消',
  what: '“{{account}}”：{{duty}}',
  left: '还可推迟 {{left}} 次（共 {{limit}} 次）。',
  until: '推迟到什么时候？',
  'later-today': '今天晚些时候，{{when}}',
  tomorrow: '明天，{{when}}',
  'next-monday': '下周一，{{when}}',
  nextDay: '下一个工作日，{{when}}',
  date: '或指定日期',
  untilMissing: '请选择推迟到什么时候，或在下面指定日期。',
  oneOf: '上面的选项和这里的日期只能选一个。',
  snoozed: '已推迟到 {{when}}：“{{account}}”，{{duty}}。',
  handOverTitle: '转交',
  handOver: '转交',
  to: '转交给谁？',
  toHint: '对方会收到消息，这条跟进从现在起出现在对方的清单里。客户的负责人不变。',
  toMissing: '请选择一位同事。',
  toUnknown: '这位成员没有使用 Tend，请选择其他同事。',
  toSame: '这条跟进本来就由对方负责。',
  handedOver: '已转交给 {{who}}：“{{account}}”，{{duty}}。',
  putOffForGood:
    '这条跟进由 {{who}} 第 {{times}} 次推迟，推迟次数已用完：“{{account}}”，{{duty}}。{{day}}再次提醒。',
  told: '{{who}} 把一条跟进转交给你：“{{account}}”，{{duty}}，{{day}}到期。',
  notYours: '只有负责这条跟进的客户代表、其代理人或主管可以进行此操作。',
  gone: '这条跟进已不需要处理。',
  doneBefore: '{{who}} 已先完成这条跟进（{{when}}）。',
  changedBefore: '{{who}} 已先改动这条跟进（{{when}}），请查看后再决定。',
  replaced: '这条跟进已不需要处理：{{when}} 起由新的跟进代替。',
}
