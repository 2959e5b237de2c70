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

type Condition = RawBuilder<SqlBool>

/** The columns an account is found by, for whoever writes its name. */
export function nameColumns(workspace: WorkspaceId, name: string): { nameKey: string; bigrams: string[] } {
  const key = nameKey(name)
  return { nameKey: key, bigrams: pairs(workspace, key) }
}

// One index on pairs serves all workspaces, so each pair carries its own.
const pairs = (workspace: WorkspaceId, key: string): string[] =>
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

export type FoundAccount = Awaited<ReturnType<typeof findAccounts>>[number]

/** Whose accounts a person sees, in parts that each have an index: admins all, managers their team's and nobody's, reps their team's. */
function scopes(workspace: WorkspaceId, { id, role, teamId }: Viewer): Condition[] {
  if (role === 'admin') return [sql`true`]
  // People without a team are one team; a stand-in sees whom they stand in for.
  const theirs = sql<SqlBool>`account.owner_id in (
    select id from member where workspace_id = ${workspace}
      and (team_id is not distinct from ${teamId}::int or stand_in_id = ${id}))`
  return role === 'manager' ? [theirs, sql`account.owner_id is null`] : [theirs]
}

const visible = (workspace: WorkspaceId, viewer: Viewer): Condition =>
  sql`(${sql.join(scopes(workspace, viewer), sql` or `)})`

const both = (one: Condition, two: Condition): Condition => sql`(${one} and ${two})`
/** In the order of the "C" collation no text that begins with `key` comes after this one. */
const lastFrom = (key: string): string => `${key}\u{10FFFF}`

const startsWith = (key: string): Condition =>
  sql`(account.name_key collate "C" >= ${key} and account.name_key collate "C" < ${lastFrom(key)})`

/** `%`, `_` and `\` mean themselves. */
const literal = (key: string): string => key.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** Anywhere in a name; undefined where no two characters stand together: a single one is looked for at the start alone. */
function contains(workspace: WorkspaceId, key: string): Condition | undefined {
  const asked = pairs(workspace, key)
  if (asked.length === 0) return undefined
  return sql`(account.bigrams @> ${asked}::text[] and account.name_key like ${`%${literal(key)}%`})`
}

/** `limit`: at most so many; `retired`: retired ones too. */
interface Search {
  limit?: number
  retired?: boolean
}

export const byName = sql`account.name_key collate "C"`

/** The statements of a search, most wanted first: by number, one's own, others' by the start of the name, by its middle. */
export function searches(db: Db, workspace: WorkspaceId, viewer: Viewer, text: string, search: Search = {}) {
  const { limit = 20, retired = false } = search
  const key = nameKey(text).slice(0, 200)
  const [start, middle] = [startsWith(key), contains(workspace, key)]
  const mine = sql<SqlBool>`account.owner_id = ${viewer.id}`
  const others = sql<SqlBool>`account.owner_id is distinct from ${viewer.id}`
  const base = found(db, workspace).limit(limit)
  const from = retired ? base : base.where('account.retiredAt', 'is', null)
  const numbered = from
    .where('account.externalId', '=', text.replaceAll('\0', '').trim())
    .where(visible(workspace, viewer))
  const own = from
    .where(both(mine, middle ?? start))
    .orderBy(sql`starts_with(account.name_key, ${key})`, 'desc')
    .orderBy(byName)
  const theirs = (part: Condition) =>
    scopes(workspace, viewer).map((scope) => from.where(both(both(others, scope), part)).orderBy(byName))
  if (key === '') return [numbered]
  return [numbered, own, ...theirs(start), ...(middle ? theirs(middle) : [])]
}

/** Accounts that a person sees whose number is `text` or whose name has it: their own first, then the team's. */
export async function findAccounts(
  db: Db,
  workspace: WorkspaceId,
  viewer: Viewer,
  text: string,
  search: Search = {},
) {
  const { limit = 20 } = search
  const all = new Map<number, Awaited<ReturnType<ReturnType<typeof found>['execute']>>[number]>()
  for (const statement of searches(db, workspace, viewer, text, search)) {
    if (all.size >= limit) break
    for (const account of await statement.execute()) all.set(account.id, account)
  }
  return [...all.values()].slice(0, limit)
}

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

/** How many accounts are offered where none was meant for certain. */
const NEAR = 5

/**
 * The account a person means by a name or a number: the only one of exactly that name, one's own before the team's,
 * or else the only one that has the text in its name. Where that is not certain, the nearest ones.
 */
export async function accountNamed(
  db: Db,
  workspace: WorkspaceId,
  viewer: Viewer,
  text: string,
  search: Pick<Search, 'retired'> = {},
): Promise<{ account: FoundAccount } | { near: FoundAccount[] }> {
  const key = nameKey(text)
  const all = await findAccounts(db, workspace, viewer, text, search)
  const exact = all.filter((one) => one.nameKey === key || one.externalId === text.trim())
  const mine = exact.filter((one) => one.ownerId === viewer.id)
  const alike = exact.length > 0 || Array.from(key).length < 2 ? [] : all
  const sure = [exact, mine, alike].find((some) => some.length === 1)?.[0]
  if (sure) return { account: sure }
  if (all.length > 0) return { near: all.slice(0, NEAR) }
  return { near: await nearAccounts(db, workspace, viewer, key, search) }
}

/** Names that share enough pairs with a mistyped one, and failing that those that begin as it does. */
async function nearAccounts(
  db: Db,
  workspace: WorkspaceId,
  viewer: Viewer,
  key: string,
  search: Pick<Search, 'retired'>,
) {
  const asked = pairs(workspace, key)
  const shared = sql<number>`(select count(*) from unnest(account.bigrams) pair where pair = any(${asked}::text[]))`
  // At a million accounts common pairs are in a third of them: so many are weighed and no more.
  const some = found(db, workspace)
    .select(
      sql<number>`${shared}::float / (cardinality(account.bigrams) + ${asked.length} - ${shared})`.as(
        'alike',
      ),
    )
    .where(sql<SqlBool>`account.bigrams && ${asked}::text[]`)
    .where(visible(workspace, viewer))
    .$if(!search.retired, (query) => query.where('account.retiredAt', 'is', null))
    .limit(2000)
  const near = await db
    .selectFrom(some.as('near'))
    .selectAll()
    .where('alike', '>=', 0.25)
    .orderBy('alike', 'desc')
    .orderBy(sql`near.owner_id = ${viewer.id}`, (order) => order.desc().nullsLast())
    .limit(NEAR)
    .execute()
  if (near.length > 0 || key === '') return near
  const half = Array.from(key).slice(0, Math.ceil(key.length / 2))
  return findAccounts(db, workspace, viewer, half.join(''), { ...search, limit: NEAR })
}
