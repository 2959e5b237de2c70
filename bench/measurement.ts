import type { Deps } from '../src/deps.ts'
import type { Db } from '../src/db/database.ts'
import type { Workspace } from '../src/slack/ask.ts'

/** A scratch database that `load` filled, and how much of it there is. */
export interface Ground {
  deps: Deps
  db: Db
  databaseUrl: string
  workspace: Workspace
  accounts: readonly number[]
  /** How many customers were asked for. */
  size: number
  /** The address of another database, with so many customers. */
  filled: (accounts: number) => Promise<string>
  /** Does something on an empty database of its own. */
  empty: <T>(work: (ground: EmptyGround) => Promise<T>) => Promise<T>
}

/** Two ways of the same work, or a part of it against all: what counts is the ratio, for machines differ. */
export interface Reading {
  what: string
  /** Milliseconds. */
  ms: number
  against: string
  againstMs: number
}

/** A database with a workspace and nobody in it. */
export type EmptyGround = Omit<Ground, 'accounts' | 'size' | 'empty' | 'filled'>

/** To add one, write it in a file of its own and list it in main.ts. */
export interface Measurement {
  name: string
  /** It makes its own customers, as many as the ground was to have. */
  empty?: boolean
  run: (ground: Ground) => Promise<Reading[]>
}

/** How long `work` takes, in milliseconds: the median of so many times, each after `prepare`. */
export async function timed(
  work: () => Promise<unknown>,
  { times = 3, prepare }: { times?: number; prepare?: () => Promise<unknown> } = {},
): Promise<number> {
  const all: number[] = []
  for (let time = 0; time < times; time++) {
    await prepare?.()
    const began = performance.now()
    await work()
    all.push(performance.now() - began)
  }
  return all.toSorted((one, other) => one - other)[Math.floor(times / 2)] ?? 0
}

/** Every so many-th, so that they stand apart as in life. */
export const sample = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_, place) => place % Math.max(1, Math.floor(all.length / count)) === 0).slice(0, count)
