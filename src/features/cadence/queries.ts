import { type RawBuilder, sql } from 'kysely'
import type { Rule } from '../../care/cadence.ts'
import { CLOCKS } from '../../care/complaint.ts'
import { BATCH, batchesOf, inTransaction } from '../../db/batches.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Cutoffs, cutoffsOf, type Planned, wantedDuties } from '../duties/queries.ts'
import { planPlaybooks } from '../playbooks/queries.ts'
import { rescore } from '../scores/queries.ts'

/** These follow from tier, purchases and touches alone. */
const PLANNED: readonly Rule[] = ['thank', 'settle', 'care', 'rhythm', 'visit']

interface Besides {
  /** Told in the same transaction of accounts whose open duties moved or closed. */
  told?: (trx: Db, accounts: number[]) => Promise<void>
  /** False where copies are planned: scores are of what is so. */
  scored?: boolean
}

/**
 * Makes the open duties of the given accounts, or of all that are marked, what src/care says they are: opens those
 * missing, moves those whose days moved, closes those replaced, answered or retired. Their scores follow. Returns how many
 * duties it wrote.
 */
export async function planDuties(
  db: Db,
  workspace: Planned,
  now: Date,
  accounts?: readonly number[],
  { told, scored = true }: Besides = {},
): Promise<number> {
  const cutoffs = await cutoffsOf(db, workspace, now, accounts)
  const planBatch = (batch: number[] | number): Promise<{ taken: number[]; written: number }> =>
    inTransaction(db, async (trx) => {
      const taken = await take(trx, workspace.id, batch)
      if (taken.length === 0) return { taken, written: 0 }
      const { written, changed: moved } = await plan(trx, workspace, now, cutoffs, taken)
      const changed = [...moved, ...(await planPlaybooks(trx, workspace, now, taken))]
      if (scored) await rescore(trx, workspace, { now, cutoffs }, taken)
      if (changed.length > 0) await told?.(trx, changed)
      return { taken, written }
    })
  let written = 0
  if (accounts) for (const batch of batchesOf(accounts)) written += (await planBatch(batch)).written
  for (let after = accounts ? undefined : 0; after !== undefined;) {
    const batch = await planBatch(after)
    written += batch.written
    after = batch.taken.at(-1)
  }
  return written
}

/**
 * Holds the accounts that are to be planned: those given, or the next ones marked behind the account `batch` that
 * nobody else holds. The account is held before its figures, as by whoever writes down what happened with it.
 */
async function take(db: Db, workspace: WorkspaceId, batch: number[] | number): Promise<number[]> {
  const query = db
    .selectFrom('accountStats')
    .innerJoin('account', (join) =>
      join
        .onRef('account.workspaceId', '=', 'accountStats.workspaceId')
        .onRef('account.id', '=', 'accountStats.accountId'),
    )
    .select('accountId')
    .where('accountStats.workspaceId', '=', workspace)
    .orderBy('accountId')
    .forNoKeyUpdate(['account', 'accountStats'])
  const held =
    typeof batch === 'number'
      ? query
          .where('replan', '=', sql.lit(true))
          .where('accountId', '>', batch)
          .where('account.id', '>', batch)
          .limit(BATCH)
          .skipLocked()
      : query.where(sql<boolean>`account_id = any(${batch}::bigint[])`)
  return (await held.execute()).map(({ accountId }) => accountId)
}

/** Whether accounts are left to be planned: somebody held them, and may have given them back as they were. */
export async function isPlanningLeft(db: Db, workspace: WorkspaceId): Promise<boolean> {
  const left = await db
    .selectFrom('accountStats')
    .select('accountId')
    .where('workspaceId', '=', workspace)
    .where('replan', '=', sql.lit(true))
    .limit(1)
    .executeTakeFirst()
  return left !== undefined
}

