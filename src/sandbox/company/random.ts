/** Chance that repeats itself: the same seed gives the same company. Mulberry32 (Tommy Ettinger, public domain). */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  between: (least: number, most: number) => number
  one: <T>(all: readonly T[]) => T
  /** True in `share` of the cases, 0 to 1. */
  happens: (share: number) => boolean
  shuffled: <T>(all: readonly T[]) => T[]
  /** How long until something that comes once in so long on average, and remembers nothing. */
  wait: (mean: number) => number
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    one: (all) => all[between(0, all.length - 1)] as (typeof all)[number],
    happens: (share) => next() < share,
    wait: (mean) => -mean * Math.log(1 - next()),
    shuffled: (all) => {
      const left = [...all]
      return all.map(() => left.splice(between(0, left.length - 1), 1)[0] as (typeof all)[number])
    },
  }
}
