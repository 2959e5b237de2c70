import { expect, test } from 'vitest'
import { type Day, day } from '../../src/care/calendar.ts'
import type { Db } from '../../src/db/database.ts'
import { planDuties } from '../../src/features/cadence/queries.ts'
import { markForPlanning, restate } from '../../src/features/statistics/queries.ts'
import {
  keepInteractions,
  keepOrders,
  keepPasts,
  newWorkspace,
  openRows,
  type Rep,
  type TestWorkspace,
} from '../support/pasts.ts'
import { freshDatabase } from '../support/database.ts'
import type { Past, Standing } from '../support/histories.ts'

const monday = day('2026-03-02')
const now = new Date('2026-03-02T09:00Z')
const reps: Rep[] = [
  { id: 'U1', zone: 'UTC', region: null, workingDays: [1, 2, 3, 4, 5] },
  { id: 'U2', zone: 'UTC', region: null, workingDays: [1, 2, 3, 4, 5] },
  { id: 'U3', zone: 'UTC', region: null, workingDays: [1, 2, 3, 4, 5] },
]

const nothing: Past = {
  tier: 'general',
  owner: 0,
  rhythmDays: null,
  visitDays: null,
  lastContact: null,
  cameOn: -400,
  retired: false,
  orders: [],
  interactions: [],
}

/** A customer of the first rep on Monday, 2 March 2026, planned. */
async function customer(past: Partial<Past>): Promise<{ db: Db; workspace: TestWorkspace; one: Standing }> {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, reps)
  const [one] = await keepPasts(db, workspace, reps, [{ ...nothing, ...past }], monday)
  if (!one) throw new Error('no customer')
  await restate(db, workspace, [one.id])
  await planDuties(db, workspace, now)
  return { db, workspace, one }
}

async function open(db: Db, workspace: TestWorkspace): Promise<[string, Day, Day][]> {
  const rows = await openRows(db, workspace.id)
  return rows.map(({ rule, idealOn, latestOn }) => [rule, idealOn, latestOn])
}

const change = (db: Db, workspace: TestWorkspace, set: object): Promise<unknown> =>
  db
    .updateTable('account')
    .set(set)
    .where('workspaceId', '=', workspace.id)
    .execute()
    .then(() => markForPlanning(db, workspace.id, 'all'))

const closings = (db: Db, workspace: TestWorkspace) =>
  db
    .selectFrom('followUp')
    .select(['rule', 'closedHow'])
    .where('workspaceId', '=', workspace.id)
    .where('closedAt', 'is not', null)
    .orderBy('rule')
    .execute()

test('a customer who bought today is thanked, cared for on day 30, and kept in touch with (care-rules §2)', async () => {
  const { db, workspace } = await customer({ orders: [{ on: 0, amount: 500 }] })
  expect(await open(db, workspace)).toEqual([
    ['care', '2026-04-01', '2026-04-16'],
    ['rhythm', '2026-05-31', '2026-07-15'],
    ['thank', '2026-03-03', '2026-03-05'],
  ])
})

test('history opens no step whose latest day is past, but one that falls on the weekend just gone (care-rules §2.7)', async () => {
  const late = await customer({ tier: 'key', orders: [{ on: -4, amount: 500 }] })
  expect((await open(late.db, late.workspace)).map(([rule]) => rule)).toEqual(['rhythm', 'settle', 'visit'])
  // Thursday 26 February and three days: Sunday 1 March, which moves to Monday, today.
  const sunday = await customer({ orders: [{ on: -4, amount: 500 }] })
  expect((await open(sunday.db, sunday.workspace)).map(([rule]) => rule)).toEqual(['care', 'rhythm', 'thank'])
})

test('a new purchase replaces the unfinished sequence (care-rules §2.3)', async () => {
  const { db, workspace, one } = await customer({ orders: [{ on: -5, amount: 500 }] })
  await keepOrders(db, workspace, [{ standing: one, on: 0, amount: 700 }], monday)
  await restate(db, workspace, [one.id])
  await planDuties(db, workspace, now)
  expect(await open(db, workspace)).toEqual([
    ['care', '2026-04-01', '2026-04-16'],
    ['rhythm', '2026-05-31', '2026-07-15'],
    ['thank', '2026-03-03', '2026-03-05'],
  ])
  expect(await closings(db, workspace)).toEqual([
    { rule: 'care', closedHow: 'replaced' },
    { rule: 'thank', closedHow: 'replaced' },
  ])
})

