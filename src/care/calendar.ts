import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)
dayjs.extend(timezone)

/** A date on somebody's calendar, `2026-03-02`. It has no hour and no time zone. */
export type Day = string & { readonly __brand: 'Day' }

/** Reads a day as people and Slack write it; throws a RangeError when there is no such day. */
export function day(text: string): Day {
  if (dayjs.utc(text).format('YYYY-MM-DD') !== text) throw new RangeError(`“${text}” is not a day`)
  return text as Day
}

/** The day it is in `zone` (IANA name) at the given instant. */
export function dayIn(zone: string, instant: Date): Day {
  return day(dayjs(instant).tz(zone).format('YYYY-MM-DD'))
}

/** The instant at which `hour` (`08:30`) comes on `date` in `zone`; a skipped hour comes when the clocks have jumped. */
export function instantOf(date: Day, hour: string, zone: string): Date {
  return dayjs.tz(`${date} ${hour}`, zone).toDate()
}

/** `days` calendar days after `from`; negative counts back. */
export function addDays(from: Day, days: number): Day {
  return day(dayjs.utc(from).add(days, 'day').format('YYYY-MM-DD'))
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day')
}

/** The weekday, 1 for Monday to 7 for Sunday. */
export function weekday(date: Day): number {
  return dayjs.utc(date).day() || 7
}
