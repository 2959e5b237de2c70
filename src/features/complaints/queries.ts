import { sql } from 'kysely'
import type { ComplaintAct, ComplaintState } from '../../care/complaint.ts'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Viewer, visible } from '../accounts/queries.ts'
import { approversOf, dutiesOf } from '../complaint-steps/queries.ts'
import { holdAccount } from '../outlook/queries.ts'
import { reviewOf } from '../complaint-causes/queries.ts'
import { clocksOf, type Round, solutionOf, verdictsOf } from '../complaint-parts/queries.ts'

/** Whoever took a complaint works on it, else the rep of the account; of both only who is still here. */
export const complaints = (db: Db, workspace: WorkspaceId) =>
  db
    .selectFrom('complaint')
    .innerJoin('account', (join) =>
      join
        .onRef('account.workspaceId', '=', 'complaint.workspaceId')
        .onRef('account.id', '=', 'complaint.accountId'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('member')
          .select(['member.id', 'member.name', 'member.teamId', 'member.standInId'])
          .whereRef('member.workspaceId', '=', 'complaint.workspaceId')
          .where('member.active', '=', sql.lit(true))
          .where(sql<boolean>`member.id in (complaint.taken_by, account.owner_id)`)
          .orderBy(sql`member.id is not distinct from complaint.taken_by`, 'desc')
          .limit(1)
          .as('owner'),
      (join) => join.onTrue(),
    )
    .where('complaint.workspaceId', '=', workspace)

/** The team whose complaint it is: of whoever works on it, else of whose account it was. */
const itsTeam = sql<number | null>`coalesce(owner.team_id, (select team_id from member
  where member.workspace_id = complaint.workspace_id and member.id = account.owner_id and owner.id is null))`

export type Complaint = NonNullable<Awaited<ReturnType<typeof complaintById>>>

/** A complaint with all that its card says. */
export async function complaintById(db: Db, workspace: WorkspaceId, id: number) {
  const own = await complaints(db, workspace)
    .selectAll('complaint')
    .select(['account.name as account', 'account.tier', 'account.retiredAt', 'account.externalId'])
    .select(['owner.id as ownerId', 'owner.name as owner', 'owner.standInId', itsTeam.as('ownerTeamId')])
    .where('complaint.id', '=', id)
    .executeTakeFirst()
  if (!own) return undefined
  const of = { workspace, id, round: own.round }
  const waits = await waitsOf(db, workspace, id)
  const duties = await dutiesOf(db, of)
  const solution = await solutionOf(db, of)
  const asked = duties.find(({ approval }) => approval === 'waiting')
  return {
    ...own,
    waitingSince: waits.find(({ to }) => to === null)?.from ?? null,
    waits,
    clocks: await clocksOf(db, workspace, id),
    duties,
    dutiesDone: duties.filter(({ approval }) => approval !== 'rejected').map(({ duty }) => duty),
    approvers: asked ? await approversOf(db, workspace, { ...own, ...asked }) : [],
    solution,
    verdicts: await verdictsOf(db, workspace, id),
    ...(await reviewOf(db, workspace, own)),
  }
}

/** As the rules read it. */
export const stateOf = (complaint: Complaint): ComplaintState => ({
  ...complaint,
  waiting: complaint.waitingSince !== null,
  solved: complaint.solution !== undefined,
})

/** Whether somebody may see a complaint: its account, as whoever works on it or stands in, or as they could take it. */
export async function maySee(db: Db, workspace: WorkspaceId, viewer: Viewer, id: number): Promise<boolean> {
  const seen = await complaints(db, workspace)
    .select('complaint.id')
    .where('complaint.id', '=', id)
    .where(
      sql<boolean>`(${visible(workspace, viewer)} or owner.id is null or ${viewer.id} in (owner.id, owner.stand_in_id))`,
    )
    .executeTakeFirst()
  return seen !== undefined
}

/** A complaint for whoever may see it; a CareError for any other id. */
export async function complaintFor(db: Db, workspace: WorkspaceId, viewer: Viewer, id: number) {
  const seen = Number.isSafeInteger(id) && (await maySee(db, workspace, viewer, id))
  const complaint = seen && (await complaintById(db, workspace, id))
  if (!complaint) throw new CareError('complaints.unknown')
  return complaint
}

/** A complaint, held until the transaction ends; its account first, as by everybody. */
export async function holdComplaint(
  trx: Db,
  workspace: WorkspaceId,
  { id, accountId }: { id: number; accountId: number },
): Promise<void> {
  await holdAccount(trx, workspace, accountId)
  await trx
    .selectFrom('complaint')
    .select('id')
    .where('workspaceId', '=', workspace)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .execute()
}

export type OpenComplaint = Awaited<ReturnType<typeof openComplaints>>[number]

/** Open complaints of an account, the oldest first. */
export function openComplaints(db: Db, workspace: WorkspaceId, accountId: number) {
  return complaints(db, workspace)
    .select(['complaint.id', 'receivedAt', 'severity', 'facts', 'owner.name as owner', 'round'])
    .where('complaint.accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .orderBy('receivedAt')
    .orderBy('complaint.id')
    .execute()
}

/** Complaints of an account of which something is still to be done. */
export async function unreviewedComplaints(
  db: Db,
  workspace: WorkspaceId,
  accountId: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom('complaint')
    .select('id')
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .where('reviewedAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** When the customer was asked for something, in this order. */
export function waitsOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintWait')
    .select(['beganAt as from', 'endedAt as to', 'round'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('beganAt')
    .orderBy('complaintWait.id')
    .execute()
}

/** Who did something to a complaint in a round last, and when. */
export function lastEvent(db: Db, { workspace, id, round }: Round, act: ComplaintAct) {
  return db
    .selectFrom('complaintEvent')
    .leftJoin('member', (join) =>
      join.onRef('member.workspaceId', '=', 'complaintEvent.workspaceId').onRef('member.id', '=', 'memberId'),
    )
    .select(['member.name as who', 'memberId', 'happenedAt as at'])
    .where('complaintEvent.workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .where('round', '=', round)
    .where('act', '=', act)
    .orderBy('complaintEvent.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Writes down what happened to a complaint: ids and choices, never the words of people. */
export async function recordEvent(
  db: Db,
  { workspace, now, member }: { workspace: { id: WorkspaceId }; now: Date; member: string | null },
  { id, round }: { id: number; round: number },
  act: ComplaintAct,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await db
    .insertInto('complaintEvent')
    .values({
      workspaceId: workspace.id,
      complaintId: id,
      act,
      round,
      memberId: member,
      detail: JSON.stringify(detail),
      happenedAt: now,
    })
    .execute()
}
