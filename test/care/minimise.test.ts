import { expect, test } from 'vitest'
import { minimise } from '../../src/care/minimise.ts'
import { finished } from '../support/shoppers.ts'

const valley = ([x = 0, y = 0]: readonly number[]): number => (1 - x) ** 2 + 100 * (y - x * x) ** 2

test('the bottom of a long bent valley is found (Rosenbrock’s function)', () => {
  const { at, value, found } = finished(minimise(valley, [-1.2, 1]))
  expect(found).toBe(true)
  expect(value).toBeCloseTo(0, 8)
  expect(at[0]).toBeCloseTo(1, 3)
  expect(at[1]).toBeCloseTo(1, 3)
})

const half = ([x = 0]: readonly number[]): number => x - Math.log(x)

test('where the function is not defined counts as high', () => {
  expect(finished(minimise(half, [0.2])).at[0]).toBeCloseTo(1, 3)
})
