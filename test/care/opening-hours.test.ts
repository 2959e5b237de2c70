import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, day } from '../../src/care/calendar.ts'
import { CareError } from '../../src/care/errors.ts'
import {
  afterOpen,
  AROUND_THE_CLOCK,
  isOpenAt,
  nextOpening,
  openBetween,
  type OpeningHours,
} from '../../src/care/opening-hours.ts'
import { anyInstant, anyMs, anyOpeningHours, hoursOf, naiveOpenMinutes } from './opening-hours-support.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

const officeHours = 'Mon-Fri 09:00-17:00'
const longDays = 'Mon-Fri 08:00-18:00'
const lunchBreak = 'Mon-Fri 08:00-12:00 13:30-18:00'
const nights = 'Mon-Fri 22:00-24:00; Tue-Sat 00:00-06:00'
const nightsToo = 'Mon-Fri 00:00-06:00 22:00-24:00; Sat 00:00-06:00'
const everyDay = 'Mon-Sun 00:00-24:00'
const everyNight = 'Mon-Sun 00:30-05:00'

// 2 March 2026 is a Monday. Times are the zone's own where no Z is written; hours are hours of open time.
test.for([
  // The vectors of care-rules §5.
  [officeHours, 'UTC', '2026-03-06T16:30Z', 1, '2026-03-09T09:30Z'],
  [officeHours, 'UTC', '2026-03-04T07:00Z', 2, '2026-03-04T11:00Z'],
  [longDays, 'UTC', '2026-03-06T17:00Z', 4, '2026-03-09T11:00Z'],
  [longDays, 'UTC', '2026-03-02T17:00Z', 4, '2026-03-03T11:00Z'],
  [lunchBreak, 'UTC', '2026-03-02T12:30Z', 1, '2026-03-02T14:30Z'],
  ['', 'UTC', '2026-03-06T23:30Z', 24, '2026-03-07T23:30Z'],
  // What is used up exactly is due when they close, not when they open again.
  [officeHours, 'UTC', '2026-03-06T16:00Z', 1, '2026-03-06T17:00Z'],
  [lunchBreak, 'UTC', '2026-03-02T08:00Z', 4, '2026-03-02T12:00Z'],
  [officeHours, 'UTC', '2026-03-06T17:00Z', 8, '2026-03-09T17:00Z'],
  [officeHours, 'UTC', '2026-03-08T12:00Z', 40, '2026-03-13T17:00Z'],
  // A lunch break, several days long.
  [lunchBreak, 'UTC', '2026-03-02T11:45Z', 0.5, '2026-03-02T13:45Z'],
  [lunchBreak, 'UTC', '2026-03-06T17:30Z', 10, '2026-03-10T09:00Z'],
  // Nights that go over midnight, the end of the week with them.
  [nights, 'UTC', '2026-03-02T12:00Z', 8, '2026-03-03T06:00Z'],
  [nightsToo, 'UTC', '2026-03-06T23:00Z', 8, '2026-03-09T01:00Z'],
  [nightsToo, 'UTC', '2026-03-02T23:30Z', 1, '2026-03-03T00:30Z'],
  // One open hour a week; a leap day; the end of a year.
  ['Wed 10:00-11:00', 'UTC', '2026-03-04T10:30Z', 2, '2026-03-18T10:30Z'],
  [officeHours, 'UTC', '2028-02-28T16:00Z', 10, '2028-03-01T10:00Z'],
  [officeHours, 'UTC', '2026-02-27T16:00Z', 10, '2026-03-03T10:00Z'],
  [officeHours, 'UTC', '2026-12-31T15:00Z', 4, '2027-01-01T11:00Z'],
  // New York lost an hour on Sunday 8 March 2026 and won one on 1 November: office hours do not notice, UTC does.
  [officeHours, 'America/New_York', '2026-03-06T21:30Z', 1, '2026-03-09T13:30Z'],
  [officeHours, 'America/New_York', '2026-10-30T20:30Z', 1, '2026-11-02T14:30Z'],
  // 01:00 EST + 3 h of a clock that never stops is 05:00 EDT; 23 h are a day.
  [everyDay, 'America/New_York', '2026-03-08T06:00Z', 3, '2026-03-08T09:00Z'],
  [everyDay, 'America/New_York', '2026-03-08T05:00Z', 23, '2026-03-09T04:00Z'],
  [everyDay, 'America/New_York', '2026-11-01T04:00Z', 25, '2026-11-02T05:00Z'],
  // Open 00:30 to 05:00: three and a half hours in spring, five and a half in autumn.
  [everyNight, 'America/New_York', '2026-03-08T05:30Z', 3.5, '2026-03-08T09:00Z'],
  [everyNight, 'America/New_York', '2026-03-08T05:30Z', 4, '2026-03-09T05:00Z'],
  [everyNight, 'America/New_York', '2026-11-01T04:30Z', 5.5, '2026-11-01T10:00Z'],
  // Open until 02:30, which New York skipped: they close when the clocks go from 02:00 to 03:00 (07:00Z).
  ['Sun 01:00-02:30', 'America/New_York', '2026-03-08T06:00Z', 1, '2026-03-08T07:00Z'],
  ['Sun 01:00-02:30', 'America/New_York', '2026-03-08T06:00Z', 2, '2026-03-15T06:00Z'],
  // Open from 02:30: they open at 03:00; and what lies wholly in the gap does not open that day.
  ['Sun 02:30-09:00', 'America/New_York', '2026-03-08T05:00Z', 1, '2026-03-08T08:00Z'],
  ['Sun 02:15-02:45', 'America/New_York', '2026-03-08T05:00Z', 0.5, '2026-03-15T06:45Z'],
  // London: 01:00 comes twice on 25 October 2026, and not at all on 29 March.
  ['Sun 00:00-01:30', 'Europe/London', '2026-10-24T23:00Z', 1.5, '2026-10-25T00:30Z'],
  ['Sun 01:30-03:00', 'Europe/London', '2026-10-25T00:00Z', 2.5, '2026-10-25T03:00Z'],
  ['Sun 00:00-24:00', 'Europe/London', '2026-03-29T00:00Z', 23, '2026-03-29T23:00Z'],
  [officeHours, 'Europe/London', '2026-03-27T16:00Z', 2, '2026-03-30T09:00Z'],
  [officeHours, 'Europe/London', '2026-10-23T15:00Z', 2, '2026-10-26T10:00Z'],
  // Lord Howe moves by half an hour: 02:00 to 02:30 is skipped on 4 October 2026, 01:30 to 02:00 comes twice on 5 April.
  ['Sun 01:00-03:00', 'Australia/Lord_Howe', '2026-10-03T14:30Z', 1.5, '2026-10-03T16:00Z'],
  ['Sun 02:15-03:00', 'Australia/Lord_Howe', '2026-10-03T14:30Z', 0.5, '2026-10-03T16:00Z'],
  ['Sun 01:00-03:00', 'Australia/Lord_Howe', '2026-04-04T14:00Z', 2.5, '2026-04-04T16:30Z'],
  // Santiago skips the midnight of 6 September 2026 and has 23:00 twice on Saturday 4 April.
  ['Sat-Sun 00:00-24:00', 'America/Santiago', '2026-09-06T03:00Z', 2, '2026-09-06T05:00Z'],
  ['Sat 22:00-24:00', 'America/Santiago', '2026-04-05T01:00Z', 3, '2026-04-05T04:00Z'],
  // Beirut skips the first hour of 29 March 2026: what was to close at 00:15 does not open.
  ['Sun 00:00-00:15', 'Asia/Beirut', '2026-03-28T12:00Z', 0.25, '2026-04-04T21:15Z'],
] as const)('open %s in %s: %s and %d h are %s', ([week, zone, from, hours, due]) => {
  const opening = hoursOf(week, zone)
  expect(afterOpen(opening, new Date(from), hours * HOUR)).toEqual(new Date(due))
  expect(openBetween(opening, new Date(from), new Date(due))).toBe(hours * HOUR)
})

