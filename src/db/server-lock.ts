import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'

/** Something held by this process until it lets go, or dies: the kernel drops the lock with the process. */
export interface Lock {
  release: () => void
}

/** SQLite's answer when another connection holds what we want (sqlite.org/rescode.html#busy). */
const BUSY = 5
/** Between two tries, in milliseconds. */
const PAUSE = 20

/** SQLite closes a file that nobody refers to, and the lock with it. */
const held = new Set<DatabaseSync>()

const TAKE = {
  alone: 'begin exclusive',
  together: 'begin; select 1 from sqlite_schema',
}

/**
 * Locks `file`, an empty SQLite database: alone, or together with others who hold it together.
 * Waits up to `patience` milliseconds; undefined when somebody still stood in the way.
 * SQLite because it is the one file lock inside Node that a crash cannot leave behind.
 */
export async function takeLock(
  file: string,
  how: keyof typeof TAKE,
  patience: number,
): Promise<Lock | undefined> {
  const deadline = performance.now() + patience
  const database = new DatabaseSync(file, { timeout: 0 })
  held.add(database)
  const release = (): void => {
    if (held.delete(database)) database.close()
  }
  try {
    while (!taken(database, how)) {
      if (performance.now() >= deadline) {
        release()
        return undefined
      }
      await wait(PAUSE)
    }
    return { release }
  } catch (error) {
    release()
    throw error
  }
}

function taken(database: DatabaseSync, how: keyof typeof TAKE): boolean {
  try {
    database.exec(TAKE[how])
    return true
  } catch (error) {
    if (!isBusy(error)) throw error
    if (database.isTransaction) database.exec('rollback')
    return false
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === BUSY
