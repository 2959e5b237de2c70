import { sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import type { WhyNot } from '../../care/mbg-nbd.ts'
import { daysIn, expectedIn, type Month, monthsTo } from '../../care/order-months.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { newestFit } from '../model/queries.ts'

/** So many months are looked back on: with fewer a year has seasons that nobody sees. */
const MONTHS = 12

/** Days with an order in each month, and how many the model expected; null without one, and then why, where it was tried. */
export interface Purchases {
  months: Month[]
  ordered: number[]
  expected: number[] | null
  whyNot: { why: WhyNot; customers: number } | null
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
  const months = monthsTo(today, MONTHS)
  return {
    months,
    ordered: daysIn(months, days),
    expected: fit?.model ? expectedIn(fit.model, months, days) : null,
    whyNot: fit?.whyNot ? { why: fit.whyNot, customers: fit.customers } : null,
  }
}

async function orderDaysOf(db: Db, workspace: WorkspaceId, accountId: number): Promise<Day[]> {
  const { rows } = await sql<{ on: Day }>`
    select distinct ordered_on as on from "order"
    where workspace_id = ${workspace} and account_id = ${accountId} and amount >= 0
    order by ordered_on`.execute(db)
  return rows.map(({ on }) => on)
}
