/** A share of accounts, best 5, worst 1, for each of recency, frequency and money (care-rules §3.1). */
export interface Scores {
  r: Score
  f: Score
  m: Score
}
export const SCORES = [1, 2, 3, 4, 5] as const
export type Score = (typeof SCORES)[number]

/** Where the buyers of a workspace are cut, at these quantiles, least first. */
export const QUANTILES = [0.2, 0.4, 0.6, 0.8] as const
export type Cuts = readonly [number, number, number, number]

/** An account moved when its scores fell by so many steps in all (care-rules §3.5). */
export const FELL_STEPS = 2

/** What is scored of one buyer. */
export interface Measures {
  /** Days since the last order. */
  recency: number
  /** Orders in the window. */
  frequency: number
  /** Their total less returns, in minor units of the workspace's currency. */
  money: number
}

/** The cuts of each measure. */
export type AllCuts = Readonly<Record<keyof Measures, Cuts>>

/** The 20, 40, 60 and 80 % quantiles of type 7 (Hyndman and Fan 1996), as PostgreSQL's percentile_cont has them; of nobody 0. */
export function cutsOf(values: readonly number[]): Cuts {
  const sorted = values.toSorted((one, other) => one - other)
  const [a, b, c, d] = QUANTILES
  return [quantile(sorted, a), quantile(sorted, b), quantile(sorted, c), quantile(sorted, d)]
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const [low = 0, high = low] = sorted.slice(Math.max(0, below), below + 2)
  return low + (place - below) * (high - low)
}

/** Which fifth a value is in: one equal to a cut belongs to the lower, so that equal values are scored alike. */
export function binOf(value: number, cuts: Cuts): Score {
  return SCORES[cuts.filter((cut) => value > cut).length] ?? 5
}

/** The scores of a buyer; the fewer days since the last order, the higher (care-rules §3.1). */
export function scoresOf({ recency, frequency, money }: Measures, cuts: AllCuts): Scores {
  return {
    r: (6 - binOf(recency, cuts.recency)) as Score,
    f: binOf(frequency, cuts.frequency),
    m: binOf(money, cuts.money),
  }
}
