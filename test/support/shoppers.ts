import type { GammaGamma, Spends } from '../../src/care/gamma-gamma.ts'
import type { Histories, MbgNbd } from '../../src/care/mbg-nbd.ts'

type Random = () => number

/** Numbers between 0 and 1 from a seed (mulberry32), the same each time. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4_294_967_296
  }
}

/** Drives a fit to its end. */
export function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())

/** A gamma distributed number of this shape (Marsaglia and Tsang 2000). */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const n = normal(random)
    const cube = (1 + n / Math.sqrt(9 * d)) ** 3
    if (cube > 0 && Math.log(random()) < n ** 2 / 2 + d - d * cube + d * Math.log(cube)) return d * cube
  }
}

function beta(random: Random, a: number, b: number): number {
  const one = gamma(random, a)
  return one / (one + gamma(random, b))
}

/** When one account ordered again, in weeks since its first order, until it left or `weeks` had passed; as the model says. */
export function reordersOf(model: MbgNbd, random: Random, weeks: number): number[] {
  const rate = gamma(random, model.r) / model.alpha
  const leaves = beta(random, model.a, model.b)
  const times: number[] = []
  for (let at = 0; random() >= leaves;) {
    at -= Math.log(random()) / rate
    if (at > weeks) break
    times.push(at)
  }
  return times
}

/** So many accounts that began to order between 13 and 78 weeks ago and behave as the model says. */
export function shoppers(model: MbgNbd, random: Random, count: number): Histories[] {
  return Array.from({ length: count }, () => {
    const age = 13 + 65 * random()
    const times = reordersOf(model, random, age)
    return { x: times.length, tx: times.at(-1) ?? 0, age, count: 1 }
  })
}

/** What so many accounts spent on one to nine days each, as the model says. */
export function spenders({ p, q, v }: GammaGamma, random: Random, count: number): Spends[] {
  return Array.from({ length: count }, () => {
    const days = 1 + Math.floor(9 * random())
    const scale = gamma(random, q) / v
    return { days, mean: gamma(random, p * days) / (scale * days), count: 1 }
  })
}

/** A shop's order, in days before `today`; minor units. */
export interface ShopOrder {
  customer: number
  on: number
  amount: number
}

/** The orders of so many accounts that behave as the models say, until day 0. */
export function shop(model: MbgNbd, spend: GammaGamma, random: Random, count: number): ShopOrder[] {
  return Array.from({ length: count }).flatMap((_, customer) => {
    const age = 13 + 65 * random()
    const first = -Math.round(age * 7)
    const scale = gamma(random, spend.q) / spend.v
    return [0, ...reordersOf(model, random, age)].map((at) => ({
      customer,
      on: Math.min(0, first + Math.floor(at * 7)),
      amount: Math.max(1, Math.round((100 * gamma(random, spend.p)) / scale)),
    }))
  })
}
