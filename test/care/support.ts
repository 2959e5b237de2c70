import fc from 'fast-check'
import { addDays, type Day, day, type WorkCalendar } from '../../src/care/calendar.ts'
import { CareError, type Values } from '../../src/care/errors.ts'

const first = day('2024-01-01')

export const anyDay: fc.Arbitrary<Day> = fc.nat(2_000).map((days) => addDays(first, days))

/** Somebody who works at least one day of the week, with holidays and exchanged days of their own. */
export const anyWorkCalendar: fc.Arbitrary<WorkCalendar> = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  off: fc.array(anyDay, { maxLength: 40 }).map((days) => new Set(days)),
  extra: fc.array(anyDay, { maxLength: 10 }).map((days) => new Set(days)),
})

/** Monday to Friday, no holidays. */
export const office: WorkCalendar = { weekdays: [1, 2, 3, 4, 5], off: new Set(), extra: new Set() }

/** Every day of the week is worked. */
export const everyDay: WorkCalendar = { weekdays: [1, 2, 3, 4, 5, 6, 7], off: new Set(), extra: new Set() }

/** The key and values of the CareError that `act` ends in. */
export function refusal(act: () => unknown): { key: string; values: Values } {
  try {
    act()
  } catch (error) {
    if (error instanceof CareError) return { key: error.key, values: error.values }
    throw error
  }
  throw new Error('it was not refused')
}
