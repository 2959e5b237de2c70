import {
  addDays,
  type Day,
  dayIn,
  hourIn,
  isWorkday,
  nextMonday,
  nextWorkday,
  type WorkCalendar,
} from './calendar.ts'
import type { Rule } from './cadence.ts'
import { CareError } from './errors.ts'
import { laneOf } from './morning.ts'
import type { Settings } from './settings.ts'

/** How long to put something off; a date of one's own besides. */
export const SNOOZES = ['later-today', 'tomorrow', 'next-monday'] as const
export type Snooze = (typeof SNOOZES)[number] | Day

/** What a snooze depends on. */
export interface Snoozing {
  rule: Rule
  /** How often this follow-up was put off before. */
  used: number
  now: Date
  /** The rep's zone, IANA name. */
  zone: string
  cal: WorkCalendar
}

/** When something put off comes back. */
export interface Snoozed {
  until: Day
  /** The instant, for one that comes back on the same day. */
  at: Date | null
}

/**
 * When a follow-up put off comes back, always on a working day of its rep (care-rules §10.5). A CareError for a clock,
 * after the last snooze, and for a date that is past or too far away.
 */
export function snooze(to: Snooze, { rule, used, now, zone, cal }: Snoozing, settings: Settings): Snoozed {
  if (laneOf(rule) === 'clocks') throw new CareError('snooze.clock')
  if (snoozesLeft(used, settings) === 0) throw new CareError('snooze.limit', { limit: settings.snoozeLimit })
  const today = dayIn(zone, now)
  const at = new Date(now.getTime() + settings.laterTodayHours * 3_600_000)
  if (to === 'later-today' && isWorkday(cal, today) && isStillToday(at, today, zone, settings)) {
    return { until: today, at }
  }
  return { until: nextWorkday(cal, dayOf(to, today, settings)), at: null }
}

/** How often it can still be put off: said beforehand (care-rules §10.5). */
export function snoozesLeft(used: number, settings: Settings): number {
  return Math.max(0, settings.snoozeLimit - used)
}

const isStillToday = (at: Date, today: Day, zone: string, settings: Settings): boolean =>
  dayIn(zone, at) === today && hourIn(zone, at) <= settings.laterTodayUntil

function dayOf(to: Snooze, today: Day, settings: Settings): Day {
  if (to === 'next-monday') return nextMonday(today)
  if (to === 'tomorrow' || to === 'later-today') return addDays(today, 1)
  const [date, last] = [{ day: to, today }, lastDay(today, settings)]
  if (to <= today) throw new CareError('snooze.past', { date })
  if (to > last.day) throw new CareError('snooze.tooFar', { date, last })
  return to
}

/** The day of a next step that a rep plans, today at the earliest; a CareError when it is past or too far away. */
export function nextStepOn(on: Day, today: Day, settings: Settings): Day {
  const [date, last] = [{ day: on, today }, lastDay(today, settings)]
  if (on < today) throw new CareError('follow-up.past', { date })
  if (on > last.day) throw new CareError('follow-up.tooFar', { date, last })
  return on
}

const lastDay = (today: Day, { snoozeWithinDays }: Settings): { day: Day; today: Day } => ({
  day: addDays(today, snoozeWithinDays),
  today,
})

/** Until when something done can be undone (care-rules §10.6). */
export function undoUntil(doneAt: Date, settings: Settings): Date {
  return new Date(doneAt.getTime() + settings.undoMinutes * 60_000)
}
