import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Accounts that one statement works on: few enough that a person who waits for one of them does not notice. */
export const BATCH = 20_000

/** Does `work` in the transaction that `db` already is, else in one of its own, with room to sort a batch in memory. */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  return db.transaction().execute(async (trx) => {
    // Compiling such a statement takes longer than running it.
    await sql`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`.execute(trx)
    return work(trx)
  })
}

/** The ids in ascending order, each once, a batch at a time: whoever locks in one order never waits in a circle. */
export function* batchesOf(ids: readonly number[]): Generator<number[]> {
  const ordered = [...new Set(ids)].toSorted((one, other) => one - other)
  for (let from = 0; from < ordered.length; from += BATCH) yield ordered.slice(from, from + BATCH)
}
