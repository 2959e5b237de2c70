import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  expectedOrders,
  fitMbgNbd,
  type Histories,
  logLikelihood,
  type MbgNbd,
  pAlive,
} from '../../src/care/mbg-nbd.ts'
import { finished, randomFrom, reordersOf, shoppers } from '../support/shoppers.ts'

/** Of the CDNOW sample (care-rules §16). */
const cdnow: MbgNbd = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }

test('the probability of being a customer still is the published one (care-rules §16)', () => {
  expect(pAlive(cdnow, { x: 2, tx: 30.43, age: 38.86 })).toBeCloseTo(0.7062, 4)
  expect(pAlive(cdnow, { x: 0, tx: 0, age: 38.86 })).toBeCloseTo(0.3897, 4)
})

const positive = fc.double({ min: 0.05, max: 40, noNaN: true })
const anyModel: fc.Arbitrary<MbgNbd> = fc.record({ r: positive, alpha: positive, a: positive, b: positive })
const anyHistory = fc
  .record({
    x: fc.nat(300),
    tx: fc.double({ min: 0, max: 500, noNaN: true }),
    silent: fc.double({ min: 0, max: 900, noNaN: true }),
  })
  .map(({ x, tx, silent }) => ({ x, tx: x === 0 ? 0 : tx, age: (x === 0 ? 0 : tx) + silent }))
const anyWeeks = fc.double({ min: 0, max: 200, noNaN: true })

test('silence never raises the probability of being a customer still, nor what is expected', () => {
  fc.assert(
    fc.property(anyModel, anyHistory, anyWeeks, (model, history, silence) => {
      const later = { ...history, age: history.age + silence }
      expect(pAlive(model, later)).toBeLessThanOrEqual(pAlive(model, history))
      expect(expectedOrders(model, later, 13)).toBeLessThanOrEqual(
        expectedOrders(model, history, 13) * (1 + 1e-9),
      )
    }),
  )
})

test('it is a probability, and an order today makes it higher than it was', () => {
  fc.assert(
    fc.property(anyModel, anyHistory, (model, history) => {
      const before = pAlive(model, history)
      expect(before).toBeGreaterThanOrEqual(0)
      expect(before).toBeLessThanOrEqual(1)
      const now = { x: history.x + 1, tx: history.age, age: history.age }
      expect(pAlive(model, now)).toBeGreaterThanOrEqual(before)
    }),
  )
})

/** Expected orders by Simpson's rule over the probability p of leaving after an order, which is beta(a, b + x + 1) if alive. */
function byIntegral(model: MbgNbd, history: { x: number; tx: number; age: number }, weeks: number): number {
  const { r, alpha, a, b } = model
  const { x, age } = history
  // p = y^k takes the pole of the density at 0 away; the one at 1 is weak, for b + x + 1 > 1.
  const k = Math.max(1, 3 / a)
  const parts = 20_000
  const weight = (y: number): number => y ** (a * k - 1) * (1 - y ** k) ** (b + x)
  const orders = (y: number): number => {
    const p = y ** k
    return -Math.expm1(-(r + x) * Math.log1p((p * weeks) / (alpha + age))) / p
  }
  let [above, below] = [0, 0]
  for (let i = 1; i < parts; i++) {
    const y = i / parts
    const simpson = (i % 2 === 1 ? 4 : 2) * weight(y)
    above += simpson * orders(y)
    below += simpson
  }
  return (pAlive(model, history) * above) / below
}

const moderate = fc.double({ min: 0.3, max: 8, noNaN: true })

test('the expected orders are those that the integral over all customers alike gives', () => {
  const models = fc.record({
    r: moderate,
    alpha: moderate,
    a: fc.oneof(
      moderate,
      moderate.map((a) => 12 * a),
    ),
    b: moderate,
  })
  const histories = fc
    .record({ x: fc.nat(40), age: fc.double({ min: 1, max: 200, noNaN: true }) })
    .map(({ x, age }) => ({ x, tx: x === 0 ? 0 : age * 0.8, age }))
  fc.assert(
    fc.property(models, histories, fc.double({ min: 0.1, max: 60, noNaN: true }), (model, history, weeks) => {
      const expected = byIntegral(model, history, weeks)
      expect(expectedOrders(model, history, weeks) / expected).toBeCloseTo(1, 5)
    }),
    { numRuns: 40 },
  )
}, 60_000)

const at = (a: number): number => expectedOrders({ ...cdnow, a }, { x: 3, tx: 20, age: 30 }, 13)

test('at a = 1 the expectation has no gap', () => {
  expect(at(1 - 1e-9)).toBeCloseTo(at(1), 8)
  expect(at(1 + 1e-9)).toBeCloseTo(at(1), 8)
})

test('where all leave alike, or order as often as can be, the expectation is a number still', () => {
  const alike = { r: 5, alpha: 8, a: 3000, b: 20_000 }
  for (const x of [0, 5, 700, 5000]) {
    const history = { x, tx: x === 0 ? 0 : 30, age: 30 }
    const expected = expectedOrders(alike, history, 13)
    const leaves = alike.a / (alike.a + alike.b + x + 1)
    const rate = (alike.r + x) / (alike.alpha + 30)
    const one = (pAlive(alike, history) * -Math.expm1(-rate * leaves * 13)) / leaves
    expect(expected / one).toBeGreaterThan(0.8)
    expect(expected / one).toBeLessThan(1.01)
  }
})

