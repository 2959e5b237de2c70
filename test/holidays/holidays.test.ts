import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, isWorkday, nextWorkday, weekday } from '../../src/care/calendar.ts'
import { parseRegion, regionOf, workCalendar } from '../../src/holidays/holidays.ts'
import { refusal } from '../care/support.ts'

const week = [1, 2, 3, 4, 5]
const calendarOf = (region: string | null, weekdays = week) => workCalendar(region, weekdays)

function daysOf(year: number): Day[] {
  const days: Day[] = []
  for (let date = day(`${year}-01-01`); date < `${year + 1}-01-01`; date = addDays(date, 1)) days.push(date)
  return days
}

/** The weekdays of a year on which nobody works. */
const closed = (region: string, year: number): Day[] =>
  daysOf(year).filter((date) => weekday(date) <= 5 && !isWorkday(calendarOf(region), date))
const inYear = (year: number, days: string): string[] => days.split(' ').map((date) => `${year}-${date}`)

test('an American rep works through observances and not on federal holidays, moved ones included', () => {
  // Independence Day 2026 falls on a Saturday and is kept on Friday the 3rd.
  const federal = '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25'
  expect(closed('US', 2026)).toEqual(inYear(2026, federal))
})

test('a Californian rep has César Chávez Day and the Friday after Thanksgiving besides', () => {
  expect(closed('US-CA', 2026)).toEqual(expect.arrayContaining(inYear(2026, '03-31 11-27')))
})

test('an English rep has the bank holiday of August, a Scottish one the second of January', () => {
  expect(closed('GB-ENG', 2026)).toEqual(inYear(2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'))
  expect(closed('GB-SCT', 2026)).toContain('2026-01-02')
})

test('a German rep works on Christmas Eve: banks are closed, others are not', () => {
  expect(isWorkday(calendarOf('DE'), day('2026-12-24'))).toBe(true)
})

test('a Chinese rep has the golden week of 2026 and works the weekends given for it', () => {
  const cal = calendarOf('CN')
  expect(nextWorkday(cal, day('2026-10-01'))).toBe('2026-10-08')
  expect(['2026-09-20', '2026-10-10'].map((date) => isWorkday(cal, day(date)))).toEqual([true, true])
  expect(nextWorkday(cal, day('2026-02-15'))).toBe('2026-02-24')
  expect(closed('CN', 2026)).toEqual(
    inYear(
      2026,
      '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    ),
  )
})

test('a year that China has not arranged yet has the days of the law, and no weekend is worked for them', () => {
  const cal = calendarOf('CN', [1, 2, 3, 4, 5, 6, 7])
  const days = inYear(2030, '01-01 02-02 02-03 02-04 02-05 04-05 05-01 05-02 06-05 09-12 10-01 10-02 10-03')
  expect(daysOf(2030).filter((date) => cal.off.has(date))).toEqual(days)
  expect(daysOf(2030).filter((date) => cal.extra.has(date))).toEqual([])
})

test('a Chinese rep who works three days a week is not called in for an exchanged Sunday', () => {
  expect(isWorkday(calendarOf('CN', [1, 2, 3]), day('2026-09-20'))).toBe(false)
  expect(isWorkday(calendarOf('CN', [1, 2, 3, 4, 5, 6]), day('2026-09-20'))).toBe(true)
})

test('a holiday that begins at sunset is kept on the days after, and half a day is worked', () => {
  const riyadh = calendarOf('SA', [7, 1, 2, 3, 4])
  expect(
    ['2026-03-18', '2026-03-19', '2026-03-22', '2026-03-23'].map((date) => isWorkday(riyadh, day(date))),
  ).toEqual([true, false, false, true])
  expect(closed('TR', 2026)).toEqual(
    inYear(2026, '01-01 03-20 04-23 05-01 05-19 05-27 05-28 05-29 07-15 10-29'),
  )
})

test('a holiday of several days at the turn of the year belongs to both years', () => {
  expect(closed('RU', 2026).slice(0, 6)).toEqual(inYear(2026, '01-01 01-02 01-05 01-06 01-07 01-08'))
})

test('without a region, or with one that nobody knows, only the weekends are free', () => {
  for (const region of [null, 'XX', 'MO'])
    expect(daysOf(2026).filter((date) => calendarOf(region).off.has(date))).toEqual([])
})

test('reps with the same week in the same region share one calendar', () => {
  expect(calendarOf('US')).toBe(calendarOf('US', [...week]))
  expect(calendarOf('US')).not.toBe(calendarOf('US', [2, 3, 4, 5, 6]))
})

test.for([
  ['Asia/Shanghai', 'CN'],
  ['Asia/Urumqi', 'CN'],
  ['Asia/Hong_Kong', 'HK'],
  ['America/New_York', 'US'],
  ['US/Pacific', 'US'],
  ['Asia/Calcutta', 'IN'],
  ['Europe/Berlin', 'DE'],
  ['Europe/London', 'GB-ENG'],
  ['America/Toronto', 'CA-ON'],
  ['Australia/Lord_Howe', 'AU-NSW'],
  ['UTC', null],
  ['Etc/GMT+5', null],
  ['nowhere', null],
] as const)('somebody in %s keeps the holidays of %s', ([zone, region]) => {
  expect(regionOf(zone)).toBe(region)
})

test('every zone that names a part of a country names one whose holidays are known', () => {
  const parts = Intl.supportedValuesOf('timeZone').flatMap((zone) => regionOf(zone) ?? [])
  const known = parts.filter((region) => region.includes('-'))
  expect(known.map(parseRegion)).toEqual(known)
})

test('wherever and whenever a rep works, there are days to work and holidays have an end', () => {
  const anyRegion = fc.constantFrom(...new Set(Intl.supportedValuesOf('timeZone').map(regionOf)))
  fc.assert(
    fc.property(anyRegion, fc.integer({ min: 2015, max: 2060 }), (region, year) => {
      const { off, extra } = calendarOf(region)
      const days = daysOf(year)
      expect(days.filter((date) => off.has(date)).length).toBeLessThan(50)
      const given = days.filter((date) => extra.has(date))
      expect(given.every((date) => weekday(date) > 5 && !off.has(date))).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('a region is read as people type it, and an unknown one is refused', () => {
  expect([' us ', 'us-ca', 'CN', 'gb-sct'].map(parseRegion)).toEqual(['US', 'US-CA', 'CN', 'GB-SCT'])
  for (const region of ['', 'XX', 'US-ZZ', 'England', 'US-CA-LA', 'toString'])
    expect(refusal(() => parseRegion(region))).toEqual({ key: 'holidays.region', values: { region } })
})
