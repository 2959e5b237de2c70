import fc from 'fast-check'
import { addDays, type Day, day, weekday } from '../../src/care/calendar.ts'
import type { OpeningHours, Stretch } from '../../src/care/opening-hours.ts'

const MINUTE = 60_000
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Opening hours from `Mon-Fri 08:00-12:00 13:30-18:00; Sat 10:00-14:00`, without holidays; nothing: around the clock. */
export function hoursOf(text: string, zone = 'UTC'): OpeningHours {
  const none = { zone, closed: new Set<Day>(), extra: new Set<Day>() }
  if (text === '') return { ...none, week: null }
  const week: Stretch[][] = WEEKDAYS.map(() => [])
  for (const part of text.split(';')) {
    const [range = '', ...stretches] = part.trim().split(' ')
    const [first = '', last = first] = range.split('-')
    for (let at = WEEKDAYS.indexOf(first); at <= WEEKDAYS.indexOf(last); at++)
      week[at]?.push(...stretches.map(stretchOf))
  }
  return { ...none, week: week.map((of) => of.toSorted((one, two) => (one.from < two.from ? -1 : 1))) }
}

function stretchOf(text: string): Stretch {
  const [from = '', to = ''] = text.split('-')
  return { from, to }
}

const hourAt = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Up to three stretches in order; some touch one another or the ends of the day. */
export const anyStretches: fc.Arbitrary<Stretch[]> = fc
  .uniqueArray(
    fc.oneof(
      fc.constantFrom(0, 1440),
      fc.nat(96).map((quarter) => quarter * 15),
      fc.nat(1440),
    ),
    { maxLength: 6 },
  )
  .map((bounds) => {
    const sorted = bounds.toSorted((one, two) => one - two)
    return sorted.flatMap((from, at) => {
      const to = sorted[at + 1]
      return at % 2 === 0 && to !== undefined ? [{ from: hourAt(from), to: hourAt(to) }] : []
    })
  })

const first = day('2025-12-25')
// Near enough to the clocks’ changes of 2026 for some to fall into a run.
const someDay = fc.nat(420).map((days) => addDays(first, days))
const someDays = (most: number): fc.Arbitrary<Set<Day>> =>
  fc.array(someDay, { maxLength: most }).map((days) => new Set(days))

const zones = [
  'UTC',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'America/Havana',
  'Europe/London',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
]

/** A week with at least an hour open, holidays and exchanged days. */
export const anyOpeningHours: fc.Arbitrary<OpeningHours> = fc
  .record({
    zone: fc.constantFrom(...zones),
    week: fc.array(anyStretches, { minLength: 7, maxLength: 7 }),
    sure: fc.nat(6),
    closed: someDays(60),
    extra: someDays(10),
  })
  .map(({ zone, week, sure, closed, extra }) => ({
    zone,
    week: week.map((stretches, at) => (at === sure ? [{ from: '06:00', to: '07:00' }] : stretches)),
    closed,
    extra,
  }))

/** Instants around the changes of the clocks, and any others. */
export const anyInstant: fc.Arbitrary<Date> = fc
  .oneof(
    fc
      .constantFrom(
        '2026-03-08',
        '2026-03-28',
        '2026-03-29',
        '2026-04-04',
        '2026-04-05',
        '2026-04-24',
        '2026-09-05',
        '2026-09-06',
        '2026-10-03',
        '2026-10-25',
        '2026-10-29',
        '2026-11-01',
      )
      .map((date) => Date.parse(date)),
    fc.nat(400).map((days) => Date.UTC(2026, 0, 1 + days)),
  )
  .chain((ms) => fc.integer({ min: -2880, max: 1440 }).map((minutes) => new Date(ms + minutes * MINUTE)))

/** Open time of up to five days, down to the millisecond. */
export const anyMs: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 1, max: 7200 }).map((minutes) => minutes * MINUTE),
  fc.integer({ min: 1, max: 5 * 86_400_000 }),
)

const clocks = new Map<string, Intl.DateTimeFormat>()

/**
 * The minutes from `from` on that are open, over so many days, as somebody sees them who looks at the clock on the wall
 * each minute: a time that was already shown is over, however often the clock shows it again.
 */
export function naiveOpenMinutes(hours: OpeningHours, from: Date, days: number): number[] {
  const { zone } = hours
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  clocks.set(zone, clock)
  const open: number[] = []
  let latest = ''
  const start = from.getTime()
  // From a day before, so that a time shown then is known.
  for (let ms = start - 1440 * MINUTE; ms < start + days * 1440 * MINUTE; ms += MINUTE) {
    const shown = clock.format(ms)
    if (shown > latest) latest = shown
    if (ms >= start && isOpen(hours, latest)) open.push(ms)
  }
  return open
}

function isOpen({ week, closed, extra }: OpeningHours, shown: string): boolean {
  if (!week) return true
  const date = day(shown.slice(0, 10))
  const hour = shown.slice(11)
  const own = closed.has(date) ? [] : week[weekday(date) - 1]
  const stretches = extra.has(date) ? week.find((of) => of.length > 0) : own
  return (stretches ?? []).some(({ from, to }) => from <= hour && hour < to)
}
