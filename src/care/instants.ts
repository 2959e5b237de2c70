const MINUTE = 60_000

/** So many minutes later. */
export const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE)

const sorted = (dates: readonly (Date | null)[]): Date[] =>
  dates.filter((date) => date !== null).toSorted((one, two) => one.getTime() - two.getTime())
export const earliest = (dates: readonly (Date | null)[]): Date | null => sorted(dates)[0] ?? null
export const latest = (dates: readonly [Date, ...(Date | null)[]]): Date => sorted(dates).at(-1) ?? dates[0]
