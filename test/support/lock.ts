import pg from 'pg'
import { onTestFinished } from 'vitest'

export interface Held {
  /** Whether somebody waits by now. */
  someoneWaits: () => Promise<boolean>
  letGo: () => Promise<void>
}

/** Makes whoever reads or writes a table wait until it is let go. */
export async function holdTable(databaseUrl: string, table: string): Promise<Held> {
  const client = new pg.Client(databaseUrl)
  client.on('error', () => {})
  await client.connect()
  onTestFinished(() => client.end().catch(() => undefined))
  await client.query(`begin; lock table ${table} in access exclusive mode`)
  return {
    someoneWaits: async () => {
      const waiting = 'select from pg_locks where not granted and relation = $1::regclass'
      return (await client.query(waiting, [table])).rowCount !== 0
    },
    letGo: async () => void (await client.query('commit')),
  }
}
