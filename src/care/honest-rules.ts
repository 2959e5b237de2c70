/** An order so many days after a warning opened is a customer who came back; a warning so soon after a win-back is one lost again (care-rules §4.5). */
export const BACK_DAYS = 90

/** What is looked back on, in days. */
export const LOOK_BACK_DAYS = 365

/** So many percent; null, shown as “–”, where there is nothing to count (care-rules §13). */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((100 * part) / whole)
