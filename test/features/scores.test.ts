import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { TIERS } from '../../src/care/cadence.ts'
import { type Day, day, dayIn } from '../../src/care/calendar.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { addAccounts, addOrders } from '../../src/commands/load/rows.ts'
import type { Db } from '../../src/db/database.ts'
import { planDuties } from '../../src/features/cadence/queries.ts'
import { renewAll } from '../../src/features/scores/queries.ts'
import { addUp } from '../../src/features/tallies/queries.ts'
import { markForPlanning, restate } from '../../src/features/statistics/queries.ts'
import { freshDatabase } from '../support/database.ts'
import { anyOrder, anyPast, type Standing } from '../support/histories.ts'
import { keepOrders, keepPasts, newWorkspace, type Rep, type TestWorkspace } from '../support/pasts.ts'
import { bothCounts, cutsOfAll, expectedScores, scoreRows } from '../support/scores.ts'

const reps: Rep[] = ['U1', 'U2', 'U3'].map((id) => ({
  id,
  zone: 'UTC',
  region: null,
  workingDays: [1, 2, 3, 4, 5],
}))
const now = new Date('2026-03-02T09:00Z')
const today = day('2026-03-02')
const anyWindow = fc.constantFrom(0, 30, 365)

type Event = (db: Db, workspace: TestWorkspace, standing: Standing) => Promise<void>

/** An order or a return, another tier, owner or state, with all that its writer does in the same transaction. */
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  anyOrder.map((order): Event => async (db, workspace, standing) => {
    await keepOrders(db, workspace, [{ standing, ...order }], today)
    await restate(db, workspace, [standing.id])
    await planDuties(db, workspace, now, [standing.id])
  }),
  fc
    .record({
      tier: fc.constantFrom(...TIERS),
      owner: fc.option(fc.nat(reps.length - 1), { nil: null }),
      retired: fc.boolean(),
    })
    .map((change): Event => async (db, workspace, standing) => {
      Object.assign(standing, change)
      await keepChange(db, workspace, standing)
      await restate(db, workspace, [standing.id])
      await planDuties(db, workspace, now, [standing.id])
    }),
)

async function keepChange(db: Db, workspace: TestWorkspace, { id, tier, owner, retired }: Standing) {
  const state = retired ? { retiredAt: now, retiredWhy: 'gone' } : { retiredAt: null, retiredWhy: null }
  await db
    .updateTable('account')
    .set({ tier, ownerId: reps[owner ?? -1]?.id ?? null, ...state })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', id)
    .execute()
}

const storedCuts = (db: Db, workspace: TestWorkspace) =>
  db
    .selectFrom('scoreCuts')
    .select(['asOf', 'windowDays', 'recency', 'frequency', 'money'])
    .where('workspaceId', '=', workspace.id)
    .executeTakeFirstOrThrow()

type Stored = Awaited<ReturnType<typeof storedCuts>>
const asCuts = ({ recency, frequency, money }: Stored) =>
  ({ recency, frequency, money }) as unknown as ReturnType<typeof cutsOfAll>

