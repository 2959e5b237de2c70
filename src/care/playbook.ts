import { addDays, type Day } from './calendar.ts'
import type { Settings } from './settings.ts'

/** Why an account may be leaving, as its rep heard it (care-rules §4.4). */
export const CAUSES = ['price', 'service', 'competitor', 'no-need', 'other'] as const
export type Cause = (typeof CAUSES)[number]

/** What a warning asks of its rep next: the first contact, the cause, what the cause's playbook offers, and how it came out. */
export type PlaybookStep = 'contact' | 'cause' | 'offer' | 'light' | 'check' | 'outcome'

/** How far a warning is worked. */
export interface Progress {
  /** The day its rep was told. */
  releasedOn: Day
  /** Known before anybody looked, or not to be contacted: the first contact has no clock (care-rules §2.7, §4). */
  unhurried: boolean
  cause: Cause | null
  causeOn: Day | null
  /** Days of touches since it was opened, earliest first. */
  touches: readonly Day[]
  /** Days of touches since the cause was told, earliest first. */
  touchesSinceCause: readonly Day[]
}

export interface NextStep {
  step: PlaybookStep
  /** An earlier touch does not answer it. */
  since: Day
  ideal: Day
  latest: Day
}

/**
 * The step of the playbook that is to be done next (care-rules §4.4): first contact within a day; the cause; what is
 * offered for it; three days later a check; the outcome. Without need there is a light contact each quarter.
 */
export function nextStep(progress: Progress, settings: Settings): NextStep {
  const { releasedOn, unhurried, cause, causeOn, touches } = progress
  const [first] = touches
  if (!cause || !causeOn) {
    if (!first) return due('contact', releasedOn, 0, unhurried ? settings.unhurriedDays : 1)
    return due('cause', first, 0, settings.causeDays)
  }
  return cause === 'no-need' ? light(progress, causeOn, settings) : offered(progress, causeOn, settings)
}

function light({ touchesSinceCause }: Progress, causeOn: Day, settings: Settings): NextStep {
  return due('light', touchesSinceCause.at(-1) ?? causeOn, settings.lightDays, settings.lightDays * 1.5)
}

/** The first touch after the cause makes the offer, the first one near the check-back day checks. */
function offered({ touchesSinceCause }: Progress, causeOn: Day, settings: Settings): NextStep {
  const [offer, ...later] = touchesSinceCause
  if (!offer) return due('offer', causeOn, 0, settings.offerDays)
  const back = addDays(offer, settings.checkBackDays)
  const checked = later.find((on) => addDays(on, settings.closeAheadDays) >= back)
  return checked
    ? due('outcome', checked, 0, settings.causeDays)
    : due('check', offer, settings.checkBackDays, settings.checkBackDays * 1.5)
}

const due = (step: PlaybookStep, since: Day, ideal: number, latest: number): NextStep => ({
  step,
  since,
  ideal: addDays(since, ideal),
  latest: addDays(since, Math.ceil(latest)),
})
