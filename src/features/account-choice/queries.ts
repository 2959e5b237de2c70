import { type SqlBool, sql } from 'kysely'
import { nameKey } from '../../care/name.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import {
  byName,
  type Condition,
  type FoundAccount,
  found,
  pairs,
  scopes,
  type Viewer,
  visible,
} from '../accounts/queries.ts'

const both = (one: Condition, two: Condition): Condition => sql`(${one} and ${two})`
/** In the order of the "C" collation no text that begins with `key` comes after this one. */
const lastFrom = (key: string): string => `${key}\u{10FFFF}`

const startsWith = (key: string): Condition =>
  sql`(account.name_key collate "C" >= ${key} and account.name_key collate "C" < ${lastFrom(key)})`

const numberIn = (text: string): string => text.replaceAll('\0', '').trim()

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

/** The statements of a search, most wanted first: by number, one's own, others' by the start of the name, by its middle. */
export function searches(db: Db, workspace: WorkspaceId, viewer: Viewer, text: string, search: Search = {}) {
  const { limit = 20, retired = false } = search
  const key = nameKey(text).slice(0, 200)
  const [start, middle] = [startsWith(key), contains(workspace, key)]
  const mine = sql<SqlBool>`account.owner_id = ${viewer.id}`
  const others = sql<SqlBool>`account.owner_id is distinct from ${viewer.id}`
  const base = found(db, workspace).limit(limit)
  const from = retired ? base : base.where('account.retiredAt', 'is', null)
  const numbered = from.where('account.externalId', '=', numberIn(text)).where(visible(workspace, viewer))
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
): Promise<FoundAccount[]> {
  const { limit = 20 } = search
  const all = new Map<number, FoundAccount>()
  for (const statement of searches(db, workspace, viewer, text, search)) {
    if (all.size >= limit) break
    for (const account of await statement.execute()) all.set(account.id, account)
  }
  return [...all.values()].slice(0, limit)
}

/** How many accounts are offered where none was meant for certain. */
const NEAR = 5

/** Accounts of exactly this name that a person sees, one's own first. */
export function namesakes(db: Db, workspace: WorkspaceId, viewer: Viewer, name: string, search: Search = {}) {
  return found(db, workspace)
    .where(sql<SqlBool>`${byName} = ${nameKey(name)}`)
    .where(visible(workspace, viewer))
    .$if(!search.retired, (query) => query.where('account.retiredAt', 'is', null))
    .orderBy(sql`account.owner_id = ${viewer.id}`, (order) => order.desc().nullsLast())
    .orderBy('account.id')
    .limit(NEAR)
    .execute()
}

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
  const numbered = all.filter((one) => one.externalId === numberIn(text))
  const named = await namesakes(db, workspace, viewer, text, search)
  const exact = [...numbered, ...named.filter(({ id }) => numbered.every((one) => one.id !== id))]
  const mine = exact.filter((one) => one.ownerId === viewer.id)
  const alike = exact.length > 0 || Array.from(key).length < 2 ? [] : all
  const sure = [exact, mine, alike].find((some) => some.length === 1)?.[0]
  if (sure) return { account: sure }
  if (exact.length > 0) return { near: exact.slice(0, NEAR) }
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
  const characters = Array.from(key)
  const half = characters.slice(0, Math.ceil(characters.length / 2)).join('')
  return findAccounts(db, workspace, viewer, half, { ...search, limit: NEAR })
}

/** One's own accounts, those due soonest first, then the most valuable: what is offered before anything was typed. */
export function ownAccounts(db: Db, workspace: WorkspaceId, ownerId: string, limit = 20) {
  return found(db, workspace)
    .leftJoin('accountStats as stats', (join) =>
      join.onRef('stats.workspaceId', '=', 'account.workspaceId').onRef('stats.accountId', '=', 'account.id'),
    )
    .where('account.ownerId', '=', ownerId)
    .where('account.retiredAt', 'is', null)
    .orderBy(
      (eb) =>
        eb
          .selectFrom('followUp')
          .select((duty) => duty.fn.min('followUp.idealOn').as('dueOn'))
          .whereRef('followUp.workspaceId', '=', 'account.workspaceId')
          .whereRef('followUp.accountId', '=', 'account.id')
          .where('followUp.closedAt', 'is', null),
      (order) => order.asc().nullsLast(),
    )
    .orderBy('stats.revenue', (order) => order.desc().nullsLast())
    .orderBy(byName)
    .limit(limit)
    .execute()
}
