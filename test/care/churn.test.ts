import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, type Day } from '../../src/care/calendar.ts'
import { CHURN_RULES, type ChurnRule, type Sighting, type Verdict, verdicts } from '../../src/care/churn.ts'
import { settingsFrom } from '../../src/care/settings.ts'

const settings = settingsFrom()
const today = day('2026-03-02')
const ago = (days: number): Day => addDays(today, -days)
/** Parameters of a public set of shop orders (care-rules §16). */
const model = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }

/** A customer of whom nothing speaks for leaving. */
const content: Sighting = {
  accountId: 1,
  tier: 'general',
  rhythmDays: null,
  visitDays: null,
  cameOn: ago(400),
  lastTouchOn: ago(10),
  lastVisitOn: null,
  firstOrderOn: ago(400),
  lastOrderOn: ago(5),
  lastOrderAmount: 12_000,
  lastOrderCurrency: 'EUR',
  orderDays: 40,
  orderDaysThen: 31,
  lastOrderThen: ago(95),
  recentOrders: 9,
  ordersBefore: 9,
  attempts: { count: 0, first: null, since: null },
  optedOut: null,
  answer: null,
}

const said = (change: Partial<Sighting>, with_: typeof model | null = model): Verdict[] =>
  verdicts({ ...content, ...change }, today, settings, with_)
const holding = (change: Partial<Sighting>, with_?: typeof model | null): ChurnRule[] =>
  said(change, with_)
    .filter(({ holds }) => holds)
    .map(({ rule }) => rule)
const verdict = (rule: ChurnRule, change: Partial<Sighting>): Verdict =>
  said(change).find((one) => one.rule === rule) ?? { rule, holds: false, key: '', evidence: {} }

test('of a customer who orders as always no rule holds', () => {
  expect(holding({})).toEqual([])
  expect(said({}).map(({ rule }) => rule)).toEqual([...CHURN_RULES])
})

test('no order for 90 days is a gap, 89 are none, and the last order is shown', () => {
  expect(holding({ lastOrderOn: ago(89) }, null)).toEqual([])
  expect(verdict('gap', { lastOrderOn: ago(90) })).toMatchObject({
    holds: true,
    key: ago(90),
    evidence: { days: 90, limit: 90, on: ago(90), amount: 12_000, currency: 'EUR' },
  })
})

test('who never ordered has no gap', () => {
  expect(verdict('gap', { lastOrderOn: null, firstOrderOn: null, orderDays: 0 }).holds).toBe(false)
})

test('a customer who ordered every ten days and is silent for eighty is off their own rhythm', () => {
  const silent = { lastOrderOn: ago(80), orderDays: 33, orderDaysThen: 32, lastOrderThen: ago(91) }
  expect(verdict('own-rhythm', silent)).toMatchObject({ holds: true, evidence: { between: 10, silent: 80 } })
})

test('own rhythm leaves out customers younger than 180 days, and is off without a model', () => {
  const silent = { lastOrderOn: ago(80), orderDays: 33, orderDaysThen: 32, lastOrderThen: ago(91) }
  expect(verdict('own-rhythm', { ...silent, firstOrderOn: ago(179) }).holds).toBe(false)
  expect(holding(silent, null)).toEqual([])
})

test('fewer than half the orders of before count where there were three', () => {
  expect(holding({ recentOrders: 1, ordersBefore: 3 })).toEqual(['fewer-orders'])
  expect(holding({ recentOrders: 2, ordersBefore: 4 })).toEqual([])
  expect(holding({ recentOrders: 0, ordersBefore: 2 })).toEqual([])
})

test('three attempts in a row without answer', () => {
  expect(holding({ attempts: { count: 2, first: 7, since: ago(9) } })).toEqual([])
  expect(verdict('slow-replies', { attempts: { count: 3, first: 7, since: ago(9) } })).toMatchObject({
    holds: true,
    key: '7',
    evidence: { count: 3, since: ago(9) },
  })
})

test('a recommendation of 6 or less speaks for 90 days, or until a better answer', () => {
  const nps = { id: 1, kind: 'nps' } as const
  expect(holding({ answer: { ...nps, score: 6, on: ago(89) } })).toEqual(['unhappy'])
  expect(holding({ answer: { ...nps, score: 6, on: ago(90) } })).toEqual([])
  expect(holding({ answer: { ...nps, score: 7, on: ago(1) } })).toEqual([])
})

test('so does a verdict that a complaint is not solved, or that they are not satisfied with how', () => {
  const heard = { id: 7, kind: 'verdict', score: 2 } as const
  const unsolved = { ...heard, solved: false, satisfied: true, on: ago(89) }
  expect(verdict('unhappy', { answer: unsolved })).toEqual({
    rule: 'unhappy',
    holds: true,
    key: 'verdict 7',
    evidence: { score: 2, on: ago(89), solving: 'unsolved' },
  })
  expect(holding({ answer: { ...unsolved, on: ago(90) } })).toEqual([])
  const dissatisfied = { ...heard, solved: true, satisfied: false, on: ago(1) }
  expect(verdict('unhappy', { answer: dissatisfied }).evidence).toMatchObject({ solving: 'dissatisfied' })
  expect(holding({ answer: { ...dissatisfied, satisfied: true, score: 5 } })).toEqual([])
})

test('an answer to one question is never the evidence of another', () => {
  const at = { id: 3, score: 2, on: ago(1) }
  const nps = verdict('unhappy', { answer: { ...at, kind: 'nps' } })
  const heard = verdict('unhappy', { answer: { ...at, kind: 'verdict', solved: false, satisfied: false } })
  expect(nps.key).not.toBe(heard.key)
})

test('not touched beyond twice the latest day of the rhythm', () => {
  expect(holding({ lastTouchOn: ago(270) })).toEqual([])
  expect(holding({ lastTouchOn: ago(271) })).toEqual(['untouched'])
  // Every 14 days, latest 21, twice that.
  expect(holding({ tier: 'key', lastTouchOn: ago(43) })).toEqual(['untouched'])
  // Only a visit keeps the rhythm of an important one.
  expect(holding({ tier: 'important', lastVisitOn: ago(271) })).toEqual(['untouched'])
})

test('whoever asked for no more contact is told of', () => {
  expect(holding({ optedOut: { on: ago(3), channel: 'email' } })).toEqual(['opted-out'])
})

test('another day of silence never makes a rule of silence let go', () => {
  const rules: ChurnRule[] = ['gap', 'untouched']
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 600 }),
      fc.constantFrom('general', 'important', 'key'),
      (days, tier) => {
        const last = ago(days)
        const seen = {
          ...content,
          tier,
          firstOrderOn: addDays(last, -400),
          lastOrderOn: last,
          lastTouchOn: last,
        }
        const held = (on: Day) =>
          verdicts({ ...seen, lastVisitOn: last }, on, settings, model)
            .filter(({ rule, holds }) => holds && rules.includes(rule))
            .map(({ rule }) => rule)
        expect(held(addDays(today, 1))).toEqual(expect.arrayContaining(held(today)))
      },
    ),
  )
})
