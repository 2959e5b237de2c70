import type { Issue } from './fault.ts'

/** How many of what is wrong are kept to be told one by one. */
export const TOLD = 1000

/** What was found wrong in a file: the first of it, and how much there is. */
export interface Tally {
  note(issues: readonly Issue[], count?: number): void
  /** By line, at most `TOLD`. */
  first(): Issue[]
  count(): number
}

/** Keeps the first of what is wrong, so that a file that is all wrong takes no more memory than another. */
export function makeTally(): Tally {
  let kept: Issue[] = []
  let count = 0
  const sorted = (): Issue[] => kept.toSorted((a, b) => a.line - b.line).slice(0, TOLD)
  return {
    note(issues, more = issues.length) {
      count += more
      kept.push(...issues)
      if (kept.length > 2 * TOLD) kept = sorted()
    },
    first: sorted,
    count: () => count,
  }
}
