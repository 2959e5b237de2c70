import { sql } from 'kysely'
import type { ComplaintAct, ComplaintState } from '../../care/complaint.ts'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Viewer, visible } from '../accounts/queries.ts'
import { approversOf, dutiesOf } from '../complaint-steps/queries.ts'
import { holdAccount } from '../outlook/queries.ts'
import { reviewOf } from '../complaint-causes/queries.ts'

/** The rep of the account works on it, unless somebody took it. */
const ownerOf = sql<string | null>`coalesce(complaint.taken_by, account.owner_id)`

const complaints = (db: Db, workspace: WorkspaceId) =>
  db
    .selectFrom('complaint')
    .innerJoin('account', (join) =>
      join
        .onRef('account.workspaceId', '=', 'complaint.workspaceId')
        .onRef('account.id', '=', 'complaint.accountId'),
    )
    .leftJoin('member as owner', (join) =>
      join.onRef('owner.workspaceId', '=', 'complaint.workspaceId').on('owner.id', '=', ownerOf),
    )
    .where('complaint.workspaceId', '=', workspace)

export type Complaint = NonNullable<Awaited<ReturnType<typeof complaintById>>>

/** A complaint with all that its card says. */
export async function complaintById(db: Db, workspace: WorkspaceId, id: number) {
  const own = await complaints(db, workspace)
    .selectAll('complaint')
    .select(['account.name as account', 'account.tier', 'account.retiredAt', 'account.externalId'])
    .select(ownerOf.as('ownerId'))
    .select(['owner.name as owner', 'owner.teamId as ownerTeamId'])
    .where('complaint.id', '=', id)
    .executeTakeFirst()
  if (!own) return undefined
  const of = { workspace, id, round: own.round }
  const waits = await waitsOf(db, workspace, id)
  const duties = await dutiesOf(db, of)
  const solution = await solutionOf(db, of)
  const asked = own.closedAt ? undefined : duties.find(({ approval }) => approval === 'waiting')
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

/** A complaint for whoever may see its account, works on it, or could take it; a CareError for any other id. */
export async function complaintFor(db: Db, workspace: WorkspaceId, viewer: Viewer, id: number) {
  const seen = Number.isSafeInteger(id)
    ? await complaints(db, workspace)
        .select('complaint.id')
        .where('complaint.id', '=', id)
        .where(
          sql<boolean>`(${visible(workspace, viewer)} or ${ownerOf} = ${viewer.id} or ${ownerOf} is null)`,
        )
        .executeTakeFirst()
    : undefined
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

/** The clocks of all rounds, in the order in which they began. */
function clocksOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintClock')
    .select(['clock', 'round', 'startedAt', 'dueAt', 'warnAt', 'metAt', 'metBy', 'breachedAt', 'voidAt'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('round')
    .orderBy('startedAt')
    .orderBy(sql`array_position(array['respond', 'contact', 'solution', 'follow-up', 'review'], clock)`)
    .execute()
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

interface Round {
  workspace: WorkspaceId
  id: number
  round: number
}

function solutionOf(db: Db, { workspace, id, round }: Round) {
  return db
    .selectFrom('complaintSolution')
    .select(['words', 'byOn', 'givenAt', 'givenBy'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .where('round', '=', round)
    .executeTakeFirst()
}

/** What the customer said in each round, and the attempts to hear it. */
function verdictsOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintVerdict')
    .select(['id', 'round', 'kind', 'solved', 'satisfaction', 'satisfied', 'words', 'saidAt', 'saidOn'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('saidAt')
    .orderBy('id')
    .execute()
}

/** Who did something to a complaint in a round last, and when. */
export function lastEvent(db: Db, { workspace, id, round }: Round, act: ComplaintAct) {
  return db
    .selectFrom('complaintEvent')
    .leftJoin('member', (join) =>
      join.onRef('member.workspaceId', '=', 'complaintEvent.workspaceId').onRef('member.id', '=', 'memberId'),
    )
    .select(['member.name as who', 'happenedAt as at'])
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
