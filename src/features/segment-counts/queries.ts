import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Leaf } from '../../care/filter.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Viewer } from '../accounts/queries.ts'

type Condition = RawBuilder<SqlBool>

/** Whose accounts a person sees, as `visible` of features/accounts has it, in forms that many accounts are sifted by. */
export interface Scope {
  /** Condition on a column with an owner's id. */
  owners: (column: RawBuilder<unknown>) => Condition
  /** Accounts that nobody owns, too. */
  unowned: boolean
  /** The counts of owners to add up; where `*`, everybody's, is among them the others are taken off it. */
  tallies: Condition
}

export const EVERYTHING: Scope = {
  owners: () => sql`true`,
  unowned: true,
  tallies: sql`tally.owner_id = '*'`,
}

/** So many members are named one by one; of more each owner is asked in turn: most of what is read first is theirs. */
const FEW = 64

export async function scopeOf(db: Db, workspace: WorkspaceId, viewer: Viewer): Promise<Scope> {
  const { id, role, teamId } = viewer
  if (role === 'admin') return EVERYTHING
  const unowned = role === 'manager'
  const theirs = sql<SqlBool>`(team_id is not distinct from ${teamId}::int or coalesce(stand_in_id = ${id}, false))`
  const some = async (condition: Condition): Promise<string[]> => {
    const { rows } = await sql<{ id: string }>`
      select id from member where workspace_id = ${workspace} and ${condition} limit ${FEW + 1}`.execute(db)
    return rows.map((row) => row.id)
  }
  const seen = await some(theirs)
  if (seen.length <= FEW) return only(seen, unowned)
  const unseen = await some(sql`not ${theirs}`)
  if (unseen.length <= FEW) return allBut(unseen, unowned)
  const team = sql`select id from member where workspace_id = ${workspace} and ${theirs}`
  return {
    unowned,
    owners: (column) =>
      sql`(select ${theirs} from member where workspace_id = ${workspace} and member.id = ${column})`,
    tallies: sql`(tally.owner_id in (${team}) or ${unowned} and tally.owner_id = '')`,
  }
}

const only = (ids: readonly string[], unowned: boolean): Scope => ({
  unowned,
  owners: (column) => sql`${column} = any(${ids}::text[])`,
  tallies: sql`tally.owner_id = any(${[...ids, ...(unowned ? [''] : [])]}::text[])`,
})

const allBut = (ids: readonly string[], unowned: boolean): Scope => ({
  unowned,
  owners: (column) => sql`${column} <> all(${ids}::text[])`,
  tallies: sql`tally.owner_id = any(${['*', ...ids, ...(unowned ? [] : [''])]}::text[])`,
})

/** In a sum that has everybody's the rest is taken off. */
const added = sql<number>`coalesce(
  sum(n) filter (where owner_id = '*') - coalesce(sum(n) filter (where owner_id <> '*'), 0), sum(n), 0)`

/** Accounts of one name, or of none: as `segment_tally` has them. Every account has exactly one tier. */
export function tallied(leaf: Leaf): string[] {
  if (leaf.is === 'segment' || leaf.is === 'tier') return [leaf.value]
  if (leaf.is === 'stage') return [`stage:${leaf.value}`]
  return leaf.is === 'overdue' ? ['overdue'] : ['key', 'important', 'general']
}

/** How many accounts in scope have a name, all or those of one owner. */
export async function countOf(
  db: Db,
  workspace: WorkspaceId,
  scope: Scope,
  { leaf, owner }: { leaf: Leaf; owner: string | null },
): Promise<number> {
  if (leaf.is === 'unowned') return owner === null && scope.unowned ? nobodys(db, workspace) : 0
  const whose =
    owner === null
      ? scope.tallies
      : sql<SqlBool>`tally.owner_id = ${owner} and ${scope.owners(sql`tally.owner_id`)}`
  const { rows } = await sql<{ n: number }>`
    select ${added} as n from segment_tally tally
    where workspace_id = ${workspace} and name = any(${tallied(leaf)}::text[]) and ${whose}`.execute(db)
  return rows[0]?.n ?? 0
}

async function nobodys(db: Db, workspace: WorkspaceId): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(n), 0) as n from segment_tally
    where workspace_id = ${workspace} and name = any(${tallied({ is: 'all' })}::text[]) and owner_id = ''`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

/** How many accounts in scope there are of each name, and how many without an owner. */
export async function countsOf(
  db: Db,
  workspace: WorkspaceId,
  scope: Scope,
): Promise<{ names: Map<string, number>; unowned: number }> {
  const { rows } = await sql<{ name: string; n: number }>`
    select name, ${added} as n from segment_tally tally
    where workspace_id = ${workspace} and ${scope.tallies}
    group by name`.execute(db)
  const unowned = scope.unowned ? await nobodys(db, workspace) : 0
  return { names: new Map(rows.map(({ name, n }) => [name, n])), unowned }
}
