/** Purchases month by month, beside what the model of purchases expected. */
export const purchases = {
  title: 'Days with an order, month by month',
  month: 'Month',
  orderDays: 'Days with an order',
  ordered: 'Ordered',
  expected: 'Expected',
  about:
    'The last 12 months up to today (n = {{total}}): several orders on one day count once, returns do not count.',
  foresight: 'Orders, expected and actual',
  foresightAbout:
    'Days with an order in each of the last 12 months up to today, of customers that you can see who had ordered before the month began (n = {{buyers}}). Expected: by today’s model of purchases, from the orders before the month.',
  foresightDrawn:
    'Days with an order in each of the last 12 months up to today, of customers who had ordered before the month began (n = {{buyers}}, drawn evenly from all that you can see). Expected: by today’s model of purchases, from the orders before the month.',
  noBuyers: 'No customer that you can see has ordered.',
  expectedAbout: 'Expected: by the model of purchases when the month began, from the orders before it.',
}
