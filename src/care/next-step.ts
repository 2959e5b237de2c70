import { type Beat, beats, type Tier } from './cadence.ts'
import { addDays, type Day } from './calendar.ts'
import type { Settings } from './settings.ts'

/** The plan of an account, as it is kept. */
export interface Planned {
  tier: Tier
  /** Of a `key` account; null: the workspace's. */
  rhythmDays: number | null
  visitDays: number | null
}

/** The strands of the account's standing rhythm; what it doesn't say for itself is the workspace's (care-rules §2). */
export function beatsOf({ tier, rhythmDays, visitDays }: Planned, settings: Settings): Beat[] {
  return beats(tier, settings, {
    rhythmDays: rhythmDays ?? settings.keyRhythmDays,
    visitDays: visitDays ?? settings.keyVisitDays,
  })
}

/**
 * The day of a next step that was agreed without one: the interval of the account's rhythm after the contact, and
 * tomorrow after an attempt without answer or where that day is past (care-rules §2.1, §2.4).
 */
export function usualNextStep(
  account: Planned,
  contact: { on: Day; attempt: boolean },
  today: Day,
  settings: Settings,
): Day {
  const tomorrow = addDays(today, 1)
  const [beat] = beatsOf(account, settings)
  const on = addDays(contact.on, beat && !contact.attempt ? beat.every : 1)
  return on > today ? on : tomorrow
}
