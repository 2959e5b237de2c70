import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Accounts that one statement works on, a quarter of a second: a person who waits for one of them does not notice. */
export const BATCH = 5000

/** Does `work` in the transaction that `db` already is, else in one of its own, made for a batch. */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  return db.transaction().execute(async (trx) => {
    // A batch is sorted in memory and read by its indexes; to compile such a statement takes longer than to run it.
    await sql`select set_config('work_mem', '64MB', true), set_config('random_page_cost', '1.1', true),
      set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`.execute(trx)
    return work(trx)
  })
}

/** The ids in ascending order, each once, a batch at a time: whoever locks in one order never waits in a circle. */
export function* batchesOf(ids: readonly number[]): Generator<number[]> {
  const ordered = [...new Set(ids)].toSorted((one, other) => one - other)
  for (let from = 0; from < ordered.length; from += BATCH) yield ordered.slice(from, from + BATCH)
}
