import { type SqlBool, sql } from 'kysely'
import { nameKey } from '../../care/name.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import {
  byName,
  type Condition,
  type FoundAccount,
  found,
  foundAmong,
  pairs,
  scopes,
  type Viewer,
  visible,
} from '../accounts/queries.ts'

/** `limit`: at most so many; `retired`: retired ones too. */
interface Search {
  limit?: number
  retired?: boolean
}

/** Of all that fits a search in the middle of names so many are looked at, and no more. */
const WEIGHED = 1000

const all = (...conditions: Condition[]): Condition => sql`(${sql.join(conditions, sql` and `)})`

const inUse = ({ retired = false }: Search): Condition =>
  retired ? sql`true` : sql`account.retired_at is null`

const startsWith = (key: string): Condition =>
  // In the order of the "C" collation no text that begins with the key comes after the second bound.
  sql`(${byName} >= ${key} and ${byName} < ${`${key}\u{10FFFF}`})`

/** What was typed, read as a number of another system. */
const numberIn = (text: string): string => text.replaceAll('\0', '').trim()

/** `%`, `_` and `\` mean themselves. */
const literal = (key: string): string => key.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** Anywhere in a name; undefined where no two characters stand together: a single one is looked for at the start alone. */
function contains(workspace: WorkspaceId, key: string): Condition | undefined {
  const asked = pairs(workspace, key)
  if (asked.length === 0) return undefined
  return sql`(account.bigrams @> ${asked}::text[] and account.name_key like ${`%${literal(key)}%`})`
}

/** The statements of a search, most wanted first: by number, one's own, others' by the start of the name, by its middle. */
export async function searches(
  db: Db,
  workspace: WorkspaceId,
  viewer: Viewer,
  text: string,
  search: Search = {},
) {
  const { limit = 20 } = search
  const key = nameKey(text).slice(0, 200)
  const [start, middle] = [startsWith(key), contains(workspace, key)]
  const mine = sql<SqlBool>`account.owner_id = ${viewer.id}`
  const others = sql<SqlBool>`account.owner_id is distinct from ${viewer.id}`
  const fit = (...conditions: Condition[]) => found(db, workspace).where(all(inUse(search), ...conditions))
  const numbered = fit(sql`account.external_id = ${numberIn(text)}`, visible(workspace, viewer)).limit(limit)
  if (key === '') return [numbered]
  const own = fit(mine, middle ?? start)
    .orderBy(sql`starts_with(account.name_key, ${key})`, 'desc')
    .orderBy(byName)
    .limit(limit)
  const seen = await scopes(db, workspace, viewer)
  return [
    numbered,
    own,
    ...seen.map((scope) => fit(others, scope, start).orderBy(byName).limit(limit)),
    ...(middle
      ? seen.map((scope) => within(db, workspace, all(inUse(search), others, scope, middle), limit))
      : []),
  ]
}

/** Taken first and ordered then: the index in the order of names would be read to its end for Chinese names. */
const within = (db: Db, workspace: WorkspaceId, condition: Condition, limit: number) =>
  foundAmong(db, workspace, condition, WEIGHED).orderBy(byName).limit(limit)

/** Accounts that a person sees whose number is `text` or whose name has it: their own first, then the team's. */
export async function findAccounts(
  db: Db,
  workspace: WorkspaceId,
  viewer: Viewer,
  text: string,
  search: Search = {},
): Promise<FoundAccount[]> {
  const { limit = 20 } = search
  const accounts = new Map<number, FoundAccount>()
  for (const statement of await searches(db, workspace, viewer, text, search)) {
    if (accounts.size >= limit) break
    for (const account of await statement.execute()) accounts.set(account.id, account)
  }
  return [...accounts.values()].slice(0, limit)
}

/** How many accounts are offered where none was meant for certain. */
const NEAR = 5

/** Accounts of exactly this name that a person sees, one's own first. */
export function namesakes(db: Db, workspace: WorkspaceId, viewer: Viewer, name: string, search: Search = {}) {
  return found(db, workspace)
    .where(all(sql`${byName} = ${nameKey(name)}`, visible(workspace, viewer), inUse(search)))
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
  const fitting = await findAccounts(db, workspace, viewer, text, search)
  const numbered = fitting.filter((one) => one.externalId === numberIn(text))
  const named = await namesakes(db, workspace, viewer, text, search)
  const exact = [...numbered, ...named.filter(({ id }) => numbered.every((one) => one.id !== id))]
  const mine = exact.filter((one) => one.ownerId === viewer.id)
  const alike = exact.length > 0 || Array.from(key).length < 2 ? [] : fitting
  const sure = [exact, mine, alike].find((some) => some.length === 1)?.[0]
  if (sure) return { account: sure }
  if (exact.length > 0) return { near: exact.slice(0, NEAR) }
  if (fitting.length > 0) return { near: fitting.slice(0, NEAR) }
  return { near: await nearAccounts(db, workspace, viewer, key, search) }
}

/** Names of which two to four neighbouring characters are right, most alike first; failing that those that begin as it does. */
async function nearAccounts(
  db: Db,
  workspace: WorkspaceId,
  viewer: Viewer,
  key: string,
  search: Pick<Search, 'retired'>,
): Promise<FoundAccount[]> {
  const asked = pairs(workspace, Array.from(key).slice(0, 40).join(''))
  const width = Math.max(1, Math.min(3, Math.floor(asked.length / 3)))
  const windows = asked.flatMap((_, i) => (i + width <= asked.length ? [asked.slice(i, i + width)] : []))
  const some = windows.map((window) => sql`account.bigrams @> ${window}::text[]`)
  const shared = sql`(select count(*) from unnest(account.bigrams) pair where pair = any(${asked}::text[]))`
  const near: FoundAccount[] = []
  for (const scope of windows.length > 0 ? await scopes(db, workspace, viewer) : []) {
    const alike = all(scope, inUse(search), sql`(${sql.join(some, sql` or `)})`)
    const rows = foundAmong(db, workspace, alike, WEIGHED)
      .where(sql<SqlBool>`${shared} >= ${Math.ceil(asked.length * 0.4)}`)
      .orderBy(sql`${shared}::float / (cardinality(account.bigrams) + ${asked.length} - ${shared})`, 'desc')
      .orderBy(sql`account.owner_id = ${viewer.id}`, (order) => order.desc().nullsLast())
      .limit(NEAR - near.length)
    if (near.length < NEAR) near.push(...(await rows.execute()))
  }
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

/** Accounts that nobody owns, the newest first: an import brings them where it knows no owner. */
export function unowned(db: Db, workspace: WorkspaceId, limit: number) {
  return found(db, workspace)
    .where('account.ownerId', 'is', null)
    .where('account.retiredAt', 'is', null)
    .orderBy('account.id', 'desc')
    .limit(limit)
    .execute()
}
