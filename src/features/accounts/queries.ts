import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { CareError } from '../../care/errors.ts'
import { bigrams, nameKey } from '../../care/name.ts'
import type { Db } from '../../db/database.ts'
import type { Role, WorkspaceId } from '../../db/schema.ts'

/** Who asks, as far as it decides what they see. */
export interface Viewer {
  id: string
  role: Role
  teamId: number | null
}

export type Condition = RawBuilder<SqlBool>

/** The columns an account is found by, for whoever writes its name. */
export function nameColumns(workspace: WorkspaceId, name: string): { nameKey: string; bigrams: string[] } {
  const key = nameKey(name)
  return { nameKey: key, bigrams: pairs(workspace, key) }
}

// One index on pairs serves all workspaces, so each pair carries its own.
export const pairs = (workspace: WorkspaceId, key: string): string[] =>
  bigrams(key).map((pair) => `${workspace}:${pair}`)

const accounts = (db: Db, workspace: WorkspaceId) =>
  db
    .selectFrom('account')
    .leftJoin('member as owner', (join) =>
      join.onRef('owner.workspaceId', '=', 'account.workspaceId').onRef('owner.id', '=', 'account.ownerId'),
    )
    .where('account.workspaceId', '=', workspace)

/** Accounts as they are offered for choice. */
export const found = (db: Db, workspace: WorkspaceId) =>
  accounts(db, workspace).select([
    'account.id',
    'account.name',
    'account.nameKey',
    'account.externalId',
    'account.tier',
    'account.ownerId',
    'account.retiredAt',
    'owner.name as owner',
  ])

export type FoundAccount = Awaited<ReturnType<ReturnType<typeof found>['execute']>>[number]

export const byName = sql`account.name_key collate "C"`

/** Whose accounts a person sees, in parts that each have an index: admins all, managers their team's and nobody's, reps their team's. */
export function scopes(workspace: WorkspaceId, { id, role, teamId }: Viewer): Condition[] {
  if (role === 'admin') return [sql`true`]
  // People without a team are one team; a stand-in sees whom they stand in for.
  const theirs = sql<SqlBool>`account.owner_id in (
    select id from member where workspace_id = ${workspace}
      and (team_id is not distinct from ${teamId}::int or stand_in_id = ${id}))`
  return role === 'manager' ? [theirs, sql`account.owner_id is null`] : [theirs]
}

export const visible = (workspace: WorkspaceId, viewer: Viewer): Condition =>
  sql`(${sql.join(scopes(workspace, viewer), sql` or `)})`

export type Account = Awaited<ReturnType<typeof accountFor>>

/** An account that this person sees, or has a duty at; a CareError for any other id, whosever it is. */
export async function accountFor(db: Db, workspace: WorkspaceId, viewer: Viewer, id: number) {
  const duty = sql<SqlBool>`exists (
    select from follow_up where workspace_id = ${workspace} and account_id = account.id
      and rep_id = ${viewer.id} and closed_at is null)`
  const query = accounts(db, workspace)
    .selectAll('account')
    .select(['owner.name as owner', 'owner.teamId as ownerTeamId'])
    .where('account.id', '=', id)
    .where(sql<SqlBool>`(${visible(workspace, viewer)} or ${duty})`)
  const account = Number.isSafeInteger(id) ? await query.executeTakeFirst() : undefined
  if (!account) throw new CareError('accounts.unknownId')
  return account
}
