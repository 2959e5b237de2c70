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