test('scored on write from the stored cuts or all anew, everybody is where the rules say, and counted there', async () => {
  const db = await freshDatabase()
  const anyEvents = fc.array(fc.tuple(fc.nat(99), anyEvent), { minLength: 4, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPast(reps.length), { minLength: 20, maxLength: 40 }),
      anyEvents,
      anyWindow,
      async (pasts, events, windowDays) => {
        const workspace = await newWorkspace(db, reps, settingsFrom({ scoreWindowDays: windowDays }))
        const standings = await keepPasts(db, workspace, reps, pasts, today)
        await restate(db, workspace, 'all')
        await planDuties(db, workspace, now)
        await renewAll(db, workspace, now)
        const about = { asOf: today, windowDays, reps }
        const cuts = cutsOfAll(standings, today, windowDays)
        expect(asCuts(await storedCuts(db, workspace))).toEqual(cuts)
        expect(await scoreRows(db, workspace.id)).toEqual(expectedScores(standings, cuts, about))
        for (const [place, event] of events) {
          const standing = standings[place % standings.length]
          if (standing) await db.transaction().execute((trx) => event(trx, workspace, standing))
        }
        const stored = asCuts(await storedCuts(db, workspace))
        expect(await scoreRows(db, workspace.id)).toEqual(expectedScores(standings, stored, about))
        const counts = await bothCounts(db, workspace.id)
        expect(counts.kept).toEqual(counts.real)
        await renewAll(db, workspace, now)
        const anew = cutsOfAll(standings, today, windowDays)
        expect(await scoreRows(db, workspace.id)).toEqual(expectedScores(standings, anew, about))
        expect(await renewAll(db, workspace, now)).toBe(0)
        const after = await bothCounts(db, workspace.id)
        expect(after.kept).toEqual(after.real)
      },
    ),
    { numRuns: 12 },
  )
}, 120_000)

/** So many write at once. */
const LANES = [0, 1, 2, 3, 4, 5]

test('the counts are right when many write at once, and while what belongs together is added up', async () => {
  const db = await freshDatabase()
  const pasts = fc.sample(anyPast(reps.length), { numRuns: 12, seed: 7 })
  const workspace = await newWorkspace(db, reps)
  const standings = await keepPasts(db, workspace, reps, pasts, today)
  await restate(db, workspace, 'all')
  await planDuties(db, workspace, now)
  const events = fc.sample(fc.tuple(fc.nat(11), anyEvent), { numRuns: 120, seed: 7 })
  const one = async ([place, event]: [number, Event]): Promise<void> => {
    const standing = standings[place]
    // Two that write to one customer hold it first, as whoever writes down what happened does.
    if (standing)
      await db.transaction().execute(async (trx) => {
        await sql`select from account where id = ${standing.id} for no key update`.execute(trx)
        await event(trx, workspace, standing)
      })
  }
  await Promise.all([
    ...LANES.map(async (lane) => {
      for (const event of events.filter((_, place) => place % LANES.length === lane)) await one(event)
    }),
    (async () => {
      for (let time = 0; time < 5; time++) await addUp(db, workspace.id)
    })(),
    renewAll(db, workspace, now),
    renewAll(db, workspace, now),
  ])
  const { kept, real } = await bothCounts(db, workspace.id)
  expect(kept).toEqual(real)
  await addUp(db, workspace.id)
  const after = await bothCounts(db, workspace.id)
  expect(after.kept).toEqual(real)
  const rows = await db
    .selectFrom('segmentTally')
    .select('n')
    .where('workspaceId', '=', workspace.id)
    .execute()
  expect(rows).toHaveLength(real.length)
}, 60_000)

test('the first customers of a new workspace are scored at once, and again when a tenth more has come', async () => {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, reps)
  const past = { ...fc.sample(anyPast(3), 1)[0], retired: false, interactions: [] }
  const buyer = (n: number) => ({ ...past, orders: [{ on: -n, amount: 100 * n }] }) as never
  const due = async (): Promise<boolean> =>
    (await db.selectFrom('scoreCuts').select('due').executeTakeFirstOrThrow()).due
  await keepPasts(
    db,
    workspace,
    reps,
    Array.from({ length: 20 }, (_, n) => buyer(n + 1)),
    today,
  )
  await restate(db, workspace, 'all')
  await planDuties(db, workspace, now)
  expect((await scoreRows(db, workspace.id)).map(({ m }) => m)).toEqual(
    [1, 2, 3, 4, 5].flatMap((score) => [score, score, score, score]),
  )
  await renewAll(db, workspace, now)
  for (const [count, expected] of [
    [2, false],
    [3, true],
  ] as const) {
    const more = await keepPasts(
      db,
      workspace,
      reps,
      Array.from({ length: count }, () => buyer(3)),
      today,
    )
    const ids = more.map(({ id }) => id)
    await restate(db, workspace, ids)
    await planDuties(db, workspace, now, ids)
    expect(await due()).toBe(expected)
  }
})

