import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  day,
  dayIn,
  daysBetween,
  hourIn,
  instantOf,
  isWorkday,
  isZone,
  lastWorkday,
  nextMonday,
  nextWorkday,
  parseHour,
  weekday,
  type WorkCalendar,
} from '../../src/care/calendar.ts'
import { CareError } from '../../src/care/errors.ts'
import { anyDay, anyWorkCalendar } from './support.ts'

test.for([
  '2026-02-30',
  '2026-2-3',
  '26-02-03',
  '2026-02-03T00:00',
  '0000-01-01',
  'Invalid Date',
  '',
  ' 2026-02-03',
])('“%s” is not a day', (text) => {
  expect(() => day(text)).toThrow(RangeError)
})

test('a leap day is a day in a leap year alone', () => {
  expect(day('2028-02-29')).toBe('2028-02-29')
  expect(() => day('2027-02-29')).toThrow(RangeError)
})

test('days are counted over the end of a year and of February', () => {
  expect(addDays(day('2027-12-31'), 1)).toBe('2028-01-01')
  expect(addDays(day('2028-03-01'), -1)).toBe('2028-02-29')
  expect(daysBetween(day('2028-02-28'), day('2028-03-01'))).toBe(2)
  expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
})

test('counting days there and back comes home, and every seventh day is the same weekday', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -20_000, max: 20_000 }), (from, days) => {
      const to = addDays(from, days)
      expect(daysBetween(from, to)).toBe(days)
      expect(weekday(addDays(from, days * 7))).toBe(weekday(from))
    }),
  )
})

test('2 March 2026 is a Monday; the Monday after it is a week away, after the Sunday before it a day', () => {
  expect(weekday(day('2026-03-02'))).toBe(1)
  expect(weekday(day('2026-03-01'))).toBe(7)
  expect(nextMonday(day('2026-03-02'))).toBe('2026-03-09')
  expect(nextMonday(day('2026-03-01'))).toBe('2026-03-02')
})

// National Day 2026 in mainland China: Thursday 1 October to Wednesday the 7th, worked on Saturday the 10th.
const shanghai: WorkCalendar = {
  weekdays: [1, 2, 3, 4, 5],
  off: new Set([1, 2, 3, 4, 5, 6, 7].map((date) => day(`2026-10-0${date}`))),
  extra: new Set([day('2026-10-10')]),
}

test('work due in the golden week waits for the Thursday after it', () => {
  expect(nextWorkday(shanghai, day('2026-10-01'))).toBe('2026-10-08')
  expect(lastWorkday(shanghai, day('2026-10-07'))).toBe('2026-09-30')
})

test('a Saturday worked in exchange for a holiday is a working day, the Sunday after is not', () => {
  expect(nextWorkday(shanghai, day('2026-10-10'))).toBe('2026-10-10')
  expect(nextWorkday(shanghai, day('2026-10-11'))).toBe('2026-10-12')
})

test('a calendar without a working day is an error that says so, never a loop', () => {
  const closed: WorkCalendar = { weekdays: [], off: new Set(), extra: new Set() }
  expect(() => nextWorkday(closed, day('2026-10-01'))).toThrow(new CareError('calendar.allClosed'))
  expect(() => lastWorkday(closed, day('2026-10-01'))).toThrow(new CareError('calendar.allClosed'))
})

test('the next working day is one, is not earlier, and nothing between was worked', () => {
  fc.assert(
    fc.property(anyWorkCalendar, anyDay, (cal, from) => {
      const next = nextWorkday(cal, from)
      expect(isWorkday(cal, next)).toBe(true)
      for (let between = from; between < next; between = addDays(between, 1))
        expect(isWorkday(cal, between)).toBe(false)
      expect(lastWorkday(cal, next)).toBe(next)
    }),
  )
})

test('an hour is read as people type it', () => {
  expect(parseHour(' 8:30 ')).toBe('08:30')
  expect(parseHour('23:59')).toBe('23:59')
  for (const text of ['24:00', '8', '08:60', '8:30 am', '０８:30', ''])
    expect(() => parseHour(text)).toThrow(new CareError('calendar.hour', { text }))
})

test('just before midnight in Madrid it is still today there, and tomorrow in Tokyo', () => {
  const now = new Date('2026-01-16T22:59:00Z')
  expect(dayIn('Europe/Madrid', now)).toBe('2026-01-16')
  expect(hourIn('Europe/Madrid', now)).toBe('23:59')
  expect(dayIn('Asia/Tokyo', now)).toBe('2026-01-17')
})

test('zones are told from words', () => {
  expect(['Asia/Shanghai', 'UTC', 'America/Argentina/Ushuaia'].every(isZone)).toBe(true)
  expect(['', 'Mars/Olympus', 'Shanghai time'].some(isZone)).toBe(false)
})

test.for([
  // New York skips 02:00 to 03:00 on 8 March 2026 and has 01:00 to 02:00 twice on 1 November.
  ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  // Lord Howe moves by half an hour.
  ['2026-10-04', '02:10', 'Australia/Lord_Howe', '2026-10-03T15:40:00.000Z'],
  ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
  // Beirut and Santiago skip their midnight.
  ['2026-03-29', '00:30', 'Asia/Beirut', '2026-03-28T22:30:00.000Z'],
  ['2026-09-06', '00:00', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
] as const)('%s %s in %s comes at %s', ([date, hour, zone, instant]) => {
  expect(instantOf(day(date), hour, zone).toISOString()).toBe(instant)
})

test('a skipped hour before midnight still comes on its own date', () => {
  // Nuuk skipped 22:00 to 23:00 on 30 March 2024, Pyongyang 23:30 to 24:00 on 4 May 2018; Apia a whole date.
  expect(dayIn('America/Nuuk', instantOf(day('2024-03-30'), '22:30', 'America/Nuuk'))).toBe('2024-03-30')
  expect(dayIn('Asia/Pyongyang', instantOf(day('2018-05-04'), '23:45', 'Asia/Pyongyang'))).toBe('2018-05-04')
  expect(instantOf(day('2011-12-30'), '08:30', 'Pacific/Apia').toISOString()).toBe('2011-12-30T18:30:00.000Z')
})

const zones = [
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Europe/London',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
]
const hours = ['00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '03:15', '08:30', '12:00', '23:30']

test.for(zones)('over two years in %s every hour of every date comes once, as Intl shows it', (zone) => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const firstShown = new Map<string, number>()
  const quarter = 15 * 60_000
  for (let ms = Date.UTC(2025, 11, 30); ms < Date.UTC(2028, 0, 3); ms += quarter) {
    const shown = clock.format(ms)
    if (!firstShown.has(shown)) firstShown.set(shown, ms)
  }
  const wrong: string[] = []
  for (let date = day('2026-01-01'); date < '2028-01-01'; date = addDays(date, 1)) {
    for (const hour of hours) {
      const instant = instantOf(date, hour, zone)
      const shown = firstShown.get(`${date} ${hour}`)
      const right = shown === undefined ? dayIn(zone, instant) === date : shown === instant.getTime()
      if (!right) wrong.push(`${date} ${hour} comes at ${instant.toISOString()}`)
    }
  }
  expect(wrong).toEqual([])
})
