import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  actsOf,
  attemptsMissing,
  attemptsOf,
  type ComplaintState,
  FOUR_DUTIES,
  isContent,
  isSameMinute,
  MEETS,
  refusalOf,
} from '../../src/care/complaint.ts'
import { settingsFrom } from '../../src/care/settings.ts'

const settings = settingsFrom()
const at = (minute: number, second = 0): Date => new Date(Date.UTC(2026, 2, 2, 9, minute, second))

test('content is who has it solved and gives 3 or more', () => {
  expect(isContent({ solved: true, satisfaction: 3 }, settings)).toBe(true)
  expect(isContent({ solved: true, satisfaction: 2 }, settings)).toBe(false)
  expect(isContent({ solved: false, satisfaction: 5 }, settings)).toBe(false)
  expect(isContent({ solved: true, satisfaction: 3 }, { satisfiedFrom: 4 })).toBe(false)
})

test('a better answer never makes a content customer discontent, nor does a lower bar', () => {
  const score = fc.integer({ min: 1, max: 5 })
  fc.assert(
    fc.property(score, score, score, score, fc.boolean(), (low, high, bar, other, solved) => {
      const [worse, better] = [Math.min(low, high), Math.max(low, high)]
      const [lower, higher] = [Math.min(bar, other), Math.max(bar, other)]
      const content = isContent({ solved, satisfaction: worse }, { satisfiedFrom: higher })
      if (!content) return
      expect(isContent({ solved: true, satisfaction: better }, { satisfiedFrom: lower })).toBe(true)
    }),
  )
})

test('three attempts on dates of their own are needed; two of one minute are one', () => {
  expect(attemptsMissing([], settings)).toBe(3)
  expect(attemptsMissing([at(0, 1), at(0, 59)], settings)).toBe(2)
  expect(attemptsMissing([at(0), at(1), at(2)], settings)).toBe(0)
  expect(attemptsMissing([at(0), at(1), at(2), at(3)], settings)).toBe(0)
  expect(isSameMinute(at(0, 59), at(1))).toBe(false)
})

test('an attempt never makes more of them missing, and one that was there before changes nothing', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 9 }))
  fc.assert(
    fc.property(minutes, fc.integer({ min: 0, max: 9 }), fc.nat(59), (known, minute, second) => {
      const before = attemptsMissing(
        known.map((one) => at(one)),
        settings,
      )
      const after = attemptsMissing([...known.map((one) => at(one)), at(minute, second)], settings)
      expect(after).toBe(known.includes(minute) ? before : Math.max(0, before - 1))
    }),
  )
})

test('attempts to hear a verdict on an earlier solution do not count', () => {
  const attempt = { kind: 'attempt', saidAt: at(0) } as const
  const heard = { kind: 'verdict', round: 2, saidAt: at(2) } as const
  const verdicts = [{ ...attempt, round: 1 }, { ...attempt, round: 2, saidAt: at(1) }, heard]
  expect(attemptsOf({ verdicts, round: 2 })).toEqual([at(1)])
})

const fresh: ComplaintState = {
  ownerId: 'UBEN',
  complex: false,
  answeredAt: null,
  spokenAt: null,
  waiting: false,
  dutiesDone: [],
  solved: false,
  closedAt: null,
  reviewedAt: null,
}
const closed = { answeredAt: at(1), solved: true, closedAt: at(2) }

test.for([
  ['fresh', {}, ['answer', 'duties', 'solve', 'wait']],
  [
    'nobody’s and complex',
    { ownerId: null, complex: true },
    ['take', 'answer', 'speak', 'duties', 'solve', 'wait'],
  ],
  ['waiting for the customer', { answeredAt: at(1), waiting: true }, ['duties', 'solve', 'resume']],
  ['solved', { answeredAt: at(1), solved: true, dutiesDone: FOUR_DUTIES }, ['verdict']],
  ['closed', closed, ['review', 'reopen']],
  ['closed and nobody’s', { ...closed, ownerId: null }, ['take', 'review', 'reopen']],
  ['reviewed', { ...closed, ownerId: null, reviewedAt: at(3) }, ['reopen']],
] as const)('of a complaint that is %s these acts are possible', ([, state, acts]) => {
  expect(actsOf({ ...fresh, ...state })).toEqual(acts)
})

const anyState: fc.Arbitrary<ComplaintState> = fc.record({
  ownerId: fc.constantFrom(null, 'UBEN'),
  complex: fc.boolean(),
  answeredAt: fc.constantFrom(null, at(1)),
  spokenAt: fc.constantFrom(null, at(1)),
  waiting: fc.boolean(),
  dutiesDone: fc.nat(4).map((count) => FOUR_DUTIES.slice(0, count)),
  solved: fc.boolean(),
  closedAt: fc.constantFrom(null, at(2)),
  reviewedAt: fc.constantFrom(null, at(3)),
})

test('whatever its state, something can be done about a complaint, and what cannot is refused', () => {
  const acts = ['take', 'speak', 'duties', 'wait', 'resume', 'reopen', ...Object.values(MEETS)] as const
  fc.assert(
    fc.property(anyState, fc.constantFrom(...acts), (state, act) => {
      const can = actsOf(state)
      expect(can.length).toBeGreaterThan(0)
      expect(refusalOf(act, state) === null).toBe(can.includes(act))
    }),
  )
})

test('a verdict before a solution is too early, and what is done about an open complaint is refused of a closed one', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(refusalOf('verdict', { ...state, solved: false, closedAt: null })).toBe('early')
      expect(refusalOf('answer', { ...state, closedAt: at(2) })).toBe('closed')
    }),
  )
})
