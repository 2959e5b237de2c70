/** Where an account stands (care-rules §3.2), and what that asks of us. */
export const segmentNames = {
  vip: '高价值活跃',
  dormant: '高潜力沉睡',
  new: '新客',
  promising: '潜力',
  'at-risk': '低价值流失风险',
  stable: '普通稳定',
  prospect: '潜在客户',
}

export const segmentCare = {
  vip: '专人服务，优先跟进，提供定制权益。',
  dormant: '优先唤回：发送白皮书或同类案例，并亲自致电。',
  new: '做好购后跟进，让客户看到价值。',
  promising: '先分享有用的内容，再提下一步方案。',
  'at-risk': '轻度维护：了解变化的原因，送上回归礼。',
  stable: '节日和生日送上问候。',
  prospect: '展示案例，建立信任。',
}

/** How far the relation has come (care-rules §3.3), with one line of advice each. */
export const stages = {
  acquaintance: '初识期',
  stable: '稳定期',
  advocate: '升华期',
  lapsing: '流失期',
}

export const stageAdvice = {
  acquaintance: '了解需求，兑现最初的每一个承诺。',
  stable: '按客户的节奏保持联系，每次都带去有价值的内容。',
  advocate: '表达感谢，邀请对方参与：转介绍、案例分享或产品共创。',
  lapsing: '先致电倾听，弄清变化的原因，再谈方案。',
}
