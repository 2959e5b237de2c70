import type { Day } from './calendar.ts'

/** A day, or an instant where the reader is; both are said as their language has them, with `today` in mind. */
export type When = { day: Day; today: Day } | { at: Date; today: Day; zone: string }

/** What a sentence of `src/words` needs besides its key. */
export type Values = Record<string, string | number | When>

/** Something a person can put right: a key of `src/words` and its values, said in the reader's language at the edge. */
export class CareError extends Error {
  override name = 'CareError'
  readonly key: string
  readonly values: Values
  /** The form's field that it belongs under. */
  readonly field: string | undefined

  constructor(key: string, values: Values = {}, field?: string) {
    super(key)
    this.key = key
    this.values = values
    this.field = field
  }
}
