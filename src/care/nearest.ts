/** The word most like `text`, of at most a third of its characters added, left out, changed or swapped; undefined: none is. */
export function nearest(text: string, words: Iterable<string>): string | undefined {
  const asked = Array.from(text.toLowerCase())
  let [best, least] = [undefined as string | undefined, Math.max(1, Math.floor(asked.length / 3)) + 1]
  for (const word of words) {
    const far = steps(asked, Array.from(word.toLowerCase()))
    if (far < least) [best, least] = [word, far]
  }
  return best
}

/** Optimal string alignment distance. */
function steps(one: readonly string[], other: readonly string[]): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, j) => j)]
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Infinity
  for (let i = 1; i <= one.length; i++) {
    rows[i] = [i]
    for (let j = 1; j <= other.length; j++) {
      const changed = cell(i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1)
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const best = Math.min(changed, cell(i - 1, j) + 1, cell(i, j - 1) + 1)
      rows[i]?.push(swapped ? Math.min(best, cell(i - 2, j - 2) + 1) : best)
    }
  }
  return cell(one.length, other.length)
}
