/** What a sentence of `src/words` needs besides its key. */
export type Values = Record<string, string | number>

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
