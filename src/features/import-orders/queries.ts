import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { StageColumns, Wrong } from '../../db/staging.ts'
import type { Writing } from '../import-accounts/queries.ts'

/** An order as a file has it; `account` is the customer's key in the other system, `amount` in minor units. */
export const orderStage = {
  external_id: 'text',
  account: 'text',
  ordered_at: 'timestamptz',
  ordered_on: 'date',
  amount: 'bigint',
  currency: 'text',
} as const satisfies StageColumns

/** Staged rows whose `account` is no customer's key. */
export function strangers(workspace: WorkspaceId): RawBuilder<Wrong> {
  return sql`
    select s.line, s.account as text, null::int as first
    from staged s left join account a on a.workspace_id = ${workspace} and a.external_id = s.account
    where a.id is null and s.account is not null`
}

/** Compares the staged orders with those known: how many are new, how many differ. Nothing is written. */
export async function compareOrders(
  trx: Db,
  workspace: WorkspaceId,
): Promise<{ created: number; updated: number }> {
  await sql`
    create temp table verdict on commit drop as
    select s.line, a.id as account_id, o.id as order_id, o.account_id as account_before,
      o.id is not null and (a.id, s.ordered_at, s.ordered_on, s.amount, s.currency)
        is distinct from (o.account_id, o.ordered_at, o.ordered_on, o.amount, o.currency) as differs
    from staged s
    join account a on a.workspace_id = ${workspace} and a.external_id = s.account
    left join "order" o on o.workspace_id = ${workspace} and o.external_id = s.external_id
  `.execute(trx)
  const { rows } = await sql<{ created: number; updated: number }>`
    select count(*) filter (where order_id is null) as created, count(*) filter (where differs) as updated from verdict
  `.execute(trx)
  return rows[0] ?? { created: 0, updated: 0 }
}

/** Writes what `compareOrders` found. Returns the accounts whose figures follow. */
export async function writeOrders(trx: Db, workspace: WorkspaceId, { now }: Writing): Promise<number[]> {
  await sql`
    update "order" o set account_id = v.account_id, ordered_at = s.ordered_at, ordered_on = s.ordered_on,
      amount = s.amount, currency = s.currency
    from verdict v join staged s on s.line = v.line
    where v.differs and o.workspace_id = ${workspace} and o.id = v.order_id
  `.execute(trx)
  await sql`
    insert into "order" (workspace_id, account_id, external_id, ordered_at, ordered_on, amount, currency, created_at)
    select ${workspace}, v.account_id, s.external_id, s.ordered_at, s.ordered_on, s.amount, s.currency, ${now}
    from verdict v join staged s on s.line = v.line
    where v.order_id is null
  `.execute(trx)
  const { rows } = await sql<{ id: number }>`
    select distinct unnest(array[account_id, account_before]) as id from verdict
    where order_id is null or differs
  `.execute(trx)
  return rows.map(({ id }) => id).filter((id) => id !== null)
}
