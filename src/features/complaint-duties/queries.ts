import { needsApproval } from '../../care/approval.ts'
import type { Day } from '../../care/calendar.ts'
import { type FourDuty, nextDuty, type Remedy } from '../../care/complaint.ts'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import { type Actor, acted, checkAct, held } from '../complaint-acts/queries.ts'
import { approversOf, type DoneDuty } from '../complaint-steps/queries.ts'
import { type Complaint, complaintFor } from '../complaints/queries.ts'
import { memberCard } from '../team/queries.ts'

export interface Step {
  complaint: number
  round: number
  duty: FourDuty
}

export interface Doing {
  words: string
  whoId: string | null
  byOn: Day | null
  remedy: Remedy | null
  amount: number | null
}

/**
 * Writes down that a duty was done, in the caller's transaction. Where a colleague did it meanwhile nothing is written,
 * and theirs is handed back; a CareError when the complaint was closed or re-opened, or another duty comes first.
 */
export async function keepDuty(
  trx: Db,
  by: Actor,
  step: Step,
  doing: Doing,
): Promise<{ complaint: Complaint; faster: DoneDuty | undefined }> {
  const complaint = await held(trx, by, step.complaint)
  if (complaint.closedAt) await checkAct(trx, by, complaint, 'duties')
  if (complaint.round !== step.round) throw new CareError('complaintDuties.otherRound')
  const faster = complaint.duties.find(({ duty, approval }) => duty === step.duty && approval !== 'rejected')
  if (faster) return { complaint, faster }
  const next = nextDuty(complaint.dutiesDone)
  if (next !== step.duty) throw new CareError(`complaintDuties.early.${next}`)
  await mustBeHere(trx, by, doing.whoId)
  const approval = await approvalOf(trx, by, complaint, doing)
  const id = await insertDuty(trx, by, step, { ...doing, ...approval })
  await acted(trx, by, complaint, 'duty', detailOf(by, step.duty, doing))
  if (approval?.approval === 'approved')
    await acted(trx, by, complaint, 'approve', { compensation: id, alone: true })
  const after = await complaintFor(trx, by.workspace.id, by.reader, complaint.id)
  return { complaint: after, faster: undefined }
}

export const detailOf = ({ workspace }: Actor, duty: FourDuty, { remedy, amount }: Doing) => ({
  duty,
  ...(remedy && { remedy }),
  ...(amount !== null && { amount, currency: workspace.currency }),
})

/** Who is to be told that they are to act, as the job for it reads; null where nobody is, or somebody who named themselves. */
export function askedToAct({ workspace, reader }: Actor, { id, duties }: Complaint) {
  const act = duties.find(({ duty }) => duty === 'act')
  if (!act?.whoId || act.whoId === reader.id) return null
  return { workspace: workspace.id, complaint: id, act: act.id, by: reader.id }
}

/** Whoever is to act works here. */
export async function mustBeHere(db: Db, { workspace }: Actor, whoId: string | null): Promise<void> {
  if (whoId === null) return
  const who = await memberCard(db, workspace.id, whoId)
  if (!who?.active) throw new CareError('complaintDuties.notHere', {}, 'who')
}

/** How a compensation above the limit stands; with words where a manager was asked. */
export interface Approval {
  approval: 'waiting' | 'approved'
  approverId?: string | null
  approvedAt?: Date | null
  approvalWords?: string
}

/** Above the limit a manager is waited for; where there is nobody else, whoever may approve did so by offering it. */
export async function approvalOf(
  trx: Db,
  { workspace, reader, now }: Actor,
  complaint: Complaint,
  doing: Doing,
): Promise<Approval | undefined> {
  const { currency, settings } = workspace
  if (!needsApproval(doing.amount, currency, settings.approvalLimit)) return undefined
  const offer = { ownerTeamId: complaint.ownerTeamId, doneBy: reader.id }
  const approvers = await approversOf(trx, workspace.id, offer)
  if (approvers.length > 0 || reader.role === 'rep') return { approval: 'waiting' }
  return { approval: 'approved', approverId: reader.id, approvedAt: now }
}

export async function insertDuty(
  trx: Db,
  { workspace, reader, now }: Actor,
  { complaint, round, duty }: Step,
  doing: Doing & Partial<Approval>,
): Promise<number> {
  const currency = doing.amount === null ? null : workspace.currency
  const own = { workspaceId: workspace.id, complaintId: complaint, round, duty, currency }
  const { id } = await trx
    .insertInto('complaintDuty')
    .values({ ...own, ...doing, doneAt: now, doneBy: reader.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
