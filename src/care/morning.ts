import { moved, type Rule, type Tier, TIERS } from './cadence.ts'
import { type Day, nextWorkday, type WorkCalendar } from './calendar.ts'
import { isClock } from './complaint.ts'
import { type Ahead, dutiesOfToday } from './levelling.ts'

/** The parts of the morning message, in their order (care-rules §10.2). */
export const LANES = ['clocks', 'owed', 'leaving', 'close', 'occasions'] as const
export type Lane = (typeof LANES)[number]

const LANE_OF: Readonly<Record<Rule, Lane>> = {
  respond: 'clocks',
  contact: 'clocks',
  solution: 'clocks',
  'follow-up': 'clocks',
  review: 'clocks',
  promise: 'owed',
  thank: 'owed',
  settle: 'owed',
  care: 'owed',
  // What a rep planned by hand was agreed with the customer.
  manual: 'owed',
  leaving: 'leaving',
  rhythm: 'close',
  visit: 'close',
  occasion: 'occasions',
}

/** The lane in which a duty stands (care-rules §10.2). */
export function laneOf(rule: Rule): Lane {
  return LANE_OF[rule]
}

/** An open duty that may stand in somebody's morning message; its days are moved off the rep's weekend here. */
export interface Candidate {
  id: number | string
  accountId: number | string
  rule: Rule
  ideal: Day
  latest: Day
  tier: Tier
  /** Revenue of the account, of a warning the money at stake; minor units. */
  worth: number
  /** It must stand today, however full the day is: it was put off until now. */
  firm?: boolean
  /** When a clock runs out. */
  dueAt?: Date | null
}

/** One account in the message. */
export interface Row<C extends Candidate> {
  lane: Lane
  /** The most urgent duty of the account's first lane. */
  duty: C
  /** What else is due at this account. */
  also: C[]
}

/** What a member is asked to do today. */
export interface Morning<C extends Candidate> {
  /** Lanes with something in them, with the rows that are shown. */
  lanes: { lane: Lane; rows: Row<C>[] }[]
  /** The rows behind “N more”. */
  more: Row<C>[]
}

/** What a rep may do in a day and a message may hold, in accounts. */
export interface Room {
  capacity: number
  rowsShown: number
}

/**
 * The morning of one rep: each account once, levelled between the days before and after, in lanes, the first rows
 * shown (care-rules §2.2, §10.2, §10.4). `ahead` counts what becomes due after today, where the caller left it out.
 */
export function morningOf<C extends Candidate>(
  candidates: readonly C[],
  ahead: readonly Ahead[],
  room: Room,
  today: Day,
  cal: WorkCalendar,
): Morning<C> {
  // A clock runs by its own calendar, not by the days that its rep works.
  const duties = candidates.map((duty) => (isClock(duty.rule) ? duty : moved(duty, cal)))
  const later = duties.filter(({ ideal }) => ideal > today).map(({ latest }) => ({ latest, count: 1 }))
  const movedAhead = ahead.map(({ latest, count }) => ({ latest: nextWorkday(cal, latest), count }))
  const rows = rowsOf(duties.filter(({ ideal }) => ideal <= today))
  const units = byWorth(rows).map((row, value) => ({ row, value, ideal: today, latest: mustBy(row, today) }))
  const chosen = dutiesOfToday(units, [...movedAhead, ...later], room.capacity, today, cal)
  const ordered = chosen.map(({ row }) => row).toSorted((a, b) => inOrder(a, b, today))
  const shown = ordered.slice(0, room.rowsShown)
  const lanes = LANES.map((lane) => ({ lane, rows: shown.filter((row) => row.lane === lane) }))
  return { lanes: lanes.filter(({ rows }) => rows.length > 0), more: ordered.slice(room.rowsShown) }
}

function rowsOf<C extends Candidate>(due: readonly C[]): Row<C>[] {
  const byAccount = Map.groupBy(due, ({ accountId }) => accountId)
  return [...byAccount.values()].flatMap((duties) => {
    const [duty, ...also] = duties.toSorted(
      (a, b) =>
        place(laneOf(a.rule)) - place(laneOf(b.rule)) ||
        runsOut(a) - runsOut(b) ||
        compare(a.latest, b.latest) ||
        compare(a.id, b.id),
    )
    return duty ? [{ lane: laneOf(duty.rule), duty, also }] : []
  })
}

// These have their own day: a promise stands from the day before, an occasion for three days, a clock runs.
const FIRM: readonly Rule[] = ['promise', 'leaving', 'occasion']

/** The last day on which the account must stand in the message: today for what is not levelled. */
function mustBy<C extends Candidate>({ duty, also }: Row<C>, today: Day): Day {
  const days = [duty, ...also].map(({ rule, latest, firm }) =>
    firm || FIRM.includes(rule) || isClock(rule) ? today : latest,
  )
  return days.reduce((soonest, latest) => (latest < soonest ? latest : soonest))
}

/** The least first. */
function byWorth<C extends Candidate>(rows: readonly Row<C>[]): Row<C>[] {
  return rows.toSorted(
    ({ duty: a }, { duty: b }) =>
      higherTier(b, a) || moreWorth(b, a) || compare(b.latest, a.latest) || compare(b.accountId, a.accountId),
  )
}

/** Milliseconds; the same for all that are no clocks. */
const runsOut = ({ dueAt }: Candidate): number => dueAt?.getTime() ?? 0
const place = (lane: Lane): number => LANES.indexOf(lane)
const higherTier = (a: Candidate, b: Candidate): number => TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier)
const moreWorth = (a: Candidate, b: Candidate): number => b.worth - a.worth
const compare = <T extends Day | number | string>(a: T, b: T): number => (a === b ? 0 : a < b ? -1 : 1)

/** The order of the message: the lanes, and in each what comes first there (care-rules §10.2). */
function inOrder<C extends Candidate>(one: Row<C>, two: Row<C>, today: Day): number {
  const [a, b] = [one.duty, two.duty]
  const sooner = compare(a.latest, b.latest)
  const lateFirst = Number(b.latest < today) - Number(a.latest < today)
  const first = {
    clocks: runsOut(a) - runsOut(b) || sooner,
    owed: sooner,
    leaving: moreWorth(a, b),
    close: lateFirst,
    occasions: sooner,
  }[one.lane]
  return (
    place(one.lane) - place(two.lane) ||
    first ||
    higherTier(a, b) ||
    moreWorth(a, b) ||
    sooner ||
    compare(a.accountId, b.accountId)
  )
}
