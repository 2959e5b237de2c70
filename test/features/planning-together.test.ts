import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { jobs } from '../../src/app.ts'
import { day } from '../../src/care/calendar.ts'
import { connect, type Db } from '../../src/db/database.ts'
import type { Deps } from '../../src/deps.ts'
import { isPlanningLeft, planDuties } from '../../src/features/cadence/queries.ts'
import { markForPlanning, restate } from '../../src/features/statistics/queries.ts'
import { makeQueue } from '../../src/jobs/queue.ts'
import { freshDatabase, freshDatabaseUrl } from '../support/database.ts'
import type { Past, Standing } from '../support/histories.ts'
import {
  keepInteractions,
  keepOrders,
  keepPasts,
  newWorkspace,
  openRows,
  type TestWorkspace,
} from '../support/pasts.ts'

const monday = day('2026-03-02')
const now = new Date('2026-03-02T09:00Z')
const reps = [{ id: 'U1', zone: 'UTC', region: null, workingDays: [1, 2, 3, 4, 5] }]
const call = { channel: 'call', outcome: 'good' } as const

const buyer: Past = {
  tier: 'general',
  owner: 0,
  rhythmDays: null,
  visitDays: null,
  lastContact: null,
  cameOn: -400,
  retired: false,
  orders: [{ on: -20, amount: 500 }],
  interactions: [],
}

async function twoBuyers(db: Db): Promise<{ workspace: TestWorkspace; one: Standing; other: Standing }> {
  const workspace = await newWorkspace(db, reps)
  const [one, other] = await keepPasts(db, workspace, reps, [buyer, buyer], monday)
  if (!one || !other) throw new Error('no customers')
  await restate(db, workspace, 'all')
  return { workspace, one, other }
}

/** Until somebody in this database waits for a lock. */
async function somebodyWaits(db: Db): Promise<void> {
  for (let waiting = 0; waiting === 0;) {
    const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    waiting = rows[0]?.waiting ?? 0
  }
}

test('figures worked out while somebody logs a call keep the call', async () => {
  const db = await freshDatabase()
  const { workspace, one } = await twoBuyers(db)
  const inDollars = { ...workspace, currency: 'USD' }
  let all: Promise<number> | undefined
  await db.transaction().execute(async (trx) => {
    await keepInteractions(trx, workspace, [{ standing: one, on: -1, ...call }], monday)
    await restate(trx, workspace, [one.id])
    all = restate(db, inDollars, 'all')
    await somebodyWaits(db)
  })
  expect(await all).toBe(2)
  const figures = await db
    .selectFrom('accountStats')
    .select(['lastTouchOn', 'revenue'])
    .where('accountId', '=', one.id)
    .executeTakeFirst()
  expect(figures).toEqual({ lastTouchOn: '2026-03-01', revenue: 0 })
})

test('an account made and restated by two at once has one row of figures, with what both wrote', async () => {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, reps)
  const [one] = await keepPasts(db, workspace, reps, [buyer], monday)
  if (!one) throw new Error('no customer')
  let second: Promise<unknown> | undefined
  await db.transaction().execute(async (trx) => {
    await keepOrders(trx, workspace, [{ standing: one, on: -2, amount: 300 }], monday)
    await restate(trx, workspace, [one.id])
    second = db.transaction().execute(async (other) => {
      await keepInteractions(other, workspace, [{ standing: one, on: -1, ...call }], monday)
      await restate(other, workspace, [one.id])
    })
    await somebodyWaits(db)
  })
  await second
  const figures = await db.selectFrom('accountStats').selectAll().execute()
  expect(figures).toMatchObject([{ orderCount: 2, revenue: 800, lastTouchOn: '2026-03-01' }])
})

test('an account that somebody holds is left, the others are planned; given back as it was, it is planned next', async () => {
  const db = await freshDatabase()
  const { workspace, one, other } = await twoBuyers(db)
  const planned = async (): Promise<number[]> =>
    [...new Set((await openRows(db, workspace.id)).map(({ accountId }) => accountId))].toSorted()
  const trx = await db.startTransaction().execute()
  await markForPlanning(trx, workspace.id, [one.id])
  await planDuties(db, workspace, now)
  expect(await planned()).toEqual([other.id])
  await trx.rollback().execute()
  expect(await isPlanningLeft(db, workspace.id)).toBe(true)
  await planDuties(db, workspace, now)
  expect(await planned()).toEqual([one.id, other.id].toSorted())
  expect(await isPlanningLeft(db, workspace.id)).toBe(false)
})

test('another workspace’s accounts are neither restated, nor marked, nor planned, nor locked', async () => {
  const db = await freshDatabase()
  const { one } = await twoBuyers(db)
  const stranger = await newWorkspace(db, [])
  const figures = await db.selectFrom('accountStats').selectAll().execute()
  expect(await restate(db, stranger, [one.id])).toBe(0)
  expect(await planDuties(db, stranger, now, [one.id])).toBe(0)
  await markForPlanning(db, stranger.id, [one.id])
  expect(await isPlanningLeft(db, stranger.id)).toBe(false)
  expect(await db.selectFrom('accountStats').selectAll().execute()).toEqual(figures)
  expect(await db.selectFrom('followUp').selectAll().execute()).toEqual([])
})

test('jobs plan what is marked, what is named, and everything when settings change', async () => {
  const url = await freshDatabaseUrl()
  const db = connect(url)
  const queue = makeQueue(url, jobs, pino({ level: 'silent' }))
  await queue.open()
  onTestFinished(async () => {
    await queue.close(1000)
    await db.destroy()
  })
  const deps = { db, queue, now: () => now, realNow: () => now } as unknown as Deps
  const { workspace, one, other } = await twoBuyers(db)
  const open = async (account: Standing): Promise<unknown[]> =>
    (await openRows(db, workspace.id))
      .filter(({ accountId }) => accountId === account.id)
      .map(({ rule, idealOn }) => [rule, idealOn])
  const send = async (name: string, data: object): Promise<void> => {
    await queue.send(db, name, { workspace: workspace.id, ...data })
    await queue.drain(deps)
  }

  await send('cadence.plan', { accounts: [one.id] })
  expect(await open(one)).toEqual([
    ['care', '2026-03-12'],
    ['rhythm', '2026-05-11'],
  ])
  expect(await open(other)).toEqual([])
  await send('cadence.plan', {})
  expect(await open(other)).toEqual(await open(one))

  await db
    .updateTable('workspace')
    .set({ settings: { generalRhythmDays: 30 } })
    .execute()
  await send('cadence.replan', {})
  const shorter = [
    ['care', '2026-03-12'],
    ['rhythm', '2026-03-12'],
  ]
  expect(await open(one)).toEqual(shorter)
  expect(await open(other)).toEqual(shorter)
})
