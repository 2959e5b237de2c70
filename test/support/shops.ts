import { addDays, type Day } from '../../src/care/calendar.ts'
import type { Db } from '../../src/db/database.ts'
import { restate } from '../../src/features/statistics/queries.ts'
import { addAccounts } from './customers.ts'
import type { TestWorkspace } from './pasts.ts'
import type { ShopOrder } from './shoppers.ts'

type Owner = Pick<TestWorkspace, 'id' | 'currency' | 'settings'>

/** Writes a shop's customers and their orders, with their figures; returns the customers' ids. */
export async function keepShop(
  db: Db,
  workspace: Owner,
  orders: readonly ShopOrder[],
  today: Day,
): Promise<number[]> {
  const count = Math.max(0, ...orders.map(({ customer }) => customer + 1))
  const names = Array.from({ length: count }, (_, i) => ({ name: `Customer ${i}`, externalId: `C-${i}` }))
  const ids = await addAccounts(db, workspace.id, names)
  const rows = orders.map(({ customer, on, amount }) => ({
    workspaceId: workspace.id,
    accountId: ids[customer] ?? 0,
    orderedAt: new Date(`${addDays(today, on)}T00:00Z`),
    orderedOn: addDays(today, on),
    amount,
    currency: workspace.currency,
    createdAt: new Date(0),
  }))
  for (let from = 0; from < rows.length; from += 5000)
    await db
      .insertInto('order')
      .values(rows.slice(from, from + 5000))
      .execute()
  await restate(db, workspace, 'all')
  return ids
}
