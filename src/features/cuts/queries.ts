import { type RawBuilder, sql } from 'kysely'
import { type Day, dayIn } from '../../care/calendar.ts'
import { QUANTILES } from '../../care/rfm.ts'
import { segmentTable } from '../../care/segment.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** A workspace whose buyers are cut into fifths. */
export interface Scored {
  id: WorkspaceId
  /** IANA name. */
  zone: string
  settings: Pick<Settings, 'scoreWindowDays'>
}

/** Where each measure is cut, as of a day. */
export interface Cut {
  asOf: Day
  windowDays: number
  buyers: number
  recency: number[]
  frequency: number[]
  money: number[]
}

/** The cuts of last night; made now where nobody had bought then and one of these has. */
export async function keptCuts(
  db: Db,
  workspace: Scored,
  now: Date,
  accounts: readonly number[],
): Promise<Cut> {
  const kept = await db
    .selectFrom('scoreCuts')
    .select(['asOf', 'windowDays', 'buyers', 'recency', 'frequency', 'money'])
    .where('workspaceId', '=', workspace.id)
    .executeTakeFirst()
  if (kept && kept.buyers > 0) return kept
  return (await hasBuyer(db, workspace.id, accounts))
    ? makeCuts(db, workspace, now)
    : { ...NONE, asOf: dayIn(workspace.zone, now), windowDays: 0 }
}

async function hasBuyer(db: Db, workspace: WorkspaceId, accounts: readonly number[]): Promise<boolean> {
  const buyer = await db
    .selectFrom('accountStats')
    .select('accountId')
    .where('workspaceId', '=', workspace)
    .where(sql<boolean>`account_id = any(${accounts}::bigint[])`)
    .where('orderCount', '>', 0)
    .limit(1)
    .executeTakeFirst()
  return buyer !== undefined
}

/** Cuts the workspace's buyers into fifths as of the workspace's day, retired ones too (care-rules §3.1). */
export async function makeCuts(db: Db, { id, zone, settings }: Scored, now: Date): Promise<Cut> {
  const asOf = dayIn(zone, now)
  const over = { asOf, windowDays: settings.scoreWindowDays }
  const cuts = { ...over, ...(await cutsAmong(db, measures(id, over, sql`true`))) }
  await db
    .insertInto('scoreCuts')
    .values({ workspaceId: id, ...cuts })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet({ ...cuts, due: false }))
    .execute()
  return cuts
}

/** The cuts of those measured. */
export async function cutsAmong(
  db: Db,
  measured: RawBuilder<unknown>,
): Promise<Omit<Cut, 'asOf' | 'windowDays'>> {
  const { rows } = await sql<Omit<Cut, 'asOf' | 'windowDays'>>`
    with ${measured}
    select count(*) as buyers, ${quantiles(sql`recency`)} as recency, ${quantiles(sql`frequency`)} as frequency,
      ${quantiles(sql`money`)} as money
    from measures where orders > 0`.execute(db)
  return rows[0] ?? NONE
}

const ZEROS = [0, 0, 0, 0]
const NONE = { buyers: 0, recency: ZEROS, frequency: ZEROS, money: ZEROS }

const quantiles = (value: RawBuilder<unknown>): RawBuilder<number[]> => sql`
  coalesce(percentile_cont(${QUANTILES}::float8[]) within group (order by ${value}::float8), ${ZEROS}::float8[])`

/** `measures`: what is scored of accounts; of all history their figures have it, of less their orders. */
export function measures(
  workspace: WorkspaceId,
  { asOf, windowDays }: { asOf: Day; windowDays: number },
  which: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const recency = sql`${asOf}::date - last_order_on`
  if (windowDays === 0)
    return sql`measures as (
      select account_id, order_count as orders, ${recency} as recency, order_count as frequency, revenue as money
      from account_stats where workspace_id = ${workspace} and ${which})`
  return sql`measures as (
    select account_stats.account_id, order_count as orders, ${recency} as recency,
      coalesce(frequency, 0) as frequency, coalesce(money, 0) as money
    from account_stats
    left join lateral (
      select count(*) filter (where amount >= 0) as frequency,
        sum(amount) filter (where currency = (select currency from workspace where id = ${workspace}))::bigint as money
      from "order"
      where workspace_id = ${workspace} and account_id = account_stats.account_id
        and ordered_on > ${asOf}::date - ${windowDays}::int
    ) as lately on true
    where account_stats.workspace_id = ${workspace} and ${which})`
}

