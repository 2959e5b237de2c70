import { type Selectable, sql } from 'kysely'
import type { GammaGammaFit } from '../../care/gamma-gamma.ts'
import type { MbgNbdFit } from '../../care/mbg-nbd.ts'
import type { Day } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { Schema, WorkspaceId } from '../../db/schema.ts'

/** Both parts of what was fitted to a workspace's orders, or why not. */
export interface ModelFit {
  /** Ages were counted to this day. */
  asOf: Day
  /** The currency of what was spent. */
  currency: string
  orders: MbgNbdFit
  spend: GammaGammaFit
}

/** Takes the workspaces whose model was not asked for within a week, so that one replica asks. */
export function takeModelsDue(db: Db, now: Date) {
  return db
    .updateTable('workspace')
    .set({ modelAskedAt: now })
    .where('suspendedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('modelAskedAt', 'is', null),
        eb('modelAskedAt', '<=', sql<Date>`${now}::timestamptz - interval '7 days'`),
      ]),
    )
    .returning('id')
    .execute()
}

/** Keeps a fit; an earlier one of the same instant is replaced, for the job was done again. */
export async function keepFit(db: Db, workspace: WorkspaceId, fit: ModelFit, now: Date): Promise<void> {
  const { asOf, currency, orders, spend } = fit
  const none = { r: null, alpha: null, a: null, b: null, logLikelihood: null }
  const noSpend = { p: null, q: null, v: null, spendLogLikelihood: null }
  const values = {
    asOf,
    currency,
    customers: orders.customers,
    whyNot: orders.whyNot,
    ...(orders.model ? { ...orders.model, logLikelihood: orders.logLikelihood } : none),
    spendCustomers: spend.customers,
    whyNoSpend: spend.whyNot,
    ...(spend.model ? { ...spend.model, spendLogLikelihood: spend.logLikelihood } : noSpend),
  }
  await db
    .insertInto('modelFit')
    .values({ workspaceId: workspace, fittedAt: now, ...values })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'fittedAt']).doUpdateSet(values))
    .execute()
}

/** The newest fit, whatever came of it; undefined where none was tried. */
export async function newestFit(
  db: Db,
  workspace: WorkspaceId,
): Promise<(ModelFit & { fittedAt: Date }) | undefined> {
  const row = await db
    .selectFrom('modelFit')
    .selectAll()
    .where('workspaceId', '=', workspace)
    .orderBy('fittedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      fittedAt: row.fittedAt,
      asOf: row.asOf,
      currency: row.currency,
      orders: ordersOf(row),
      spend: spendOf(row),
    }
  )
}

type Row = Selectable<Schema['modelFit']>

// The table's own checks keep all the numbers of a part or none.
function ordersOf({ customers, whyNot, r, alpha, a, b, logLikelihood }: Row): MbgNbdFit {
  return whyNot === null && r !== null && alpha !== null && a !== null && b !== null && logLikelihood !== null
    ? { customers, model: { r, alpha, a, b }, logLikelihood, whyNot: null }
    : { customers, model: null, whyNot: whyNot ?? 'not-sane' }
}

function spendOf({ spendCustomers: customers, whyNoSpend, p, q, v, spendLogLikelihood }: Row): GammaGammaFit {
  return whyNoSpend === null && p !== null && q !== null && v !== null && spendLogLikelihood !== null
    ? { customers, model: { p, q, v }, logLikelihood: spendLogLikelihood, whyNot: null }
    : { customers, model: null, whyNot: whyNoSpend ?? 'not-sane' }
}
