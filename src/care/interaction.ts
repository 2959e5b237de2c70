/** How something happened with the customer; `note` is an internal note (care-rules §1). */
export const CHANNELS = ['call', 'visit', 'video', 'email', 'message', 'letter', 'event', 'note'] as const
/** Knowledge, care, or an ask: the 7:2:1 mix (care-rules §8). */
export const KINDS = ['value', 'feeling', 'action'] as const
export const OUTCOMES = ['good', 'neutral', 'bad', 'no-answer'] as const

export type Channel = (typeof CHANNELS)[number]
export type Kind = (typeof KINDS)[number]
export type Outcome = (typeof OUTCOMES)[number]

interface Contacted {
  /** Null where only “done” was said. */
  channel: Channel | null
  /** Null where nobody said how it went. */
  outcome: Outcome | null
}

/** Whether the customer was reached; a note and an attempt without answer are no touch (care-rules §1). */
export function isTouch({ channel, outcome }: Contacted): boolean {
  return channel !== 'note' && outcome !== 'no-answer'
}

/** Whether it was tried and nobody answered: closes nothing, and tomorrow is offered (care-rules §2.4). */
export function isAttempt({ channel, outcome }: Contacted): boolean {
  return channel !== 'note' && outcome === 'no-answer'
}

/** Whether it meets a duty that asks for a visit (care-rules §2): neither a call nor a video call does. */
export function isVisit(contacted: Contacted): boolean {
  return contacted.channel === 'visit' && isTouch(contacted)
}
