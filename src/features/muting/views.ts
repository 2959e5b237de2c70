import type { Rule } from '../../care/cadence.ts'
import { type Day, dayIn } from '../../care/calendar.ts'
import { MUTED } from '../../care/complaint.ts'
import type { Words } from '../../words/words.ts'
import type { MutedFacts } from './queries.ts'

/** Whether an open complaint keeps duties of this rule quiet at the account (care-rules §4.6). */
export const isMuted = ({ mutedBy }: Pick<MutedFacts, 'mutedBy'>, rule: Rule): boolean =>
  mutedBy !== null && MUTED.includes(rule)

/** The day on which that complaint came, where the reader is. */
export const mutedDay = (
  { mutedSince }: Pick<MutedFacts, 'mutedSince'>,
  { words, zone, today }: { words: Words; zone: string; today: Day },
): string => (mutedSince ? words.day(dayIn(zone, mutedSince), today) : '')
