import { sql } from 'kysely'
import type { Level } from '../../care/at-stake.ts'
import type { ChurnRule } from '../../care/churn.ts'
import type { KeptReason } from '../../care/warning.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Viewer, visible } from '../accounts/queries.ts'

/** So many of the most at stake are named. */
const TOP = 10

interface Share {
  /** A member's name or a rule; null: nobody's. */
  name: string | null
  count: number
  /** Minor units of the workspace's currency. */
  atStake: number
}

interface TopCase {
  id: number
  account: string
  owner: string | null
  level: Level
  atStake: number
  reasons: KeptReason[]
}

/** The open warnings that this person sees: in all, by rep, by sign, and the most at stake. */
export interface WarningList {
  count: number
  atStake: number
  byRep: Share[]
  byRule: (Share & { name: ChurnRule })[]
  top: TopCase[]
}

export async function warningList(db: Db, workspace: WorkspaceId, viewer: Viewer): Promise<WarningList> {
  const open = sql`
    from warning
    join account on account.workspace_id = warning.workspace_id and account.id = warning.account_id
    left join member owner on owner.workspace_id = account.workspace_id and owner.id = account.owner_id
    where warning.workspace_id = ${workspace} and ended_at is null and account.retired_at is null
      and ${visible(workspace, viewer)}`
  const sums = sql`count(*)::int as count, coalesce(sum(at_stake), 0)::bigint as at_stake`
  const { rows: byRep } = await sql<Share>`
    select min(owner.name) as name, ${sums} ${open}
    group by account.owner_id order by at_stake desc, count desc, name`.execute(db)
  const { rows: byRule } = await sql<Share & { name: ChurnRule }>`
    select rule as name, ${sums}
    from (select warning.workspace_id, warning.id, at_stake ${open}) cases
    join warning_reason reason on reason.workspace_id = cases.workspace_id and reason.warning_id = cases.id and holds
    group by rule order by at_stake desc, count desc, name`.execute(db)
  const { rows: top } = await sql<TopCase>`
    select warning.id, account.name as account, owner.name as owner, level, at_stake,
      coalesce((select json_agg(json_build_object('rule', rule, 'key', evidence_key, 'evidence', evidence) order by since, rule)
        from warning_reason reason
        where reason.workspace_id = warning.workspace_id and reason.warning_id = warning.id and holds), '[]') as reasons
    ${open}
    order by at_stake desc, warning.id limit ${TOP}`.execute(db)
  const total = (of: (share: Share) => number): number => byRep.reduce((sum, share) => sum + of(share), 0)
  return { count: total(({ count }) => count), atStake: total(({ atStake }) => atStake), byRep, byRule, top }
}
