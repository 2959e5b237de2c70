import { CamelCasePlugin, Kysely, type KyselyPlugin, PostgresDialect } from 'kysely'
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
  /** How long a server may take to answer at first, in milliseconds; a second when absent. */
  patience?: number
  /** Milliseconds after which a connection that nobody needs is let go, 0 for never; ten seconds when absent. */
  idle?: number
}

/** Connects when first asked. */
export function connect(
  url: string,
  { max = 10, statementTimeout, patience = 1000, idle = 10_000 }: Connection = {},
): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis: idle,
    connectionTimeoutMillis: patience,
    ...(statementTimeout && { statement_timeout: statementTimeout, query_timeout: statementTimeout + 200 }),
  })
  // A connection that breaks fails the query it has or is replaced by the next; unheard, it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins: plugins() })
  pools.set(db, pool)
  return db
}

export const plugins = (): KyselyPlugin[] => [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

const pools = new WeakMap<Db, pg.Pool>()

/** The connections behind `db`, for what Kysely can't say (COPY). */
export function poolOf(db: Db): pg.Pool {
  const pool = pools.get(db)
  if (!pool) throw new Error('a transaction has no connections of its own')
  return pool
}

/** SQLSTATE classes of a database that is away, full, shutting down or too slow. */
const AWAY = /^(08|53|57)/
/** What pg says without a code. */
const SILENT =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered)/
const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EPIPE', 'ETIMEDOUT']

/** Whether a query failed because of the database's state, so that trying again may help. */
export function isDatabaseAway({ code = '', message }: Error & { code?: string }): boolean {
  return NETWORK.includes(code) || AWAY.test(code) || SILENT.test(message)
}

/** Why the database did not answer, for whoever looks after the process. */
export function databaseTrouble(error: unknown): string {
  const { code, message = '' } = error as { code?: string; message?: string }
  return `does not answer (${message || code || String(error)})`
}
