import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLOCKS } from '../../src/care/complaint.ts'
import { clockState, timingOf } from '../../src/care/complaint-clocks.ts'
import { day } from '../../src/care/calendar.ts'
import { AROUND_THE_CLOCK, openBetween, type OpeningHours } from '../../src/care/opening-hours.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { hoursOf } from './opening-hours-support.ts'

const settings = settingsFrom()
const none = new Set<never>()
const office = (zone: string, closed: string[] = []): OpeningHours => ({
  zone,
  week: [1, 2, 3, 4, 5, 6, 7].map((at) => (at < 6 ? [{ from: '09:00', to: '17:00' }] : [])),
  closed: new Set(closed.map(day)),
  extra: none,
})
const always = { hours: AROUND_THE_CLOCK, severity: 'normal', settings, pauses: [] } as const
const due = (text: string): Date => new Date(text)

test.for([
  ['respond', '2026-03-02T10:00Z', '2026-03-02T09:45Z'],
  ['contact', '2026-03-02T13:00Z', '2026-03-02T12:00Z'],
  ['solution', '2026-03-03T09:00Z', '2026-03-03T03:00Z'],
  ['follow-up', '2026-03-05T09:00Z', '2026-03-04T15:00Z'],
  ['review', '2026-03-09T09:00Z', '2026-03-07T15:00Z'],
] as const)('around the clock, “%s” runs by the table of care-rules §5', ([clock, dueAt, warnAt]) => {
  expect(timingOf(clock, due('2026-03-02T09:00Z'), always)).toEqual({
    dueAt: due(dueAt),
    warnAt: due(warnAt),
  })
})

test('in office hours an hour of Friday evening ends on Monday, and 24 hours are three working days', () => {
  const running = { ...always, hours: office('Europe/London') }
  const friday = due('2026-03-06T16:30Z')
  expect(timingOf('respond', friday, running)?.dueAt).toEqual(due('2026-03-09T09:30Z'))
  expect(timingOf('solution', friday, running)?.dueAt).toEqual(due('2026-03-11T16:30Z'))
  // Three days of the calendar end on a Monday evening; the hour is that of Friday in London, over the change of clocks too.
  expect(timingOf('follow-up', friday, running)?.dueAt).toEqual(due('2026-03-09T16:30Z'))
  expect(timingOf('review', due('2026-03-26T16:30Z'), running)?.dueAt).toEqual(due('2026-04-02T15:30Z'))
})

test('a verdict that would be due on a holiday is due when the next day opens', () => {
  const running = { ...always, hours: office('Europe/London', ['2026-04-03', '2026-04-06']) }
  expect(timingOf('follow-up', due('2026-03-31T10:00Z'), running)?.dueAt).toEqual(due('2026-04-07T08:00Z'))
})

// Hours to close on Friday, when the days end on a Sunday: who is warned is at work.
test.for([
  ['follow-up', '2026-03-05T16:00Z', '2026-03-06T14:45Z', '2026-03-09T09:00Z'],
  ['follow-up', '2026-03-06T16:30Z', '2026-03-09T14:30Z', '2026-03-09T16:30Z'],
  ['review', '2026-03-06T16:30Z', '2026-03-12T14:30Z', '2026-03-13T16:30Z'],
] as const)('in office hours %s from %s warns at %s and is due at %s', ([clock, from, warnAt, dueAt]) => {
  const running = { ...always, hours: office('Europe/London') }
  expect(timingOf(clock, due(from), running)).toEqual({ warnAt: due(warnAt), dueAt: due(dueAt) })
})

