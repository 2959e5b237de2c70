/** Purchases month by month, beside what the model of purchases expected. */
export const purchases = {
  title: 'Days with an order, month by month',
  month: 'Month',
  orderDays: 'Days with an order',
  ordered: 'Ordered',
  expected: 'Expected',
  about:
    'The last 12 months up to today (n = {{total}}): several orders on one day count once, returns do not count.',
  expectedAbout: 'Expected: by the model of purchases when the month began, from the orders before it.',
}
