import type { Severity } from './complaint.ts'
import { later, latest } from './instants.ts'
import { isOpenAt, nextOpening, type OpeningHours } from './opening-hours.ts'

/** The ladder of those who are told of a complaint's clock, from below (care-rules §5.3). */
export const RUNGS = ['owner', 'manager', 'admin'] as const
export type Rung = (typeof RUNGS)[number]

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

/** Whom it concerns, how much, and when. */
export interface Reaching {
  now: Date
  people: readonly Reachable[]
  severity: Severity
  hours: OpeningHours
}

/** What comes due as they close is still said. */
const CLOSING_MINUTES = 5
const DAY_MINUTES = 1440

export const of = ({ people }: Reaching, rung: Rung): Reachable[] => people.filter((one) => one.rung === rung)

/** Those of a rung, its stand-ins where it has nobody else. */
export function own(asked: Reaching, rung: Rung): Reachable[] {
  const members = of(asked, rung).filter(({ standIn }) => !standIn)
  return members.length > 0 ? members : of(asked, rung)
}

/** Who of a rung can be told now: those at work, else their stand-ins; where it is urgent, whoever it concerns. */
export function reached(asked: Reaching, rung: Rung): Reachable[] {
  const members = own(asked, rung)
  const isOpen = [0, -CLOSING_MINUTES].some((minutes) => isOpenAt(asked.hours, later(asked.now, minutes)))
  const canHear = ({ atWork, outside }: Reachable): boolean => atWork && (isOpen || outside)
  const present = members.filter(canHear)
  if (asked.severity === 'high') return present.length > 0 ? members : of(asked, rung)
  return present.length > 0 ? present : of(asked, rung).filter(canHear)
}

/** When somebody is at work while it is open, or is at all who never are then. */
export function whenBack({ now, hours }: Reaching, { atWork, nextAtWork, outside }: Reachable): Date {
  const back = atWork ? now : (nextAtWork ?? later(now, DAY_MINUTES))
  return latest([later(now, 1), outside ? back : nextOpening(hours, latest([now, back]))])
}
