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
  const orders = a <= 1 + r + x ? byEuler(model, x, z) : byGauss(model, x, z)
  // In next to no time the two terms differ by less than their rounding.
  return alive * (a + b + x) * Math.max(0, orders)
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

/** Those who ordered equally often, as columns: what depends on x alone is worked out once for all of them. */
interface Group {
  x: number
  tx: Float64Array
  age: Float64Array
  count: Float64Array
}

/** The same for many models. */
function likelihoodOf(histories: readonly Histories[]): (model: MbgNbd) => number {
  const groups = [...Map.groupBy(histories, ({ x }) => x)].map(([x, group]): Group => {
    const column = (name: 'tx' | 'age' | 'count'): Float64Array =>
      Float64Array.from(group, (history) => history[name])
    return { x, tx: column('tx'), age: column('age'), count: column('count') }
  })
  return (model) => groups.reduce((sum, group) => sum + groupLikelihood(model, group), 0)
}

function groupLikelihood({ r, alpha, a, b }: MbgNbd, { x, tx, age, count }: Group): number {
  const stays = lnRising(b, x + 1) - lnRising(a + b, x + 1)
  const same = lnRising(r, x) + r * Math.log(alpha) + stays
  const leaves = Math.log(a / (b + x))
  let sum = 0
  for (let i = 0; i < count.length; i++) {
    const aged = Math.log(alpha + (age[i] ?? 0))
    const gone = leaves + (r + x) * (aged - Math.log(alpha + (tx[i] ?? 0)))
    // ln(1 + e^gone), which e^gone itself would overflow.
    const either = gone > 35 ? gone : Math.log1p(Math.exp(gone))
    sum += (count[i] ?? 0) * (same - (r + x) * aged + either)
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

/**
 * Where accounts order or leave all alike, r or a + b would grow without bounds, and the likelihood hardly with them: from
 * here on, as spread as a hundredth of what there is, they stay.
 */
const ALIKE = 1000

/** Fits the model to these histories by maximum likelihood; it pauses after every step. */
export function* fitMbgNbd(histories: readonly Histories[]): Generator<undefined, MbgNbdFit> {
  const total = (of: (history: History) => number): number =>
    histories.reduce((sum, history) => sum + of(history) * history.count, 0)
  const customers = total(() => 1)
  if (customers < LEAST_BUYERS) return { customers, model: null, whyNot: 'too-few' }
  const repeats = total(({ x }) => x)
  if (repeats === 0) return { customers, model: null, whyNot: 'one-order' }

  const likelihood = likelihoodOf(histories)
  const start = [0, Math.log(repeats / total(({ age }) => age)), Math.log(3), Math.log(1 / 2)]
  const best = yield* minimise((at) => -likelihood(modelAt(at)), start)
  const model = modelAt(best.at)
  if (!best.found || !isSane(model)) return { customers, model: null, whyNot: 'not-sane' }
  return { customers, model, logLikelihood: -best.value, whyNot: null }
}

/**
 * The search goes by what the data say most of, each without bounds: the logarithms of r, of the mean rate r/α and of a + b,
 * and the log odds of the mean probability to leave a/(a+b).
 */
function modelAt([lnR = 0, lnRate = 0, lnSum = 0, lnOdds = 0]: readonly number[]): MbgNbd {
  const r = Math.min(ALIKE, Math.exp(lnR))
  const sum = Math.min(ALIKE, Math.exp(lnSum))
  return { r, alpha: r / Math.exp(lnRate), a: sum / (1 + Math.exp(-lnOdds)), b: sum / (1 + Math.exp(lnOdds)) }
}

/** Somebody leaves and somebody stays, and between two orders there is more than a minute and less than a lifetime. */
function isSane({ r, alpha, a, b }: MbgNbd): boolean {
  const [rate, leaves] = [r / alpha, a / (a + b)]
  return r > 1e-3 && rate > 1e-4 && rate < 1e4 && leaves > 1e-4 && leaves < 1 - 1e-4
}
