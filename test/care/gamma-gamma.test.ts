import { expect, test } from 'vitest'
import { expectedSpend, fitGammaGamma, type GammaGamma, spendLikelihood } from '../../src/care/gamma-gamma.ts'
import { finished, randomFrom, spenders } from '../support/shoppers.ts'

/** Of the CDNOW sample's repeat buyers (care-rules §16). */
const cdnow: GammaGamma = { p: 6.25, q: 3.74, v: 15.44 }

test('what an order day is worth is the published expectation (care-rules §16)', () => {
  expect(expectedSpend(cdnow, { days: 2, mean: 22.35 })).toBeCloseTo(24.66, 2)
  expect(expectedSpend(cdnow, { days: 1, mean: 11.77 })).toBeCloseTo(18.91, 1)
  // Nobody's own days: the mean of all.
  expect(expectedSpend(cdnow, { days: 0, mean: 0 })).toBeCloseTo(35.2, 1)
})

test('the more days an account has, the nearer to its own mean', () => {
  const away = [1, 5, 50].map((days) => expectedSpend(cdnow, { days, mean: 100 }))
  expect(away).toEqual(away.toSorted((one, other) => one - other))
  expect(expectedSpend(cdnow, { days: 5000, mean: 100 })).toBeCloseTo(100, 0)
})

test('the parameters of simulated customers are found again', () => {
  const truth = { p: 5, q: 4, v: 60 }
  const spends = spenders(truth, randomFrom(19), 8000)
  const fit = finished(fitGammaGamma(spends))
  if (!fit.model) throw new Error(`no model: ${fit.whyNot}`)
  expect(fit.customers).toBe(8000)
  expect(fit.logLikelihood).toBeGreaterThanOrEqual(spendLikelihood(truth, spends))
  for (const name of ['p', 'q', 'v'] as const)
    expect(Math.abs(Math.log(fit.model[name] / truth[name]))).toBeLessThan(0.15)
})

test('those who came once, or whose orders brought nothing, are left out', () => {
  const spends = spenders(cdnow, randomFrom(23), 400)
  const others = [
    { days: 0, mean: 0, count: 900 },
    { days: 3, mean: 0, count: 40 },
  ]
  expect(finished(fitGammaGamma([...spends, ...others]))).toEqual(finished(fitGammaGamma(spends)))
  expect(finished(fitGammaGamma(others))).toEqual({ customers: 0, model: null, whyNot: 'one-order' })
})

test('fewer than 50 who came twice make no model of spend', () => {
  const spends = spenders(cdnow, randomFrom(29), 49)
  expect(finished(fitGammaGamma(spends))).toEqual({ customers: 49, model: null, whyNot: 'too-few' })
})

test('where everybody always spends the same, that is what is expected', () => {
  const fit = finished(fitGammaGamma([{ days: 4, mean: 25, count: 500 }]))
  if (!fit.model) throw new Error(`no model: ${fit.whyNot}`)
  expect(expectedSpend(fit.model, { days: 0, mean: 0 })).toBeCloseTo(25, 0)
})

test('where a few spend so much that there is no mean, there is no model of spend', () => {
  const spends = spenders({ p: 3, q: 0.6, v: 20 }, randomFrom(37), 3000)
  expect(finished(fitGammaGamma(spends))).toEqual({ customers: 3000, model: null, whyNot: 'not-sane' })
})
