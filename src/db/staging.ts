import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Kysely, PostgresDialect, type PostgresPool, type RawBuilder, sql } from 'kysely'
import type { PoolClient } from 'pg'
import { from } from 'pg-copy-streams'
import { type Db, plugins, poolOf } from './database.ts'
import type { Schema } from './schema.ts'

/** What a staged column holds; a list becomes `text[]`. */
export type Field = string | number | boolean | null | readonly string[]

/** Names of columns and their SQL types; `line int` and `bad boolean` stand before them. */
export type StageColumns = Readonly<Record<string, string>>

export interface Stage {
  /** In the transaction that the table `staged` lives in. */
  trx: Db
  /** Takes pieces of COPY's text, made of `copyLine`s, each row with its `line` and whether it is `bad`. */
  fill: (pieces: AsyncIterable<string>) => Promise<void>
}

/** One transaction with a table `staged` of its own, which is gone at its end; it is filled by COPY. */
export async function inStage<T>(
  db: Db,
  columns: StageColumns,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const client = await poolOf(db).connect()
  const names = ['line', 'bad', ...Object.keys(columns)].join(', ')
  const fill = (pieces: AsyncIterable<string>): Promise<void> =>
    pipeline(Readable.from(pieces), client.query(from(`copy staged (${names}) from stdin`)))
  let done = false
  try {
    const result = await onClient(client)
      .transaction()
      .execute(async (trx) => {
        await createStage(trx, columns)
        return work({ trx, fill })
      })
    done = true
    return result
  } finally {
    client.release(!done)
  }
}

/** Kysely on this one connection: its own transactions do not show which one they run on, and COPY must know. */
function onClient(client: PoolClient): Db {
  const query = client.query.bind(client)
  const pool = {
    options: {},
    connect: async () => ({ query, release: () => {} }),
    end: async () => {},
  } as unknown as PostgresPool
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins: plugins() })
}

async function createStage(trx: Db, columns: StageColumns): Promise<void> {
  const list = ['line int', 'bad boolean', ...Object.entries(columns).map((column) => column.join(' '))]
  // This transaction alone sorts and joins a whole file; compiling its statements takes longer than running them.
  await sql`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`.execute(trx)
  await sql.raw(`create temp table staged (${list.join(', ')}) on commit drop`).execute(trx)
  await sql`create temp table wrong (line int) on commit drop`.execute(trx)
}

export interface Wrong {
  line: number
  /** What the cell says. */
  text: string
  /** The line that has the same; for what stands twice. */
  first: number | null
}

/** Takes the rows (`line`, `text`, `first`) that a query finds out of what is good; gives the first `most` and how many there are. */
export async function putAside(trx: Db, found: RawBuilder<Wrong>, most: number) {
  const { rows } = await sql<Wrong & { all: number }>`
    with found as materialized (${found}), kept as (insert into wrong select line from found)
    select *, count(*) over () as "all" from found order by line limit ${most}
  `.execute(trx)
  return rows
}

/** Rows whose `key` an earlier line has. */
export function repeated(key: string): RawBuilder<Wrong> {
  const text = sql.ref(key)
  return sql`
    select line, text, first
    from (select ${text} as text, min(line) as first from staged group by 1 having count(*) > 1) f
    join staged on ${text} = text and line > first`
}

/** Leaves the good rows, and tells the planner of them by the columns they are joined by; returns how many. */
export async function keepGood(trx: Db, key: string): Promise<number> {
  await sql`delete from staged where bad or line in (select line from wrong)`.execute(trx)
  await sql`analyze staged (line, ${sql.ref(key)})`.execute(trx)
  const { rows } = await sql<{ count: number }>`select count(*) from staged`.execute(trx)
  return rows[0]?.count ?? 0
}

/** One row as COPY's text has it, fields in the order of the stage's columns. */
export function copyLine(fields: readonly Field[]): string {
  return `${fields.map(copyField).join('\t')}\n`
}

const copyField = (field: Field): string => {
  if (field === null) return '\\N'
  if (typeof field === 'string') return escaped(field)
  return typeof field === 'object' ? escaped(arrayText(field)) : String(field)
}

const MARKS: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (mark) => MARKS[mark] ?? mark) : text

// Few items hold a mark: looking for one is quicker than replacing none.
const arrayText = (items: readonly string[]): string => `{${items.map(itemText).join(',')}}`
const itemText = (item: string): string =>
  `"${/["\\]/.test(item) ? item.replaceAll(/["\\]/g, String.raw`\$&`) : item}"`
