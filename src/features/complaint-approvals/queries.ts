import { mayApprove } from '../../care/approval.ts'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Actor, acted } from '../complaint-acts/queries.ts'
import { compensationById, type DoneDuty } from '../complaint-steps/queries.ts'
import { type Complaint, complaintById, holdComplaint } from '../complaints/queries.ts'

export type Decision = 'approved' | 'rejected'

interface Asked {
  complaint: Complaint
  compensation: DoneDuty
}

async function known(db: Db, { workspace }: Actor, id: number): Promise<Asked> {
  const compensation = Number.isSafeInteger(id) ? await compensationById(db, workspace.id, id) : undefined
  const complaint = compensation && (await complaintById(db, workspace.id, compensation.complaintId))
  if (!complaint) throw new CareError('complaintApprovals.unknown')
  return { complaint, compensation }
}

/** A compensation that waits for the reader’s decision; a CareError says why it does not (any more). */
export async function askedAbout(db: Db, by: Actor, id: number): Promise<Asked> {
  const asked = await known(db, by, id)
  const { complaint, compensation } = asked
  const { reader, today } = by
  const { approval, approver, approvedAt, doneBy, round, replacedAt } = compensation
  if (replacedAt) throw new CareError('complaintApprovals.changed')
  if (approval === 'approved' || approval === 'rejected') {
    const when = { at: approvedAt ?? by.now, today, zone: reader.zone }
    throw new CareError(`complaintApprovals.before.${approval}`, { who: approver ?? '–', when })
  }
  if (complaint.round !== round) throw new CareError('complaintApprovals.otherRound')
  if (doneBy === reader.id) throw new CareError('complaintApprovals.own')
  if (!mayApprove(reader, { ownerTeamId: complaint.ownerTeamId, doneBy }))
    throw new CareError('complaintApprovals.notManager')
  return asked
}

/** Decides about a compensation; of several who do at once the first. */
export async function decide(
  trx: Db,
  by: Actor,
  id: number,
  { approval, words }: { approval: Decision; words: string },
): Promise<Complaint> {
  const { workspace, reader, now } = by
  await holdComplaint(trx, workspace.id, (await known(trx, by, id)).complaint)
  const { complaint } = await askedAbout(trx, by, id)
  await trx
    .updateTable('complaintDuty')
    .set({ approval, approverId: reader.id, approvedAt: now, approvalWords: words })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', id)
    .execute()
  await acted(trx, by, complaint, approval === 'approved' ? 'approve' : 'reject', { compensation: id })
  return complaint
}

/** Enters the questions about a compensation that waits; whoever was asked is not asked again. */
export async function enterQuestions(
  trx: Db,
  workspace: WorkspaceId,
  { id, duties, approvers }: Complaint,
  now: Date,
): Promise<void> {
  const waiting = duties.find(({ approval }) => approval === 'waiting')
  if (!waiting || approvers.length === 0) return
  const own = { workspaceId: workspace, complaintId: id, dutyId: waiting.id, madeAt: now }
  await trx
    .insertInto('complaintPost')
    .values(approvers.map((one) => ({ ...own, kind: 'approval', channel: one.id, memberId: one.id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Complaints with a compensation that waits, also closed ones, and who was asked about it. */
export function waitingApprovals(db: Db, workspace: WorkspaceId) {
  return db
    .selectFrom('complaintDuty as duty')
    .innerJoin('complaint', (join) =>
      join
        .onRef('complaint.workspaceId', '=', 'duty.workspaceId')
        .onRef('complaint.id', '=', 'duty.complaintId')
        .onRef('complaint.round', '=', 'duty.round'),
    )
    .leftJoin('complaintPost as post', (join) =>
      join.onRef('post.workspaceId', '=', 'duty.workspaceId').onRef('post.dutyId', '=', 'duty.id'),
    )
    .select(['complaint.id as complaint'])
    .select(({ fn }) => fn.agg<(string | null)[]>('array_agg', ['post.memberId']).as('asked'))
    .where('duty.workspaceId', '=', workspace)
    .where('duty.approval', '=', 'waiting')
    .where('duty.replacedAt', 'is', null)
    .groupBy('complaint.id')
    .orderBy('complaint.id')
    .execute()
}
