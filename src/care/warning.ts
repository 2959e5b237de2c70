import type { Level } from './at-stake.ts'
import type { Tier } from './cadence.ts'
import { type Day, daysBetween } from './calendar.ts'
import type { ChurnRule, Evidence, Verdict } from './churn.ts'
import type { Settings } from './settings.ts'

/** How a case ended: an order or evidence of it, lost, no case at all, or by itself once no rule held any more. */
export type Ending = 'won-back' | 'lost' | 'false-alarm' | 'faded'

/** Something a rule said once: `evidence` identifies what it was about. */
export interface Reason {
  rule: ChurnRule
  key: string
}

/** A reason with its numbers, as it is kept. */
export interface KeptReason extends Reason {
  evidence: Evidence
}

/** The number of a rule's evidence that grows by one each day, counted from the day that its key is. */
const RUNNING: Partial<Record<ChurnRule, string>> = { gap: 'days', 'own-rhythm': 'silent', untouched: 'days' }

/** What is kept of a rule's evidence: a day on which nothing happened leaves it as it is. */
export function keptEvidence({ rule, evidence }: Pick<Verdict, 'rule' | 'evidence'>): Evidence {
  return Object.fromEntries(Object.entries(evidence).filter(([name]) => name !== RUNNING[rule]))
}

/** A kept reason's evidence as it is on a day. */
export function evidenceOn({ rule, key, evidence }: KeptReason, today: Day): Evidence {
  const name = RUNNING[rule]
  return name === undefined ? evidence : { ...evidence, [name]: daysBetween(key as Day, today) }
}

/** A case that is open. */
export interface OpenCase {
  openedOn: Day
  /** Since when no rule holds; null while one does. */
  quietSince: Day | null
}

/** What becomes of an account's case on a day. */
export type Development =
  | { step: 'none' }
  | { step: 'open'; level: Level }
  | { step: 'keep'; level: Level; quietSince: Day | null }
  | { step: 'end'; how: 'won-back' | 'faded' }

/**
 * One case an episode: it opens with all rules that hold, ends with an order or when no rule holds for some days, and
 * what was a reason once opens no second one (care-rules §4.1). `used` are the reasons of the account's earlier cases.
 */
export function development(
  open: OpenCase | null,
  said: readonly Verdict[],
  used: readonly Reason[],
  account: { tier: Tier; lastOrderOn: Day | null },
  today: Day,
  settings: Settings,
): Development {
  const holding = said.filter(({ holds }) => holds)
  const level = levelOf(holding, account.tier)
  if (!open)
    return holding.some((verdict) => opens(verdict, used)) ? { step: 'open', level } : { step: 'none' }
  if (account.lastOrderOn && account.lastOrderOn >= open.openedOn) return { step: 'end', how: 'won-back' }
  if (holding.length > 0) return { step: 'keep', level, quietSince: null }
  const quietSince = open.quietSince ?? today
  if (daysBetween(quietSince, today) >= settings.fadeDays) return { step: 'end', how: 'faded' }
  return { step: 'keep', level, quietSince }
}

/** An opt-out adds to a case and opens none (care-rules §4, `opted-out`). */
const opens = ({ rule, key }: Verdict, used: readonly Reason[]): boolean =>
  rule !== 'opted-out' && !used.some((reason) => reason.rule === rule && reason.key === key)

/** One rule, or several, or any for a `key` account (care-rules §4.1). */
const levelOf = (holding: readonly Verdict[], tier: Tier): Level =>
  holding.length > 1 || (holding.length > 0 && tier === 'key') ? 'at-risk' : 'quiet'
