import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Leaf } from '../../care/filter.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Viewer } from '../accounts/queries.ts'

type Condition = RawBuilder<SqlBool>

/** Whose accounts a person sees, as `visible` of features/accounts has it, in a form that many accounts are sifted by. */
export interface Scope {
  /** Condition on a column with an owner's id. */
  owners: (column: RawBuilder<unknown>) => Condition
  unowned: boolean
}

export const EVERYTHING: Scope = { owners: () => sql`true`, unowned: true }

/** A team of more members is asked of each owner in turn: most of what is read first is theirs. */
const FEW = 64

export async function scopeOf(db: Db, workspace: WorkspaceId, viewer: Viewer): Promise<Scope> {
  const { id, role, teamId } = viewer
  if (role === 'admin') return EVERYTHING
  const theirs = sql<SqlBool>`(team_id is not distinct from ${teamId}::int or stand_in_id = ${id})`
  const { rows } = await sql<{ id: string }>`
    select id from member where workspace_id = ${workspace} and ${theirs} limit ${FEW + 1}`.execute(db)
  const few = rows.map((row) => row.id)
  return {
    unowned: role === 'manager',
    owners: (column) =>
      few.length <= FEW
        ? sql`${column} = any(${few}::text[])`
        : sql`(select ${theirs} from member where workspace_id = ${workspace} and member.id = ${column})`,
  }
}

/** Accounts of one name, or of none: as `segment_tally` has them. Every account has exactly one tier. */
export function tallied(leaf: Leaf): string[] {
  if (leaf.is === 'segment' || leaf.is === 'tier') return [leaf.value]
  if (leaf.is === 'stage') return [`stage:${leaf.value}`]
  return leaf.is === 'overdue' ? ['overdue'] : ['key', 'important', 'general']
}

const inScope = ({ owners, unowned }: Scope): Condition => {
  const theirs = owners(sql`tally.owner_id`)
  return unowned ? sql`(tally.owner_id = '' or ${theirs})` : sql`(tally.owner_id <> '' and ${theirs})`
}

/** How many accounts in scope have a name, all or those of one owner; `nobody`: those without one. */
export async function countOf(
  db: Db,
  workspace: WorkspaceId,
  scope: Scope,
  { leaf, owner }: { leaf: Leaf; owner: string | null },
): Promise<number> {
  const whose = leaf.is === 'unowned' ? '' : owner
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(n), 0) as n from segment_tally tally
    where workspace_id = ${workspace} and name = any(${tallied(leaf)}::text[])
      and ${whose === null ? sql`true` : sql`tally.owner_id = ${whose}`} and ${inScope(scope)}`.execute(db)
  return leaf.is === 'unowned' && owner !== null ? 0 : (rows[0]?.n ?? 0)
}

/** How many accounts in scope there are of each name, and how many without an owner. */
export async function countsOf(
  db: Db,
  workspace: WorkspaceId,
  scope: Scope,
): Promise<{ names: Map<string, number>; unowned: number }> {
  const { rows } = await sql<{ name: string; n: number; nobodys: number }>`
    select name, sum(n) as n, coalesce(sum(n) filter (where owner_id = ''), 0) as nobodys
    from segment_tally tally
    where workspace_id = ${workspace} and ${inScope(scope)}
    group by name`.execute(db)
  const tiers = rows.filter(({ name }) => tallied({ is: 'all' }).includes(name))
  return {
    names: new Map(rows.map(({ name, n }) => [name, n])),
    unowned: tiers.reduce((sum, { nobodys }) => sum + nobodys, 0),
  }
}