test('an overdue step stays open however late it gets; an imported touch answers it', async () => {
  const { db, workspace, one } = await customer({ orders: [{ on: 0, amount: 500 }] })
  const april = new Date('2026-04-20T09:00Z')
  await markForPlanning(db, workspace.id, 'all')
  expect(await planDuties(db, workspace, april)).toBe(0)
  expect((await open(db, workspace)).map(([rule]) => rule)).toEqual(['care', 'rhythm', 'thank'])
  await keepInteractions(db, workspace, [{ standing: one, on: 2, channel: 'call', outcome: null }], monday)
  await restate(db, workspace, [one.id])
  await planDuties(db, workspace, april)
  expect((await open(db, workspace)).map(([rule]) => rule)).toEqual(['care', 'rhythm'])
  expect(await closings(db, workspace)).toEqual([{ rule: 'thank', closedHow: 'logged' }])
})

test('a step that was done is not opened again for the same purchase', async () => {
  const { db, workspace } = await customer({ orders: [{ on: 0, amount: 500 }] })
  await db
    .updateTable('followUp')
    .set({ closedAt: now, closedHow: 'done', closedBy: 'U1' })
    .where('rule', '=', 'thank')
    .execute()
  await markForPlanning(db, workspace.id, 'all')
  await planDuties(db, workspace, now)
  expect((await open(db, workspace)).map(([rule]) => rule)).toEqual(['care', 'rhythm'])
})

test('another tier keeps the step it has too and replaces the one it has not', async () => {
  const { db, workspace } = await customer({ orders: [{ on: 0, amount: 500 }] })
  await change(db, workspace, { tier: 'key' })
  await planDuties(db, workspace, now)
  expect(await open(db, workspace)).toEqual([
    ['rhythm', '2026-03-16', '2026-03-23'],
    ['settle', '2026-03-09', '2026-03-13'],
    ['thank', '2026-03-03', '2026-03-03'],
    ['visit', '2026-05-31', '2026-07-15'],
  ])
  expect(await closings(db, workspace)).toEqual([{ rule: 'care', closedHow: 'replaced' }])
})

test('a snooze stays while the days stay, and ends when they move', async () => {
  const { db, workspace, one } = await customer({ lastContact: -80 })
  const until = new Date('2026-03-10T00:00Z')
  const snoozed = (): Promise<unknown> =>
    db
      .selectFrom('followUp')
      .select(['snoozedUntil', 'snoozes', 'revision'])
      .where('closedAt', 'is', null)
      .executeTakeFirstOrThrow()
  await db.updateTable('followUp').set({ snoozedUntil: until, snoozes: 2 }).execute()
  await change(db, workspace, { tags: ['vip'] })
  await planDuties(db, workspace, now)
  expect(await snoozed()).toEqual({ snoozedUntil: until, snoozes: 2, revision: 0 })
  await keepInteractions(db, workspace, [{ standing: one, on: -1, channel: 'call', outcome: 'good' }], monday)
  await restate(db, workspace, [one.id])
  await planDuties(db, workspace, now)
  expect(await snoozed()).toEqual({ snoozedUntil: null, snoozes: 0, revision: 1 })
  expect(await open(db, workspace)).toEqual([['rhythm', '2026-05-30', '2026-07-14']])
})

