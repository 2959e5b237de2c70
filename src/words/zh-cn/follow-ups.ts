export const snooze = {
  clock: '投诉的时限不能推迟。',
  limit: '这一条已经推迟过 {{limit}} 次，不能再推迟了。请完成、转交，或记录实际情况。',
  past: '{{date}} 不在今天之后，请选择更晚的日期。',
  tooFar: '{{date}} 太远了，最晚可以选到 {{last}}。',
}

export const nextStep = {
  past: '{{date}} 已经过去，请选择今天或之后的日期。',
  tooFar: '{{date}} 太远了，最晚可以选到 {{last}}。',
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
  toHint: '对方会收到消息，这一条从现在起出现在对方的清单里；客户仍归你负责。',
  toMissing: '请选择一位同事。',
  toUnknown: '这位成员没有使用 Tend，请选择其他同事。',
  toSame: '这一条本来就归对方。',
  handedOver: '已转交给 {{who}}：“{{account}}”，{{duty}}。',
  putOffForGood: '{{who}} 已推迟 {{times}} 次，达到上限：“{{account}}”的{{duty}}。下次提醒：{{day}}。',
  told: '{{who}} 把一条跟进转交给你：“{{account}}”，{{duty}}，应于 {{day}} 处理。',
  notYours: '只有负责这条跟进的代表、其代班同事或主管可以这样做。',
  gone: '这一条已经不需要处理了。',
  doneBefore: '{{who}} 已经先完成了这一条（{{when}}）。',
  changedBefore: '{{who}} 刚刚改动过这一条（{{when}}），请再看一下后决定。',
  replaced: '这一条已经不需要处理：{{when}} 起由更新的事项代替。',
}
