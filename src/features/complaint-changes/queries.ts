import { mayPutRight, needsApproval, staysApproved } from '../../care/approval.ts'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import { type Actor, acted, checkAct, held } from '../complaint-acts/queries.ts'
import {
  type Approval,
  approvalOf,
  detailOf,
  type Doing,
  insertDuty,
  mustBeHere,
  type Step,
} from '../complaint-duties/queries.ts'
import type { DoneDuty } from '../complaint-steps/queries.ts'
import { type Complaint, complaintFor } from '../complaints/queries.ts'
import { memberCard } from '../team/queries.ts'

/** A CareError where what was done about a complaint cannot be changed any more. */
export async function checkChange(db: Db, by: Actor, complaint: Complaint): Promise<void> {
  const { workspace, reader, today } = by
  if (complaint.closedAt) await checkAct(db, by, complaint, 'duties')
  const { solution } = complaint
  if (!solution) return
  const giver = await memberCard(db, workspace.id, solution.givenBy)
  const when = { at: solution.givenAt, today, zone: reader.zone }
  throw new CareError('complaintChanges.solved', { who: giver?.name ?? '–', when })
}

/** What was done, for whoever may change it; a CareError says why nobody can any more, or not they. */
export async function changeable(db: Db, by: Actor, complaint: Complaint, id: number): Promise<DoneDuty> {
  const { reader } = by
  await checkChange(db, by, complaint)
  const done = complaint.duties.find((one) => one.id === id && one.approval !== 'rejected')
  if (!done) throw new CareError('complaintChanges.gone')
  if (!mayPutRight(reader, { ...complaint, ...done }))
    throw new CareError('complaintChanges.notYours', { who: done.doer ?? '–' })
  return done
}

/** Puts right what was done, in the caller's transaction; how it stood before stays on record. */
export async function changeDuty(
  trx: Db,
  by: Actor,
  { complaint: complaintId, round, duty, changes = 0 }: Step & { changes?: number | undefined },
  doing: Doing,
): Promise<Complaint> {
  const complaint = await held(trx, by, complaintId)
  if (complaint.round !== round) throw new CareError('complaintDuties.otherRound')
  const before = await changeable(trx, by, complaint, changes)
  if (isSame(before, doing)) return complaint
  if (doing.whoId !== before.whoId) await mustBeHere(trx, by, doing.whoId)
  const { workspace, now } = by
  await trx
    .updateTable('complaintDuty')
    .set({ replacedAt: now })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', before.id)
    .execute()
  const approval = await approvalAfter(trx, by, { complaint, before }, doing)
  const id = await insertDuty(trx, by, { complaint: complaintId, round, duty }, { ...doing, ...approval })
  await acted(trx, by, complaint, 'change', detailOf(by, duty, doing))
  if (approval?.approval === 'approved' && approval.approvalWords === undefined)
    await acted(trx, by, complaint, 'approve', { compensation: id, alone: true })
  return complaintFor(trx, workspace.id, by.reader, complaintId)
}

const isSame = (before: DoneDuty, doing: Doing): boolean =>
  (['words', 'whoId', 'byOn', 'remedy', 'amount'] as const).every((name) => before[name] === doing[name])

/** An approval holds for as much; for more somebody is asked anew (care-rules §5.1). */
async function approvalAfter(
  trx: Db,
  by: Actor,
  { complaint, before }: { complaint: Complaint; before: DoneDuty },
  doing: Doing,
): Promise<Approval | undefined> {
  const { currency, settings } = by.workspace
  const isAbove = needsApproval(doing.amount, currency, settings.approvalLimit)
  if (!isAbove || !staysApproved(before, { amount: doing.amount, currency }))
    return approvalOf(trx, by, complaint, doing)
  const { approverId, approvedAt, approvalWords } = before
  return { approval: 'approved', approverId, approvedAt, approvalWords }
}
