import { earliest, later, latest } from './instants.ts'
import { of, own, type Reachable, reached, type Reaching, type Rung, RUNGS, whenBack } from './ladder.ts'
import { afterOpen, AROUND_THE_CLOCK } from './opening-hours.ts'
import type { Settings } from './settings.ts'

/** Somebody is told that a clock runs out, that it did, or that it has stood still for long. */
interface Nudge {
  kind: 'warn' | 'breach' | 'wait'
  rung: Rung
  /** A member's id. */
  to: string
}

/** What was told of this clock, and when it came due. */
export type Told = Nudge & { at: Date }

export interface Nudging extends Reaching {
  /** The times are null while it stands still; one that was met or asks for nothing any more is over. */
  clock: { warnAt: Date | null; dueAt: Date | null; metAt: Date | null; voidAt: Date | null }
  /** The customer is waited for since then, and the clock stands still. */
  waitingSince: Date | null
  told: readonly Told[]
  /** When somebody last did something about the complaint. */
  lastActAt: Date | null
  settings: Pick<Settings, 'nudgeEveryMinutes' | 'nudgeCap' | 'escalateMinutes'>
}

/** Who is told now, and when to look again; null: never, unless the complaint changes. */
interface Answer {
  nudges: Nudge[]
  nextAt: Date | null
}

const MINUTE_MS = 60_000
/** The customer is asked again after so long. */
const WAIT_MINUTES = 3 * 1440

/**
 * Who is to be told of a clock (care-rules §5.3): its owner before it runs out, owner and manager when it did, again and
 * again up to a cap, and the admins when nobody did anything about it. What was missed is told once, the latest alone.
 */
export function nudgesDue(asked: Nudging): Answer {
  const { now, clock, waitingSince } = asked
  const { warnAt, dueAt } = clock
  if (clock.metAt || clock.voidAt) return noneUntil(null)
  // Nobody is asked by night to speak with a customer.
  if (waitingSince) return waiting({ ...asked, severity: 'normal' }, waitingSince)
  if (!warnAt || !dueAt) return noneUntil(null)
  const at =
    asked.severity === 'high' ? { ...asked, hours: { ...AROUND_THE_CLOCK, zone: asked.hours.zone } } : asked
  return now < dueAt ? warning(at, warnAt, dueAt) : breach(at, dueAt)
}

const noneUntil = (nextAt: Date | null): Answer => ({ nudges: [], nextAt })

/** The lowest rung with somebody at work hears of it, once. */
function warning(asked: Nudging, warnAt: Date, dueAt: Date): Answer {
  const { now, told } = asked
  const rungs = lowestRungs(asked)
  if (rungs.length === 0 || told.some(({ kind }) => kind === 'warn')) return noneUntil(dueAt)
  if (now < warnAt) return noneUntil(warnAt)
  const rung = rungs.find((one) => reached(asked, one).length > 0)
  if (rung) return { nudges: nudged('warn', rung, reached(asked, rung)), nextAt: dueAt }
  return noneUntil(earliest([dueAt, soonestBack(asked, rungs)]))
}

/** Who is asked first, and the manager above them; the admins of what is nobody else's alone. */
function lowestRungs(asked: Nudging): Rung[] {
  const [lowest, next] = RUNGS.filter((one) => of(asked, one).length > 0)
  if (!lowest) return []
  return next === 'manager' ? [lowest, next] : [lowest]
}

const soonestBack = (asked: Nudging, rungs: readonly Rung[]): Date | null =>
  earliest(rungs.flatMap((one) => of(asked, one)).map((one) => whenBack(asked, one)))

/** Who waits for the customer is asked to speak with them every few days, and their manager hears of it from the second time on. */
function waiting(asked: Nudging, since: Date): Answer {
  const { now, settings } = asked
  const told = asked.told.flatMap(({ kind, at }) => (kind === 'wait' && at >= since ? [at] : []))
  const rounds = new Set(told.map((at) => at.getTime())).size
  if (rounds >= settings.nudgeCap) return noneUntil(null)
  const due = later(latest([since, ...told]), WAIT_MINUTES)
  if (now < due) return noneUntil(due)
  const rungs = lowestRungs(asked).slice(0, rounds === 0 ? 1 : 2)
  const nudges = rungs.flatMap((rung) => nudged('wait', rung, reached(asked, rung)))
  if (nudges.length === 0) return noneUntil(soonestBack(asked, rungs))
  const once = nudges.filter(({ to }, place) => nudges.findIndex((one) => one.to === to) === place)
  return { nudges: once, nextAt: rounds + 1 < settings.nudgeCap ? later(now, WAIT_MINUTES) : null }
}

