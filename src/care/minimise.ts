/** Where a search ended. */
export interface Minimum {
  at: readonly number[]
  value: number
  /** Whether nothing lower was left nearby when it ended. */
  found: boolean
}

interface Corner {
  at: readonly number[]
  value: number
}

type Height = (at: readonly number[]) => number

/** How long the edges of the first simplex are. */
const EDGE = 0.5
/** The search ends where the corners differ by less, in height and in place. */
const FLAT = 1e-9
const NEAR = 1e-6
const MOST_STEPS = 400
const MOST_ROUNDS = 6

/**
 * Looks for the lowest point of a smooth function of a few variables near `start`, by the simplex of Nelder and Mead
 * (1965; coefficients 1, 2, ½, ½), begun anew where it ended until that changes nothing. What is no number counts as
 * high. It pauses after every step, so that whoever drives it can let others work.
 */
export function* minimise(height: Height, start: readonly number[]): Generator<undefined, Minimum> {
  const safe: Height = (at) => {
    const value = height(at)
    return Number.isFinite(value) ? value : Number.MAX_VALUE
  }
  let best: Corner = { at: start, value: safe(start) }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { at, value, found } = yield* descend(safe, best, round === 0 ? EDGE : EDGE / 4)
    const gain = best.value - value
    best = { at, value }
    if (found && gain <= 1e-7 * (1 + Math.abs(value))) return { ...best, found: true }
  }
  return { ...best, found: false }
}

function* descend(height: Height, from: Corner, edge: number): Generator<undefined, Minimum> {
  const corners = from.at.map((_, axis) => {
    const at = from.at.map((value, other) => (other === axis ? value + edge : value))
    return { at, value: height(at) }
  })
  let simplex: Corner[] = [from, ...corners]
  for (let step = 0; step < MOST_STEPS; step++) {
    simplex.sort((one, other) => one.value - other.value)
    const [best = from] = simplex
    if (isSmall(simplex, best)) return { ...best, found: true }
    simplex = stepped(height, simplex, best)
    yield
  }
  const [best = from] = simplex.toSorted((one, other) => one.value - other.value)
  return { ...best, found: false }
}

function isSmall(simplex: readonly Corner[], best: Corner): boolean {
  return simplex.every(
    ({ at, value }) =>
      value - best.value <= FLAT * (1 + Math.abs(best.value)) &&
      at.every((place, axis) => Math.abs(place - (best.at[axis] ?? 0)) <= NEAR),
  )
}

/** Replaces the highest corner (the last one), or draws all towards the best. */
function stepped(height: Height, simplex: readonly Corner[], best: Corner): Corner[] {
  const others = simplex.slice(0, -1)
  const worst = simplex.at(-1) ?? best
  const second = others.at(-1) ?? best
  const centre = worst.at.map(
    (_, axis) => others.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / others.length,
  )
  /** The point that is `far` times as far from the centre as the worst corner, on the other side. */
  const beyond = (far: number): Corner => {
    const at = centre.map((middle, axis) => middle + far * (middle - (worst.at[axis] ?? 0)))
    return { at, value: height(at) }
  }
  const reflected = beyond(1)
  if (reflected.value < best.value) {
    const expanded = beyond(2)
    return [...others, expanded.value < reflected.value ? expanded : reflected]
  }
  if (reflected.value < second.value) return [...others, reflected]
  const contracted = reflected.value < worst.value ? beyond(0.5) : beyond(-0.5)
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...others, contracted]
  return simplex.map((corner) => (corner === best ? best : halfway(height, corner, best)))
}

function halfway(height: Height, corner: Corner, best: Corner): Corner {
  const at = corner.at.map((place, axis) => (place + (best.at[axis] ?? 0)) / 2)
  return { at, value: height(at) }
}
