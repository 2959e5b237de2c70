import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, dayIn, hourIn, instantOf, isWorkday } from '../../src/care/calendar.ts'
import {
  nextStepOn,
  snooze,
  SNOOZES,
  snoozesLeft,
  type Snoozing,
  undoUntil,
} from '../../src/care/follow-up.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { anyDay, anyWorkCalendar, office, refusal } from './support.ts'

const settings = settingsFrom()
const at = (date: string, hour: string): Date => instantOf(day(date), hour, 'America/New_York')
const thursday = (hour: string, more: Partial<Snoozing> = {}): Snoozing => ({
  rule: 'rhythm',
  used: 0,
  now: at('2026-03-05', hour),
  zone: 'America/New_York',
  cal: office,
  ...more,
})

test('later today is three hours on, and no later than 18:00 (care-rules §10.5)', () => {
  expect(snooze('later-today', thursday('09:10'), settings)).toEqual({
    until: '2026-03-05',
    at: at('2026-03-05', '12:10'),
  })
  expect(snooze('later-today', thursday('15:00'), settings)).toEqual({
    until: '2026-03-05',
    at: at('2026-03-05', '18:00'),
  })
  expect(snooze('later-today', thursday('15:01'), settings)).toEqual({ until: '2026-03-06', at: null })
  expect(snooze('later-today', thursday('23:30'), settings)).toEqual({ until: '2026-03-06', at: null })
})

test('later on a day that is not worked is the next one that is', () => {
  const sunday = { ...thursday('09:00'), now: at('2026-03-08', '09:00') }
  expect(snooze('later-today', sunday, settings)).toEqual({ until: '2026-03-09', at: null })
})

test('tomorrow, next Monday and a date of one’s own move to a working day', () => {
  const friday = { ...thursday('09:00'), now: at('2026-03-06', '09:00') }
  const closed = { ...office, off: new Set([day('2026-03-09')]) }
  const until = (to: Parameters<typeof snooze>[0], cal = office): string =>
    snooze(to, { ...friday, cal }, settings).until
  expect([until('tomorrow'), until('next-monday'), until(day('2026-03-14'))]).toEqual([
    '2026-03-09',
    '2026-03-09',
    '2026-03-16',
  ])
  expect([until('tomorrow', closed), until('next-monday', closed)]).toEqual(['2026-03-10', '2026-03-10'])
})

test('a follow-up is put off at most three times, and one sees beforehand how many are left', () => {
  expect([0, 2, 3, 9].map((used) => snoozesLeft(used, settings))).toEqual([3, 1, 0, 0])
  expect(snooze('tomorrow', thursday('09:00', { used: 2 }), settings).until).toBe('2026-03-06')
  expect(refusal(() => snooze('tomorrow', thursday('09:00', { used: 3 }), settings))).toEqual({
    key: 'snooze.limit',
    values: { limit: 3 },
  })
})

test('a complaint’s clock cannot be put off', () => {
  for (const rule of ['respond', 'contact', 'solution', 'follow-up', 'review'] as const)
    expect(refusal(() => snooze('tomorrow', thursday('09:00', { rule }), settings)).key).toBe('snooze.clock')
})

const to = (date: string) => (): unknown => snooze(day(date), thursday('09:00'), settings)

test('a date must lie after today and within a year', () => {
  const today = '2026-03-05'
  expect(refusal(to(today))).toEqual({ key: 'snooze.past', values: { date: { day: today, today } } })
  expect(to('2027-03-05')()).toEqual({ until: '2027-03-05', at: null })
  expect(refusal(to('2027-03-06'))).toEqual({
    key: 'snooze.tooFar',
    values: { date: { day: '2027-03-06', today }, last: { day: '2027-03-05', today } },
  })
})

test('whatever is put off comes back later, on a day that its rep works', () => {
  const anyChoice = fc.oneof(fc.constantFrom(...SNOOZES), fc.integer({ min: 1, max: 365 }))
  fc.assert(
    fc.property(anyChoice, anyDay, fc.nat(23), anyWorkCalendar, (choice, today, hour, cal) => {
      const zone = 'Australia/Lord_Howe'
      const now = instantOf(today, `${String(hour).padStart(2, '0')}:20`, zone)
      const to = typeof choice === 'number' ? addDays(today, choice) : choice
      const { until, at } = snooze(to, { rule: 'manual', used: 0, now, zone, cal }, settings)
      expect(isWorkday(cal, until)).toBe(true)
      expect(at ? at > now && dayIn(zone, at) === today && until === today : until > today).toBe(true)
      expect(!at || hourIn(zone, at) <= '18:00').toBe(true)
    }),
  )
})

test('a next step may be planned for today, not for yesterday, and within a year', () => {
  const today = day('2026-03-05')
  expect(nextStepOn(today, today, settings)).toBe(today)
  expect(refusal(() => nextStepOn(day('2026-03-04'), today, settings))).toEqual({
    key: 'follow-up.past',
    values: { date: { day: '2026-03-04', today } },
  })
  expect(refusal(() => nextStepOn(day('2027-03-06'), today, settings)).key).toBe('follow-up.tooFar')
})

test('what was done can be undone for ten minutes (care-rules §10.6)', () => {
  expect(undoUntil(new Date('2026-03-05T08:55Z'), settings)).toEqual(new Date('2026-03-05T09:05Z'))
})