/** Rung by rung: who was told on one is not told again on the next, and who is above waits for those below. */
function breach(asked: Nudging, dueAt: Date): Answer {
  const nudges: Nudge[] = []
  const nexts: Date[] = []
  for (const rung of RUNGS) {
    const told = [...asked.told, ...nudges.map((nudge) => ({ ...nudge, at: asked.now }))]
    const answer = onRung({ ...asked, told }, rung, dueAt)
    nudges.push(...answer.nudges)
    if (answer.nextAt) nexts.push(answer.nextAt)
  }
  return { nudges, nextAt: earliest(nexts) }
}

function onRung(asked: Nudging, rung: Rung, dueAt: Date): Answer {
  const { now, settings } = asked
  const rounds = roundsOf(asked, rung)
  if (rounds >= settings.nudgeCap || own(asked, rung).every((one) => isCapped(asked, one)))
    return noneUntil(null)
  const due =
    rounds === 0
      ? startOf(asked, rung, dueAt)
      : againAt(
          asked,
          lastTold(asked, (one) => one.rung === rung),
        )
  if (now < due) return noneUntil(due)
  const here = reached(asked, rung)
  if (here.length === 0) return noneUntil(earliest(of(asked, rung).map((one) => whenBack(asked, one))))
  const free = here.filter((one) => !isCapped(asked, one) && freeAt(asked, one) <= now)
  if (free.length === 0) return noneUntil(whenFree(asked, rung, here))
  const nextAt = rounds + 1 < settings.nudgeCap ? later(now, settings.nudgeEveryMinutes) : null
  return { nudges: nudged('breach', rung, free), nextAt }
}

const nudged = (kind: Nudge['kind'], rung: Rung, people: readonly Reachable[]): Nudge[] =>
  [...new Set(people.map(({ id }) => id))].map((to) => ({ kind, rung, to }))

/** When a rung first hears of a breach: the admins after those below did nothing for a while of open time. */
function startOf(asked: Nudging, rung: Rung, dueAt: Date): Date {
  const { hours, lastActAt, settings } = asked
  const below = asked.people.some((one) => one.rung !== 'admin')
  if (rung !== 'admin' || !below) return dueAt
  const told = breaches(asked).map(({ at }) => at)
  const since = latest([dueAt, earliest(told), lastActAt])
  return afterOpen(hours, since, settings.escalateMinutes * MINUTE_MS)
}

/** Nobody is told again so soon after they were told, or after something was done. */
const againAt = ({ lastActAt, settings }: Nudging, toldAt: Date): Date =>
  later(latest([toldAt, lastActAt]), settings.nudgeEveryMinutes)

const breaches = ({ told }: Nudging): Told[] => told.filter(({ kind }) => kind === 'breach')

const roundsOf = (asked: Nudging, rung: Rung): number =>
  new Set(breaches(asked).flatMap((one) => (one.rung === rung ? [one.at.getTime()] : []))).size

const isCapped = (asked: Nudging, { id }: Reachable): boolean =>
  breaches(asked).filter(({ to }) => to === id).length >= asked.settings.nudgeCap

const lastTold = (asked: Nudging, which: (told: Told) => boolean): Date =>
  latest([
    new Date(0),
    ...breaches(asked)
      .filter(which)
      .map(({ at }) => at),
  ])

/** From when on somebody can be told again, on whatever rung they were told. */
const freeAt = (asked: Nudging, { id }: Reachable): Date =>
  later(
    lastTold(asked, ({ to }) => to === id),
    asked.settings.nudgeEveryMinutes,
  )

function whenFree(asked: Nudging, rung: Rung, here: readonly Reachable[]): Date | null {
  const free = here.filter((one) => !isCapped(asked, one)).map((one) => freeAt(asked, one))
  const away = own(asked, rung).filter((one) => !here.includes(one) && !isCapped(asked, one))
  return earliest([...free, ...away.map((one) => whenBack(asked, one))])
}
