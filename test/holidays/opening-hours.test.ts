import { expect, test } from 'vitest'
import { afterOpen, isOpenAt, nextOpening } from '../../src/care/opening-hours.ts'
import { calendarFrom, parseStretches } from '../../src/care/workspace-calendar.ts'
import { openingHours } from '../../src/holidays/opening-hours.ts'

const HOUR = 3_600_000

const weekdays = (text: string, saturday = '') => [
  ...Array.from({ length: 5 }, () => parseStretches(text)),
  parseStretches(saturday),
  [],
]

const shanghai = { zone: 'Asia/Shanghai', region: null }
const inShanghai = (text: string): Date => new Date(`${text}+08:00`)

test('a workspace that set no hours is open around the clock, on Christmas too', () => {
  const hours = openingHours({ zone: 'Europe/London', region: null, calendar: calendarFrom({}) })
  const eve = new Date('2026-12-24T23:00Z')
  expect(afterOpen(hours, eve, 2 * HOUR)).toEqual(new Date('2026-12-25T01:00Z'))
})

test('what comes in before the golden week is due after it, the exchanged Saturday counts, and hours are the zone’s', () => {
  const calendar = calendarFrom({ week: weekdays('9-17') })
  const hours = openingHours({ ...shanghai, calendar })
  expect(afterOpen(hours, inShanghai('2026-09-30T16:00'), 2 * HOUR)).toEqual(inShanghai('2026-10-08T10:00'))
  expect(afterOpen(hours, inShanghai('2026-10-09T16:00'), 2 * HOUR)).toEqual(inShanghai('2026-10-10T10:00'))
})

test('who keeps no public holidays works through them, and not on the weekends given in exchange', () => {
  const calendar = calendarFrom({ week: weekdays('9-17'), holidays: false })
  const hours = openingHours({ ...shanghai, calendar })
  expect(afterOpen(hours, inShanghai('2026-09-30T16:00'), 2 * HOUR)).toEqual(inShanghai('2026-10-01T10:00'))
  expect(isOpenAt(hours, inShanghai('2026-10-10T10:00'))).toBe(false)
})

test('the workspace’s region decides whose holidays, before its zone', () => {
  const calendar = calendarFrom({ week: weekdays('9-17') })
  const fourth = new Date('2026-07-03T15:00Z')
  const open = (region: string | null) =>
    isOpenAt(openingHours({ zone: 'America/New_York', region, calendar }), fourth)
  expect([open(null), open('US'), open('GB-ENG')]).toEqual([false, false, true])
})

test('days of its own go before the holidays: a fair on a holiday, a day off on an exchanged Saturday', () => {
  const calendar = calendarFrom({
    week: weekdays('9-17', '10-12'),
    closed: ['2026-10-10', '2026-10-12'],
    open: ['2026-10-02', '2026-10-11'],
  })
  const hours = openingHours({ ...shanghai, calendar })
  const next = (from: string) => nextOpening(hours, inShanghai(from))
  expect(next('2026-10-01T08:00')).toEqual(inShanghai('2026-10-02T09:00'))
  expect(next('2026-10-10T08:00')).toEqual(inShanghai('2026-10-11T09:00'))
  expect(next('2026-10-11T17:00')).toEqual(inShanghai('2026-10-13T09:00'))
})

test('a holiday that is worked after all has the hours of its own weekday, a Sunday those of Monday', () => {
  const week = weekdays('9-17').with(4, parseStretches('8-11'))
  const calendar = calendarFrom({ week, open: ['2026-10-02', '2026-10-11'] })
  const hours = openingHours({ ...shanghai, calendar })
  const openAt = (at: string) => isOpenAt(hours, inShanghai(at))
  expect([openAt('2026-10-02T08:30'), openAt('2026-10-02T12:00')]).toEqual([true, false])
  expect([openAt('2026-10-11T08:30'), openAt('2026-10-11T12:00')]).toEqual([false, true])
})
