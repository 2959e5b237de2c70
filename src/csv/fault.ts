import type { Values } from '../care/errors.ts'

/** What is wrong with one cell, or with the file from this line on: a key of `src/words` and its values. */
export interface Issue {
  /** Line of the file on which the record begins, the first is 1. */
  line: number
  /** The column's name; empty where it is about the whole line. */
  column: string
  key: string
  values: Values
}

/** The file can't be read on: nothing after this line can be trusted. */
export class CsvFault extends Error {
  override name = 'CsvFault'
  readonly key: string
  readonly line: number
  /** The column's place in the record, from 0; absent where it is about the whole line. */
  readonly place: number | undefined

  constructor(key: string, line: number, place?: number) {
    super(key)
    this.key = key
    this.line = line
    this.place = place
  }
}
