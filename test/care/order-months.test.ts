import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, daysBetween } from '../../src/care/calendar.ts'
import { expectedOrders } from '../../src/care/mbg-nbd.ts'
import { finished } from '../support/shoppers.ts'
import { daysIn, expectedIn, monthsTo, outcomeOf } from '../../src/care/order-months.ts'

/** Of the CDNOW sample (care-rules §16). */
const model = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }
const anyDay = fc.integer({ min: 0, max: 3000 }).map((n) => addDays(day('2020-01-01'), n))
const anyDays = fc.uniqueArray(anyDay, { maxLength: 40 }).map((days) => days.toSorted())

test('months end with what of the present one is over, and the oldest comes first', () => {
  expect(monthsTo(day('2026-03-02'), 3)).toEqual([
    { from: '2026-01-01', to: '2026-01-31' },
    { from: '2026-02-01', to: '2026-02-28' },
    { from: '2026-03-01', to: '2026-03-02' },
  ])
  expect(monthsTo(day('2025-01-31'), 2).map(({ from }) => from)).toEqual(['2024-12-01', '2025-01-01'])
})

test('orders are counted in the month of their day', () => {
  const months = monthsTo(day('2026-03-02'), 3)
  const days = ['2025-12-31', '2026-01-01', '2026-01-31', '2026-03-02', '2026-03-03'].map(day)
  expect(daysIn(months, days)).toEqual([2, 0, 1])
})

test('a month expects what the model says of the orders before it began (care-rules §4.2)', () => {
  const days = ['2025-11-03', '2025-12-01', '2026-01-15'].map(day)
  const [november, december, , february, march] = expectedIn(model, monthsTo(day('2026-03-02'), 5), days)
  expect(november).toBe(0)
  // On 30 November the first order was 27 days ago, and December has 31.
  expect(december).toBe(expectedOrders(model, { x: 0, tx: 0, age: 27 / 7 }, 31 / 7))
  expect(february).toBe(expectedOrders(model, { x: 2, tx: 73 / 7, age: 89 / 7 }, 4))
  expect(march).toBe(expectedOrders(model, { x: 2, tx: 73 / 7, age: 117 / 7 }, 2 / 7))
})

test('every day of the months is in one of them', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 20 }), anyDays, (today, count, days) => {
      const months = monthsTo(today, count)
      const [first] = months
      const within = days.filter((on) => first && on >= first.from && on <= today)
      expect(daysIn(months, days).reduce((sum, n) => sum + n, 0)).toBe(within.length)
      months.slice(1).forEach(({ from }, i) => expect(daysBetween(months[i]?.to ?? from, from)).toBe(1))
    }),
  )
})

test('no month expects anything of what came after it began, and none less than nothing', () => {
  fc.assert(
    fc.property(anyDay, anyDays, (today, days) => {
      const months = monthsTo(today, 12)
      const all = expectedIn(model, months, days)
      months.forEach((month, i) => {
        const known = days.filter((on) => on < month.from)
        expect(all[i]).toBe(expectedIn(model, [month], known)[0])
        expect(all[i] ?? -1).toBeGreaterThanOrEqual(0)
        expect(all[i] === 0).toBe(known.length === 0)
      })
    }),
  )
})

test('of many, each is counted from the month after its first order on, in what came as in what was expected', () => {
  const months = monthsTo(day('2026-03-02'), 3)
  const old = ['2025-12-30', '2026-01-05', '2026-02-01', '2026-02-09'].map(day)
  const fresh = ['2026-01-20', '2026-01-21', '2026-03-01'].map(day)
  const alone = expectedIn(model, months, old)
  const { ordered, expected } = finished(outcomeOf(model, months, [old, fresh, []]))
  expect(ordered).toEqual([1, 2, 1])
  expect(expected[0]).toBe(alone[0])
  expect(expected[1]).toBe((alone[1] ?? 0) + (expectedIn(model, months, fresh)[1] ?? 0))
})

test('what came of many is no more than they ordered, and what is expected of all is the sum', () => {
  fc.assert(
    fc.property(anyDay, fc.array(anyDays, { maxLength: 6 }), (today, buyers) => {
      const months = monthsTo(today)
      const { ordered, expected } = finished(outcomeOf(model, months, buyers))
      months.forEach((month, i) => {
        const all = buyers.reduce((sum, days) => sum + (daysIn([month], days)[0] ?? 0), 0)
        expect(ordered[i]).toBeLessThanOrEqual(all)
        const hoped = buyers.reduce((sum, days) => sum + (expectedIn(model, [month], days)[0] ?? 0), 0)
        expect(expected[i]).toBeCloseTo(hoped, 9)
      })
    }),
    { numRuns: 50 },
  )
})
