import { type RawBuilder, sql } from 'kysely'
import type { Settings } from '../../care/settings.ts'
import { BATCH, batchesOf, inTransaction } from '../../db/batches.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** What the figures of a workspace's accounts depend on. */
export interface Bookkeeping {
  id: WorkspaceId
  /** Revenue is summed in this one, ISO 4217. */
  currency: string
  settings: Pick<Settings, 'samePurchaseDays'>
}

/**
 * Works out the figures of these accounts anew from their orders and interactions, and marks those that changed for
 * planning; where nothing changed nothing is written. Returns how many changed.
 */
export async function restate(
  db: Db,
  workspace: Bookkeeping,
  accounts: readonly number[] | 'all',
): Promise<number> {
  let changed = 0
  const batches = accounts === 'all' ? allAccounts(db, workspace.id) : batchesOf(accounts)
  for await (const batch of batches)
    changed += await inTransaction(db, (trx) => restateBatch(trx, workspace, batch))
  return changed
}

/** Marks accounts for planning: their tier, owner, plan or state changed, or the settings did. */
export async function markForPlanning(
  db: Db,
  workspace: WorkspaceId,
  accounts: readonly number[] | 'all',
): Promise<void> {
  for await (const batch of accounts === 'all' ? allAccounts(db, workspace) : batchesOf(accounts))
    await inTransaction(db, async (trx) => {
      await held(trx, workspace, batch)
      await trx
        .updateTable('accountStats')
        .set({ replan: true })
        .where('workspaceId', '=', workspace)
        .where('replan', '=', false)
        .where(among('account_id', batch))
        .execute()
    })
}

async function* allAccounts(db: Db, workspace: WorkspaceId): AsyncGenerator<number[]> {
  for (let last: number | undefined = 0; last !== undefined;) {
    const rows = await db
      .selectFrom('account')
      .select('id')
      .where('workspaceId', '=', workspace)
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    if (rows.length > 0) yield rows.map(({ id }) => id)
    last = rows.at(-1)?.id
  }
}

async function restateBatch(db: Db, workspace: Bookkeeping, batch: readonly number[]): Promise<number> {
  const known = await held(db, workspace.id, batch)
  const missing = batch.filter((id) => !known.has(id))
  const made = await insertMissing(db, workspace, missing)
  // Somebody else made these meanwhile, and may not have seen what we have.
  const raced = missing.filter((id) => !made.has(id))
  if (raced.length > 0) for (const id of await held(db, workspace.id, raced)) known.add(id)
  return made.size + (await updateChanged(db, workspace, [...known]))
}

/**
 * Those of the accounts that have figures, held until the transaction ends. An order or touch is written before its
 * account is restated, so that whoever holds the account sees, in a later statement, all that came before.
 */
async function held(db: Db, workspace: WorkspaceId, accounts: readonly number[]): Promise<Set<number>> {
  const rows = await db
    .selectFrom('accountStats')
    .select('accountId')
    .where('workspaceId', '=', workspace)
    .where(among('account_id', accounts))
    .orderBy('accountId')
    .forUpdate()
    .execute()
  return new Set(rows.map(({ accountId }) => accountId))
}

async function insertMissing(
  db: Db,
  workspace: Bookkeeping,
  missing: readonly number[],
): Promise<Set<number>> {
  if (missing.length === 0) return new Set()
  const { rows } = await sql<{ accountId: number }>`
    insert into account_stats (workspace_id, account_id, ${columns})
    ${figures(workspace, missing)}
    on conflict do nothing
    returning account_id`.execute(db)
  return new Set(rows.map(({ accountId }) => accountId))
}

async function updateChanged(db: Db, workspace: Bookkeeping, known: readonly number[]): Promise<number> {
  if (known.length === 0) return 0
  const { numAffectedRows } = await sql`
    update account_stats
    set (replan, ${columns}) = row(true, ${prefixed('figures')})
    from (${figures(workspace, known)}) as figures
    where account_stats.workspace_id = figures.workspace_id
      and account_stats.account_id = figures.account_id
      and (${prefixed('account_stats')}) is distinct from (${prefixed('figures')})`.execute(db)
  return Number(numAffectedRows)
}

