import { type RawBuilder, sql } from 'kysely'
import { type Level, STAKE_DAYS } from '../../care/at-stake.ts'
import { addDays, type Day } from '../../care/calendar.ts'
import type { MbgNbd } from '../../care/mbg-nbd.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/**
 * The rules of src/care/mbg-nbd.ts and at-stake.ts as SQL, for the accounts of a query that has `account_stats` under the
 * name `stats`: what changes for everybody every day is worked out when it is read, and never stored.
 */
export interface Reading {
  /** Null: no model could be fitted. */
  model: MbgNbd | null
  /** The workspace's day. */
  today: Day
  /** The name under which the query has `account_stats`, or those columns of it as they were on `today`. */
  stats: string
}

/** Probability that the account is still a customer; null without a model or any order. */
export function pAlive({ model, today, stats }: Reading): RawBuilder<number | null> {
  if (!model) return sql`null::float8`
  const { x, tx, age } = historyOf(stats, today)
  const { r, alpha, a, b } = model
  // Beyond e^700 a float8 overflows, which fails the query.
  const power = sql`exp(least(700, (${float(r)} + ${x}) * ln((${float(alpha)} + ${age}) / (${float(alpha)} + ${tx}))))`
  return sql`(case when ${column(stats, 'order_days')} > 0
    then 1 / (1 + ${float(a)} / (${float(b)} + ${x}) * ${power}) end)`
}

/** Where a is larger accounts leave so much alike that one probability stands for all, within a hundredth. */
const ALIKE = 100

/**
 * Days with an order expected within so many days from today; null without a model or any order. As `expectedOrders` of
 * src/care, to seven digits while the horizon is no longer than the account is old.
 */
export function expectedOrders(reading: Reading, days: number): RawBuilder<number | null> {
  const { model, today, stats } = reading
  if (!model) return sql`null::float8`
  const { x, age } = historyOf(stats, today)
  const { alpha, a } = model
  const share = sql`${float(days / 7)} / (${float(alpha + days / 7)} + ${age})`
  const orders = a > ALIKE ? ordersOfOne(model) : byEuler(model)
  return sql`(select ${pAlive(reading)} * ${orders} from (select ${x} as x, ${share} as z) as history)`
}

/** As `byEuler` of src/care, the series as nested products. */
function byEuler({ r, a, b }: MbgNbd): RawBuilder<number> {
  let nested = sql<number>`1`
  for (let k = termsOf({ r, a, b }); k > 0; k--) {
    const factor = ((a + b - r + k) * (a + k - 1)) / (k + 1)
    nested = sql`(1 + ${float(factor)} * z / (${float(a + b + k)} + x) * ${nested})`
  }
  const series = sql`(${float(a + b - r)} * z / (${float(a + b)} + x) * ${nested})`
  const power = sql`power(1 - z, ${float(a - 1)})`
  const first = Math.abs(a - 1) < 1e-6 ? sql`-ln(1 - z)` : sql`(1 - ${power}) / ${float(a - 1)}`
  return sql`((${float(a + b)} + x) * (${first} - ${power} * ${series}))`
}

/** How many terms give the digits at z = ½ and x = 0, where they are the largest. */
function termsOf({ r, a, b }: Pick<MbgNbd, 'r' | 'a' | 'b'>): number {
  const ratio = (k: number): number => (((a + b - r + k) / (a + b + k)) * (a + k - 1)) / (k + 1) / 2
  let [k, term, sum] = [1, 1, 1]
  for (; Math.abs(term) > 1e-12 * Math.abs(sum) || Math.abs(ratio(k)) > 0.9; k++) {
    term *= ratio(k)
    sum += Math.abs(term)
  }
  return k
}

/** The integral over the rate alone, for the mean probability to leave. */
function ordersOfOne({ r, a, b }: MbgNbd): RawBuilder<number> {
  const leaves = sql`(${float(a)} / (${float(a + b + 1)} + x))`
  // p weeks / (α + T) with z / (1 - z) for weeks / (α + T).
  return sql`((1 - exp(-(${float(r)} + x) * ln(1 + ${leaves} * z / (1 - z)))) / ${leaves})`
}

/**
 * What stands to be lost of the last 365 days' revenue, in minor units. `level` is that of the account's warning, taken
 * where there is no model; an account without a warning has none then.
 */
export function moneyAtStake(
  reading: Reading,
  workspace: { id: WorkspaceId; currency: string },
  level: RawBuilder<Level | null>,
): RawBuilder<number | null> {
  const byLevel = sql`(case ${level} when 'at-risk' then 1 when 'quiet' then 0.5 end)`
  const risk = reading.model ? sql`(1 - coalesce(${pAlive(reading)}, 1))` : byLevel
  return sql`round((greatest(0, ${yearsRevenue(reading, workspace)}) * ${risk})::numeric)::bigint`
}

/** Orders less returns in the workspace's currency. */
function yearsRevenue(
  { today, stats }: Reading,
  workspace: { id: WorkspaceId; currency: string },
): RawBuilder<number> {
  return sql`(
    select coalesce(sum(amount), 0) from "order"
    where workspace_id = ${workspace.id} and account_id = ${column(stats, 'account_id')}
      and currency = ${workspace.currency}
      and ordered_on > ${addDays(today, -STAKE_DAYS)} and ordered_on <= ${today})`
}

/** An account's orders in weeks, as `History` of src/care; one of a later day makes it no younger than its last order. */
function historyOf(stats: string, today: Day): Record<'x' | 'tx' | 'age', RawBuilder<number>> {
  const [first, last] = [column(stats, 'first_order_on'), column(stats, 'last_order_on')]
  return {
    x: sql`(${column(stats, 'order_days')} - 1)::float8`,
    tx: sql`((${last} - ${first}) / 7.0::float8)`,
    age: sql`((greatest(${today}::date, ${last}) - ${first}) / 7.0::float8)`,
  }
}

const column = (stats: string, name: string): RawBuilder<unknown> => sql.ref(`${stats}.${name}`)

/** A constant in the text of the statement: PostgreSQL reckons ahead what depends on nothing else. */
const float = (value: number): RawBuilder<number> => sql`${sql.lit(value)}::float8`
