import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { logLikelihood } from '../../src/care/mbg-nbd.ts'
import type { Db } from '../../src/db/database.ts'
import { fitted, modelOf } from '../../src/features/model/jobs.ts'
import { newestFit } from '../../src/features/model/queries.ts'
import { orderSample } from '../../src/features/order-histories/queries.ts'
import { freshDatabase } from '../support/database.ts'
import { openDesk } from '../support/importing.ts'
import { keepOrders, keepPasts, newWorkspace } from '../support/pasts.ts'
import { randomFrom, shop, type ShopOrder } from '../support/shoppers.ts'
import { keepShop } from '../support/shops.ts'
import { startTend } from '../support/tend.ts'

const today = day('2026-03-02')
const truth = { r: 0.8, alpha: 6, a: 0.9, b: 2.2 }
const worth = { p: 5, q: 4, v: 60 }
const books = (seed: number, customers: number): ShopOrder[] =>
  shop(truth, worth, randomFrom(seed), customers)

const fits = (db: Db) => db.selectFrom('modelFit').selectAll().orderBy('fittedAt').execute()

test('a workspace’s model is fitted at once, then each week, and kept with its date, size and likelihood', async () => {
  const tend = await startTend()
  const { db } = tend
  const workspace = await tend.workspace()
  await keepShop(db, workspace, books(1, 900), today)
  await tend.ring()
  const fit = await newestFit(db, workspace.id)
  if (!fit?.orders.model) throw new Error('no model')
  expect(fit).toMatchObject({ asOf: '2026-03-02', currency: 'USD', fittedAt: new Date('2026-03-02T09:00Z') })
  expect(fit.orders.model.r / truth.r).toBeCloseTo(1, 0)
  expect(fit.spend.model && fit.spend.model.p / worth.p).toBeCloseTo(1, 0)
  const { histories } = await orderSample(db, { workspace, asOf: today })
  expect(fit.orders).toMatchObject({ customers: 900 })
  expect(fit.orders).toMatchObject({ logLikelihood: logLikelihood(fit.orders.model, histories) })

  tend.at('2026-03-09T08:59:00Z')
  await tend.ring()
  expect(await fits(db)).toHaveLength(1)
  tend.at('2026-03-09T09:00:00Z')
  await tend.ring()
  await tend.ring()
  expect((await fits(db)).map(({ asOf }) => asOf)).toEqual(['2026-03-02', '2026-03-09'])
})

test('fewer than 200 buyers who first ordered 90 days ago make no model, and the fit says so', async () => {
  const tend = await startTend()
  const { db } = tend
  const workspace = await tend.workspace()
  const old = Array.from({ length: 199 }, (_, customer) => ({ customer, on: -90, amount: 500 }))
  const young = Array.from({ length: 100 }, (_, i) => ({ customer: 199 + i, on: -89, amount: 500 }))
  await keepShop(db, workspace, [...old, ...young], today)
  await tend.ring()
  expect((await newestFit(db, workspace.id))?.orders).toEqual({
    customers: 199,
    model: null,
    whyNot: 'too-few',
  })
})

test('buyers who all ordered on one day make no model, and the fit says so', async () => {
  const tend = await startTend()
  const { db } = tend
  const workspace = await tend.workspace()
  const once = Array.from({ length: 300 }, (_, customer) => ({
    customer,
    on: -100 - (customer % 90),
    amount: 500,
  }))
  await keepShop(db, workspace, [...once, ...once], today)
  await tend.ring()
  expect(await newestFit(db, workspace.id)).toMatchObject({
    orders: { customers: 300, model: null, whyNot: 'one-order' },
    spend: { customers: 0, model: null, whyNot: 'one-order' },
  })
})

test('what was fitted is kept as it was, with and without a model of spend', async () => {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, [])
  const orders = books(2, 300).map((order) => ({ ...order, amount: 0 }))
  await keepShop(db, workspace, orders, today)
  const fit = await fitted(db, { workspace, asOf: today })
  expect(fit.orders.model).not.toBeNull()
  expect(fit.spend).toEqual({ customers: 0, model: null, whyNot: 'one-order' })
})

const byText = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)

test('histories from the figures are those from the orders; those before an instant are as they were then', async () => {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, [])
  const orders = books(3, 300)
  await keepShop(db, workspace, orders, today)
  const kept = await orderSample(db, { workspace, asOf: today })
  const read = await orderSample(db, { workspace, asOf: today, until: new Date('2026-03-03T00:00Z') })
  expect(read.histories.toSorted(byText)).toEqual(kept.histories.toSorted(byText))
  expect(read.spends.toSorted(byText)).toEqual(kept.spends.toSorted(byText))

  const then = day('2025-12-31')
  const past = await newWorkspace(db, [])
  await keepShop(
    db,
    past,
    orders.filter(({ on }) => on <= -61),
    today,
  )
  const before = { asOf: then, until: new Date('2026-01-01T00:00Z') }
  const earlier = await orderSample(db, { workspace, ...before })
  const asItWas = await orderSample(db, { workspace: past, asOf: then })
  expect(earlier.histories.length).toBeGreaterThan(0)
  expect(earlier.histories.toSorted(byText)).toEqual(asItWas.histories.toSorted(byText))
  expect(earlier.spends.toSorted(byText)).toEqual(asItWas.spends.toSorted(byText))
})

