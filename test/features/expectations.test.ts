import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { moneyAtStake } from '../../src/care/at-stake.ts'
import { addDays, day } from '../../src/care/calendar.ts'
import { expectedOrders, type MbgNbd, pAlive } from '../../src/care/mbg-nbd.ts'
import type { Db } from '../../src/db/database.ts'
import * as expectations from '../../src/features/expectations/queries.ts'
import { restate } from '../../src/features/statistics/queries.ts'
import { freshDatabase } from '../support/database.ts'
import { keepOrders, keepPasts, newWorkspace } from '../support/pasts.ts'

const today = day('2026-03-02')
const model: MbgNbd = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }

interface Facts {
  days: number
  /** Days ago. */
  first: number
  last: number
}

/** Probability and orders expected in 90 days of accounts with these facts, as SQL has them. */
async function asked(db: Db, parameters: MbgNbd | null, facts: readonly Facts[], at = today) {
  const reading = { model: parameters, today: at, stats: 'stats' }
  const on = (ago: number): string => addDays(today, -ago)
  const { rows } = await sql<{ pAlive: number | null; expected: number | null }>`
    select ${expectations.pAlive(reading)} as p_alive, ${expectations.expectedOrders(reading, 90)} as expected
    from unnest(${facts.map(({ days }) => days)}::int[],
      ${facts.map(({ first, days }) => (days > 0 ? on(first) : null))}::date[],
      ${facts.map(({ last, days }) => (days > 0 ? on(last) : null))}::date[]
    ) with ordinality as stats (order_days, first_order_on, last_order_on, place)
    order by place`.execute(db)
  return rows
}

const parameter = fc.double({ min: 0.05, max: 60, noNaN: true })
const anyModel = fc.record({
  r: parameter,
  alpha: parameter,
  // Exactly 1 has a formula of its own.
  a: fc.oneof(fc.constant(1), parameter),
  b: parameter,
})
// At least as old as the horizon, to which the SQL promises its digits.
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    days: fc.integer({ min: 1, max: 900 }),
    first: fc.integer({ min: 90, max: 4000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ days, first, part }) => ({ days, first, last: days === 1 ? first : Math.floor(first * part) }))

test('SQL has the probabilities and expectations of the rules', async () => {
  const db = await freshDatabase()
  await fc.assert(
    fc.asyncProperty(anyModel, fc.array(anyFacts, { minLength: 50, maxLength: 50 }), async (one, facts) => {
      const rows = await asked(db, one, facts)
      for (const [i, { days, first, last }] of facts.entries()) {
        const history = { x: days - 1, tx: (first - last) / 7, age: first / 7 }
        expect(rows[i]?.pAlive).toBeCloseTo(pAlive(one, history), 10)
        const expected = expectedOrders(one, history, 90 / 7)
        expect(Math.abs((rows[i]?.expected ?? NaN) - expected)).toBeLessThanOrEqual(1e-7 * (1 + expected))
      }
    }),
    {
      numRuns: 20,
      // The terms of its series have changing signs and nearly cancel each other.
      examples: [[{ r: 52.35074242727245, alpha: 0.05, a: 1, b: 0.05 }, [{ days: 2, first: 90, last: 0 }]]],
    },
  )
}, 60_000)

test('where all leave alike SQL is within a hundredth of the rule', async () => {
  const db = await freshDatabase()
  const alike = { r: 2, alpha: 8, a: 150, b: 900 }
  const facts = [1, 2, 5, 40].map((days) => ({ days, first: 300, last: days === 1 ? 300 : 20 }))
  const rows = await asked(db, alike, facts)
  for (const [i, { days, first, last }] of facts.entries()) {
    const expected = expectedOrders(alike, { x: days - 1, tx: (first - last) / 7, age: first / 7 }, 90 / 7)
    expect(Math.abs((rows[i]?.expected ?? NaN) / expected - 1)).toBeLessThan(0.01)
  }
})

