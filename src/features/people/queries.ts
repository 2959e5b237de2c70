import { type Insertable, sql } from 'kysely'
import { HOURS, settingsFrom } from '../../care/settings.ts'
import { calendarFrom } from '../../care/workspace-calendar.ts'
import type { Db } from '../../db/database.ts'
import type { Role, Schema, WorkspaceId } from '../../db/schema.ts'

type Person = Omit<Insertable<Schema['member']>, 'workspaceId'>

/** The workspace with Slack's id `slackId`, made on first sight. */
export async function ensureWorkspace(db: Db, slackId: string, name: string, now: Date) {
  const known = await workspaceOf(db, slackId)
  if (known) return known
  await db
    .insertInto('workspace')
    .values({ slackId, name, createdAt: now })
    .onConflict((conflict) => conflict.column('slackId').doNothing())
    .execute()
  const made = await workspaceOf(db, slackId)
  if (!made) throw new Error(`workspace ${slackId} was made and is not there`)
  return made
}

const facts = ['id', 'slackId', 'name', 'zone', 'currency', 'region', 'settings', 'calendar'] as const

const readable = <Row extends { settings: Record<string, unknown>; calendar: unknown }>(row: Row) => ({
  ...row,
  settings: settingsFrom(row.settings),
  calendar: calendarFrom(row.calendar),
})

async function workspaceOf(db: Db, slackId: string) {
  const row = await db.selectFrom('workspace').select(facts).where('slackId', '=', slackId).executeTakeFirst()
  return row && readable(row)
}

/** Every workspace that still has us. */
export async function workspaces(db: Db) {
  const rows = await db
    .selectFrom('workspace')
    .select(facts)
    .where('suspendedAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(readable)
}

export async function workspaceById(db: Db, id: WorkspaceId) {
  const row = await db.selectFrom('workspace').select(facts).where('id', '=', id).executeTakeFirstOrThrow()
  return readable(row)
}

/** Takes those whose people were not read for a day, so that one replica reads them. */
export function takeStaleWorkspaces(db: Db, now: Date) {
  return db
    .updateTable('workspace')
    .set({ peopleReadAt: now })
    .where('suspendedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('peopleReadAt', 'is', null),
        eb('peopleReadAt', '<', sql<Date>`${now}::timestamptz - interval '1 day'`),
      ]),
    )
    .returning('id')
    .execute()
}

/** Until someone chooses, a workspace keeps the zone most of its people are in. Returns whether that is another now. */
export async function settleZone(db: Db, workspace: WorkspaceId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update workspace set zone = most.zone
    from (
      select zone from member where workspace_id = ${workspace} and active
      group by zone order by count(*) desc, zone limit 1
    ) most
    where id = ${workspace} and not settings ? 'zoneChosen' and workspace.zone <> most.zone
  `.execute(db)
  return numAffectedRows === 1n
}

/** Slack's owners and admins are admins, whatever their role here. */
export const effectiveRole = sql<Role>`case when member.slack_admin then 'admin' else member.role end`.as(
  'role',
)

/** A member as the reader of an answer. */
export function reader(db: Db, workspace: WorkspaceId, memberId: string) {
  return db
    .selectFrom('member')
    .select(['id', 'name', 'teamId', 'zone', 'locale', 'active'])
    .select(effectiveRole)
    .where('workspaceId', '=', workspace)
    .where('id', '=', memberId)
    .executeTakeFirst()
}

/** Takes what Slack says of people; writes only what differs. */
export async function keepPeople(db: Db, workspace: WorkspaceId, people: readonly Person[]): Promise<void> {
  if (people.length === 0) return
  await db
    .insertInto('member')
    .values(people.map((person) => ({ ...person, workspaceId: workspace, hour: firstHour(workspace) })))
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'id'])
        .doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          email: eb.ref('excluded.email'),
          slackAdmin: eb.ref('excluded.slackAdmin'),
          zone: eb.ref('excluded.zone'),
          locale: eb.ref('excluded.locale'),
          active: eb.ref('excluded.active'),
          changedAt: eb.ref('excluded.changedAt'),
        }))
        .where(differs),
    )
    .execute()
}

/** When the morning message of somebody new comes. */
const firstHour = (workspace: WorkspaceId) =>
  sql<string>`(select coalesce(settings ->> 'defaultHour', ${HOURS.defaultHour.default}) from workspace where id = ${workspace})`

const differs = sql<boolean>`
  (member.name, member.email, member.slack_admin, member.zone, member.locale, member.active) is distinct from
  (excluded.name, excluded.email, excluded.slack_admin, excluded.zone, excluded.locale, excluded.active)`

/** Writes down who did what: ids and choices, never the words of people. */
export async function audit(
  db: Db,
  { workspace, reader: by, now }: { workspace: { id: WorkspaceId }; reader: { id: string }; now: Date },
  act: string,
  subject: string,
  subjectId: string | number,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      workspaceId: workspace.id,
      memberId: by.id,
      act,
      subject,
      subjectId: String(subjectId),
      detail: JSON.stringify(detail),
      actedAt: now,
    })
    .execute()
}
