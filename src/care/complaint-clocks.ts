import { addDays, dayIn, hourIn, instantOf } from './calendar.ts'
import type { Clock, Severity } from './complaint.ts'
import { AROUND_THE_CLOCK, afterOpen, nextOpening, type OpeningHours, openBetween } from './opening-hours.ts'
import type { Settings } from './settings.ts'

/** A stretch in which a clock stands still; `to` is null while it does. */
interface Pause {
  from: Date
  to: Date | null
}

/** When a clock runs out, and when its owner is told that it will. */
export interface Timing {
  dueAt: Date
  warnAt: Date
}

/** What a clock goes by besides its start. */
export interface Running {
  hours: OpeningHours
  severity: Severity
  settings: Settings
  /** In their order; the clock of the solution alone stands still. */
  pauses: readonly Pause[]
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * When a clock that started then runs out and when it is at 75 %; null while it stands still (care-rules §5, §5.3).
 * Hours are those in which the workspace is open, days those of its calendar, and end when it is open; the share is of open
 * time in both.
 */
export function timingOf(clock: Clock, startedAt: Date, running: Running): Timing | null {
  const { settings } = running
  if (clock === 'follow-up') return inDays(startedAt, settings.verdictDays, running)
  if (clock === 'review') return inDays(startedAt, settings.reviewDays, running)
  const ms = {
    respond: settings.respondMinutes * MINUTE_MS,
    contact: settings.contactMinutes * MINUTE_MS,
    solution: settings.solutionHours * HOUR_MS,
  }[clock]
  const pauses = clock === 'solution' ? running.pauses : []
  const reached = (share: number): Date | null => reachedAt(hoursOf(running), startedAt, ms * share, pauses)
  const [dueAt, warnAt] = [reached(1), reached(settings.nudgePercent / 100)]
  return dueAt && warnAt && { dueAt, warnAt }
}

/** What is most severe waits for no opening (care-rules §5.3). */
const hoursOf = ({ hours, severity }: Running): OpeningHours =>
  severity === 'high' ? { ...AROUND_THE_CLOCK, zone: hours.zone } : hours

/** The instant at which so much open time has passed, pauses left out; null where one of them still lasts. */
function reachedAt(hours: OpeningHours, startedAt: Date, ms: number, pauses: readonly Pause[]): Date | null {
  let [from, left] = [startedAt, ms]
  for (const pause of pauses) {
    const ran = openBetween(hours, from, pause.from)
    if (ran >= left) break
    if (!pause.to) return null
    from = pause.to
    left -= ran
  }
  return afterOpen(hours, from, left)
}

/** The same hour so many days later, or the next opening. */
function inDays(startedAt: Date, days: number, running: Running): Timing {
  const hours = hoursOf(running)
  const { zone } = hours
  const seconds = startedAt.getTime() % MINUTE_MS
  const then = instantOf(addDays(dayIn(zone, startedAt), days), hourIn(zone, startedAt), zone)
  const dueAt = nextOpening(hours, new Date(then.getTime() + seconds))
  const open = openBetween(hours, startedAt, dueAt)
  if (open === 0) return { dueAt, warnAt: dueAt }
  return { dueAt, warnAt: afterOpen(hours, startedAt, open * (running.settings.nudgePercent / 100)) }
}

/** How a clock stands: it runs, stands still, ran out, or was met in time or late; `void`: it asks for nothing any more. */
export type ClockState = 'running' | 'stopped' | 'breached' | 'met' | 'late' | 'void'

export function clockState(
  clock: { dueAt: Date | null; metAt: Date | null; breachedAt: Date | null; voidAt: Date | null },
  now: Date,
): ClockState {
  const { dueAt, metAt, breachedAt, voidAt } = clock
  const isBreached = breachedAt !== null || (dueAt !== null && dueAt < (metAt ?? voidAt ?? now))
  if (metAt) return isBreached ? 'late' : 'met'
  if (isBreached) return 'breached'
  if (voidAt) return 'void'
  return dueAt ? 'running' : 'stopped'
}
