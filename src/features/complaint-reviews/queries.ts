import type { UsualCause } from '../../care/complaint-cause.ts'
import { type Day, dayIn } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { cleanName } from '../../care/name.ts'
import type { Db } from '../../db/database.ts'
import { acted, type Actor } from '../complaint-acts/queries.ts'
import { chosenCause, namedCause, neighbours, retireCauses, usualCause } from '../complaint-causes/queries.ts'
import { meetClocks } from '../complaint-clocks/queries.ts'
import { heldInRound, type SeenRound } from '../complaint-verdicts/queries.ts'
import { type Complaint, complaintById } from '../complaints/queries.ts'

/** Which review somebody had before them. */
export interface SeenReview extends SeenRound {
  /** When it was last written, in milliseconds. */
  drafted: number | null
}

/** Root cause and improvement, and when the customer was told. */
export interface Reviewed {
  /** One of the list, one that was written out, or one of the usual that was. */
  cause: { value: string } | { name: string } | { key: UsualCause }
  causeWords: string
  improvement: string
  /** Null: not yet, and the clock runs on. */
  toldOn: Day | null
  /** Causes that are offered no longer. */
  retire: readonly string[]
}

/** What became of a review, and whose cards say something else now. */
export interface Saved {
  complaint: Complaint
  others: number[]
}

/**
 * Writes a review down; once the customer was told of it the complaint is reviewed (care-rules §5, `review`). A CareError
 * where somebody else wrote on it meanwhile.
 */
export async function saveReview(trx: Db, by: Actor, seen: SeenReview, review: Reviewed): Promise<Saved> {
  const before = await heldInRound(trx, by, seen, 'review')
  checkUntouched(by, before, seen)
  checkTold(by, before, review.toldOn)
  const { workspace, reader, now } = by
  const { cause, retire, ...written } = review
  const causeId = await idOf(trx, by, cause, before.causeId)
  await retireCauses(trx, by, retire)
  const drafted = { ...written, causeId, draftedAt: now, draftedBy: reader.id }
  const reviewed = review.toldOn ? { reviewedAt: now, reviewedBy: reader.id } : {}
  await trx
    .updateTable('complaint')
    .set({ ...drafted, ...reviewed })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', before.id)
    .execute()
  if (review.toldOn) {
    await meetClocks(trx, workspace.id, before.id, ['review'], { member: reader.id, at: now })
    await acted(trx, by, before, 'review')
  }
  const complaint = (await complaintById(trx, workspace.id, before.id)) ?? before
  return { complaint, others: await othersOf(trx, by, before, causeId) }
}

function checkUntouched(
  { reader, today }: Actor,
  { draftedAt, drafter }: Complaint,
  { drafted }: SeenReview,
): void {
  if (!draftedAt || draftedAt.getTime() === drafted) return
  const when = { at: draftedAt, today, zone: reader.zone }
  throw new CareError('complaintReviews.overtaken', { who: drafter ?? '–', when }, 'improvement')
}

/** Nobody is told of an improvement before they complained. */
function checkTold({ reader, today }: Actor, { receivedAt }: Complaint, toldOn: Day | null): void {
  const received = dayIn(reader.zone, receivedAt)
  if (!toldOn || toldOn >= received) return
  const when = { day: received, today }
  throw new CareError('complaintReviews.toldEarly', { when }, 'toldOn')
}

function idOf(trx: Db, by: Actor, cause: Reviewed['cause'], before: number | null): Promise<number> {
  if ('key' in cause) return usualCause(trx, by, cause.key)
  if ('name' in cause) return namedCause(trx, by, cleanName(cause.name))
  return chosenCause(trx, by, cause.value, before)
}

/** So many of the newest are brought up to date at once; Slack takes no more in a minute. */
const NEIGHBOURS = 20

async function othersOf(
  trx: Db,
  { workspace }: Actor,
  before: Complaint,
  causeId: number,
): Promise<number[]> {
  if (before.causeId === causeId) return []
  const causes = [causeId, ...(before.causeId === null ? [] : [before.causeId])]
  const found: number[] = []
  for (const cause of causes) found.push(...(await neighbours(trx, workspace, before, cause)))
  return [...new Set(found)].toSorted((a, b) => b - a).slice(0, NEIGHBOURS)
}
