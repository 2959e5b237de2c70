import { expect, test } from 'vitest'
import { addDays, day } from '../../src/care/calendar.ts'
import { modelCommand } from '../../src/commands/model.ts'
import { segmentCommand } from '../../src/commands/segment.ts'
import { ensureWatched } from '../../src/features/watch/queries.ts'
import { complaints, type Desk, openDesk } from '../support/importing.ts'

const today = day('2026-03-02')

/** An order: the customer's key, days ago, the amount as it is written, and the currency where one is. */
type Order = readonly [customer: string, ago: number, amount: string, currency?: string]

/** A shop in Shanghai, which reckons in yuan, with these orders brought in from a file. */
async function shopWith(orders: readonly Order[]): Promise<Desk> {
  const desk = await openDesk()
  const customers = [...new Set(orders.map(([customer]) => customer))]
  await desk.bring('accounts', `external_id,name\n${customers.map((id) => `${id},${id} Ltd\n`).join('')}`)
  const outcome = await desk.bring('orders', fileOf(orders))
  expect(complaints(outcome)).toEqual([])
  return desk
}

const fileOf = (orders: readonly Order[]): string =>
  [
    'order_id,account_external_id,ordered_at,amount,currency',
    ...orders.map(
      ([customer, ago, amount, currency = ''], n) =>
        `O-${n},${customer},${addDays(today, -ago)},${amount},${currency}`,
    ),
    '',
  ].join('\n')

type Entry = Record<'externalId' | 'segment' | 'revenue' | 'lastOrder', string> &
  Record<'r' | 'f' | 'm' | 'orders', number> & { pAlive: number | null }

const run = async ({ deps, workspace }: Desk, command: typeof modelCommand, words: string[] = []) =>
  command.run({ deps, words, options: {}, workspace: async () => workspace, progress: () => {} })

/** Everybody, by their keys. */
async function everybody(desk: Desk): Promise<Map<string, Entry>> {
  const { json } = await run(desk, segmentCommand, ['all'])
  return new Map((json as { accounts: Entry[] }).accounts.map((one) => [one.externalId, one]))
}

/** What the day's look opens: whose warnings, and what is at stake in minor units. */
async function warned({
  db,
  deps,
  workspace,
}: Desk): Promise<{ externalId: string | null; atStake: number }[]> {
  await ensureWatched(db, workspace, deps.now())
  return db
    .selectFrom('warning')
    .innerJoin('account', 'account.id', 'warning.accountId')
    .select(['externalId', 'atStake'])
    .orderBy('externalId')
    .execute()
}

const customers = (count: number, of: (n: number) => Order[]): Order[] =>
  Array.from({ length: count }, (_, n) => of(n)).flat()

test('fewer than 200 buyers make no model, which the command says; they are scored and watched all the same', async () => {
  const desk = await shopWith(
    customers(199, (n) => [
      [`C${n}`, 400 - n, '10'],
      [`C${n}`, 200 - n, '20'],
    ]),
  )
  const { failed, json } = await run(desk, modelCommand)
  expect(failed).toContain('Too few customers for a model of purchases: 199 of them')
  expect(json).toMatchObject({ customers: 199, r: null, logLikelihood: null })
  const all = await everybody(desk)
  expect(all.size).toBe(199)
  expect(all.get('C198')).toMatchObject({ r: 5, pAlive: null })
  expect(all.get('C0')).toMatchObject({ r: 1, pAlive: null })
  // By days without an order alone: 90 and more.
  expect(await warned(desk)).toHaveLength(111)
})

test('where everybody ordered once there is no model, and how often tells nobody apart', async () => {
  const desk = await shopWith(customers(250, (n) => [[`C${n}`, 100 + n, String(1 + ((n * 7) % 250))]]))
  const { failed, json } = await run(desk, modelCommand)
  expect(failed).toContain('none of the customers (250) ordered on a second day')
  expect(json).toMatchObject({ customers: 250, r: null })
  const all = [...(await everybody(desk)).values()]
  expect(new Set(all.map(({ f }) => f))).toEqual(new Set([1]))
  expect(new Set(all.map(({ segment }) => segment))).toEqual(new Set(['new', 'stable', 'dormant', 'at-risk']))
})

test('an order without a currency is one in the workspace’s', async () => {
  const desk = await shopWith([
    ['A', 10, '100'],
    ['A', 20, '50', 'CNY'],
  ])
  expect((await everybody(desk)).get('A')).toMatchObject({ orders: 2, revenue: '150.00' })
  const kept = await desk.db.selectFrom('order').select('currency').distinct().execute()
  expect(kept).toEqual([{ currency: 'CNY' }])
})

test('an order of nothing is an order, and brings no money', async () => {
  const desk = await shopWith([
    ['A', 120, '100'],
    ['A', 10, '0'],
    ['B', 120, '0'],
  ])
  const all = await everybody(desk)
  expect(all.get('A')).toMatchObject({ orders: 2, revenue: '100.00', lastOrder: '2026-02-20' })
  expect(all.get('B')).toMatchObject({ orders: 1, revenue: '0.00', segment: 'at-risk' })
  // The gift of ten days ago says that A is still there.
  expect(await warned(desk)).toEqual([{ externalId: 'B', atStake: 0 }])
})

test('a return is no order; who returned more than they bought has the least money, and nothing at stake', async () => {
  const desk = await shopWith([
    ['A', 120, '100'],
    ['A', 5, '-300'],
    ['B', 120, '80'],
    ['C', 400, '-20'],
  ])
  const all = await everybody(desk)
  expect(all.get('A')).toMatchObject({ orders: 1, revenue: '-200.00', m: 1, lastOrder: '2025-11-02' })
  expect(all.get('B')).toMatchObject({ orders: 1, revenue: '80.00' })
  expect(all.get('C')).toMatchObject({ orders: 0, revenue: '-20.00', m: null, segment: 'prospect' })
  // Half of 80 yuan in fen.
  expect(await warned(desk)).toEqual([
    { externalId: 'A', atStake: 0 },
    { externalId: 'B', atStake: 4000 },
  ])
})

test('orders in the future are refused by line, and nothing of their file comes in', async () => {
  const desk = await shopWith([['A', 10, '100']])
  const outcome = await desk.bring(
    'orders',
    fileOf([
      ['A', 9, '1'],
      ['A', -1, '5'],
    ]),
  )
  expect(complaints(outcome)).toEqual(['3 ordered_at: “2026-03-03” is in the future.'])
  expect((await everybody(desk)).get('A')).toMatchObject({ orders: 1, revenue: '100.00' })
})

test('two currencies are kept apart: an order in the other counts as one, and its money is never added', async () => {
  const desk = await shopWith([
    ['A', 120, '100', 'CNY'],
    ['A', 100, '9000', 'USD'],
    ['B', 100, '9000', 'USD'],
  ])
  const all = await everybody(desk)
  expect(all.get('A')).toMatchObject({ orders: 2, revenue: '100.00', lastOrder: '2025-11-22' })
  expect(all.get('B')).toMatchObject({ orders: 1, revenue: '0.00' })
  expect(await warned(desk)).toEqual([
    { externalId: 'A', atStake: 5000 },
    { externalId: 'B', atStake: 0 },
  ])
})
