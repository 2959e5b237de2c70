import {
  addDays,
  type Day,
  dayIn,
  hourIn,
  instantOf,
  isWorkday,
  nextWorkday,
  weekday,
  type WorkCalendar,
} from './calendar.ts'
import { type OpeningHours, openBetween } from './opening-hours.ts'
import type { Settings } from './settings.ts'

/** Days away, both ends counted. */
export interface Leave {
  from: Day
  to: Day
}

/** When somebody's morning comes. */
export interface MorningHour {
  /** `08:30`, in their zone. */
  hour: string
  /** IANA name. */
  zone: string
}

/** Why a member gets no message on a day (contract §4); that the day is empty is known later. */
export function skipReason(
  { leave }: { leave: readonly Leave[] },
  date: Day,
  cal: WorkCalendar,
): 'weekend' | 'holiday' | 'leave' | null {
  if (!isWorkday(cal, date)) return cal.weekdays.includes(weekday(date)) ? 'holiday' : 'weekend'
  return leaveOn(leave, date) ? 'leave' : null
}

/** The leave that somebody is on. */
export const leaveOn = (leave: readonly Leave[], date: Day): Leave | undefined =>
  leave.find(({ from, to }) => from <= date && date <= to)

/** The first day after `after` on which the member gets a message: worked, and no leave. */
export function nextMorning({ leave }: { leave: readonly Leave[] }, after: Day, cal: WorkCalendar): Day {
  let date = nextWorkday(cal, addDays(after, 1))
  for (let away = leaveOn(leave, date); away; away = leaveOn(leave, date)) {
    date = nextWorkday(cal, addDays(away.to, 1))
  }
  return date
}

/** A morning whose hour has come. */
export interface DueMorning {
  /** The local date that it is the morning of. */
  date: Day
  timing: 'on-time' | 'catch-up' | 'too-late'
}

const ON_TIME_MS = 5 * 60_000
const AFTERNOON_MS = 2 * 3_600_000

/**
 * The morning whose hour has come at `now`, null before it: one that was missed is caught up until local noon, one at
 * an hour of somebody's own in the afternoon for two hours (care-rules §10.1).
 */
export function dueMorning({ hour, zone }: MorningHour, now: Date, settings: Settings): DueMorning | null {
  const date = dayIn(zone, now)
  const due = instantOf(date, hour, zone).getTime()
  const late = now.getTime() - due
  if (late < 0) return null
  if (late < ON_TIME_MS) return { date, timing: 'on-time' }
  const { catchUpUntil } = settings
  const end = hour < catchUpUntil ? instantOf(date, catchUpUntil, zone).getTime() : due + AFTERNOON_MS
  return { date, timing: now.getTime() < end ? 'catch-up' : 'too-late' }
}

/** Whether a morning due at `due` has waited too long to be sent: another day, or past noon and two hours (as above). */
export function isTooLate(
  { localDate, dueAt }: { localDate: Day; dueAt: Date },
  zone: string,
  now: Date,
  { catchUpUntil }: Settings,
): boolean {
  if (now.getTime() - dueAt.getTime() < AFTERNOON_MS) return false
  return dayIn(zone, now) !== localDate || hourIn(zone, now) >= catchUpUntil
}

/** What waits for somebody's working day does not come after this. */
const EVENING = '18:00'

/** When somebody works. */
type Working = MorningHour & { leave: readonly Leave[]; cal: WorkCalendar }

/**
 * Whether somebody's day has begun and is not over: from their own hour to the evening of a day that they work; whoever
 * begins in the evening works until midnight.
 */
export function isAtWork(member: Working, now: Date): boolean {
  const hour = hourIn(member.zone, now)
  const free = skipReason(member, dayIn(member.zone, now), member.cal)
  return free === null && hour >= member.hour && (hour < EVENING || member.hour >= EVENING)
}

/** When somebody's next day begins that they work, later than now. */
export function nextAtWork(member: Working, now: Date): Date {
  const today = dayIn(member.zone, now)
  const [first, second] = [addDays(today, -1), today].map((day) =>
    instantOf(nextMorning(member, day, member.cal), member.hour, member.zone),
  )
  return first && first > now ? first : (second ?? now)
}

/** So many days ahead show whether somebody is ever at work while it is open. */
const AHEAD = 14

/** Whether somebody works only while it is closed; not of whoever works on no day soon (care-rules §5.3). */
export function worksOutside(member: Working, hours: OpeningHours, now: Date): boolean {
  const { hour, zone, cal } = member
  const today = dayIn(zone, now)
  const days = Array.from({ length: AHEAD }, (_, n) => addDays(today, n))
  const worked = days.filter((day) => skipReason(member, day, cal) === null)
  const meets = worked.some((day) => {
    const end = hour < EVENING ? instantOf(day, EVENING, zone) : instantOf(addDays(day, 1), '00:00', zone)
    return openBetween(hours, instantOf(day, hour, zone), end) > 0
  })
  return worked.length > 0 && !meets
}
