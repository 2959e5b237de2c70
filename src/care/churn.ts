import { type Answer, isUnhappy, solvingOf } from './answer.ts'
import { latestAfter, type Tier } from './cadence.ts'
import { addDays, type Day, daysBetween } from './calendar.ts'
import type { Channel } from './interaction.ts'
import { expectedOrders, type History, type MbgNbd } from './mbg-nbd.ts'
import { beatsOf, type Planned } from './next-step.ts'
import type { Settings } from './settings.ts'

/** What says that an account may be leaving (care-rules §4, the table). */
export const CHURN_RULES = [
  'gap',
  'own-rhythm',
  'fewer-orders',
  'slow-replies',
  'opted-out',
  'unhappy',
  'untouched',
] as const
export type ChurnRule = (typeof CHURN_RULES)[number]

/** What is known of an account on a day, as far as the rules ask. */
export interface Sighting extends Planned {
  accountId: number
  tier: Tier
  /** The day the account came in. */
  cameOn: Day
  lastTouchOn: Day | null
  lastVisitOn: Day | null
  firstOrderOn: Day | null
  lastOrderOn: Day | null
  /** Minor units of its own currency. */
  lastOrderAmount: number | null
  lastOrderCurrency: string | null
  /** Days with an order. */
  orderDays: number
  /** The same as it was `RHYTHM_DAYS` ago. */
  orderDaysThen: number
  lastOrderThen: Day | null
  /** Orders in the last `ordersWindowDays`, and in as many before. */
  recentOrders: number
  ordersBefore: number
  /** Attempts in a row without answer, up to now. */
  attempts: { count: number; first: number | null; since: Day | null }
  /** A contact unsubscribed or asked for no contact. */
  optedOut: { on: Day; channel: Channel | null } | null
  /** What they answered last. */
  answer: Answer | null
}

/** Numbers and dates that a rule shows; words name them. */
export type Evidence = Readonly<Record<string, number | string | null>>

/** What a rule says of an account. */
export interface Verdict {
  rule: ChurnRule
  holds: boolean
  /** What it is about: the same key is the same evidence, which opens no second case (care-rules §4.1). */
  key: string
  evidence: Evidence
}

/** Days ahead that orders are expected for, and days back that it is compared with (care-rules §4, `own-rhythm`). */
const RHYTHM_DAYS = 90
/** Accounts younger than this are left out of `own-rhythm`, in days. */
export const YOUNGEST_DAYS = 180

/** The day as of which `own-rhythm` compares. */
export const rhythmDayBefore = (today: Day): Day => addDays(today, -RHYTHM_DAYS)

/** What each rule says of an account today (care-rules §4); without a model `own-rhythm` is off. */
export function verdicts(seen: Sighting, today: Day, settings: Settings, model: MbgNbd | null): Verdict[] {
  return [
    gap(seen, today, settings),
    ownRhythm(seen, today, settings, model),
    fewerOrders(seen, settings),
    slowReplies(seen, settings),
    optedOut(seen),
    unhappy(seen, today, settings),
    untouched(seen, today, settings),
  ]
}

/** Days without an order after which an account is flagged (care-rules §4, `gap`). */
export const gapLimits = (settings: Settings): Record<Tier, number> => ({
  general: settings.gapDaysGeneral,
  important: settings.gapDaysImportant,
  key: settings.gapDaysKey,
})

function gap(
  { tier, lastOrderOn, lastOrderAmount, lastOrderCurrency }: Sighting,
  today: Day,
  settings: Settings,
): Verdict {
  const limit = gapLimits(settings)[tier]
  const days = lastOrderOn && daysBetween(lastOrderOn, today)
  return {
    rule: 'gap',
    holds: days !== null && days >= limit,
    key: lastOrderOn ?? '',
    evidence: { days, limit, on: lastOrderOn, amount: lastOrderAmount, currency: lastOrderCurrency },
  }
}

/** Why `own-rhythm` says nothing of an account. */
export type Off = 'no-model' | 'no-order' | 'young'

