import { addDays, type Day, day, daysBetween } from './calendar.ts'
import { expectedOrders, type MbgNbd } from './mbg-nbd.ts'

/** A month, or as much of it as is over; both days are of it. */
export interface Month {
  from: Day
  to: Day
}

/** The last months, the oldest first; the present one up to today. */
export function monthsTo(today: Day, count: number): Month[] {
  const months: Month[] = []
  for (let to = today; months.length < count;) {
    const from = day(`${to.slice(0, 8)}01`)
    months.unshift({ from, to })
    to = addDays(from, -1)
  }
  return months
}

/** How many of these days are in each month. */
export const daysIn = (months: readonly Month[], days: readonly Day[]): number[] =>
  months.map(({ from, to }) => days.filter((on) => on >= from && on <= to).length)

/**
 * Days with an order that were to be expected in each month when it began, of an account that ordered on these days, the
 * earliest first: nothing before its first order.
 */
export const expectedIn = (model: MbgNbd, months: readonly Month[], days: readonly Day[]): number[] =>
  months.map(({ from, to }) => {
    const before = days.filter((on) => on < from)
    const [first] = before
    const last = before.at(-1)
    if (!first || !last) return 0
    const history = {
      x: before.length - 1,
      tx: daysBetween(first, last) / 7,
      age: (daysBetween(first, from) - 1) / 7,
    }
    return expectedOrders(model, history, (daysBetween(from, to) + 1) / 7)
  })