const FIGURES = [
  'order_count',
  'revenue',
  'first_order_on',
  'last_order_on',
  'last_order_amount',
  'purchase_on',
  'purchase_order_id',
  'last_touch_on',
  'touch_before_on',
  'last_visit_on',
  'last_interaction_id',
] as const
const columns = sql.raw(FIGURES.join(', '))
const prefixed = (table: string): RawBuilder<unknown> =>
  sql.raw(FIGURES.map((column) => `${table}.${column}`).join(', '))

const among = (column: string, accounts: readonly number[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${accounts}::bigint[])`

/** What an import told of counts as a touch in person, once: a touch logged on that day is the same one. */
const figures = (workspace: Bookkeeping, accounts: readonly number[]): RawBuilder<unknown> => sql`
  select account.workspace_id, account.id as account_id,
    coalesce(order_count, 0) as order_count, coalesce(revenue, 0) as revenue,
    first_order_on, last_order_on, last_order_amount, purchase_on, purchase_order_id,
    greatest(touch_on, last_contact_on) as last_touch_on,
    case
      when last_contact_on > touch_on then touch_on
      when last_contact_on < touch_on then greatest(last_contact_on, before_on)
      else before_on
    end as touch_before_on,
    greatest(visit_on, last_contact_on) as last_visit_on,
    last_interaction_id
  from account
  left join (${purchases(workspace, accounts)}) as purchases on purchases.account_id = account.id
  left join (${touches(workspace.id, accounts)}) as touches on touches.account_id = account.id
  where account.workspace_id = ${workspace.id} and ${among('account.id', accounts)}`

/**
 * Orders as `purchaseStarts` of src/care reads them: returns begin no purchase and stand between none. Where a row is
 * to be taken by a date, the maximum of [date, …, row] takes it without a sort.
 */
const purchases = (workspace: Bookkeeping, accounts: readonly number[]): RawBuilder<unknown> => sql`
  select account_id,
    count(*) filter (where bought) as order_count,
    coalesce(sum(amount) filter (where currency = ${workspace.currency}), 0)::bigint as revenue,
    min(ordered_on) filter (where bought) as first_order_on,
    max(ordered_on) filter (where bought) as last_order_on,
    (max(array[day_number, moment, id, amount]) filter (where bought))[4] as last_order_amount,
    max(ordered_on) filter (where begins) as purchase_on,
    (max(array[day_number, id]) filter (where begins))[2] as purchase_order_id
  from (
    select account_id, id, amount, currency, ordered_on, amount > 0 as bought,
      (ordered_on - date '2000-01-01')::bigint as day_number,
      (extract(epoch from ordered_at) * 1000000)::bigint as moment,
      amount > 0 and coalesce(ordered_on - max(ordered_on) filter (where amount > 0) over before
        > ${workspace.settings.samePurchaseDays}::int, true) as begins
    from "order"
    where workspace_id = ${workspace.id} and ${among('account_id', accounts)}
    window before as (partition by account_id order by ordered_on, id
      rows between unbounded preceding and 1 preceding)
  ) as orders
  group by account_id`

/** Interactions that reached the customer, as `isTouch` of src/care; where only "done" was said there is no channel. */
const touches = (workspace: WorkspaceId, accounts: readonly number[]): RawBuilder<unknown> => sql`
  select account_id,
    max(occurred_on) filter (where reached) as touch_on,
    max(before_on) filter (where reached) as before_on,
    max(occurred_on) filter (where reached and channel = 'visit') as visit_on,
    (max(array[moment, id]))[2] as last_interaction_id
  from (
    select account_id, id, channel, occurred_on, ${reached} as reached,
      (extract(epoch from occurred_at) * 1000000)::bigint as moment,
      max(occurred_on) filter (where ${reached}) over (partition by account_id order by occurred_on, id
        rows between unbounded preceding and 1 preceding) as before_on
    from interaction
    where workspace_id = ${workspace} and ${among('account_id', accounts)}
  ) as interactions
  group by account_id`

const reached = sql`(channel is distinct from 'note' and outcome is distinct from 'no-answer')`