test('a duty handed over stays handed over until the customer gets another owner; a next step of the old owner’s goes along', async () => {
  const { db, workspace, one } = await customer({ tier: 'key' })
  await db.updateTable('followUp').set({ repId: 'U2' }).where('rule', '=', 'visit').execute()
  const manual = { rule: 'manual', needs: 'any', since: monday, idealOn: monday, latestOn: monday } as const
  await db
    .insertInto('followUp')
    .values([
      { ...manual, workspaceId: workspace.id, accountId: one.id, repId: 'U1', originId: 1, openedAt: now },
      { ...manual, workspaceId: workspace.id, accountId: one.id, repId: 'U3', originId: 2, openedAt: now },
    ])
    .execute()
  const who = async (): Promise<unknown[]> =>
    (await openRows(db, workspace.id)).map(({ rule, originId, repId }) => [rule, originId, repId])
  await change(db, workspace, { tags: ['vip'] })
  await planDuties(db, workspace, now)
  expect(await who()).toEqual([
    ['manual', 1, 'U1'],
    ['manual', 2, 'U3'],
    ['rhythm', 0, 'U1'],
    ['visit', 0, 'U2'],
  ])
  await change(db, workspace, { ownerId: 'U2' })
  await planDuties(db, workspace, now)
  expect(await who()).toEqual([
    ['manual', 1, 'U2'],
    ['manual', 2, 'U3'],
    ['rhythm', 0, 'U2'],
    ['visit', 0, 'U2'],
  ])
})

test('a retired customer asks for nothing, and what still holds is asked again when it is brought back', async () => {
  const { db, workspace, one } = await customer({ orders: [{ on: 0, amount: 500 }] })
  await db
    .insertInto('followUp')
    .values({
      workspaceId: workspace.id,
      accountId: one.id,
      repId: 'U1',
      rule: 'manual',
      originId: 1,
      since: monday,
      idealOn: monday,
      latestOn: monday,
      openedAt: now,
    })
    .execute()
  await change(db, workspace, { retiredAt: now, retiredWhy: 'closed down' })
  await planDuties(db, workspace, now)
  expect(await open(db, workspace)).toEqual([])
  expect((await closings(db, workspace)).map(({ closedHow }) => closedHow)).toEqual(Array(4).fill('retired'))
  await change(db, workspace, { retiredAt: null, retiredWhy: null })
  await planDuties(db, workspace, new Date('2026-03-06T09:00Z'))
  expect((await open(db, workspace)).map(([rule]) => rule)).toEqual(['care', 'rhythm'])
})

test('what an import told of and what was logged on the same day is one touch', async () => {
  const touch = { channel: 'call', outcome: null } as const
  const twice = { orders: [{ on: -6, amount: 500 }], tier: 'important' as const }
  const one = await customer({ ...twice, lastContact: -1, interactions: [{ on: -1, ...touch }] })
  expect((await open(one.db, one.workspace)).map(([rule]) => rule)).toEqual(['rhythm', 'settle'])
  const two = await customer({ ...twice, lastContact: -2, interactions: [{ on: -1, ...touch }] })
  expect((await open(two.db, two.workspace)).map(([rule]) => rule)).toEqual(['rhythm'])
})

test('the figures of an account: returns lower revenue and are no order, other currencies are left out', async () => {
  const { db, workspace, one } = await customer({
    lastContact: -30,
    orders: [
      { on: -40, amount: 700 },
      { on: -9, amount: 500 },
      { on: -9, amount: 200 },
      { on: -7, amount: 100 },
      { on: -2, amount: -300 },
    ],
    interactions: [
      { on: -20, channel: 'visit', outcome: 'good' },
      { on: -10, channel: null, outcome: null },
      { on: -5, channel: 'call', outcome: 'no-answer' },
      { on: -4, channel: 'note', outcome: null },
    ],
  })
  await keepOrders(db, { ...workspace, currency: 'USD' }, [{ standing: one, on: -6, amount: 900 }], monday)
  expect(await restate(db, workspace, [one.id])).toBe(1)
  const figures = await db.selectFrom('accountStats').selectAll().executeTakeFirstOrThrow()
  expect(figures).toMatchObject({
    orderCount: 5,
    revenue: 1200,
    firstOrderOn: '2026-01-21',
    lastOrderOn: '2026-02-24',
    lastOrderAmount: 900,
    purchaseOn: '2026-02-21',
    purchaseOrderId: one.orders[1]?.id,
    lastTouchOn: '2026-02-20',
    touchBeforeOn: '2026-02-10',
    lastVisitOn: '2026-02-10',
    replan: true,
  })
})
