import type { Severity } from './complaint.ts'
import { afterOpen, AROUND_THE_CLOCK, isOpenAt, nextOpening, type OpeningHours } from './opening-hours.ts'
import type { Settings } from './settings.ts'

/** The ladder of those who are told of a complaint's clock, from below (care-rules §5.3). */
const RUNGS = ['owner', 'manager', 'admin'] as const
export type Rung = (typeof RUNGS)[number]

/** Somebody is told that a clock runs out, or that it did. */
interface Nudge {
  kind: 'warn' | 'breach'
  rung: Rung
  /** A member's id. */
  to: string
}

/** What was told of this clock, and when it came due. */
export type Told = Nudge & { at: Date }

/** Somebody who may be told. */
export interface Reachable {
  id: string
  rung: Rung
  /** Told only where nobody is at work whom they stand in for. */
  standIn: boolean
  atWork: boolean
  /** When they next are; null: nobody knows. */
  nextAtWork: Date | null
  /** They work only while the workspace is closed: their own day is when they are told. */
  outside: boolean
}

export interface Nudging {
  now: Date
  /** The times are null while it stands still; one that was met or asks for nothing any more is over. */
  clock: { warnAt: Date | null; dueAt: Date | null; metAt: Date | null; voidAt: Date | null }
  told: readonly Told[]
  /** When somebody last did something about the complaint. */
  lastActAt: Date | null
  people: readonly Reachable[]
  severity: Severity
  hours: OpeningHours
  settings: Pick<Settings, 'nudgeEveryMinutes' | 'nudgeCap' | 'escalateMinutes'>
}

/** Who is told now, and when to look again; null: never, unless the complaint changes. */
interface Answer {
  nudges: Nudge[]
  nextAt: Date | null
}

const MINUTE_MS = 60_000
/** What comes due as they close is still said. */
const CLOSING_MINUTES = 5
const DAY_MS = 1440 * MINUTE_MS

/**
 * Who is to be told of a clock (care-rules §5.3): its owner before it runs out, owner and manager when it did, again and
 * again up to a cap, and the admins when nobody did anything about it. What was missed is told once, the latest alone.
 */
export function nudgesDue(asked: Nudging): Answer {
  const { now, clock } = asked
  const { warnAt, dueAt } = clock
  if (!warnAt || !dueAt || clock.metAt || clock.voidAt) return noneUntil(null)
  const at =
    asked.severity === 'high' ? { ...asked, hours: { ...AROUND_THE_CLOCK, zone: asked.hours.zone } } : asked
  return now < dueAt ? warning(at, warnAt, dueAt) : breach(at, dueAt)
}

const noneUntil = (nextAt: Date | null): Answer => ({ nudges: [], nextAt })

/** The lowest rung with somebody at work hears of it, once; the admins of what is nobody else's alone. */
function warning(asked: Nudging, warnAt: Date, dueAt: Date): Answer {
  const { now, told } = asked
  const [lowest, next] = RUNGS.filter((one) => of(asked, one).length > 0)
  if (!lowest || told.some(({ kind }) => kind === 'warn')) return noneUntil(dueAt)
  if (now < warnAt) return noneUntil(warnAt)
  const rungs = next === 'manager' ? [lowest, next] : [lowest]
  const rung = rungs.find((one) => reached(asked, one).length > 0)
  if (rung) return { nudges: nudged('warn', rung, reached(asked, rung)), nextAt: dueAt }
  const back = rungs.flatMap((one) => of(asked, one)).map((one) => whenBack(asked, one))
  return noneUntil(earliest([dueAt, ...back]))
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

const of = ({ people }: Nudging, rung: Rung): Reachable[] => people.filter((one) => one.rung === rung)

/** Those of a rung, its stand-ins where it has nobody else. */
function own(asked: Nudging, rung: Rung): Reachable[] {
  const members = of(asked, rung).filter(({ standIn }) => !standIn)
  return members.length > 0 ? members : of(asked, rung)
}

/** Who of a rung can be told now: those at work, else their stand-ins; where it is urgent, whoever it concerns. */
function reached(asked: Nudging, rung: Rung): Reachable[] {
  const members = own(asked, rung)
  const isOpen = [0, -CLOSING_MINUTES].some((minutes) => isOpenAt(asked.hours, later(asked.now, minutes)))
  const canHear = ({ atWork, outside }: Reachable): boolean => atWork && (isOpen || outside)
  const present = members.filter(canHear)
  if (asked.severity === 'high') return present.length > 0 ? members : of(asked, rung)
  return present.length > 0 ? present : of(asked, rung).filter(canHear)
}

/** When somebody is at work while it is open, or is at all who never are then. */
function whenBack({ now, hours }: Nudging, { atWork, nextAtWork, outside }: Reachable): Date {
  const back = atWork ? now : (nextAtWork ?? new Date(now.getTime() + DAY_MS))
  return latest([later(now, 1), outside ? back : nextOpening(hours, latest([now, back]))])
}

function whenFree(asked: Nudging, rung: Rung, here: readonly Reachable[]): Date | null {
  const free = here.filter((one) => !isCapped(asked, one)).map((one) => freeAt(asked, one))
  const away = own(asked, rung).filter((one) => !here.includes(one) && !isCapped(asked, one))
  return earliest([...free, ...away.map((one) => whenBack(asked, one))])
}

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS)

const sorted = (dates: readonly (Date | null)[]): Date[] =>
  dates.filter((date) => date !== null).toSorted((one, two) => one.getTime() - two.getTime())
const earliest = (dates: readonly (Date | null)[]): Date | null => sorted(dates)[0] ?? null
const latest = (dates: readonly [Date, ...(Date | null)[]]): Date => sorted(dates).at(-1) ?? dates[0]
