import { sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import type { Lane } from '../../care/morning.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Shown } from '../digest/queries.ts'
import { nextDays } from '../due/queries.ts'
import { factsOf } from '../reasons/queries.ts'
import { membersAt } from '../viewers/queries.ts'

interface Of {
  id: WorkspaceId
  region: string | null
  settings: Settings
}

/** The hours at which somebody's morning comes. */
export function hoursKept(db: Db, workspace: WorkspaceId) {
  return db
    .selectFrom('member')
    .select(['zone', 'hour'])
    .distinct()
    .where('workspaceId', '=', workspace)
    .where('active', '=', true)
    .execute()
}

/** Members whose hour has come, and whose morning of that date is not in the ledger. */
export async function membersDue(
  db: Db,
  workspace: WorkspaceId,
  due: readonly { zone: string; hour: string; date: Day }[],
): Promise<string[]> {
  if (due.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select member.id from member
    join unnest(${due.map(({ zone }) => zone)}::text[], ${due.map(({ hour }) => hour)}::text[],
      ${due.map(({ date }) => date)}::date[]) as due (zone, hour, date)
      on due.zone = member.zone and due.hour = member.hour
    where member.workspace_id = ${workspace} and member.active and not exists (
      select from morning where workspace_id = ${workspace} and member_id = member.id and local_date = due.date)
    order by member.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** A morning that has come: to be sent with its rows, or skipped for a reason. */
export interface NewMorning {
  memberId: string
  localDate: Day
  dueAt: Date
  /** Why nothing is sent; null: it is to be sent. */
  why: string | null
  rows: readonly { lane: Lane; accountId: number; followUpId: number }[]
  more: number
}

/** Enters mornings in the ledger, each member's once per local date; returns those that are now to be sent. */
export async function enterMornings(
  db: Db,
  workspace: WorkspaceId,
  mornings: readonly NewMorning[],
  queuedAt: Date,
): Promise<{ id: number; dueAt: Date }[]> {
  if (mornings.length === 0) return []
  const entered = await db
    .insertInto('morning')
    .values(
      mornings.map(({ memberId, localDate, dueAt, why, more }) => ({
        workspaceId: workspace,
        memberId,
        localDate,
        dueAt,
        why,
        more,
        queuedAt,
        state: why === null ? ('queued' as const) : ('skipped' as const),
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspaceId', 'memberId', 'localDate']).doNothing())
    .returning(['id', 'memberId', 'dueAt', 'state'])
    .execute()
  const rowsOf = new Map(mornings.map(({ memberId, rows }) => [memberId, rows]))
  const rows = entered.flatMap(({ id, memberId, state }) =>
    (state === 'queued' ? (rowsOf.get(memberId) ?? []) : []).map((row, position) => ({
      workspaceId: workspace,
      morningId: id,
      position,
      ...row,
    })),
  )
  if (rows.length > 0) await db.insertInto('morningRow').values(rows).execute()
  return entered.filter(({ state }) => state === 'queued')
}

export type Morning = NonNullable<Awaited<ReturnType<typeof morningById>>>

/** One entry of the ledger. */
export function morningById(db: Db, workspace: WorkspaceId, id: number) {
  return mornings(db, workspace).where('id', '=', id).executeTakeFirst()
}

/** A member's morning of a date: whether it came, and why not. */
export function morningOn(db: Db, workspace: WorkspaceId, memberId: string, date: Day) {
  return mornings(db, workspace)
    .where('memberId', '=', memberId)
    .where('localDate', '=', date)
    .executeTakeFirst()
}

/** The morning that stands as this message. */
export function morningPosted(db: Db, workspace: WorkspaceId, channel: string, ts: string) {
  return mornings(db, workspace).where('channel', '=', channel).where('ts', '=', ts).executeTakeFirst()
}

const mornings = (db: Db, workspace: WorkspaceId) =>
  db
    .selectFrom('morning')
    .select(['id', 'memberId', 'localDate', 'dueAt', 'state', 'attempt', 'why', 'key', 'channel', 'ts'])
    .select(['more', 'shown', 'sendingAt'])
    .where('workspaceId', '=', workspace)

/** How many of these mornings are not settled yet. */
export async function openMornings(db: Db, workspace: WorkspaceId, ids: readonly number[]): Promise<number> {
  const { count } = await db
    .selectFrom('morning')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('workspaceId', '=', workspace)
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .where('state', 'in', ['queued', 'sending'])
    .executeTakeFirstOrThrow()
  return count
}

/** What a morning shows as things stand now, and to whom; undefined where that member is gone. */
export async function morningShown(db: Db, workspace: Of, morning: Morning, now: Date) {
  const [viewer] = await membersAt(db, workspace, now, [morning.memberId])
  if (!viewer) return undefined
  const rows = await db
    .selectFrom('morningRow')
    .select(['lane', 'followUpId'])
    .where('workspaceId', '=', workspace.id)
    .where('morningId', '=', morning.id)
    .orderBy('position')
    .execute()
  const facts = await factsOf(
    db,
    workspace.id,
    rows.map(({ followUpId }) => followUpId),
  )
  const lines = rows.flatMap(({ lane, followUpId }) => {
    const own = facts.get(followUpId)
    return own ? [{ lane, facts: own }] : []
  })
  const nextOn =
    lines.length > 0 ? null : ((await nextDays(db, workspace.id, [viewer], now)).get(viewer.id) ?? null)
  const shown: Shown = { date: morning.localDate, lines, more: morning.more, nextOn }
  return { viewer, shown }
}

/** The messages sent since `since` that have a row of this account. */
export function morningsWith(db: Db, workspace: WorkspaceId, accountId: number, since: Day) {
  return db
    .selectFrom('morningRow')
    .innerJoin('morning', (join) =>
      join
        .onRef('morning.workspaceId', '=', 'morningRow.workspaceId')
        .onRef('morning.id', '=', 'morningRow.morningId'),
    )
    .select('morning.id')
    .distinct()
    .where('morningRow.workspaceId', '=', workspace)
    .where('morningRow.accountId', '=', accountId)
    .where('morning.localDate', '>=', since)
    .where('morning.state', '=', 'sent')
    .execute()
}

/** Keeps in mind what a message shows now. */
export async function keepShown(db: Db, workspace: WorkspaceId, id: number, shown: string): Promise<void> {
  await db
    .updateTable('morning')
    .set({ shown })
    .where('workspaceId', '=', workspace)
    .where('id', '=', id)
    .where(sql<boolean>`shown is distinct from ${shown}`)
    .execute()
}