test('nothing is expected in no time, and more in more of it', () => {
  fc.assert(
    fc.property(anyModel, anyHistory, anyWeeks, (model, history, weeks) => {
      const expected = expectedOrders(model, history, weeks)
      expect(expectedOrders(model, history, 0)).toBe(0)
      expect(expected).toBeGreaterThanOrEqual(0)
      expect(expectedOrders(model, history, weeks + 1)).toBeGreaterThanOrEqual(expected * (1 - 1e-9))
    }),
    { examples: [[{ r: 0.05, alpha: 0.05, a: 0.975, b: 0.05 }, { x: 0, tx: 0, age: 0 }, 1.5e-323]] },
  )
})

test('customers who behave as the model says order as often as it expects', () => {
  const model = { r: 1.2, alpha: 6, a: 0.9, b: 2.5 }
  const random = randomFrom(7)
  let [found, expected] = [0, 0]
  for (let i = 0; i < 20_000; i++) {
    const times = reordersOf(model, random, 39)
    const before = times.filter((at) => at <= 26)
    found += times.length - before.length
    expected += expectedOrders(model, { x: before.length, tx: before.at(-1) ?? 0, age: 26 }, 13)
  }
  expect(found / expected).toBeCloseTo(1, 1)
})

test.for<[string, MbgNbd]>([
  ['of whom many leave', { r: 0.6, alpha: 6, a: 0.9, b: 1.7 }],
  ['who are faithful', { r: 1.5, alpha: 9, a: 0.6, b: 4 }],
])('the parameters of simulated customers %s are found again', ([, truth]) => {
  const histories = shoppers(truth, randomFrom(11), 12_000)
  const fit = finished(fitMbgNbd(histories))
  if (!fit.model) throw new Error(`no model: ${fit.whyNot}`)
  expect(fit.customers).toBe(12_000)
  expect(fit.logLikelihood).toBeCloseTo(logLikelihood(fit.model, histories), 6)
  expect(fit.logLikelihood).toBeGreaterThanOrEqual(logLikelihood(truth, histories))
  const { r, alpha, a, b } = fit.model
  for (const ratio of [r / truth.r, alpha / truth.alpha, a / (a + b) / (truth.a / (truth.a + truth.b))])
    expect(Math.abs(Math.log(ratio))).toBeLessThan(0.1)
  expect(Math.abs(Math.log(a / truth.a))).toBeLessThan(0.25)
})

test('histories that many share count as often', () => {
  const alone = shoppers(cdnow, randomFrom(3), 400).map((one) => ({
    ...one,
    tx: Math.floor(one.tx),
    age: Math.ceil(one.age),
  }))
  const groups = Map.groupBy(alone, ({ x, tx, age }) => `${x} ${tx} ${age}`)
  const shared = [...groups.values()].map((group) => ({ ...(group[0] as Histories), count: group.length }))
  expect(shared.length).toBeLessThan(alone.length)
  expect(logLikelihood(cdnow, shared)).toBeCloseTo(logLikelihood(cdnow, alone), 6)
})

test('fewer than 200 buyers make no model (care-rules §4.2)', () => {
  const histories = shoppers(cdnow, randomFrom(5), 199)
  expect(finished(fitMbgNbd(histories))).toEqual({ customers: 199, model: null, whyNot: 'too-few' })
})

test('buyers of whom none came twice make no model', () => {
  const once = [{ x: 0, tx: 0, age: 30, count: 500 }]
  expect(finished(fitMbgNbd(once))).toEqual({ customers: 500, model: null, whyNot: 'one-order' })
})

test('buyers of whom nobody ever leaves make no model: there is nothing to learn of leaving', () => {
  const histories = Array.from({ length: 400 }, (_, i) => ({ x: 20 + (i % 40), tx: 51.9, age: 52, count: 1 }))
  expect(finished(fitMbgNbd(histories))).toEqual({ customers: 400, model: null, whyNot: 'not-sane' })
})

test('where all leave with one probability, and order at one rate, the model has both', () => {
  const random = randomFrom(31)
  const alike = { r: 900, alpha: 1800, a: 90, b: 810 }
  const fit = finished(fitMbgNbd(shoppers(alike, random, 6000)))
  if (!fit.model) throw new Error(`no model: ${fit.whyNot}`)
  const { r, alpha, a, b } = fit.model
  expect(r / alpha).toBeCloseTo(0.5, 1)
  expect(a / (a + b)).toBeCloseTo(0.1, 1)
  const [loyal, silent] = [
    { x: 20, tx: 39, age: 40 },
    { x: 20, tx: 15, age: 40 },
  ]
  expect(pAlive(fit.model, loyal)).toBeCloseTo(pAlive(alike, loyal), 1)
  expect(pAlive(fit.model, silent)).toBeCloseTo(pAlive(alike, silent), 1)
})
