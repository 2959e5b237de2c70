import { sql } from 'kysely'
import { CLOCKS } from '../../care/complaint.ts'
import { CareError } from '../../care/errors.ts'
import { undoUntil } from '../../care/follow-up.ts'
import { mayChange } from '../../care/rights.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Actor, acted, held } from '../complaint-acts/queries.ts'
import { settleClocks } from '../complaint-clocks/queries.ts'
import { type Complaint, complaintById, holdComplaint, recordEvent } from '../complaints/queries.ts'
import { memberCard } from '../team/queries.ts'

/** A complaint that this person may give to somebody else; a CareError says why not. */
export function checkHandOver({ reader }: Actor, complaint: Complaint): void {
  const theirs = mayChange(reader, complaint) || complaint.standInId === reader.id
  if (!theirs) throw new CareError('complaintOwners.notYours')
  if (complaint.reviewedAt) throw new CareError('complaintOwners.over')
}

const update = (trx: Db, { workspace }: { workspace: { id: WorkspaceId } }, id: number) =>
  trx.updateTable('complaint').where('workspaceId', '=', workspace.id).where('id', '=', id)

/** Gives a complaint with all its clocks to another member. */
export async function handOverComplaint(trx: Db, by: Actor, id: number, to: string): Promise<Complaint> {
  const complaint = await held(trx, by, id)
  checkHandOver(by, complaint)
  if (complaint.ownerId === to) throw new CareError('complaintOwners.toSame', {}, 'to')
  if (!(await memberCard(trx, by.workspace.id, to))?.active)
    throw new CareError('followUps.toUnknown', {}, 'to')
  await update(trx, by, id).set({ takenBy: to }).execute()
  const given = { ...complaint, ownerId: to }
  await acted(trx, by, given, 'hand-over', { to, from: complaint.takenBy })
  return given
}

/** Takes one's own hand-over back within minutes, as long as nothing happened since (care-rules §10.6). */
export async function takeComplaintBack(trx: Db, by: Actor, id: number): Promise<Complaint> {
  const { workspace, reader, now } = by
  const complaint = await held(trx, by, id)
  const last = await newestEvent(trx, workspace.id, id)
  if (last?.act !== 'hand-over' || last.memberId !== reader.id)
    throw new CareError('undo.newer', { who: last?.who ?? '–' })
  if (now > undoUntil(last.happenedAt, workspace.settings))
    throw new CareError('undo.tooLate', { count: workspace.settings.undoMinutes })
  const { from } = last.detail as { from: string | null }
  await update(trx, by, id).set({ takenBy: from }).execute()
  const back = (await complaintById(trx, workspace.id, id)) ?? complaint
  await acted(trx, by, back, 'take-back')
  return back
}

function newestEvent(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintEvent')
    .leftJoin('member', (join) =>
      join.onRef('member.workspaceId', '=', 'complaintEvent.workspaceId').onRef('member.id', '=', 'memberId'),
    )
    .select(['act', 'memberId', 'happenedAt', 'detail', 'member.name as who'])
    .where('complaintEvent.workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('complaintEvent.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A customer got another owner: complaints on which the one before worked go along. Returns them. */
export async function followCustomer(
  trx: Db,
  by: Actor,
  accountId: number,
  before: string | null,
): Promise<number[]> {
  const { workspace } = by
  const rows = await trx
    .updateTable('complaint')
    .set({ takenBy: null })
    .where('workspaceId', '=', workspace.id)
    .where('accountId', '=', accountId)
    .where('reviewedAt', 'is', null)
    .where((eb) => eb.or([eb('takenBy', 'is', null), eb('takenBy', '=', before)]))
    .returning('id')
    .execute()
  for (const { id } of rows) {
    const complaint = await complaintById(trx, workspace.id, id)
    if (!complaint) continue
    const actor = { workspace, now: by.now, member: by.reader.id }
    await recordEvent(trx, actor, complaint, 'hand-over', { to: complaint.ownerId })
    await settleClocks(trx, by, complaint)
  }
  return rows.map(({ id }) => id)
}

/** Of a complaint the newest of its clocks’ duties: whose it is, its owner was last. */
const lastDuty = sql`
  select id, rep_id from follow_up
  where follow_up.workspace_id = complaint.workspace_id and follow_up.account_id = complaint.account_id
    and follow_up.rule = any(${CLOCKS}::text[]) and follow_up.origin_id = complaint.id
  order by id desc limit 1`

/** Complaints on which somebody else works now than their duties say: a member left, or the customer was given away. */
export async function strayedComplaints(db: Db, workspace: WorkspaceId): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select complaint.id from complaint
    join account on account.workspace_id = complaint.workspace_id and account.id = complaint.account_id
    join lateral (${lastDuty}) duty on true
    left join member taker on taker.workspace_id = complaint.workspace_id and taker.id = complaint.taken_by and taker.active
    left join member rep on rep.workspace_id = complaint.workspace_id and rep.id = account.owner_id and rep.active
    where complaint.workspace_id = ${workspace} and complaint.reviewed_at is null
      and duty.rep_id is distinct from coalesce(taker.id, rep.id)
    order by complaint.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Makes the duties of a strayed complaint those of whoever works on it now, and writes down that it happened. */
export async function followOwner(
  trx: Db,
  by: Pick<Actor, 'workspace' | 'now'>,
  id: number,
): Promise<Complaint | undefined> {
  const { workspace } = by
  const seen = await complaintById(trx, workspace.id, id)
  if (seen) await holdComplaint(trx, workspace.id, seen)
  const complaint = await complaintById(trx, workspace.id, id)
  const isStray = (await strayedComplaints(trx, workspace.id)).includes(id)
  if (!complaint || !isStray) return undefined
  const { ownerId } = complaint
  if (complaint.takenBy !== ownerId) await update(trx, by, id).set({ takenBy: null }).execute()
  await sql`
    update follow_up set rep_id = ${ownerId}, revision = revision + 1
    where workspace_id = ${workspace.id} and id = (select duty.id from complaint, lateral (${lastDuty}) duty
      where complaint.workspace_id = ${workspace.id} and complaint.id = ${id})`.execute(trx)
  const act = ownerId ? 'follow' : 'strand'
  await recordEvent(trx, { ...by, member: null }, complaint, act, { to: ownerId })
  await settleClocks(trx, by, complaint)
  return complaint
}
