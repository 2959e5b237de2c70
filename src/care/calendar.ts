import { CareError } from './errors.ts'

/** A date on somebody's calendar, `2026-03-02`. It has no hour and no time zone. */
export type Day = string & { readonly __brand: 'Day' }

const DAY_MS = 86_400_000

function dayAt(ms: number): Day {
  const iso = new Date(ms).toISOString()
  // Before the year 0 and after 9999 it is longer, `+010000-01-01T…`.
  if (iso.length !== 24) throw new RangeError(`${iso} has no day of four digits`)
  return iso.slice(0, 10) as Day
}

/** Reads a day as people and Slack write it; throws a RangeError when there is no such day. */
export function day(text: string): Day {
  const ms = Date.parse(`${text}T00:00Z`)
  const real = !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text && text >= '0001'
  if (!real) throw new RangeError(`“${text}” is not a day`)
  return text as Day
}

/** `days` calendar days after `from`; negative counts back. */
export function addDays(from: Day, days: number): Day {
  return dayAt(Date.parse(from) + days * DAY_MS)
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS
}

/** The weekday, 1 for Monday to 7 for Sunday. */
export function weekday(date: Day): number {
  return new Date(Date.parse(date)).getUTCDay() || 7
}

/** The first Monday after `date`. */
export function nextMonday(date: Day): Day {
  return addDays(date, 8 - weekday(date))
}

/** The days somebody works, without leave: a duty moves off a holiday, and goes to the stand-in during leave. */
export interface WorkCalendar {
  /** 1 for Monday to 7 for Sunday. */
  weekdays: readonly number[]
  /** Public holidays. */
  off: Pick<ReadonlySet<Day>, 'has'>
  /** Days worked in exchange for a holiday, as in mainland China. */
  extra: Pick<ReadonlySet<Day>, 'has'>
}

export function isWorkday(cal: WorkCalendar, date: Day): boolean {
  return cal.extra.has(date) || (cal.weekdays.includes(weekday(date)) && !cal.off.has(date))
}

/** The same day, or the next one worked (care-rules §2.2); a CareError when a whole year is closed. */
export function nextWorkday(cal: WorkCalendar, date: Day): Day {
  return workdayFrom(cal, date, 1)
}

/** The same day, or the last one worked before it; a CareError when a whole year is closed. */
export function lastWorkday(cal: WorkCalendar, date: Day): Day {
  return workdayFrom(cal, date, -1)
}

function workdayFrom(cal: WorkCalendar, date: Day, step: 1 | -1): Day {
  let candidate = date
  for (let away = 0; away <= 366; away++) {
    if (isWorkday(cal, candidate)) return candidate
    candidate = addDays(candidate, step)
  }
  throw new CareError('calendar.allClosed')
}

/** Reads an hour of the day, `8:30` or `08:30`, as `08:30`; a CareError when there is none such. */
export function parseHour(text: string): string {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59)
    throw new CareError('calendar.hour', { text })
  return `${hours.padStart(2, '0')}:${minutes}`
}

/** Whether this is an IANA time zone that the machine knows. */
export function isZone(text: string): boolean {
  try {
    return formatter(text).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The day it is in `zone` (IANA name) at the given instant. */
export function dayIn(zone: string, instant: Date): Day {
  return dayAt(wallMs(zone, instant.getTime()))
}

/** The hour it is in `zone` at the given instant, `08:30`. */
export function hourIn(zone: string, instant: Date): string {
  return new Date(wallMs(zone, instant.getTime())).toISOString().slice(11, 16)
}

/**
 * The instant at which `hour` (`08:30`) comes on `date` in `zone`: the first of the two where the clocks go back;
 * an hour that they skip comes as much later on the same date.
 * Not dayjs.tz: for an hour that comes twice it picks by the machine's clock (dayjs 1.11, fixOffset).
 */
export function instantOf(date: Day, hour: string, zone: string): Date {
  const wall = Date.parse(`${date}T${hour}Z`)
  if (Number.isNaN(wall)) throw new RangeError(`“${hour}” is not an hour`)
  // No zone is a day away from UTC, so these two stand before and after any change of the clocks.
  const guesses = [wall - DAY_MS, wall + DAY_MS].map((ms) => wall - (wallMs(zone, ms) - ms))
  const found =
    guesses.find((ms) => wallMs(zone, ms) === wall) ??
    guesses.find((ms) => dayAt(wallMs(zone, ms)) === date) ??
    guesses[0]
  return new Date(found ?? wall)
}

// A formatter costs 50 µs to make and 1 µs to use.
const formatters = new Map<string, Intl.DateTimeFormat>()

/** What the clock on the wall shows in `zone`, as if it were UTC, in milliseconds. */
function wallMs(zone: string, ms: number): number {
  // `03/08/2026, 08:30:00`; formatToParts takes ten times as long.
  const shown = formatter(zone).format(ms).match(/\d+/g) ?? []
  const [month = 0, date = 0, year = 0, hour = 0, minute = 0, second = 0] = shown.map(Number)
  return Date.UTC(year, month - 1, date, hour, minute, second)
}

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const two = '2-digit'
  const date = { year: 'numeric', month: two, day: two } as const
  const time = { hour: two, minute: two, second: two, hourCycle: 'h23' } as const
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...date, ...time })
  formatters.set(zone, made)
  return made
}