function ownRhythm(seen: Sighting, today: Day, settings: Settings, model: MbgNbd | null): Verdict {
  const { firstOrderOn, lastOrderOn, lastOrderThen, orderDays, orderDaysThen } = seen
  const key = lastOrderOn ?? ''
  const off = (why: Off): Verdict => ({ rule: 'own-rhythm', holds: false, key, evidence: { off: why } })
  const then = rhythmDayBefore(today)
  if (!model) return off('no-model')
  if (!firstOrderOn || !lastOrderOn) return off('no-order')
  if (!lastOrderThen || daysBetween(firstOrderOn, today) < YOUNGEST_DAYS) return off('young')
  const expected = expectedOrders(
    model,
    historyOf(firstOrderOn, lastOrderOn, orderDays, today),
    RHYTHM_DAYS / 7,
  )
  const was = expectedOrders(
    model,
    historyOf(firstOrderOn, lastOrderThen, orderDaysThen, then),
    RHYTHM_DAYS / 7,
  )
  const between = orderDays > 1 ? Math.round(daysBetween(firstOrderOn, lastOrderOn) / (orderDays - 1)) : null
  const silent = daysBetween(lastOrderOn, today)
  return {
    rule: 'own-rhythm',
    key,
    holds: expected * 100 < was * settings.rhythmPercent,
    evidence: { between, silent, expected: tenth(expected), was: tenth(was) },
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10

/** An account's orders as the model reads them, in weeks (care-rules §4.2). */
export function historyOf(first: Day, last: Day, orderDays: number, asOf: Day): History {
  return { x: orderDays - 1, tx: daysBetween(first, last) / 7, age: daysBetween(first, asOf) / 7 }
}

function fewerOrders({ recentOrders, ordersBefore, lastOrderOn }: Sighting, settings: Settings): Verdict {
  const { fewerOrdersPercent, fewerOrdersLeast, ordersWindowDays } = settings
  const holds = ordersBefore >= fewerOrdersLeast && recentOrders * 100 < ordersBefore * fewerOrdersPercent
  const evidence = { recent: recentOrders, earlier: ordersBefore, days: ordersWindowDays }
  return { rule: 'fewer-orders', holds, key: lastOrderOn ?? '', evidence }
}

function slowReplies({ attempts }: Sighting, settings: Settings): Verdict {
  const { count, first, since } = attempts
  const holds = count >= settings.slowReplies
  return { rule: 'slow-replies', holds, key: String(first ?? ''), evidence: { count, since } }
}

function optedOut({ optedOut }: Sighting): Verdict {
  const evidence = { on: optedOut?.on ?? null, channel: optedOut?.channel ?? null }
  return { rule: 'opted-out', holds: optedOut !== null, key: optedOut?.on ?? '', evidence }
}

/** The last answer decides, so a better one ends it (care-rules §4, `unhappy`). */
function unhappy({ answer }: Sighting, today: Day, settings: Settings): Verdict {
  if (!answer) return { rule: 'unhappy', holds: false, key: '', evidence: { score: null, on: null } }
  const { id, kind, score, on } = answer
  const solving = solvingOf(answer)
  return {
    rule: 'unhappy',
    holds: isUnhappy(answer, settings) && daysBetween(on, today) < settings.unhappyDays,
    key: kind === 'nps' ? String(id) : `verdict ${id}`,
    evidence: { score, on, ...(solving && { solving }) },
  }
}

/** Past the latest day of the standing rhythm × 2, by the strand that is kept most often (care-rules §4, `untouched`). */
function untouched(seen: Sighting, today: Day, settings: Settings): Verdict {
  const [beat] = beatsOf(seen, settings)
  const last = beat?.needs === 'visit' ? seen.lastVisitOn : seen.lastTouchOn
  const since = last ?? seen.lastOrderOn ?? seen.cameOn
  const limit = (latestAfter(beat?.every ?? 0, settings) * settings.untouchedPercent) / 100
  const days = daysBetween(since, today)
  return {
    rule: 'untouched',
    holds: beat !== undefined && days > limit,
    key: since,
    evidence: { days, limit, on: last },
  }
}
