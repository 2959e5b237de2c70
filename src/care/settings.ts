import { parseHour } from './calendar.ts'
import { CareError } from './errors.ts'

interface Bounds<Value> {
  default: Value
  min: Value
  max: Value
}

const from = <Value>(min: Value, normal: Value, max: Value): Bounds<Value> => ({ default: normal, min, max })

/** The whole numbers of care-rules §2 to §5 and §10 that a workspace may change: what they are unchanged, the least, the most. */
export const NUMBERS = {
  /** Days between touches, standing rhythm (§2). */
  generalRhythmDays: from(7, 90, 730),
  /** Days between visits: the rhythm of important accounts is kept in person (§2). */
  importantRhythmDays: from(7, 90, 730),
  keyRhythmDays: from(1, 14, 365),
  keyVisitDays: from(7, 90, 730),
  /** The latest day in percent of the interval, rounded up (§2.2). */
  latestPercent: from(100, 150, 300),
  /** Days after a purchase (§2). */
  thankLatestDaysGeneral: from(1, 3, 30),
  thankLatestDaysImportant: from(1, 3, 30),
  thankLatestDaysKey: from(1, 1, 30),
  settleDay: from(2, 7, 90),
  careDay: from(2, 30, 365),
  /** Purchases at most this many days apart are one (§2.3). */
  samePurchaseDays: from(0, 3, 30),
  /** A touch closes duties whose ideal day is at most this many days ahead (§2.4). */
  closeAheadDays: from(0, 2, 14),
  /** Items a rep can do in a day (§2.2). */
  capacity: from(1, 12, 100),
  /** Rows of the morning message (§10.4); more than 12 do not fit Slack's 13 000 characters. */
  rowsShown: from(1, 12, 12),
  snoozeLimit: from(0, 3, 10),
  /** How far a follow-up can be put off, in days (§10.5). */
  snoozeWithinDays: from(7, 365, 365),
  laterTodayHours: from(1, 3, 8),
  undoMinutes: from(1, 10, 60),
  /** Days back over which orders are scored; 0: all history (§3.1). */
  scoreWindowDays: from(0, 0, 3650),
  /** Days without an order (§4, `gap`). */
  gapDaysGeneral: from(7, 90, 730),
  gapDaysImportant: from(7, 90, 730),
  gapDaysKey: from(7, 90, 730),
  /** Expected orders below this share of what was expected 90 days earlier, in percent (§4, `own-rhythm`). */
  rhythmPercent: from(10, 50, 90),
  /** Orders of so many days against as many before, which had at least so many (§4, `fewer-orders`). */
  ordersWindowDays: from(14, 90, 365),
  fewerOrdersPercent: from(10, 50, 90),
  fewerOrdersLeast: from(1, 3, 50),
  /** Attempts in a row without answer (§4, `slow-replies`). */
  slowReplies: from(2, 3, 10),
  /** The highest answer, 0–10, that is unhappy, and for how many days it counts (§4, `unhappy`). */
  unhappyScore: from(0, 6, 8),
  unhappyDays: from(7, 90, 365),
  /** Of the latest day of the standing rhythm (§4, `untouched`). */
  untouchedPercent: from(100, 200, 500),
  /** A case ends when no rule held for so many days (§4.1). */
  fadeDays: from(1, 7, 60),
  /** Cases of the first evaluation that a rep is told of in a day (§2.7), and days for their first contact. */
  backlogPerDay: from(1, 3, 50),
  unhurriedDays: from(1, 7, 60),
  /** Days for naming a cause or an outcome, and for the cause's offer (§4.4). */
  causeDays: from(1, 2, 30),
  offerDays: from(1, 3, 30),
  /** Days from the offer to the check (§4.4). */
  checkBackDays: from(1, 3, 30),
  /** Days between light contacts where there is no need (§4.4). */
  lightDays: from(30, 90, 365),
  /** The clocks of a complaint (§5, the table). */
  respondMinutes: from(5, 60, 1440),
  contactMinutes: from(15, 240, 2880),
  solutionHours: from(1, 24, 720),
  verdictDays: from(1, 3, 30),
  reviewDays: from(1, 7, 60),
  /** The share of a clock after which its owner is nudged (§5.3). */
  nudgePercent: from(10, 75, 95),
  /** Minutes between nudges once a clock ran out, and how many of them a person gets of each clock (§5.3). */
  nudgeEveryMinutes: from(5, 30, 1440),
  nudgeCap: from(1, 3, 10),
  /** Minutes without an act after which those above are told (§5.3). */
  escalateMinutes: from(5, 60, 1440),
  /** Of 1–5: from here on a customer is satisfied (§5.4). */
  satisfiedFrom: from(2, 3, 5),
  /** Attempts to get a verdict that close a complaint without one (§5.4). */
  verdictAttempts: from(1, 3, 10),
  /** Days within which the same cause at one account is a repeat, and at how many accounts within how many days (§5.5). */
  repeatDays: from(7, 90, 730),
  repeatAccounts: from(2, 3, 50),
  repeatAccountsDays: from(7, 30, 365),
  /** Days after closing (§4.6). */
  complaintTouchFirstDay: from(1, 7, 90),
  complaintTouchSecondDay: from(2, 30, 365),
  /** Compensation above it waits for a manager, in major units of the workspace's currency (§5.1). */
  approvalLimit: from(0, 500, 999_999),
  /** Morning messages to one workspace in a minute. */
  messagesPerMinute: from(1, 300, 600),
} as const satisfies Record<string, Bounds<number>>

/** The hours of the day, in each member's own zone. */
export const HOURS = {
  /** The morning message (§10.1). */
  defaultHour: from('00:00', '08:30', '23:59'),
  /** A missed morning is caught up before this (§10.1). */
  catchUpUntil: from('09:00', '12:00', '23:59'),
  /** “Later today” never comes after this (§10.5). */
  laterTodayUntil: from('12:00', '18:00', '23:59'),
} as const satisfies Record<string, Bounds<string>>

/** A workspace's numbers and hours. */
export type Settings = Readonly<Record<keyof typeof NUMBERS, number> & Record<keyof typeof HOURS, string>>

/**
 * A workspace's settings: what it stored over what is usual. A CareError names the first value outside its bounds;
 * names that this version does not know are passed over, so that an older version can run on a newer one's settings.
 */
export function settingsFrom(stored: Readonly<Record<string, unknown>> = {}): Settings {
  const numbers = mapped(NUMBERS, (name, bounds) => inBounds(name, whole(name, stored[name]), bounds))
  const hours = mapped(HOURS, (name, bounds) => inBounds(name, hour(stored[name]), bounds))
  return { ...numbers, ...hours }
}

function mapped<Name extends string, Value>(
  table: Readonly<Record<Name, Bounds<Value>>>,
  read: (name: Name, bounds: Bounds<Value>) => Value,
): Record<Name, Value> {
  const entries = Object.entries<Bounds<Value>>(table) as [Name, Bounds<Value>][]
  return Object.fromEntries(entries.map(([name, bounds]) => [name, read(name, bounds)])) as Record<
    Name,
    Value
  >
}

function whole(name: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (!Number.isSafeInteger(value)) throw new CareError('settings.notWhole', { name, value: written(value) })
  return value as number
}

function hour(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : parseHour(written(value))
}

const written = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

function inBounds<Value extends string | number>(
  name: string,
  value: Value | undefined,
  bounds: Bounds<Value>,
): Value {
  if (value === undefined) return bounds.default
  const { min, max } = bounds
  if (value < min || value > max) throw new CareError('settings.outOfBounds', { name, min, max, value })
  return value
}
