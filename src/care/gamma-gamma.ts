import { lnGamma } from './gamma.ts'
import type { WhyNot } from './mbg-nbd.ts'
import { minimise } from './minimise.ts'

/**
 * Parameters of the Gamma–Gamma model (Fader and Hardie 2013, "The Gamma-Gamma Model of Monetary Value"): what an order day
 * brings is gamma(p, ν) distributed, with ν gamma(q, v) distributed over the accounts.
 */
export interface GammaGamma {
  p: number
  q: number
  /** Money, in major units of the workspace's currency. */
  v: number
}

/** What the order days after the first brought on average, in major units, and how many they were (care-rules §4.2). */
export interface Spend {
  days: number
  mean: number
}

/** How many accounts spent so. */
export interface Spends extends Spend {
  count: number
}

/** What an order day of this account is expected to bring, in major units; without any day known, what the average account's does. */
export function expectedSpend({ p, q, v }: GammaGamma, { days, mean }: Spend): number {
  return (p * (v + days * mean)) / (p * days + q - 1)
}

/** Logarithm of the likelihood of these means, each of at least one day and more than nothing. */
export function spendLikelihood(model: GammaGamma, spends: readonly Spends[]): number {
  return likelihoodOf(spends)(model)
}

/** Those of equally many days, as columns: what depends on the days alone is worked out once for all of them. */
interface Group {
  days: number
  total: Float64Array
  count: Float64Array
  /** Of all counted: how many, and the sum of ln mean. */
  counted: number
  lnMeans: number
}

/** The same for many models. */
function likelihoodOf(spends: readonly Spends[]): (model: GammaGamma) => number {
  const groups = [...Map.groupBy(spends, ({ days }) => days)].map(([days, group]): Group => ({
    days,
    total: Float64Array.from(group, ({ mean }) => days * mean),
    count: Float64Array.from(group, ({ count }) => count),
    counted: group.reduce((sum, { count }) => sum + count, 0),
    lnMeans: group.reduce((sum, { mean, count }) => sum + count * Math.log(mean), 0),
  }))
  return (model) => groups.reduce((sum, group) => sum + groupLikelihood(model, group), 0)
}

function groupLikelihood({ p, q, v }: GammaGamma, { days, total, count, counted, lnMeans }: Group): number {
  const shape = p * days
  const shapes = lnGamma(shape + q) - lnGamma(shape) - lnGamma(q)
  let lnTotals = 0
  for (let i = 0; i < count.length; i++) lnTotals += (count[i] ?? 0) * Math.log((total[i] ?? 0) + v)
  return (
    counted * (shapes + q * Math.log(v) + shape * Math.log(days)) +
    (shape - 1) * lnMeans -
    (shape + q) * lnTotals
  )
}

/** A model and the number of accounts it was fitted to, or why there is none. */
export type GammaGammaFit = { customers: number } & (
  | { model: GammaGamma; logLikelihood: number; whyNot: null }
  | { model: null; whyNot: WhyNot }
)

/** Three parameters want so many accounts that came twice and paid. */
export const LEAST_SPENDERS = 50

/** Where all days of an account, or all accounts, bring the same, p or q would grow without bounds: from here on they stay. */
const ALIKE = 1000

/** Fits the model by maximum likelihood to those whose repeat days brought something; it pauses after every step. */
export function* fitGammaGamma(all: readonly Spends[]): Generator<undefined, GammaGammaFit> {
  const spends = all.filter(({ days, mean }) => days > 0 && mean > 0)
  const customers = spends.reduce((sum, { count }) => sum + count, 0)
  if (customers === 0) return { customers, model: null, whyNot: 'one-order' }
  if (customers < LEAST_SPENDERS) return { customers, model: null, whyNot: 'too-few' }

  const usual = spends.reduce((sum, { mean, count }) => sum + mean * count, 0) / customers
  const likelihood = likelihoodOf(spends)
  const start = [Math.log(2), Math.log(3), Math.log(usual)]
  const best = yield* minimise((at) => -likelihood(modelAt(at)), start)
  const model = modelAt(best.at)
  // With q ≤ 1 the average account would spend without bounds.
  if (!best.found || model.q <= 1 || model.p < 1e-3) return { customers, model: null, whyNot: 'not-sane' }
  return { customers, model, logLikelihood: -best.value, whyNot: null }
}

/** The search goes by the logarithms of p, of q, and of p v / q, which is near what a day brings. */
function modelAt([lnP = 0, lnQ = 0, lnUsual = 0]: readonly number[]): GammaGamma {
  const [p, q] = [Math.min(ALIKE, Math.exp(lnP)), Math.min(ALIKE, Math.exp(lnQ))]
  return { p, q, v: (Math.exp(lnUsual) * q) / p }
}
