import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { orderDays } from '../../src/care/order-days.ts'

const order = (on: string, amount: number, currency = 'EUR') => ({ on: day(on), amount, currency })

test('several orders on one day are one, and what the first day brought is no repeat spend (care-rules §4.2)', () => {
  const orders = [
    order('2026-01-20', 40),
    order('2026-01-05', 900),
    order('2026-01-05', 100),
    order('2026-01-20', 60),
    order('2026-02-03', 50),
  ]
  expect(orderDays(orders, 'EUR')).toEqual({
    orderDays: 3,
    firstOrderOn: '2026-01-05',
    lastOrderOn: '2026-02-03',
    spendDays: 2,
    spend: 150,
  })
})

test('a return is no order, however large: neither the first, nor the last, nor less spend', () => {
  const bought = [order('2026-01-05', 100), order('2026-01-20', 40)]
  const returned = [order('2026-01-01', -5), order('2026-01-20', -900), order('2026-02-01', -30)]
  expect(orderDays([...bought, ...returned], 'EUR')).toEqual(orderDays(bought, 'EUR'))
  expect(orderDays(returned, 'EUR')).toEqual(orderDays([], 'EUR'))
})

test('an order of nothing is an order: a sample counts as a day', () => {
  expect(orderDays([order('2026-01-05', 0), order('2026-01-20', 0)], 'EUR')).toEqual({
    orderDays: 2,
    firstOrderOn: '2026-01-05',
    lastOrderOn: '2026-01-20',
    spendDays: 1,
    spend: 0,
  })
})

test('an order in another currency counts as a day and is never summed with the others', () => {
  const orders = [
    order('2026-01-05', 100),
    order('2026-01-20', 7000, 'JPY'),
    order('2026-02-03', 50),
    order('2026-02-03', 9000, 'JPY'),
  ]
  expect(orderDays(orders, 'EUR')).toMatchObject({ orderDays: 3, spendDays: 1, spend: 50 })
  expect(orderDays(orders, 'USD')).toMatchObject({ orderDays: 3, spendDays: 0, spend: 0 })
})

test('nobody who never ordered has an order day', () => {
  expect(orderDays([], 'EUR')).toEqual({
    orderDays: 0,
    firstOrderOn: null,
    lastOrderOn: null,
    spendDays: 0,
    spend: 0,
  })
})
