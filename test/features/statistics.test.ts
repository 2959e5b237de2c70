import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, day } from '../../src/care/calendar.ts'
import { orderDays } from '../../src/care/order-days.ts'
import type { Db } from '../../src/db/database.ts'
import type { WorkspaceId } from '../../src/db/schema.ts'
import { restate } from '../../src/features/statistics/queries.ts'
import { down, up } from '../../migrations/0011-model.ts'
import { freshDatabase } from '../support/database.ts'
import { keepOrders, keepPasts, newWorkspace } from '../support/pasts.ts'
import { startTend } from '../support/tend.ts'

const monday = day('2026-03-02')

const nothing = {
  tier: 'general',
  owner: null,
  rhythmDays: null,
  visitDays: null,
  lastContact: null,
  cameOn: -400,
  retired: false,
  orders: [],
  interactions: [],
} as const

// Few days and amounts, so that days fall together and orders of nothing come.
const anyOrder = fc.record({
  on: fc.integer({ min: -9, max: 2 }),
  amount: fc.integer({ min: -2, max: 4 }),
  currency: fc.constantFrom('EUR', 'EUR', 'USD'),
})

const figuresOf = (db: Db, workspace: WorkspaceId) =>
  db
    .selectFrom('accountStats')
    .select(['accountId', 'orderDays', 'firstOrderOn', 'lastOrderOn', 'spendDays', 'spend'])
    .where('workspaceId', '=', workspace)
    .orderBy('accountId')
    .execute()

test('the order days that are kept are those the rule counts', async () => {
  const db = await freshDatabase()
  const histories = fc.array(fc.array(anyOrder, { maxLength: 8 }), { minLength: 20, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(histories, async (all) => {
      const workspace = await newWorkspace(db, [])
      const pasts = all.map(() => ({ ...nothing, orders: [], interactions: [] }))
      const standings = await keepPasts(db, workspace, [], pasts, monday)
      const orders = standings.flatMap((standing, i) =>
        (all[i] ?? []).map((order) => ({ standing, ...order })),
      )
      for (const currency of ['EUR', 'USD']) {
        const those = orders.filter((order) => order.currency === currency)
        await keepOrders(db, { ...workspace, currency }, those, monday)
      }
      await restate(db, workspace, 'all')
      const expected = standings.map(({ id }, i) => ({
        accountId: id,
        ...orderDays(
          (all[i] ?? []).map((order) => ({ ...order, on: addDays(monday, order.on) })),
          workspace.currency,
        ),
      }))
      expect(await figuresOf(db, workspace.id)).toEqual(expected)
    }),
    { numRuns: 10 },
  )
}, 60_000)

test('figures of an earlier version are worked out anew by a job, once', async () => {
  const tend = await startTend()
  const { db } = tend
  await tend.ring()
  const { id, currency } = await tend.workspace()
  const workspace = { ...(await newWorkspace(db, [])), id, currency }
  const orders = [
    { on: -50, amount: 100 },
    { on: -20, amount: 70 },
    { on: -20, amount: 5 },
  ]
  const [one] = await keepPasts(db, workspace, [], [{ ...nothing, orders, interactions: [] }], monday)
  await restate(db, workspace, 'all')
  const kept = await figuresOf(db, id)
  expect(kept).toMatchObject([{ accountId: one?.id, orderDays: 2, spendDays: 1, spend: 75 }])

  // As the database stands after the migration.
  const bare = db as unknown as Kysely<unknown>
  await down(bare)
  await up(bare)
  expect(await figuresOf(db, id)).toMatchObject([{ orderDays: 0, spendDays: 0, spend: 0 }])
  await tend.ring()
  expect(await figuresOf(db, id)).toEqual(kept)

  await sql`update account_stats set spend = 1`.execute(db)
  await tend.ring()
  expect(await figuresOf(db, id)).toMatchObject([{ spend: 1 }])
})
