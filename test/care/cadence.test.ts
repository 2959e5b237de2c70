import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  beats,
  type Duty,
  type History,
  latestAfter,
  moved,
  rhythms,
  standing,
  TIERS,
} from '../../src/care/cadence.ts'
import { addDays, day, daysBetween, isWorkday } from '../../src/care/calendar.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { anyDay, anyWorkCalendar, office } from './support.ts'

const settings = settingsFrom()
const unknown: History = {
  tier: 'general',
  accountId: 700,
  cameOn: day('2026-01-01'),
  lastTouch: null,
  lastVisit: null,
  lastOrder: null,
}

const anyHistory: fc.Arbitrary<History> = fc.record({
  tier: fc.constantFrom(...TIERS),
  accountId: fc.nat(),
  cameOn: anyDay,
  lastTouch: fc.option(anyDay),
  lastVisit: fc.option(anyDay),
  lastOrder: fc.option(anyDay),
})

test('the latest day is half as long again as the ideal one, rounded up (care-rules §2.2)', () => {
  expect([90, 30, 14, 7].map((days) => latestAfter(days, settings))).toEqual([135, 45, 21, 11])
  expect(latestAfter(90, settingsFrom({ latestPercent: 110 }))).toBe(99)
})

test('a general customer called on 2 March is due 90 days later, at the latest 135 (care-rules §2.1)', () => {
  expect(
    rhythms({ ...unknown, lastTouch: day('2026-03-02'), lastOrder: day('2026-03-20') }, settings),
  ).toEqual([{ rule: 'rhythm', needs: 'any', ideal: '2026-05-31', latest: '2026-07-15' }])
})

test('an important customer is seen every 90 days: a later call moves nothing (care-rules §2)', () => {
  const seen = { ...unknown, tier: 'important', lastVisit: day('2026-03-02') } as const
  const due = [{ rule: 'rhythm', needs: 'visit', ideal: '2026-05-31', latest: '2026-07-15' }]
  expect(rhythms(seen, settings)).toEqual(due)
  expect(rhythms({ ...seen, lastTouch: day('2026-04-20') }, settings)).toEqual(due)
})

test('a key customer hears from us every 14 days and sees us every 90 (care-rules §2)', () => {
  const history = {
    ...unknown,
    tier: 'key',
    lastTouch: day('2026-03-16'),
    lastVisit: day('2026-03-02'),
  } as const
  expect(rhythms(history, settings)).toEqual([
    { rule: 'rhythm', needs: 'any', ideal: '2026-03-30', latest: '2026-04-06' },
    { rule: 'visit', needs: 'visit', ideal: '2026-05-31', latest: '2026-07-15' },
  ])
})

test('a key customer with a plan of its own keeps it', () => {
  const plan = { rhythmDays: 7, visitDays: 30 }
  const history = {
    ...unknown,
    tier: 'key',
    lastTouch: day('2026-03-16'),
    lastVisit: day('2026-03-02'),
    plan,
  } as const
  expect(rhythms(history, settings).map(({ ideal, latest }) => [ideal, latest])).toEqual([
    ['2026-03-23', '2026-03-27'],
    ['2026-04-01', '2026-04-16'],
  ])
})

test('a customer never touched is due 90 days after the last order (care-rules §2.1)', () => {
  expect(rhythms({ ...unknown, lastOrder: day('2026-03-02') }, settings)[0]?.ideal).toBe('2026-05-31')
})

test('customers of whom nothing is known are spread over the interval from the day after they came in', () => {
  const due = Array.from({ length: 90 }, (_, i) => rhythms({ ...unknown, accountId: 900 + i }, settings)[0])
  expect(new Set(due.map((duty) => duty?.ideal)).size).toBe(90)
  expect(due[0]).toMatchObject({ ideal: '2026-01-02', latest: '2026-02-16' })
  expect(due[89]).toMatchObject({ ideal: '2026-04-01', latest: '2026-05-16' })
})

test('a day later touch is a day later duty, and the latest day keeps its distance', () => {
  fc.assert(
    fc.property(anyHistory, anyDay, (history, on) => {
      const touched = { ...history, lastTouch: on, lastVisit: on }
      const later = { ...touched, lastTouch: addDays(on, 1), lastVisit: addDays(on, 1) }
      const [before, after] = [rhythms(touched, settings), rhythms(later, settings)]
      expect(after.map((duty) => duty.ideal)).toEqual(before.map((duty) => addDays(duty.ideal, 1)))
      for (const [i, { every }] of beats(history.tier, settings).entries()) {
        const duty = before[i] as Duty
        expect(daysBetween(on, duty.ideal)).toBe(every)
        expect(daysBetween(on, duty.latest)).toBe(Math.ceil(every * 1.5))
      }
    }),
  )
})

test('no customer is ever left without a rhythm, and none is due before it came in or was reached', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const duties = rhythms(history, settings)
      expect(duties.length).toBe(history.tier === 'key' ? 2 : 1)
      for (const { ideal, latest, needs } of duties) {
        const last = (needs === 'visit' ? history.lastVisit : history.lastTouch) ?? history.lastOrder
        expect(ideal > (last ?? history.cameOn) && latest >= ideal).toBe(true)
      }
    }),
  )
})

test('weekends and holidays of the rep move both days on (care-rules §2.2)', () => {
  const labourDay = { ...office, off: new Set([day('2026-05-01')]) }
  const duty = { rule: 'manual', needs: 'any', ideal: day('2026-04-25'), latest: day('2026-05-01') } as const
  expect(moved(duty, labourDay)).toEqual({ ...duty, ideal: '2026-04-27', latest: '2026-05-04' })
})

test('moved days are worked and never earlier', () => {
  fc.assert(
    fc.property(anyWorkCalendar, anyDay, fc.nat(60), (cal, ideal, wide) => {
      const duty = { ideal, latest: addDays(ideal, wide) }
      const on = moved(duty, cal)
      expect([isWorkday(cal, on.ideal), isWorkday(cal, on.latest)]).toEqual([true, true])
      expect(on.ideal >= duty.ideal && on.latest >= duty.latest && on.latest >= on.ideal).toBe(true)
    }),
  )
})

test.for([
  ['2026-03-06', { state: 'later', daysLate: 0 }],
  // The ideal day, Saturday 7 March, is kept on Monday the 9th.
  ['2026-03-08', { state: 'later', daysLate: 0 }],
  ['2026-03-09', { state: 'due', daysLate: 0 }],
  // The latest day, Saturday 14 March, is kept on Monday the 16th.
  ['2026-03-16', { state: 'due', daysLate: 0 }],
  ['2026-03-17', { state: 'overdue', daysLate: 1 }],
  ['2026-03-21', { state: 'overdue', daysLate: 5 }],
] as const)('a duty of 7 to 14 March stands on %s as %o', ([today, how]) => {
  expect(standing({ ideal: day('2026-03-07'), latest: day('2026-03-14') }, day(today), office)).toEqual(how)
})

test('a duty goes from later over due to overdue and never back', () => {
  const order = ['later', 'due', 'overdue']
  fc.assert(
    fc.property(anyWorkCalendar, anyDay, fc.nat(60), anyDay, (cal, ideal, wide, today) => {
      const duty = { ideal, latest: addDays(ideal, wide) }
      const [one, two] = [standing(duty, today, cal), standing(duty, addDays(today, 1), cal)]
      expect(order.indexOf(two.state)).toBeGreaterThanOrEqual(order.indexOf(one.state))
      expect(two.daysLate - one.daysLate).toBe(two.state === 'overdue' ? 1 : 0)
    }),
  )
})