test('the published probabilities come out of SQL too (care-rules §16)', async () => {
  const db = await freshDatabase()
  const [one, other] = await asked(db, model, [
    { days: 3, first: 272, last: 59 },
    { days: 1, first: 272, last: 272 },
  ])
  expect(one?.pAlive).toBeCloseTo(0.7062, 4)
  expect(other?.pAlive).toBeCloseTo(0.3897, 4)
})

test('who never ordered has no probability, nor has anybody without a model', async () => {
  const db = await freshDatabase()
  const none = { pAlive: null, expected: null }
  expect(await asked(db, model, [{ days: 0, first: 0, last: 0 }])).toEqual([none])
  expect(await asked(db, null, [{ days: 5, first: 300, last: 20 }])).toEqual([none])
})

test('an order of tomorrow makes an account as old as its last order, and no younger', async () => {
  const db = await freshDatabase()
  const ahead = await asked(db, model, [{ days: 4, first: 100, last: -1 }])
  const thatDay = await asked(db, model, [{ days: 4, first: 100, last: -1 }], addDays(today, 1))
  expect(ahead).toEqual(thatDay)
})

test('a customer who ordered every day for years and fell silent breaks no query', async () => {
  const db = await freshDatabase()
  const [row] = await asked(db, model, [{ days: 4000, first: 9000, last: 5000 }])
  expect(row?.pAlive).toBeCloseTo(0, 10)
  expect(row?.expected).toBeCloseTo(0, 6)
})

/** What three customers have at stake: one who buys, one whose returns outweigh its orders, one who bought long ago. */
async function stakes(parameters: MbgNbd | null, level: 'quiet' | 'at-risk' | null) {
  const db = await freshDatabase()
  const workspace = await newWorkspace(db, [])
  const past = {
    tier: 'general',
    owner: null,
    rhythmDays: null,
    visitDays: null,
    lastContact: null,
    cameOn: -900,
  } as const
  const orders = [
    [
      { on: -400, amount: 70_000 },
      { on: -364, amount: 40_000 },
      { on: -100, amount: 20_000 },
      { on: -50, amount: -5000 },
    ],
    [
      { on: -100, amount: 10_000 },
      { on: -90, amount: -30_000 },
    ],
    [{ on: -365, amount: 9000 }],
  ]
  const pasts = orders.map((those) => ({ ...past, retired: false, orders: those, interactions: [] }))
  const standings = await keepPasts(db, workspace, [], pasts, today)
  const foreign = standings.slice(0, 1).map((standing) => ({ standing, on: -50, amount: 1_000_000 }))
  await keepOrders(db, { ...workspace, currency: 'JPY' }, foreign, today)
  await restate(db, workspace, 'all')
  const reading = { model: parameters, today, stats: 'account_stats' }
  const stake = expectations.moneyAtStake(reading, workspace, sql`${level}::text`)
  const { rows } = await sql<{ pAlive: number | null; stake: number | null }>`
    select ${expectations.pAlive(reading)} as p_alive, ${stake} as stake from account_stats order by account_id`.execute(
    db,
  )
  return rows
}

test('at stake is the revenue of 365 days times the probability of leaving (care-rules §4.3)', async () => {
  const rows = await stakes(model, 'quiet')
  const revenue = [55_000, -20_000, 0]
  expect(rows.map(({ stake }) => stake)).toEqual(
    rows.map((row, i) => moneyAtStake(revenue[i] ?? 0, { pAlive: row.pAlive, level: 'quiet' })),
  )
  expect(rows[0]?.stake).toBeGreaterThan(1000)
  expect(rows[1]?.stake).toBe(0)
})

test('without a model all of it is at stake for an account at risk, half for a quiet warning', async () => {
  expect((await stakes(null, 'at-risk')).map(({ stake }) => stake)).toEqual([55_000, 0, 0])
  expect((await stakes(null, 'quiet')).map(({ stake }) => stake)).toEqual([27_500, 0, 0])
  expect((await stakes(null, null)).map(({ stake }) => stake)).toEqual([null, null, null])
  expect(moneyAtStake(55_000, { pAlive: null, level: 'at-risk' })).toBe(55_000)
  expect(moneyAtStake(55_000, { pAlive: null, level: 'quiet' })).toBe(27_500)
})