test('returns, orders of nothing and other currencies count in a sample as the rule says', async () => {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, [])
  const past = { tier: 'general', owner: null, rhythmDays: null, visitDays: null, lastContact: null } as const
  const orders = [
    { on: -210, amount: -400 },
    { on: -203, amount: 0 },
    { on: -203, amount: 300 },
    { on: -196, amount: 500 },
    { on: -196, amount: -9000 },
    { on: -182, amount: 100 },
    { on: -3, amount: -50 },
  ]
  const [standing] = await keepPasts(
    db,
    workspace,
    [],
    [{ ...past, cameOn: -300, retired: false, orders, interactions: [] }],
    today,
  )
  if (!standing) throw new Error('no customer')
  await keepOrders(db, { ...workspace, currency: 'JPY' }, [{ standing, on: -133, amount: 7 }], today)
  expect(await orderSample(db, { workspace, asOf: today, until: new Date('2026-03-03T00:00Z') })).toEqual({
    histories: [{ x: 3, tx: 10, age: 29, count: 1 }],
    spends: [{ days: 2, mean: 3, count: 1 }],
  })
})

test('when the workspace’s currency changes the model is fitted anew: what was spent in the old one is worth nothing known', async () => {
  const tend = await startTend()
  const { db, deps } = tend
  const { id, ...workspace } = await tend.workspace()
  await keepShop(db, { id, ...workspace }, books(9, 300), today)
  await tend.ring()
  expect((await newestFit(db, id))?.spend.model).not.toBeNull()
  await db.updateTable('workspace').set({ currency: 'EUR' }).where('id', '=', id).execute()
  tend.at('2026-03-03T09:00:00Z')
  await deps.queue.send(db, 'cadence.replan', { workspace: id })
  await tend.settle()
  const fit = await newestFit(db, id)
  expect(fit).toMatchObject({ currency: 'EUR', spend: { customers: 0, model: null, whyNot: 'one-order' } })
  expect(fit?.orders.model).not.toBeNull()
})

test('where no model is yet it is fitted when it is read, and kept', async () => {
  const tend = await startTend()
  const { db, deps } = tend
  const workspace = await tend.workspace()
  await keepShop(db, workspace, books(7, 220), today)
  const read = await modelOf(db, workspace, deps.now())
  expect(read.orders.model).not.toBeNull()
  expect(await newestFit(db, workspace.id)).toMatchObject(read)
  expect(await modelOf(db, workspace, new Date('2026-03-05T09:00Z'))).toMatchObject(read)
  expect(await fits(db)).toHaveLength(1)
})

test('of more buyers than say anything new a part is taken, always the same', async () => {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, [])
  await keepShop(db, workspace, books(4, 1000), today)
  const size = async (enough: number): Promise<number> => {
    const { histories } = await orderSample(db, { workspace, asOf: today }, enough)
    return histories.reduce((sum, { count }) => sum + count, 0)
  }
  expect(await size(1000)).toBe(1000)
  const part = await size(500)
  expect(Math.abs(part - 500)).toBeLessThan(80)
  expect(await size(500)).toBe(part)
})

test('another workspace’s orders are in nobody’s model but its own', async () => {
  const db = await freshDatabase()
  const [one, other] = [await newWorkspace(db, []), await newWorkspace(db, [])]
  await keepShop(db, one, books(5, 250), today)
  for (const until of [undefined, new Date('2026-03-03T00:00Z')])
    expect(await orderSample(db, { workspace: other, asOf: today, ...(until && { until }) })).toEqual({
      histories: [],
      spends: [],
    })
})

test('after orders came in from a file the model is fitted anew', async () => {
  const desk = await openDesk()
  const customers = Array.from({ length: 250 }, (_, i) => `C-${i},Customer ${i}`)
  await desk.bring('accounts', `external_id,name\n${customers.join('\n')}\n`)
  await desk.deps.queue.drain(desk.deps)
  expect(await fits(desk.db)).toEqual([])
  const rows = books(6, 250).map(({ customer, on, amount }, i) => {
    const date = new Date(Date.parse(today) + (on - 1) * 86_400_000).toISOString().slice(0, 10)
    return `O-${i},C-${customer},${date},${(amount / 100).toFixed(2)}`
  })
  await desk.bring('orders', `order_id,account_external_id,ordered_at,amount\n${rows.join('\n')}\n`)
  await desk.deps.queue.drain(desk.deps)
  expect(await fits(desk.db)).toMatchObject([{ asOf: today, currency: 'CNY', whyNot: null }])
})
