import { lnRising } from './gamma.ts'
import { minimise } from './minimise.ts'

/**
 * Parameters of the MBG/NBD model (Batislam, Denizel and Filiztekin 2007, Int. J. of Research in Marketing 24, 201–209).
 * While they are customers, accounts order at rates that are gamma(r, α) distributed over them, in orders a week; after each
 * order, the first one included, an account leaves with a probability that is beta(a, b) distributed.
 */
export interface MbgNbd {
  r: number
  /** Weeks. */
  alpha: number
  a: number
  b: number
}

/** One account's orders, in weeks since its first one (care-rules §4.2). */
export interface History {
  /** Days with an order after the first day. */
  x: number
  /** When the last of them was; 0 without any. */
  tx: number
  /** How long ago the first order was: T. */
  age: number
}

/** How many accounts have this history. */
export interface Histories extends History {
  count: number
}

/** Probability that the account is still a customer: it never rises in silence. */
export function pAlive({ r, alpha, a, b }: MbgNbd, { x, tx, age }: History): number {
  return 1 / (1 + (a / (b + x)) * Math.exp((r + x) * Math.log((alpha + age) / (alpha + tx))))
}

/** Beyond this power of e a sum overflows. */
const MOST_POWER = 600

/**
 * Days with an order that are expected within so many weeks from now. With z = weeks / (α + T + weeks) it is
 * P(alive) (a+b+x)/(a-1) [1 - (1-z)^(r+x) ₂F₁(r+x, b+x+1; a+b+x; z)].
 */
export function expectedOrders(model: MbgNbd, history: History, weeks: number): number {
  const { r, alpha, a, b } = model
  const { x, age } = history
  const z = weeks / (alpha + age + weeks)
  const alive = pAlive(model, history)
  if (-Math.log1p(-z) * Math.min(a - 1, r + x) > MOST_POWER) return alive * ordersOfOne(model, history, weeks)
  return alive * (a + b + x) * (a <= 1 + r + x ? byEuler(model, x, z) : byGauss(model, x, z))
}

/** The brackets over a - 1 as they stand: few terms where a is large. */
function byGauss({ r, a, b }: MbgNbd, x: number, z: number): number {
  const series =
    1 +
    sumOf(
      ((r + x) * (b + x + 1) * z) / (a + b + x),
      (k) => (((r + x + k) * (b + x + 1 + k)) / ((a + b + x + k) * (k + 1))) * z,
    )
  return (1 - Math.exp((r + x) * Math.log1p(-z)) * series) / (a - 1)
}

/**
 * The same after Euler's transformation (DLMF 15.8.1), which takes the powers of x out of the series; a - 1 is divided out
 * of every term, so that a = 1 needs no care: (1 - (1-z)^(a-1)) / (a-1) has the limit -ln(1-z).
 */
function byEuler({ r, a, b }: MbgNbd, x: number, z: number): number {
  const decay = (a - 1) * Math.log1p(-z)
  const first = Math.abs(a - 1) < 1e-12 ? -Math.log1p(-z) : -Math.expm1(decay) / (a - 1)
  const series = sumOf(
    ((a + b - r) / (a + b + x)) * z,
    (k) => ((a + b - r + k) / (a + b + x + k)) * ((a + k - 1) / (k + 1)) * z,
  )
  return first - Math.exp(decay) * series
}

/** The Gaussian hypergeometric series from its first term on, each by the ratio to the one before it (DLMF 15.2.1). */
function sumOf(first: number, ratio: (k: number) => number): number {
  let term = first
  let sum = first
  for (let k = 1; k < 1_000_000 && (Math.abs(term) > 1e-17 * Math.abs(sum) || Math.abs(ratio(k)) > 1); k++) {
    term *= ratio(k)
    sum += term
  }
  return sum
}

/** The same where the probability to leave is as good as known, for a is in the hundreds: what its mean gives. */
function ordersOfOne({ r, alpha, a, b }: MbgNbd, { x, age }: History, weeks: number): number {
  const leaves = a / (a + b + x + 1)
  return -Math.expm1(-(r + x) * Math.log1p((leaves * weeks) / (alpha + age))) / leaves
}

/** Logarithm of the likelihood of these histories, as Batislam, Denizel and Filiztekin have it, with no constant left out. */
export function logLikelihood(model: MbgNbd, histories: readonly Histories[]): number {
  return likelihoodOf(histories)(model)
}

/** The same for many models: what depends on x alone is worked out once for each x. */
function likelihoodOf(histories: readonly Histories[]): (model: MbgNbd) => number {
  const groups = Map.groupBy(histories, ({ x }) => x)
  return (model) => {
    let sum = 0
    for (const [x, group] of groups) sum += groupLikelihood(model, x, group)
    return sum
  }
}

function groupLikelihood({ r, alpha, a, b }: MbgNbd, x: number, group: readonly Histories[]): number {
  const stays = lnRising(b, x + 1) - lnRising(a + b, x + 1)
  const same = lnRising(r, x) + r * Math.log(alpha) + stays
  const leaves = Math.log(a / (b + x))
  let sum = 0
  for (const { tx, age, count } of group) {
    const aged = Math.log(alpha + age)
    const gone = leaves + (r + x) * (aged - Math.log(alpha + tx))
    // ln(1 + e^gone), which e^gone itself would overflow.
    const either = gone > 35 ? gone : Math.log1p(Math.exp(gone))
    sum += count * (same - (r + x) * aged + either)
  }
  return sum
}

/** Why there is no model: fewer buyers than 200, none of them came twice, or no parameters that mean anything were found. */
export type WhyNot = 'too-few' | 'one-order' | 'not-sane'

/** A model and the histories it was fitted to, or why there is none. */
export type MbgNbdFit = { customers: number } & (
  | { model: MbgNbd; logLikelihood: number; whyNot: null }
  | { model: null; whyNot: WhyNot }
)

/** A model wants so many buyers (care-rules §4.2). */
export const LEAST_BUYERS = 200

/** Beyond these the likelihood has no maximum: everybody is alike, or nobody leaves. */
const LEAST = 1e-5
const MOST = 1e5

/** Fits the model to these histories by maximum likelihood; it pauses after every step. */
export function* fitMbgNbd(histories: readonly Histories[]): Generator<undefined, MbgNbdFit> {
  const total = (of: (history: History) => number): number =>
    histories.reduce((sum, history) => sum + of(history) * history.count, 0)
  const customers = total(() => 1)
  if (customers < LEAST_BUYERS) return { customers, model: null, whyNot: 'too-few' }
  const repeats = total(({ x }) => x)
  if (repeats === 0) return { customers, model: null, whyNot: 'one-order' }

  const likelihood = likelihoodOf(histories)
  const start = { r: 1, alpha: total(({ age }) => age) / repeats, a: 1, b: 2 }
  const best = yield* minimise((at) => -likelihood(modelAt(at)), placeOf(start))
  const model = modelAt(best.at)
  const sane = best.found && Object.values(model).every((value) => value > LEAST && value < MOST)
  if (!sane) return { customers, model: null, whyNot: 'not-sane' }
  return { customers, model, logLikelihood: -best.value, whyNot: null }
}

/** The parameters are positive, so that the search goes by their logarithms. */
const placeOf = ({ r, alpha, a, b }: MbgNbd): number[] => [r, alpha, a, b].map((value) => Math.log(value))

function modelAt(place: readonly number[]): MbgNbd {
  const [r = 0, alpha = 0, a = 0, b = 0] = place.map((value) => Math.exp(value))
  return { r, alpha, a, b }
}