// The vectors of care-rules §5, with the nudge at 75 %.
test.for([
  ['Mon-Fri 09:00-17:00', 'respond', '2026-03-06T16:30Z', '2026-03-09T09:15Z', '2026-03-09T09:30Z'],
  ['Mon-Fri 08:00-18:00', 'contact', '2026-03-06T17:00Z', '2026-03-09T10:00Z', '2026-03-09T11:00Z'],
  ['Mon-Fri 08:00-18:00', 'contact', '2026-03-02T17:00Z', '2026-03-03T10:00Z', '2026-03-03T11:00Z'],
  [
    'Mon-Fri 08:00-12:00 13:30-18:00',
    'respond',
    '2026-03-02T12:30Z',
    '2026-03-02T14:15Z',
    '2026-03-02T14:30Z',
  ],
] as const)('open %s, “%s” from %s warns at %s and is due at %s', ([week, clock, from, warnAt, dueAt]) => {
  expect(timingOf(clock, due(from), { ...always, hours: hoursOf(week) })).toEqual({
    warnAt: due(warnAt),
    dueAt: due(dueAt),
  })
})

test('the most severe waits for no opening', () => {
  const running = { ...always, hours: office('Europe/London'), severity: 'high' as const }
  expect(timingOf('respond', due('2026-03-07T22:00Z'), running)?.dueAt).toEqual(due('2026-03-07T23:00Z'))
})

test('the solution’s clock stands while the customer is waited for, and keeps what is left of it', () => {
  const [received, asked, back] = ['2026-03-02T09:00Z', '2026-03-02T12:00Z', '2026-03-04T12:00Z'].map(due)
  const paused = { ...always, pauses: [{ from: asked as Date, to: null }] }
  const again = { ...always, pauses: [{ from: asked as Date, to: back as Date }] }
  expect(timingOf('solution', received as Date, paused)).toBe(null)
  expect(timingOf('solution', received as Date, again)?.dueAt).toEqual(due('2026-03-05T09:00Z'))
  expect(timingOf('respond', received as Date, paused)?.dueAt).toEqual(due('2026-03-02T10:00Z'))
  // Asked too late: it had run out.
  const late = { ...always, pauses: [{ from: back as Date, to: null }] }
  expect(timingOf('solution', received as Date, late)?.dueAt).toEqual(due('2026-03-03T09:00Z'))
})

test('a clock that ran out stays breached, met late or never', () => {
  const now = due('2026-03-02T12:00Z')
  const clock = { dueAt: due('2026-03-02T10:00Z'), metAt: null, breachedAt: null, voidAt: null }
  expect(clockState(clock, due('2026-03-02T09:59Z'))).toBe('running')
  expect(clockState(clock, now)).toBe('breached')
  expect(clockState({ ...clock, metAt: now }, now)).toBe('late')
  expect(clockState({ ...clock, metAt: due('2026-03-02T10:00Z') }, now)).toBe('met')
  expect(clockState({ ...clock, voidAt: now }, now)).toBe('breached')
  expect(clockState({ ...clock, voidAt: due('2026-03-02T09:30Z') }, now)).toBe('void')
  expect(clockState({ ...clock, dueAt: null }, now)).toBe('stopped')
})

const anyInstant = fc.date({
  min: due('2026-01-01T00:00Z'),
  max: due('2027-12-31T00:00Z'),
  noInvalidDate: true,
})
const anyZone = fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Shanghai')

test('whatever the calendar, a clock warns when three quarters of its open time are over, and before it runs out', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CLOCKS), anyInstant, anyZone, (clock, startedAt, zone) => {
      const hours = office(zone)
      const timing = timingOf(clock, startedAt, { ...always, hours })
      if (!timing) throw new Error('it stands still')
      const open = openBetween(hours, startedAt, timing.dueAt)
      expect(openBetween(hours, startedAt, timing.warnAt)).toBeCloseTo(open * 0.75, -1)
      expect([startedAt < timing.warnAt, timing.warnAt < timing.dueAt]).toEqual([true, true])
    }),
  )
})

test('a pause moves the end by as much as it lasted, and never nearer', () => {
  fc.assert(
    fc.property(anyInstant, fc.nat(23 * 60), fc.nat(10_000), (startedAt, after, lasted) => {
      const from = new Date(startedAt.getTime() + after * 60_000)
      const to = new Date(from.getTime() + lasted * 60_000)
      const timing = timingOf('solution', startedAt, { ...always, pauses: [{ from, to }] })
      expect(timing?.dueAt.getTime()).toBe(startedAt.getTime() + (24 * 60 + lasted) * 60_000)
    }),
  )
})
