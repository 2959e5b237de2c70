import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, instantOf } from '../../src/care/calendar.ts'
import { dueMorning, isAtWork, nextMorning, skipReason, worksOutside } from '../../src/care/morning-hour.ts'
import { AROUND_THE_CLOCK } from '../../src/care/opening-hours.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { hoursOf } from './opening-hours-support.ts'
import { anyDay, anyWorkCalendar, office } from './support.ts'

const settings = settingsFrom()
const cal = { ...office, off: new Set([day('2026-05-01')]) }
const away = { leave: [{ from: day('2026-05-04'), to: day('2026-05-06') }] }

test.for([
  ['2026-04-30', null],
  ['2026-05-01', 'holiday'],
  ['2026-05-02', 'weekend'],
  ['2026-05-04', 'leave'],
  ['2026-05-06', 'leave'],
  ['2026-05-07', null],
] as const)('on %s a member away from 4 to 6 May is passed over for: %s', ([date, reason]) => {
  expect(skipReason(away, day(date), cal)).toBe(reason)
})

test('a holiday on a Saturday is a weekend to who does not work on Saturdays', () => {
  expect(skipReason({ leave: [] }, day('2026-05-02'), { ...office, off: new Set([day('2026-05-02')]) })).toBe(
    'weekend',
  )
})

test('after 30 April the next morning comes when holiday, weekend and leave are over', () => {
  expect(nextMorning({ leave: [] }, day('2026-04-30'), cal)).toBe('2026-05-04')
  expect(nextMorning(away, day('2026-04-30'), cal)).toBe('2026-05-07')
})

test('the next morning is the first day after on which a message goes out', () => {
  const anyLeave = fc.array(
    fc.tuple(anyDay, fc.nat(30)).map(([from, days]) => ({ from, to: addDays(from, days) })),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(anyWorkCalendar, anyLeave, anyDay, (cal, leave, after) => {
      const next = nextMorning({ leave }, after, cal)
      expect(skipReason({ leave }, next, cal)).toBe(null)
      for (let date = addDays(after, 1); date < next; date = addDays(date, 1))
        expect(skipReason({ leave }, date, cal)).not.toBe(null)
    }),
  )
})

const rep = { hour: '08:30', zone: 'America/New_York' }

test.for([
  ['2026-03-09T12:29:59Z', null],
  ['2026-03-09T12:30:00Z', 'on-time'],
  ['2026-03-09T12:34:59Z', 'on-time'],
  ['2026-03-09T12:35:00Z', 'catch-up'],
  ['2026-03-09T15:59:59Z', 'catch-up'],
  ['2026-03-09T16:00:00Z', 'too-late'],
  ['2026-03-10T03:59:59Z', 'too-late'],
  ['2026-03-10T04:00:00Z', null],
] as const)(
  'the morning of 9 March at 08:30 in New York is at %s: %s (care-rules §10.1)',
  ([now, timing]) => {
    const due = dueMorning(rep, new Date(now), settings)
    expect(due).toEqual(timing && { date: '2026-03-09', timing })
  },
)

const at = (now: string): string | undefined =>
  dueMorning({ ...rep, hour: '14:00' }, new Date(now), settings)?.timing

test('a morning that somebody set to the afternoon is caught up for two hours', () => {
  expect([
    at('2026-03-09T17:59Z'),
    at('2026-03-09T18:00Z'),
    at('2026-03-09T19:59Z'),
    at('2026-03-09T20:00Z'),
  ]).toEqual([undefined, 'on-time', 'catch-up', 'too-late'])
})

test('a morning just before noon is on time even as it strikes', () => {
  expect(dueMorning({ ...rep, hour: '11:58' }, new Date('2026-03-09T16:01Z'), settings)?.timing).toBe(
    'on-time',
  )
})

test('asked each minute, every date has one morning, in every zone', () => {
  const anyZone = fc.constantFrom('America/New_York', 'Europe/London', 'Asia/Shanghai', 'Australia/Lord_Howe')
  const anyHour = fc.constantFrom('00:00', '01:45', '02:15', '08:30', '12:00', '23:57')
  fc.assert(
    fc.property(anyZone, anyHour, anyDay, fc.nat(1_440), (zone, hour, date, minutes) => {
      const now = new Date(instantOf(date, '00:00', zone).getTime() + minutes * 60_000)
      const due = dueMorning({ hour, zone }, now, settings)
      const starts = instantOf(date, hour, zone)
      expect(due === null || due.date === date || due.date === addDays(date, 1)).toBe(true)
      expect(due?.date === date).toBe(now >= starts && now < instantOf(addDays(date, 1), '00:00', zone))
    }),
  )
})

const works = (hour: string, time: string): boolean =>
  isAtWork({ hour, zone: 'UTC', leave: [], cal: office }, new Date(`2026-03-09T${time}Z`))

test('whoever begins in the evening is at work until midnight, everybody else until the evening', () => {
  expect(['08:29', '08:30', '17:59', '18:00'].map((time) => works('08:30', time))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(['18:00', '20:00', '23:59'].map((time) => works('20:00', time))).toEqual([false, true, true])
})

test('who works only while the workspace is closed is known by the next two weeks', () => {
  const open = hoursOf('Mon-Fri 09:00-17:00')
  const outside = (person: object, hours = open): boolean =>
    worksOutside(
      { hour: '08:30', zone: 'UTC', leave: [], cal: office, ...person },
      hours,
      new Date('2026-03-09T10:00Z'),
    )
  expect(outside({})).toBe(false)
  expect(outside({ hour: '17:00' })).toBe(true)
  expect(outside({ hour: '20:00' })).toBe(true)
  expect(outside({ zone: 'Pacific/Auckland' })).toBe(true)
  expect(outside({ cal: { ...office, weekdays: [6, 7] } })).toBe(true)
  expect(outside({ zone: 'Pacific/Auckland' }, AROUND_THE_CLOCK)).toBe(false)
  expect(outside({ leave: [{ from: day('2026-03-01'), to: day('2026-04-01') }] })).toBe(false)
})
