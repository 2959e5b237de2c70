import { sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import type { MbgNbdFit, WhyNot as Cause } from '../../care/mbg-nbd.ts'
import { daysIn, expectedIn, type Month, monthsTo } from '../../care/order-months.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Viewer, visible } from '../accounts/queries.ts'
import { newestFit } from '../model/queries.ts'

/** Why there is no model; null: none was tried yet. */
export type WhyNot = { why: Cause; customers: number } | null

export const whyNoModel = (fit: MbgNbdFit | undefined): WhyNot =>
  fit?.whyNot ? { why: fit.whyNot, customers: fit.customers } : null

/** Days with an order in each month, and how many the model expected; null: there is none, and why. */
export interface Purchases {
  months: Month[]
  ordered: number[]
  expected: number[] | null
  whyNot: WhyNot
}

/** An account's purchases of the last months. */
export async function purchasesOf(
  db: Db,
  workspace: WorkspaceId,
  accountId: number,
  today: Day,
): Promise<Purchases> {
  const days = await orderDaysOf(db, workspace, accountId)
  const fit = (await newestFit(db, workspace))?.orders
  const months = monthsTo(today)
  return {
    months,
    ordered: daysIn(months, days),
    expected: fit?.model ? expectedIn(fit.model, months, days) : null,
    whyNot: whyNoModel(fit),
  }
}

/** So many buyers say as much as all of them, and can be reckoned with while somebody waits. */
const ENOUGH = 1000

/** The days with an order of each buyer that this person sees; `drawn`: there are more, and these were drawn evenly. */
export async function buyersSeen(
  db: Db,
  workspace: WorkspaceId,
  viewer: Viewer,
  enough = ENOUGH,
): Promise<{ buyers: Day[][]; drawn: boolean }> {
  const theirs = sql`account_id in (
    select id from account where workspace_id = ${workspace} and ${visible(workspace, viewer)})`
  const { rows } = await sql<{ days: Day[] }>`
    select array(select distinct ordered_on::text from "order"
      where workspace_id = ${workspace} and account_id = buyer.account_id and amount >= 0 order by 1) as days
    from (
      -- Who sees all has no need to look at each.
      select account_id from account_stats
      where workspace_id = ${workspace} and order_days > 0 and ${viewer.role === 'admin' ? sql`true` : theirs}
      order by hashint8extended(account_id, 0) limit ${enough + 1}) as buyer`.execute(db)
  return { buyers: rows.slice(0, enough).map(({ days }) => days), drawn: rows.length > enough }
}

async function orderDaysOf(db: Db, workspace: WorkspaceId, accountId: number): Promise<Day[]> {
  const { rows } = await sql<{ on: Day }>`
    select distinct ordered_on as on from "order"
    where workspace_id = ${workspace} and account_id = ${accountId} and amount >= 0
    order by ordered_on`.execute(db)
  return rows.map(({ on }) => on)
}
