import { addDays, type Day, day, daysBetween } from './calendar.ts'
import { expectedOrders, type MbgNbd } from './mbg-nbd.ts'

/** A month, or as much of it as is over; both days are of it. */
export interface Month {
  from: Day
  to: Day
}

/** So many are looked back on: a year, with its seasons. */
const COUNT = 12

/** The last months, the oldest first; the present one up to today. */
export function monthsTo(today: Day, count = COUNT): Month[] {
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

/** Days with an order in each month, and how many were expected of the same customers when it began. */
export interface Outcome {
  ordered: number[]
  expected: number[]
}

/**
 * What came of what was expected of many, in each month of those who had ordered before it began: of each of `buyers` the
 * days of its orders, the earliest first. It pauses after each.
 */
export function* outcomeOf(
  model: MbgNbd,
  months: readonly Month[],
  buyers: readonly (readonly Day[])[],
): Generator<undefined, Outcome> {
  const ordered = months.map(() => 0)
  const expected = months.map(() => 0)
  for (const days of buyers) {
    const [first] = days
    const counts = daysIn(months, days)
    const hopes = expectedIn(model, months, days)
    months.forEach(({ from }, i) => {
      if (!first || first >= from) return
      ordered[i] = (ordered[i] ?? 0) + (counts[i] ?? 0)
      expected[i] = (expected[i] ?? 0) + (hopes[i] ?? 0)
    })
    yield
  }
  return { ordered, expected }
}
