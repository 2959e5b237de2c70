import { sql } from 'kysely'
import { type Clock, CLOCKS, type ListOfComplaints } from '../../care/complaint.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Condition, type Viewer, visible } from '../accounts/queries.ts'
import { complaints } from '../complaints/queries.ts'
import { membersAt } from '../viewers/queries.ts'

export type Listed = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]

const isHere = sql`complaint_id = complaint.id and workspace_id = complaint.workspace_id`
const ofRound = sql`${isHere} and round = complaint.round`

/** A complaint in a line: how it stands, and its clock that runs out next. */
const listed = (db: Db, workspace: WorkspaceId) =>
  complaints(db, workspace)
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('complaintClock')
          .select(['complaintClock.clock', 'complaintClock.dueAt'])
          .where(isHere as Condition)
          .where('metAt', 'is', null)
          .where('voidAt', 'is', null)
          .orderBy('complaintClock.dueAt', (order) => order.asc().nullsLast())
          .orderBy(sql`array_position(${CLOCKS}::text[], complaint_clock.clock)`)
          .limit(1)
          .as('next'),
      (join) => join.onTrue(),
    )
    .select(['complaint.id', 'account.name as account', 'complaint.severity', 'complaint.facts'])
    .select(['complaint.receivedAt', 'complaint.closedAt', 'complaint.reviewedAt', 'complaint.answeredAt'])
    .select(['owner.id as ownerId', 'owner.name as owner', 'next.clock', 'next.dueAt'])
    .select([
      sql<boolean>`exists (select from complaint_solution where ${ofRound})`.as('solved'),
      sql<boolean>`exists (select from complaint_wait where ${isHere} and ended_at is null)`.as('waiting'),
      sql<boolean>`exists (select from complaint_duty where ${ofRound} and approval = 'waiting' and replaced_at is null)`.as(
        'approving',
      ),
    ])

/** Whoever asks, and those they stand in for today. */
interface Asker extends Viewer {
  covers: readonly string[]
}

export type ComplaintList = Awaited<ReturnType<typeof complaintList>>

/** A page of a list, and for managers how often the clocks of their team were met. */
export async function complaintList(
  db: Db,
  workspace: { id: WorkspaceId; region: string | null },
  viewer: Viewer,
  asked: { list: ListOfComplaints; page: number; now: Date },
) {
  const [member] = await membersAt(db, workspace, asked.now, [viewer.id])
  const asker = { ...viewer, covers: member?.covers.map(({ id }) => id) ?? [] }
  return {
    list: asked.list,
    page: await complaintPage(db, workspace.id, asker, asked),
    attained: viewer.role === 'rep' ? undefined : await attainment(db, workspace.id, viewer, asked.now),
  }
}

/** A page of complaints that ask for something, the most urgent first. */
async function complaintPage(
  db: Db,
  workspace: WorkspaceId,
  asker: Asker,
  { list, page, now }: { list: ListOfComplaints; page: number; now: Date },
) {
  const rows = await listed(db, workspace)
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .where('complaint.reviewedAt', 'is', null)
    .where((eb) => eb.or([eb('complaint.closedAt', 'is', null), eb('next.clock', 'is not', null)]))
    .where(within(workspace, asker, list, now))
    .orderBy('next.dueAt', (order) => order.asc().nullsLast())
    .orderBy('complaint.id')
    .limit(PAGE)
    .offset(page * PAGE)
    .execute()
  const total = rows[0]?.total ?? 0
  return { rows, page, total, more: Math.max(0, total - page * PAGE - rows.length) }
}

/** Twenty of the longest fit a message. */
const PAGE = 10

function within(workspace: WorkspaceId, asker: Asker, list: ListOfComplaints, now: Date): Condition {
  if (list === 'mine') return sql`owner.id = any(${[asker.id, ...asker.covers]}::text[])`
  const theirs = seen(workspace, asker)
  if (list === 'team') return theirs
  return sql`${theirs} and exists (select from complaint_clock where ${isHere}
    and (breached_at is not null or due_at < ${now} and met_at is null and void_at is null))`
}

const seen = (workspace: WorkspaceId, asker: Viewer): Condition =>
  sql`(${visible(workspace, asker)} or owner.id is null or owner.id = ${asker.id})`

/** Complaints of an account that are open, the oldest first, and the one that was closed last. */
export async function complaintsAt(db: Db, workspace: WorkspaceId, accountId: number) {
  const own = listed(db, workspace).where('complaint.accountId', '=', accountId)
  const open = await own
    .where('complaint.closedAt', 'is', null)
    .orderBy('complaint.receivedAt')
    .orderBy('complaint.id')
    .limit(AT_MOST)
    .execute()
  const closed = await own
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('complaintVerdict')
          .select(['complaintVerdict.solved as said', 'complaintVerdict.satisfaction'])
          .where(isHere as Condition)
          .where('kind', '=', 'verdict')
          .orderBy('complaintVerdict.id', 'desc')
          .limit(1)
          .as('verdict'),
      (join) => join.onTrue(),
    )
    .select(['verdict.said', 'verdict.satisfaction'])
    .where('complaint.closedAt', 'is not', null)
    .orderBy('complaint.closedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { open, closed }
}

const AT_MOST = 5

/** Open complaints of an account that nobody has answered, the one that runs out first before the others. */
export function unanswered(db: Db, workspace: WorkspaceId, accountId: number) {
  return listed(db, workspace)
    .where('complaint.accountId', '=', accountId)
    .where('complaint.closedAt', 'is', null)
    .where('complaint.answeredAt', 'is', null)
    .orderBy('next.dueAt', (order) => order.asc().nullsLast())
    .orderBy('complaint.id')
    .limit(AT_MOST)
    .execute()
}

/** How many of a clock were met in time and how many ran out, of those that started in the last 30 and 90 days. */
export interface Attained {
  clock: Clock
  met30: number
  ran30: number
  met90: number
  ran90: number
}

/** Of the complaints that a manager sees (care-rules §13): what still runs, or asks for nothing any more, is left out. */
async function attainment(db: Db, workspace: WorkspaceId, viewer: Viewer, now: Date) {
  const since = (days: number): Date => new Date(now.getTime() - days * 86_400_000)
  const recent = sql`started_at > ${since(30)}`
  const { rows } = await sql<Attained>`
    with ended as (
      select clock, started_at,
        breached_at is not null or due_at < coalesce(met_at, void_at, ${now}) as ran, met_at is not null as met
      from complaint_clock clock
      join complaint on complaint.workspace_id = clock.workspace_id and complaint.id = clock.complaint_id
      join account on account.workspace_id = complaint.workspace_id and account.id = complaint.account_id
      where clock.workspace_id = ${workspace} and started_at > ${since(90)} and ${visible(workspace, viewer)})
    select clock, (count(*) filter (where ran))::int as ran90, (count(*) filter (where met and not ran))::int as met90,
      (count(*) filter (where ran and ${recent}))::int as ran30,
      (count(*) filter (where met and not ran and ${recent}))::int as met30
    from ended group by clock`.execute(db)
  return rows
}