async function plan(db: Db, workspace: Planned, now: Date, cutoffs: Cutoffs, accounts: number[]) {
  const { rows } = await sql<{ written: number; changed: number[] }>`
    with ${wantedDuties(workspace, cutoffs, accounts)}, ${compared(workspace.id, accounts)}, ${writes(workspace.id, now)}
    select (select count(*) from closed) + (select count(*) from moved) + (select count(*) from opened) as written,
      to_json(array(select account_id from closed union select account_id from moved
        union select account_id from handed)) as changed
  `.execute(db)
  return rows[0] ?? { written: 0, changed: [] }
}

/** What stands open beside what should: how it closes, if it does, and whose it is. */
const compared = (workspace: WorkspaceId, accounts: readonly number[]): RawBuilder<unknown> => sql`
  standing as materialized (
    select id, account_id, rep_id, rule, origin_id, needs, since, ideal_on, latest_on
    from follow_up
    where workspace_id = ${workspace} and account_id = any(${accounts}::bigint[]) and closed_at is null
  ),
  compared as materialized (
    select standing.id, ours,
      case
        when planned.retired and (ours or standing.rule in ('manual', 'leaving')) then 'retired'
        when not ours or wanted.id is not null then null
        when steps.answered then 'logged'
        else 'replaced'
      end as closes,
      planned.owner_id,
      planned.changed_hands and (ours or rep_id is not distinct from planned.planned_for)
        and rep_id is distinct from planned.owner_id and standing.rule <> all(${CLOCKS}::text[]) as goes_along,
      wanted.needs, wanted.since, wanted.ideal_on, wanted.latest_on, standing.needs <> wanted.needs as needs_differ,
      (standing.since, standing.ideal_on, standing.latest_on)
        is distinct from (wanted.since, wanted.ideal_on, wanted.latest_on) as days_moved
    from standing
    cross join lateral (select rule = any(${PLANNED}::text[]) as ours) as known
    join planned on planned.id = account_id
    left join wanted on wanted.id = account_id and wanted.rule = standing.rule and wanted.origin_id = standing.origin_id
    left join steps on steps.id = account_id and steps.rule = standing.rule and steps.purchase_order_id = standing.origin_id
  )`

const writes = (workspace: WorkspaceId, now: Date): RawBuilder<unknown> => sql`
  closed as (
    update follow_up
    set closed_at = ${now}, closed_how = closes, revision = revision + 1
    from compared
    where workspace_id = ${workspace} and follow_up.id = compared.id and closed_at is null and closes is not null
    returning account_id
  ),
  moved as (
    update follow_up
    set needs = compared.needs, since = compared.since, ideal_on = compared.ideal_on, latest_on = compared.latest_on,
      rep_id = case when goes_along then owner_id else rep_id end, revision = revision + 1,
      snoozed_until = case when days_moved then null else snoozed_until end,
      snoozes = case when days_moved then 0 else snoozes end
    from compared
    where workspace_id = ${workspace} and follow_up.id = compared.id and closed_at is null and closes is null and ours
      and (days_moved or needs_differ or goes_along)
    returning account_id
  ),
  handed as (
    update follow_up
    set rep_id = owner_id, revision = revision + 1
    from compared
    where workspace_id = ${workspace} and follow_up.id = compared.id and closed_at is null and closes is null
      and not ours and goes_along
    returning account_id
  ),
  opened as (
    insert into follow_up (workspace_id, account_id, rep_id, rule, origin_id, needs, since, ideal_on, latest_on, opened_at)
    select ${workspace}, id, owner_id, rule, origin_id, needs, since, ideal_on, latest_on, ${now}
    from wanted
    where opens and not exists (select from standing
      where account_id = wanted.id and standing.rule = wanted.rule and standing.origin_id = wanted.origin_id)
    on conflict do nothing
    returning 1
  ),
  cleared as (
    update account_stats
    set replan = false, planned_for = owner_id
    from planned
    where workspace_id = ${workspace} and account_id = planned.id and (replan or changed_hands)
  )`
