import { addDays, type Day, dayIn, hourIn, instantOf, weekday } from './calendar.ts'
import { CareError } from './errors.ts'

/** One stretch of a day, `09:00` to `17:00`; `24:00` ends the day. */
export interface Stretch {
  from: string
  to: string
}

/** When a workspace's clocks run (care-rules §5.3). */
export interface OpeningHours {
  /** IANA name. */
  zone: string
  /** Monday first, seven entries, each several stretches in order; null: around the clock, holidays included. */
  week: readonly (readonly Stretch[])[] | null
  /** Days closed though the week says otherwise. */
  closed: Pick<ReadonlySet<Day>, 'has'>
  /** Days worked in exchange for a holiday (mainland China): as on Monday, else as on the first weekday that is worked. */
  extra: Pick<ReadonlySet<Day>, 'has'>
}

export const AROUND_THE_CLOCK: OpeningHours = {
  zone: 'UTC',
  week: null,
  closed: new Set(),
  extra: new Set(),
}

/**
 * The instant at which `ms` of open time have passed since `from`, the end of a stretch rather than the start of the
 * next; `from` itself for none. A CareError when a whole year is closed.
 */
export function afterOpen(hours: OpeningHours, from: Date, ms: number): Date {
  let left = ms
  if (left <= 0) return from
  for (const { start, end } of spans(hours, dayIn(hours.zone, from))) {
    const begin = Math.max(start, from.getTime())
    if (begin >= end) continue
    if (left <= end - begin) return new Date(begin + left)
    left -= end - begin
  }
  throw new CareError('calendar.allClosed')
}

/** Open time between two instants, in milliseconds; 0 when `to` is not after `from`. */
export function openBetween(hours: OpeningHours, from: Date, to: Date): number {
  const last = dayIn(hours.zone, to)
  let open = 0
  for (let date = dayIn(hours.zone, from); date <= last; date = addDays(date, 1)) {
    for (const { start, end } of spansOn(hours, date))
      open += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()))
  }
  return open
}

/** Whether it is open; a stretch's end no longer is. */
export function isOpenAt(hours: OpeningHours, at: Date): boolean {
  const ms = at.getTime()
  return spansOn(hours, dayIn(hours.zone, at)).some(({ start, end }) => start <= ms && ms < end)
}

/** `at` itself while open, else the next opening; a CareError when a whole year is closed. */
export function nextOpening(hours: OpeningHours, at: Date): Date {
  for (const { start, end } of spans(hours, dayIn(hours.zone, at)))
    if (at.getTime() < end) return new Date(Math.max(start, at.getTime()))
  throw new CareError('calendar.allClosed')
}

/** A stretch as instants, in milliseconds. */
interface Span {
  start: number
  end: number
}

/** The stretches from a day on; they end after a year without any. */
function* spans(hours: OpeningHours, from: Day): Generator<Span> {
  let date = from
  for (let idle = 0; idle <= 366; idle++) {
    const open = spansOn(hours, date)
    if (open.length > 0) idle = 0
    yield* open
    date = addDays(date, 1)
  }
}

const ALL_DAY: readonly Stretch[] = [{ from: '00:00', to: '24:00' }]

function spansOn({ zone, week, closed, extra }: OpeningHours, date: Day): Span[] {
  const stretches = week ? stretchesOn({ week, closed, extra }, date) : ALL_DAY
  return stretches
    .map(({ from, to }) => ({ start: reached(zone, date, from), end: reached(zone, date, to) }))
    .filter(({ start, end }) => start < end)
}

function stretchesOn(
  { week, closed, extra }: { week: readonly (readonly Stretch[])[] } & Pick<OpeningHours, 'closed' | 'extra'>,
  date: Day,
): readonly Stretch[] {
  if (extra.has(date)) return week.find((stretches) => stretches.length > 0) ?? []
  return closed.has(date) ? [] : (week[weekday(date) - 1] ?? [])
}

const MINUTE = 60_000

/**
 * The first instant of a date at which the clock on the wall shows this hour or a later one: an hour that comes twice
 * begins the first time, one that the clocks skip when they skip it. `24:00` is the first instant of the next date.
 */
function reached(zone: string, date: Day, hour: string): number {
  if (hour === '24:00') return reached(zone, addDays(date, 1), '00:00')
  const at = instantOf(date, hour, zone)
  if (hour === '00:00' || hourIn(zone, at) === hour) return at.getTime()
  // The date itself may begin in what is skipped.
  let [before, after] = [reached(zone, date, '00:00') - MINUTE, reached(zone, date, '24:00')]
  while (after - before > MINUTE) {
    const half = before + Math.floor((after - before) / (2 * MINUTE)) * MINUTE
    if (hourIn(zone, new Date(half)) < hour) before = half
    else after = half
  }
  return after
}
