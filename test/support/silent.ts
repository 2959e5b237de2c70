import { addDays, day } from '../../src/care/calendar.ts'
import { restate } from '../../src/features/statistics/queries.ts'
import { addAccounts } from './customers.ts'
import { startWith } from './mornings.ts'

export type Watching = Awaited<ReturnType<typeof startWatching>>

export const MONDAY = '2026-03-02T08:30:00Z'
export const monday = day('2026-03-02')

/** A workspace that was looked at on Sunday, when nothing was wrong yet. */
export async function startWatching() {
  const tend = await startWith([], { now: MONDAY })
  await tend.db
    .updateTable('workspace')
    .set({ warnedAt: new Date('2026-03-01T01:00:00Z') })
    .execute()
  return tend
}

/** Ben's customer, who ordered so many days before Monday, was touched on Friday, and came long ago. */
export async function addBuyer(tend: Watching, name: string, orders: readonly number[], owner = 'ben') {
  const workspace = await tend.workspace()
  const [id = 0] = await addAccounts(tend.db, workspace.id, [
    {
      name,
      ownerId: tend.slack.person(owner).id,
      tier: 'general',
      cameOn: addDays(monday, -500),
      lastContactOn: addDays(monday, -3),
      createdAt: new Date('2024-10-01'),
    },
  ])
  await addOrders(tend, id, orders)
  return id
}

export async function addOrders(tend: Watching, accountId: number, daysAgo: readonly number[]) {
  const workspace = await tend.workspace()
  for (const ago of daysAgo) {
    const on = addDays(monday, -ago)
    const when = { orderedAt: new Date(`${on}T12:00:00Z`), orderedOn: on, createdAt: new Date(MONDAY) }
    const values = { amount: 120_000, currency: workspace.currency, ...when }
    await tend.db
      .insertInto('order')
      .values({ workspaceId: workspace.id, accountId, ...values })
      .execute()
  }
  await restate(tend.db, workspace, [accountId])
}
