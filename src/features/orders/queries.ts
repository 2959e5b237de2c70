import { type Day, dayIn, instantOf } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Acting } from '../outlook/queries.ts'
import { audit } from '../people/queries.ts'

/** An order as a person records it; minor units, a return is negative. */
interface NewOrder {
  amount: number
  currency: string
  /** The day of it where the person is. */
  date: Day
  number: string | null
}

/** Writes an order; a CareError when another has its number. */
export async function recordOrder(db: Db, by: Acting, accountId: number, order: NewOrder): Promise<void> {
  const { workspace, reader, now } = by
  const { amount, currency, number } = order
  const made = await db
    .insertInto('order')
    .values({
      workspaceId: workspace.id,
      accountId,
      externalId: number,
      amount,
      currency,
      ...momentOf(order.date, workspace.zone, now),
      recordedBy: reader.id,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'externalId']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new CareError('orders.numberTaken', { number: number ?? '' }, 'number')
  await audit(db, by, 'orders.record', 'order', made.id, { account: accountId })
}

/** Orders have the workspace's days: where the person is ahead of it, today is today; an earlier day is its start. */
function momentOf(date: Day, zone: string, now: Date): { orderedOn: Day; orderedAt: Date } {
  const today = dayIn(zone, now)
  return date < today
    ? { orderedOn: date, orderedAt: instantOf(date, '00:00', zone) }
    : { orderedOn: today, orderedAt: now }
}

/** The last orders and returns of an account, newest first. */
export function lastOrders(db: Db, workspace: WorkspaceId, accountId: number, limit: number) {
  return db
    .selectFrom('order')
    .select(['orderedOn', 'amount', 'currency', 'externalId'])
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .orderBy('orderedOn', 'desc')
    .orderBy('orderedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
