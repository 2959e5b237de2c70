import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>

// A `date` column stays the text it is: pg would make it midnight in the server's zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
// Ids, counts and minor units stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface Connection {
  /** Connections at the most. */
  max?: number
  /** How long one statement may take, in milliseconds; absent: as long as it needs. */
  statementTimeout?: number
}

/** Connects when first asked; gives up on a server that does not answer within a second. */
export function connect(url: string, { max = 10, statementTimeout }: Connection = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 1000,
    ...(statementTimeout && { statement_timeout: statementTimeout, query_timeout: statementTimeout + 200 }),
  })
  // A connection that breaks fails the query it has or is replaced by the next; unheard, it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}
