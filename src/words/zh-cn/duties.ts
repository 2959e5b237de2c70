/** What a duty is called where it is named in a list or a sentence. */
export const rules = {
  thank: '购后致谢',
  settle: '购后回访',
  care: '购后关怀',
  rhythm: '定期联系',
  visit: '定期拜访',
  promise: '承诺',
  respond: '投诉首次响应',
  contact: '投诉沟通',
  solution: '投诉解决方案',
  'follow-up': '投诉回访',
  review: '投诉复盘',
  leaving: '流失预警跟进',
  occasion: '关怀问候',
  manual: '约定事项',
}

export const tiers = { key: '关键客户', important: '重要客户', general: '一般客户' }

export const channels = {
  call: '电话',
  visit: '拜访',
  video: '视频',
  email: '邮件',
  message: '消息',
  letter: '书信',
  event: '活动',
  note: '内部备注',
}

/** The 7:2:1 mix. */
export const kinds = { value: '价值', feeling: '情感', action: '行动' }

export const outcomes = { good: '顺利', neutral: '一般', bad: '不顺', 'no-answer': '未联系上' }
