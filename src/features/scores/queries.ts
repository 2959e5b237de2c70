import { type RawBuilder, sql } from 'kysely'
import { BATCH, inTransaction } from '../../db/batches.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { keptCuts, makeCuts, markDue, measures, scored } from '../cuts/queries.ts'
import { type Cutoffs, cutoffsOf, type Planned } from '../duties/queries.ts'
import { addUp, differences } from '../tallies/queries.ts'

/** When accounts are scored, and since when their duties are overdue. */
interface Moment {
  now: Date
  cutoffs: Cutoffs
}

/**
 * Scores these accounts by the stored cuts; writes what differs, and counts it. Whoever calls holds the accounts' figures
 * until the transaction ends. Returns how many were written.
 */
export async function rescore(
  db: Db,
  workspace: Planned,
  { now, cutoffs }: Moment,
  accounts: readonly number[],
): Promise<number> {
  const cuts = await keptCuts(db, workspace, now, accounts)
  const { rows } = await sql<{ written: number; newBuyers: number }>`
    with ${measures(workspace.id, cuts, sql`account_stats.account_id = any(${accounts}::bigint[])`)}, ${scored(cuts)},
    ${standing(workspace.id, { now, cutoffs }, accounts)}, ${writes(workspace.id)}
    select (select count(*) from written) + (select count(*) from gone) as written,
      (select count(*) from changed where segment <> 'prospect' and coalesce(before, 'prospect') = 'prospect') as new_buyers
  `.execute(db)
  const { written = 0, newBuyers = 0 } = rows[0] ?? {}
  if (newBuyers * 10 > cuts.buyers) await markDue(db, workspace.id)
  return written
}

/** Makes the cuts anew and scores every account by them. Returns how many were written. */
export async function renewAll(db: Db, workspace: Planned, now: Date): Promise<number> {
  await makeCuts(db, workspace, now)
  const cutoffs = await cutoffsOf(db, workspace, now)
  let written = 0
  for (let after: number | undefined = 0; after !== undefined;) {
    const from: number = after
    after = await inTransaction(db, async (trx) => {
      const accounts = await held(trx, workspace.id, from)
      if (accounts.length > 0) written += await rescore(trx, workspace, { now, cutoffs }, accounts)
      return accounts.at(-1)
    })
  }
  await addUp(db, workspace.id)
  return written
}

/** The next accounts behind `after`, held until the transaction ends as by whoever restates or plans them. */
async function held(db: Db, workspace: WorkspaceId, after: number): Promise<number[]> {
  const rows = await db
    .selectFrom('accountStats')
    .select('accountId')
    .where('workspaceId', '=', workspace)
    .where('accountId', '>', after)
    .orderBy('accountId')
    .limit(BATCH)
    .forUpdate()
    .execute()
  return rows.map(({ accountId }) => accountId)
}

/** `current`: what is to be kept of these accounts, retired ones left out. */
const standing = (
  workspace: WorkspaceId,
  { now, cutoffs }: Moment,
  accounts: readonly number[],
): RawBuilder<unknown> => sql`
  late as (
    select distinct account_id from follow_up
    left join unnest(${cutoffs.reps}::text[], ${cutoffs.days}::date[]) as member (id, cutoff) on member.id = rep_id
    where workspace_id = ${workspace} and account_id = any(${accounts}::bigint[]) and closed_at is null
      and latest_on <= coalesce(cutoff, ${cutoffs.unowned}::date)),
  current as materialized (
    select scored.account_id, owner_id, tier, segment,
      case when ${warned} then 'lapsing' when orders < 2 then 'acquaintance' when ${advocated(now)} then 'advocate'
        else 'stable' end as stage,
      late.account_id is not null as overdue, r, f, m, money as value
    from scored
    join account on account.workspace_id = ${workspace} and account.id = scored.account_id
    left join late on late.account_id = scored.account_id
    where retired_at is null)`

/** A warning is open (care-rules §4). */
const warned = sql<boolean>`exists (select from warning where warning.workspace_id = account.workspace_id
  and warning.account_id = account.id and ended_at is null)`
/** In the last 365 days: a referral, NPS 9 or 10, or co-creation (care-rules §3.3). */
const advocated = (
  now: Date,
): RawBuilder<boolean> => sql<boolean>`exists (select from feedback where feedback.workspace_id = account.workspace_id
  and feedback.account_id = account.id and given_on > ${now}::timestamptz::date - 365
  and (kind in ('referral', 'co-creation') or kind = 'nps' and score >= 9))`

const KEPT = sql.raw('owner_id, tier, segment, stage, overdue, r, f, m, value')
const kept = (table: 'was' | 'current' | 'excluded'): RawBuilder<unknown> =>
  sql.raw(
    'owner_id tier segment stage overdue r f m value'
      .split(' ')
      .map((column) => `${table}.${column}`)
      .join(', '),
  )

const writes = (workspace: WorkspaceId): RawBuilder<unknown> => sql`
  was as materialized (
    select * from account_score
    where workspace_id = ${workspace} and account_id in (select account_id from scored)),
  changed as materialized (
    select current.*, was.segment as before
    from current left join was using (account_id)
    where was.account_id is null or (${kept('was')}) is distinct from (${kept('current')})),
  gone as (
    delete from account_score using was
    where account_score.workspace_id = ${workspace} and account_score.account_id = was.account_id
      and was.account_id not in (select account_id from current)
    returning account_score.account_id),
  written as (
    insert into account_score (workspace_id, account_id, ${KEPT})
    select ${workspace}, account_id, ${KEPT} from changed
    on conflict (workspace_id, account_id) do update set (${KEPT}) = row (${kept('excluded')})
    returning account_id),
  ${differences(
    workspace,
    sql`select *, -1 as sign from was where account_id not in (select account_id from current)
      or account_id in (select account_id from changed)`,
  )}`

export type Standing = Awaited<ReturnType<typeof standingOf>>

/** Where an account stands; undefined where it is retired. */
export function standingOf(db: Db, workspace: WorkspaceId, accountId: number) {
  return db
    .selectFrom('accountScore')
    .select(['segment', 'stage', 'r', 'f', 'm'])
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
}
