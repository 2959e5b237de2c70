/** Purchases month by month, beside what the model of purchases expected. */
export const purchases = {
  title: '每月下单天数',
  month: '月份',
  orderDays: '下单天数',
  ordered: '实际',
  expected: '预计',
  about: '统计截至今天的最近 12 个月（n = {{total}}），同一天的多笔订单只计一次，退货不计。',
  foresight: '预计与实际下单',
  foresightAbout:
    '统计截至今天的最近 12 个月，每月只计你能看到的、月初之前已下过单的客户的下单天数（n = {{buyers}}）。预计：用目前的购买模型，根据该月之前的订单得出。',
  foresightDrawn:
    '统计截至今天的最近 12 个月，每月只计月初之前已下过单的客户的下单天数（n = {{buyers}}，从你能看到的全部客户中均匀抽取）。预计：用目前的购买模型，根据该月之前的订单得出。',
  noBuyers: '你能看到的客户都还没有下单。',
  expectedAbout: '预计：购买模型在每月初根据此前订单得出的天数。',
}