const days = (...dates: string[]): Set<Day> => new Set(dates.map(day))

// National Day 2026: off from Thursday 1 October to Wednesday the 7th, worked on Saturday the 10th.
const shanghai: OpeningHours = {
  ...hoursOf(officeHours, 'Asia/Shanghai'),
  closed: days(...[1, 2, 3, 4, 5, 6, 7].map((date) => `2026-10-0${date}`)),
  extra: days('2026-10-10'),
}

const inShanghai = (text: string): Date => new Date(`${text}+08:00`)

test.for([
  ['2026-09-30T16:00', 2, '2026-10-08T10:00'],
  ['2026-10-03T12:00', 1, '2026-10-08T10:00'],
  ['2026-10-09T16:30', 1, '2026-10-10T09:30'],
  ['2026-10-10T16:00', 2, '2026-10-12T10:00'],
  ['2026-09-30T09:00', 32, '2026-10-10T17:00'],
] as const)('over the golden week in Shanghai %s and %d h are %s', ([from, hours, due]) => {
  expect(afterOpen(shanghai, inShanghai(from), hours * HOUR)).toEqual(inShanghai(due))
  expect(openBetween(shanghai, inShanghai(from), inShanghai(due))).toBe(hours * HOUR)
})

test('a Saturday worked in exchange has Monday’s hours, and the first worked weekday’s where Monday is closed', () => {
  const week = 'Mon-Fri 08:00-12:00 13:30-18:00; Sat 10:00-11:00'
  const exchanged = days('2026-10-10')
  const saturday = [new Date('2026-10-10T00:00Z'), new Date('2026-10-11T00:00Z')] as const
  expect(openBetween(hoursOf(week), ...saturday)).toBe(HOUR)
  expect(openBetween({ ...hoursOf(week), extra: exchanged }, ...saturday)).toBe(8.5 * HOUR)
  expect(openBetween({ ...hoursOf('Tue 09:00-12:00'), extra: exchanged }, ...saturday)).toBe(3 * HOUR)
})

