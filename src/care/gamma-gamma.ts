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
export function spendLikelihood({ p, q, v }: GammaGamma, spends: readonly Spends[]): number {
  const same = q * Math.log(v) - lnGamma(q)
  let sum = 0
  for (const { days, mean, count } of spends) {
    const shape = p * days
    const shapes = lnGamma(shape + q) - lnGamma(shape) + same
    sum +=
      count *
      (shapes +
        (shape - 1) * Math.log(mean) +
        shape * Math.log(days) -
        (shape + q) * Math.log(days * mean + v))
  }
  return sum
}

/** A model and the number of accounts it was fitted to, or why there is none. */
export type GammaGammaFit = { customers: number } & (
  | { model: GammaGamma; logLikelihood: number; whyNot: null }
  | { model: null; whyNot: WhyNot }
)

/** Three parameters want so many accounts that came twice and paid. */
export const LEAST_SPENDERS = 50

const LEAST = 1e-5
const MOST = 1e7

/** Fits the model by maximum likelihood to those whose repeat days brought something; it pauses after every step. */
export function* fitGammaGamma(all: readonly Spends[]): Generator<undefined, GammaGammaFit> {
  const spends = all.filter(({ days, mean }) => days > 0 && mean > 0)
  const customers = spends.reduce((sum, { count }) => sum + count, 0)
  if (customers === 0) return { customers, model: null, whyNot: 'one-order' }
  if (customers < LEAST_SPENDERS) return { customers, model: null, whyNot: 'too-few' }

  const usual = spends.reduce((sum, { mean, count }) => sum + mean * count, 0) / customers
  const start = [2, 3, usual].map((value) => Math.log(value))
  const best = yield* minimise((at) => -spendLikelihood(modelAt(at), spends), start)
  const model = modelAt(best.at)
  // With q ≤ 1 the average account would spend without bounds.
  const sane =
    best.found && model.q > 1 && Object.values(model).every((value) => value > LEAST && value < MOST)
  if (!sane) return { customers, model: null, whyNot: 'not-sane' }
  return { customers, model, logLikelihood: -best.value, whyNot: null }
}

function modelAt(place: readonly number[]): GammaGamma {
  const [p = 0, q = 0, v = 0] = place.map((value) => Math.exp(value))
  return { p, q, v }
}
