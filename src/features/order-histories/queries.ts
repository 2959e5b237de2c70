import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day } from '../../care/calendar.ts'
import type { Spends } from '../../care/gamma-gamma.ts'
import type { Histories } from '../../care/mbg-nbd.ts'
import { decimalsOf } from '../../care/money.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** The model is fitted on buyers who first ordered so many days ago (care-rules §4.2). */
const SETTLED_DAYS = 90
/** As many buyers tell the parameters to within a few hundredths: of more a part is taken. */
const ENOUGH = 50_000

/** What the model is fitted to: how many buyers have which history, and which spend. */
export interface Sample {
  histories: Histories[]
  spends: Spends[]
}

/** Whose histories, up to which day. */
export interface Span {
  workspace: { id: WorkspaceId; currency: string }
  /** Ages are counted to this day. */
  asOf: Day
  /** Only orders before this instant; absent: all, from the figures kept with them. */
  until?: Date
}

interface Row {
  /** Histories have no spend, spends no history. */
  isSpend: boolean
  x: number
  tx: number
  age: number
  spendDays: number
  spend: number
  count: number
}

/** The buyers' histories and spends, each with how many share it. */
export async function orderSample(db: Db, span: Span, enough = ENOUGH): Promise<Sample> {
  const { rows } = await sql<Row>`
    with buyers as materialized (${buyers(span)})
    select grouping(x) = 1 as is_spend, x, tx, age, spend_days, spend, count(*)::int as count
    from buyers
    where (hashint8extended(account_id, 0) & 1048575) * (select count(*) from buyers) < 1048576 * ${enough}::bigint
    group by grouping sets ((x, tx, age), (spend_days, spend))`.execute(db)
  const unit = 10 ** decimalsOf(span.workspace.currency)
  return {
    histories: rows
      .filter(({ isSpend }) => !isSpend)
      .map(({ x, tx, age, count }) => ({ x, tx: weeks(tx), age: weeks(age), count })),
    spends: rows
      .filter(({ isSpend, spendDays }) => isSpend && spendDays > 0)
      .map(({ spendDays, spend, count }) => ({ days: spendDays, mean: spend / unit / spendDays, count })),
  }
}

const weeks = (days: number): number => days / 7

/** In days. An order after the day (somebody moved the workspace's zone) makes an account no younger than its last order. */
const buyers = (span: Span): RawBuilder<unknown> => sql`
  select account_id, order_days - 1 as x, last_order_on - first_order_on as tx,
    greatest(${span.asOf}::date, last_order_on) - first_order_on as age, spend_days, spend
  from ${span.until ? ordersBefore(span, span.until) : kept(span)}
  where first_order_on <= ${addDays(span.asOf, -SETTLED_DAYS)}`

const kept = ({ workspace }: Span): RawBuilder<unknown> => sql`(
  select account_id, order_days, first_order_on, last_order_on, spend_days, spend
  from account_stats where workspace_id = ${workspace.id} and order_days > 0
) as histories`

/**
 * The same figures from the orders before an instant, as `orderDays` of src/care has them. An order keeps its day where
 * somebody moved the workspace's zone, so that whole days are told by it.
 */
const ordersBefore = ({ workspace, asOf }: Span, until: Date): RawBuilder<unknown> => sql`(
  select account_id, count(*)::int as order_days, min(ordered_on) as first_order_on, max(ordered_on) as last_order_on,
    count(spent) filter (where ordered_on > first_on)::int as spend_days,
    coalesce(sum(spent) filter (where ordered_on > first_on), 0)::bigint as spend
  from (
    select account_id, ordered_on, sum(amount) filter (where currency = ${workspace.currency}) as spent,
      min(ordered_on) over (partition by account_id) as first_on
    from "order"
    where workspace_id = ${workspace.id} and amount >= 0
      and (ordered_on < ${asOf}::date or (ordered_on = ${asOf}::date and ordered_at < ${until}))
    group by account_id, ordered_on
  ) as days
  group by account_id
) as histories`
