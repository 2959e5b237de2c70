import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AllCuts, binOf, type Cuts, cutsOf, scoresOf } from '../../src/care/rfm.ts'

/** The published set of 995 customers of care-rules §16. */
const published: AllCuts = {
  recency: [114, 180, 296.4, 481],
  frequency: [3, 4, 5, 7],
  money: [254.8, 381, 505.4, 665],
}

test.for([
  [{ recency: 205, frequency: 6, money: 472 }, '343'],
  [{ recency: 98, frequency: 7, money: 596 }, '544'],
] as const)('the published customer %o is scored %s', ([measures, scores]) => {
  const { r, f, m } = scoresOf(measures, published)
  expect(`${r}${f}${m}`).toBe(scores)
})

test('between two buyers a cut lies in proportion to the distance', () => {
  expect(cutsOf([50, 10, 20, 40, 30, 60])).toEqual([20, 30, 40, 50])
  expect(cutsOf([1, 2, 3, 4])).toEqual([1.6, 2.2, 2.8, 3.4000000000000004])
})

test('a value equal to a cut belongs to the lower fifth, of recency to the better', () => {
  expect([10, 11, 20, 21, 40, 41].map((value) => binOf(value, [10, 20, 30, 40]))).toEqual([1, 2, 2, 3, 4, 5])
  const cuts = { recency: [10, 20, 30, 40], frequency: [1, 1, 1, 1], money: [0, 0, 0, 0] } as const
  expect(scoresOf({ recency: 10, frequency: 1, money: 0 }, cuts)).toEqual({ r: 5, f: 1, m: 1 })
  expect(scoresOf({ recency: 41, frequency: 2, money: 1 }, cuts)).toEqual({ r: 1, f: 5, m: 5 })
})

test('buyers who all have one order are all scored alike for it, and a single buyer has cuts too', () => {
  expect(cutsOf([1, 1, 1])).toEqual([1, 1, 1, 1])
  expect(binOf(1, cutsOf([1, 1, 1]))).toBe(1)
  expect(cutsOf([7])).toEqual([7, 7, 7, 7])
  expect(cutsOf([])).toEqual([0, 0, 0, 0])
})

test('returns larger than the purchases are the least money, not an error', () => {
  const cuts = cutsOf([-500, 0, 100, 200, 300])
  expect([-500, 300].map((money) => binOf(money, cuts))).toEqual([1, 5])
})

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 })

test('who has more is never in a lower fifth, whatever the others have', () => {
  fc.assert(
    fc.property(values, fc.integer(), fc.nat(), (all, value, more) => {
      const cuts = cutsOf(all)
      expect(binOf(value + more, cuts)).toBeGreaterThanOrEqual(binOf(value, cuts))
    }),
  )
})

test('cuts depend on who buys, not on the order they are looked at, and rise', () => {
  fc.assert(
    fc.property(
      values.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const cuts: Cuts = cutsOf(all)
        expect(cutsOf(shuffled)).toEqual(cuts)
        expect(cuts.toSorted((a, b) => a - b)).toEqual(cuts)
      },
    ),
  )
})

test('where all differ, each fifth has its share to within one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { minLength: 5, maxLength: 200 }), (all) => {
      const cuts = cutsOf(all)
      for (const fifth of [1, 2, 3, 4, 5]) {
        const count = all.filter((value) => binOf(value, cuts) === fifth).length
        expect(Math.abs(count - all.length / 5)).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('the same day later for everybody changes no score', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2000), { minLength: 1 }), fc.nat(400), (days, later) => {
      const scored = (shift: number): number[] => {
        const cuts = cutsOf(days.map((day) => day + shift))
        return days.map((day) => binOf(day + shift, cuts))
      }
      expect(scored(later)).toEqual(scored(0))
    }),
  )
})
