/** The product's clock, which runs as ours does, from wherever it is put. */
export interface Clock {
  now: () => Date
  set: (at: Date) => void
  /** By how much it is ahead of ours, in milliseconds. */
  ahead: () => number
}

const aheadBy = (at: Date): number => at.getTime() - Date.now()

export function clockAt(at: Date): Clock {
  let by = aheadBy(at)
  return {
    now: () => new Date(Date.now() + by),
    set: (to) => void (by = aheadBy(to)),
    ahead: () => by,
  }
}

/** Today, or the Friday before a weekend, so that somebody works; `2026-03-02`. */
export function lastWeekday(date: Date): string {
  const weekday = date.getUTCDay()
  const back = weekday === 0 ? 2 : weekday === 6 ? 1 : 0
  return new Date(date.getTime() - back * 86_400_000).toISOString().slice(0, 10)
}