test('of one new order for every hundredth customer, at most 6 % of the scores are written', async () => {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, [
    { id: 'ULOAD000000', zone: 'UTC', region: null, workingDays: [1, 2, 3] },
  ])
  const scratch = { db, workspace, now, seed: 3 }
  for await (const n of addAccounts(scratch, 4000, 1)) expect(n).toBe(4000)
  for await (const _ of addOrders(scratch));
  await restate(db, workspace, 'all')
  await planDuties(db, workspace, now)
  await renewAll(db, workspace, now)
  const before = await versions(db)
  const ids = [...before.keys()].filter((_, place) => place % 100 === 50)
  await sql`insert into "order" (workspace_id, account_id, ordered_at, ordered_on, amount, currency, created_at)
    select ${workspace.id}, id, ${now}, ${today}::date, 12000 + 100 * (id % 90), 'EUR', ${now}
    from unnest(${ids}::bigint[]) as bought (id)`.execute(db)
  await restate(db, workspace, ids)
  await markForPlanning(db, workspace.id, ids)
  await planDuties(db, workspace, now)
  const written = async (): Promise<number> => {
    const after = await versions(db)
    return [...after].filter(([id, version]) => before.get(id) !== version).length
  }
  expect(await written()).toBe(40)
  const again = await renewAll(db, workspace, now)
  expect(again).toBeGreaterThan(0)
  expect((await written()) + 40).toBeLessThanOrEqual(0.06 * 4000)
}, 60_000)

/** Which writing of each score this is. */
async function versions(db: Db): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; version: string }>`
    select account_id as id, xmin::text as version from account_score order by account_id`.execute(db)
  return new Map(rows.map(({ id, version }) => [id, version]))
}

test('orders in another currency count as orders and not as money; returns larger than purchases are the least money', async () => {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, reps)
  const past = { ...fc.sample(anyPast(3), 1)[0], retired: false, interactions: [] }
  const bought = [[500, -900], [100], [200], [300, 300], [400]]
  const pasts = bought.map((amounts) => ({
    ...past,
    orders: amounts.map((amount, n) => ({ on: -n - 1, amount })),
  }))
  const standings = await keepPasts(db, workspace, reps, pasts as never[], today)
  const dollars = db.updateTable('order').set({ currency: 'USD' }).where('workspaceId', '=', workspace.id)
  await dollars.where('accountId', '=', standings[3]?.id ?? 0).execute()
  await restate(db, workspace, 'all')
  await planDuties(db, workspace, now)
  await renewAll(db, workspace, now)
  const rows = await scoreRows(db, workspace.id)
  expect(rows.map(({ value }) => value)).toEqual([-400, 100, 200, 0, 400])
  expect(rows.map(({ f, m }) => [f, m])).toEqual([
    [1, 1],
    [1, 3],
    [1, 4],
    [5, 2],
    [1, 5],
  ])
})

test('when a night comes that changed nothing, no score is written', async () => {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, reps)
  const pasts = fc.sample(anyPast(reps.length), { numRuns: 60, seed: 11 })
  const quiet = pasts.map((past) => ({ ...past, interactions: [], lastContact: null }))
  await keepPasts(db, workspace, reps, quiet, today)
  await restate(db, workspace, 'all')
  await planDuties(db, workspace, now)
  await renewAll(db, workspace, now)
  // Nobody is due anything, so that nothing becomes overdue.
  await db.deleteFrom('followUp').where('workspaceId', '=', workspace.id).execute()
  await renewAll(db, workspace, now)
  const tomorrow = new Date('2026-03-03T09:00Z')
  const daysOfCuts = async (): Promise<Day> => (await storedCuts(db, workspace)).asOf
  expect(await renewAll(db, workspace, tomorrow)).toBe(0)
  expect(await daysOfCuts()).toBe(dayIn('UTC', tomorrow))
})
