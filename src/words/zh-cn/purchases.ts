/** Purchases month by month, beside what the model of purchases expected. */
export const purchases = {
  title: '每月下单天数',
  month: '月份',
  orderDays: '下单天数',
  ordered: '实际',
  expected: '预计',
  about: '统计截至今天的最近 12 个月（n = {{total}}），同一天的多笔订单只计一次，退货不计。',
  expectedAbout: '预计：购买模型在每月初根据此前订单得出的天数。',
}
