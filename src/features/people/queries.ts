import { type Insertable, sql } from 'kysely'
import { settingsFrom } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { Schema, WorkspaceId } from '../../db/schema.ts'

export type Person = Insertable<Schema['member']>

/** The workspace with Slack's id `slackId`, made on first sight. */
export async function ensureWorkspace(db: Db, slackId: string, name: string, now: Date) {
  await db
    .insertInto('workspace')
    .values({ slackId, name, createdAt: now })
    .onConflict((conflict) => conflict.column('slackId').doNothing())
    .execute()
  return workspaceOf(db, slackId)
}

export async function workspaceOf(db: Db, slackId: string) {
  const row = await db
    .selectFrom('workspace')
    .select(['id', 'slackId', 'zone', 'currency', 'region', 'settings', 'suspendedAt'])
    .where('slackId', '=', slackId)
    .executeTakeFirstOrThrow()
  return { ...row, settings: settingsFrom(row.settings) }
}

/** Every workspace that still has us. */
export async function workspaces(db: Db) {
  const rows = await db
    .selectFrom('workspace')
    .select(['id', 'slackId', 'zone', 'currency', 'region', 'settings'])
    .where('suspendedAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, settings: settingsFrom(row.settings) }))
}

/** A member as the reader of an answer; admins of Slack are admins here. */
export function reader(db: Db, workspace: WorkspaceId, memberId: string) {
  return db
    .selectFrom('member')
    .select(['id', 'name', 'teamId', 'zone', 'locale', 'active'])
    .select(effectiveRole)
    .where('workspaceId', '=', workspace)
    .where('id', '=', memberId)
    .executeTakeFirst()
}

/** Slack's owners and admins are admins, whatever their role here. */
export const effectiveRole = sql<Schema['member']['role']['__select__']>`
  case when slack_admin then 'admin' else role end`.as('role')

/** Takes what Slack says of people; writes only what differs. Returns the ids of those written. */
export async function keepPeople(db: Db, workspace: WorkspaceId, people: readonly Person[]) {
  if (people.length === 0) return []
  const rows = await db
    .insertInto('member')
    .values(people.map((person) => ({ ...person, workspaceId: workspace })))
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
        .where(
          sql<boolean>`(member.name, member.email, member.slack_admin, member.zone, member.locale, member.active)
            is distinct from (excluded.name, excluded.email, excluded.slack_admin, excluded.zone, excluded.locale, excluded.active)`,
        ),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
