/** Monday's message to managers: whose scores fell. */
export const movement = {
  heading_other: '自 {{day}}以来，有 {{total}} 位客户得分下降，风险金额合计 {{money}}',
  none: '自 {{day}}以来，没有客户得分下降',
  about:
    'R、F、M 分别表示最近消费、消费频率和消费金额，得分从 5 到 1。以下客户三项得分合计下降了两分或以上。',
  sizes: '各分群的变化',
  now: '现在',
  sizesAbout: '同一批客户在 {{day}}和现在所处的分群（n = {{total}}），此后新增的客户当时按潜在客户计。',
  step: '{{score}} {{before}} → {{after}}',
  more_other: '还有 {{count}} 位',
}