test('a stretch is open from its first minute and no longer at its last', () => {
  const lunch = hoursOf(lunchBreak)
  const openAt = (hour: string) => isOpenAt(lunch, new Date(`2026-03-02T${hour}Z`))
  expect(['08:00', '11:59', '13:30', '17:59'].map(openAt)).toEqual([true, true, true, true])
  expect(['07:59', '12:00', '13:29', '18:00'].map(openAt)).toEqual([false, false, false, false])
})

test('who asks on Friday evening is answered from Monday on, who asks at noon from noon', () => {
  const office = hoursOf(officeHours)
  expect(nextOpening(office, new Date('2026-03-06T17:00Z'))).toEqual(new Date('2026-03-09T09:00Z'))
  expect(nextOpening(office, new Date('2026-03-06T12:00Z'))).toEqual(new Date('2026-03-06T12:00Z'))
  expect(nextOpening(hoursOf(lunchBreak), new Date('2026-03-06T12:30Z'))).toEqual(
    new Date('2026-03-06T13:30Z'),
  )
})

test('holidays do not stop a clock that runs around the clock', () => {
  const christmas = { ...AROUND_THE_CLOCK, closed: days('2026-12-25') }
  expect(afterOpen(christmas, new Date('2026-12-24T23:00Z'), 2 * HOUR)).toEqual(new Date('2026-12-25T01:00Z'))
})

test('all days closed, or one lying wholly in the hour that is skipped, is an error, never a loop', () => {
  const allClosed = new CareError('calendar.allClosed')
  const at = new Date('2026-03-02T12:00Z')
  const everyHoliday = { ...hoursOf(officeHours), closed: { has: () => true } }
  for (const hours of [hoursOf('Mon 09:00-09:00'), everyHoliday]) {
    expect(() => afterOpen(hours, at, HOUR)).toThrow(allClosed)
    expect(() => nextOpening(hours, at)).toThrow(allClosed)
    expect(openBetween(hours, at, new Date('2026-05-02T12:00Z'))).toBe(0)
    expect(isOpenAt(hours, at)).toBe(false)
  }
})

test('time runs forward: later or longer is never due earlier', () => {
  fc.assert(
    fc.property(anyOpeningHours, anyInstant, anyMs, anyMs, (hours, from, one, two) => {
      const [less, more] = one < two ? [one, two] : [two, one]
      const due = afterOpen(hours, from, less)
      expect(due.getTime()).toBeGreaterThanOrEqual(from.getTime())
      expect(afterOpen(hours, from, more).getTime()).toBeGreaterThanOrEqual(due.getTime())
      const later = new Date(from.getTime() + more)
      expect(afterOpen(hours, later, less).getTime()).toBeGreaterThanOrEqual(due.getTime())
    }),
  )
})

test('the open time until it is due is the time given', () => {
  fc.assert(
    fc.property(anyOpeningHours, anyInstant, anyMs, (hours, from, ms) => {
      const due = afterOpen(hours, from, ms)
      expect(openBetween(hours, from, due)).toBe(ms)
    }),
  )
})

test('what is next to open is open, and nothing before it was', () => {
  fc.assert(
    fc.property(anyOpeningHours, anyInstant, (hours, at) => {
      const next = nextOpening(hours, at)
      expect(isOpenAt(hours, next)).toBe(true)
      expect(openBetween(hours, at, next)).toBe(0)
      expect(next.getTime() > at.getTime()).toBe(!isOpenAt(hours, at))
    }),
  )
})

test('around the clock is the clock, in every zone', () => {
  fc.assert(
    fc.property(anyOpeningHours, anyInstant, anyMs, ({ zone }, from, ms) => {
      const hours = { ...AROUND_THE_CLOCK, zone }
      const later = new Date(from.getTime() + ms)
      expect(afterOpen(hours, from, ms)).toEqual(later)
      expect(openBetween(hours, from, later)).toBe(ms)
      expect(isOpenAt(hours, from)).toBe(true)
    }),
  )
})

test('it agrees with looking at the clock on the wall minute by minute', () => {
  fc.assert(
    fc.property(anyOpeningHours, anyInstant, fc.integer({ min: 1, max: 900 }), (hours, from, minutes) => {
      const open = naiveOpenMinutes(hours, from, 4)
      const last = (open.at(-1) ?? from.getTime()) + MINUTE
      expect(openBetween(hours, from, new Date(last))).toBe(open.length * MINUTE)
      const asked = Math.min(minutes, open.length)
      const ended = (open[asked - 1] ?? from.getTime() - MINUTE) + MINUTE
      expect(afterOpen(hours, from, asked * MINUTE)).toEqual(new Date(ended))
    }),
    { numRuns: 40 },
  )
})
