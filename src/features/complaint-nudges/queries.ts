import { sql } from 'kysely'
import { isAtWork, nextAtWork, worksOutside } from '../../care/morning-hour.ts'
import type { Reachable, Rung } from '../../care/ladder.ts'
import type { Told } from '../../care/nudges.ts'
import type { Clock } from '../../care/complaint.ts'
import type { OpeningHours } from '../../care/opening-hours.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Complaint, recordEvent } from '../complaints/queries.ts'
import { activeMembers, managersOf } from '../team/queries.ts'
import { membersAt } from '../viewers/queries.ts'

/** Should whoever takes one be gone before it is looked at, it is taken again so much later. */
const AGAIN = '5 minutes'

/** Takes the complaints with a clock that is to be looked at, so that one replica looks. */
export async function takeDueComplaints(
  db: Db,
  workspace: WorkspaceId,
  now: Date,
): Promise<{ complaint: number }[]> {
  const { rows } = await sql<{ complaint: number }>`
    with taken as (
      update complaint_clock set next_at = ${now}::timestamptz + ${AGAIN}::interval
      where workspace_id = ${workspace} and next_at <= ${now}
      returning complaint_id)
    select distinct complaint_id as complaint from taken order by 1`.execute(db)
  return rows
}

/** What was told of a clock, and when somebody last did something about its complaint. */
export async function toldOf(
  db: Db,
  workspace: WorkspaceId,
  complaint: number,
): Promise<{ told: (Told & { clock: Clock; round: number })[]; lastActAt: Date | null }> {
  const told = await db
    .selectFrom('complaintNudge')
    .select(['clock', 'round', 'kind', 'rung', 'memberId as to', 'toldAt as at'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', complaint)
    .orderBy('id')
    .execute()
  const last = await db
    .selectFrom('complaintEvent')
    .select((eb) => eb.fn.max('happenedAt').as('at'))
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', complaint)
    .where('memberId', 'is not', null)
    .executeTakeFirst()
  return { told, lastActAt: last?.at ?? null }
}

/** Everybody who may be told of a complaint's clocks, and whether they are at work. */
export async function reachable(
  db: Db,
  workspace: { id: WorkspaceId; region: string | null },
  { ownerId }: Pick<Complaint, 'ownerId'>,
  { hours, now }: { hours: OpeningHours; now: Date },
): Promise<Reachable[]> {
  const rungs = await ladder(db, workspace.id, ownerId)
  const ids = await withStandIns(db, workspace.id, [...new Set(rungs.map(({ id }) => id))])
  const members = await membersAt(db, workspace, now, ids)
  return rungs.flatMap(({ id, rung }) =>
    members.flatMap((member): Reachable[] => {
      const standIn = member.covers.some((away) => away.id === id)
      if (member.id !== id && !standIn) return []
      const works = member.workingDays.length > 0
      return [
        {
          id: member.id,
          rung,
          standIn,
          atWork: works && isAtWork(member, now),
          nextAtWork: works ? nextAtWork(member, now) : null,
          outside: worksOutside(member, hours, now),
        },
      ]
    }),
  )
}

async function ladder(
  db: Db,
  workspace: WorkspaceId,
  ownerId: string | null,
): Promise<{ id: string; rung: Rung }[]> {
  const managers = await managersOf(db, workspace, ownerId ?? '')
  const admins = (await activeMembers(db, workspace)).filter(({ role }) => role === 'admin')
  return [
    ...(ownerId ? [{ id: ownerId, rung: 'owner' as const }] : []),
    ...managers.map(({ id }) => ({ id, rung: 'manager' as const })),
    ...admins.map(({ id }) => ({ id, rung: 'admin' as const })),
  ]
}

/** The members and whoever stands in for them, in a chain. */
async function withStandIns(db: Db, workspace: WorkspaceId, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive chain as (
      select id, stand_in_id from member where workspace_id = ${workspace} and id = any(${ids}::text[])
      union
      select member.id, member.stand_in_id from chain
      join member on member.workspace_id = ${workspace} and member.id = chain.stand_in_id)
    select id from chain`.execute(db)
  return rows.map(({ id }) => id)
}

interface Ticking {
  clock: Clock
  round: number
  dueAt: Date | null
  breachedAt: Date | null
}

/** Writes down that a clock ran out, once: from then on it stays so (care-rules §5.3). */
export async function keepBreach(
  db: Db,
  { workspace, now }: { workspace: { id: WorkspaceId }; now: Date },
  complaint: Pick<Complaint, 'id' | 'round'>,
  { clock, round, dueAt, breachedAt }: Ticking,
): Promise<void> {
  if (breachedAt !== null || dueAt === null || dueAt > now) return
  await db
    .updateTable('complaintClock')
    .set({ breachedAt: dueAt })
    .where('workspaceId', '=', workspace.id)
    .where('complaintId', '=', complaint.id)
    .where('clock', '=', clock)
    .where('round', '=', round)
    .execute()
  await recordEvent(db, { workspace, now, member: null }, complaint, 'breach', { clock })
}

/** Writes down who is told of a clock now, each with a message to be posted, and when to look again. */
export async function keepNudges(
  db: Db,
  { workspace, now }: { workspace: { id: WorkspaceId }; now: Date },
  complaint: number,
  { clock, round }: Pick<Ticking, 'clock' | 'round'>,
  { nudges, nextAt }: { nudges: readonly Omit<Told, 'at'>[]; nextAt: Date | null },
): Promise<void> {
  const own = { workspaceId: workspace.id, complaintId: complaint }
  for (const { kind, rung, to } of nudges) {
    const { id } = await db
      .insertInto('complaintNudge')
      .values({ ...own, clock, round, kind, rung, memberId: to, toldAt: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('complaintPost')
      .values({ ...own, kind: 'nudge', channel: to, memberId: to, nudgeId: id, madeAt: now })
      .execute()
  }
  await db
    .updateTable('complaintClock')
    .set({ nextAt })
    .where('workspaceId', '=', workspace.id)
    .where('complaintId', '=', complaint)
    .where('clock', '=', clock)
    .where('round', '=', round)
    .execute()
}
