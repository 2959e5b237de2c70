import type { Said } from '../../slack/say.ts'
import { reopenedMessage } from '../complaint-acts/views.ts'
import { decisionText, isAsked, questionMessage } from '../complaint-approvals/views.ts'
import { type CardReader, complaintCard, eventMessage, goneCard } from '../complaint-card/views.ts'
import { nudgeMessage } from '../complaint-nudges/views.ts'
import type { DoneDuty } from '../complaint-steps/queries.ts'
import type { Complaint } from '../complaints/queries.ts'
import type { Post } from './queries.ts'

/** What a message says now; nothing where it has nothing to say any more. */
export function messageOf(
  post: Post,
  complaint: Complaint,
  compensations: readonly DoneDuty[],
  reader: CardReader & { sees: boolean },
): Said | null {
  if (post.kind === 'card')
    return reader.sees ? complaintCard(complaint, reader) : goneCard(complaint, reader)
  const about = (id: unknown): DoneDuty | undefined => compensations.find((one) => one.id === id)
  const asked = about(post.dutyId)
  if (asked) {
    const isLate = post.ts === null && !isAsked(complaint, asked)
    return isLate ? null : questionMessage(complaint, asked, reader)
  }
  const { nudgeKind: kind, clock, rung, round } = post
  if (kind && clock && rung && round !== null)
    return nudgeMessage({ kind, clock, rung, round, posted: post.ts !== null }, complaint, reader)
  if (post.kind === 'reopening') {
    const of = { round: post.eventRound ?? complaint.round, who: post.actor ?? '–' }
    return reopenedMessage(complaint, of, reader)
  }
  if (post.kind !== 'update' || post.act === null) return null
  const detail = post.detail as Record<string, unknown>
  const decided = about(detail['compensation'])
  const more = decided ? decisionText(complaint, decided, detail, reader.words) : undefined
  return eventMessage({ act: post.act, who: post.actor, detail, more }, reader)
}