/** The same of the orders up to the day, whatever came after. */
export const measuresThen = (
  workspace: WorkspaceId,
  { asOf, windowDays }: { asOf: Day; windowDays: number },
): RawBuilder<unknown> => {
  const counts = sql`(${windowDays}::int = 0 or ordered_on > ${asOf}::date - ${windowDays}::int)`
  return sql`measures as (
    select account_id, count(*) filter (where amount >= 0) as orders,
      ${asOf}::date - max(ordered_on) filter (where amount >= 0) as recency,
      count(*) filter (where amount >= 0 and ${counts}) as frequency,
      coalesce(sum(amount) filter (where ${counts}
        and currency = (select currency from workspace where id = ${workspace})), 0)::bigint as money
    from "order" where workspace_id = ${workspace} and ordered_on <= ${asOf}
    group by account_id)`
}

/** `scored`: `scoresOf` and `segmentOf` of src/care for all that `measures` has. */
export const scored = (cuts: Cut): RawBuilder<unknown> => sql`
  binned as (
    select account_id, orders, money,
      case when orders > 0 then 6 - ${bin(sql`recency`, cuts.recency)} end as r,
      case when orders > 0 then ${bin(sql`frequency`, cuts.frequency)} end as f,
      case when orders > 0 then ${bin(sql`money`, cuts.money)} end as m
    from measures),
  scored as (
    select account_id, orders, money, r, f, m,
      coalesce((${segmentTable()}::text[])[
        1 + case when orders > 1 then 125 else 0 end + 25 * (r - 1) + 5 * (f - 1) + m - 1], 'prospect') as segment
    from binned)`

const bin = (value: RawBuilder<unknown>, cuts: readonly number[]): RawBuilder<number> => sql`
  (1 + ${sql.join(
    cuts.map((cut) => sql`(${value} > ${cut}::float8)::int`),
    sql` + `,
  )})`

/** Has the cuts made anew soon. */
export async function markDue(db: Db, workspace: WorkspaceId): Promise<void> {
  await db
    .updateTable('scoreCuts')
    .set({ due: true })
    .where('workspaceId', '=', workspace)
    .where('due', '=', false)
    .execute()
}

/**
 * Takes those workspaces whose cuts are due, or of an earlier day than it is there, so that one replica makes them anew;
 * one that was taken and not done is taken again ten minutes later.
 */
export async function takeDue(db: Db, among: readonly Scored[], now: Date): Promise<WorkspaceId[]> {
  const { rows } = await sql<{ id: WorkspaceId }>`
    insert into score_cuts as kept (workspace_id, as_of, window_days, buyers, recency, frequency, money, due, taken_at)
    select id, day, 0, 0, ${ZEROS}::float8[], ${ZEROS}::float8[], ${ZEROS}::float8[], true, ${now}
    from unnest(${among.map(({ id }) => id)}::int[], ${among.map(({ zone }) => dayIn(zone, now))}::date[]) as there (id, day)
    on conflict (workspace_id) do update set taken_at = excluded.taken_at
    where (kept.due or kept.as_of < excluded.as_of)
      and coalesce(kept.taken_at < ${now}::timestamptz - interval '10 minutes', true)
    returning workspace_id as id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether the cuts are of an earlier day than it is there, or due. */
export async function areCutsDue(db: Db, { id, zone }: Scored, now: Date): Promise<boolean> {
  const kept = await db
    .selectFrom('scoreCuts')
    .select(['due', 'asOf'])
    .where('workspaceId', '=', id)
    .executeTakeFirst()
  return !kept || kept.due || kept.asOf < dayIn(zone, now)
}
