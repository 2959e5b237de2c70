import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freshDatabase } from '../support/database.ts'

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Tables and columns as schema.ts writes them: `interface FollowUpRow { id: … }` behind `followUp: FollowUpRow`. */
function written(): Record<string, string[]> {
  const text = globSync('src/db/{schema,rows-*}.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const rows = Object.fromEntries(
    [...text.matchAll(/^export interface (\w+Row) \{\n(.*?)^\}/gms)].map(([, name = '', body = '']) => [
      name,
      [...body.matchAll(/^ {2}(\w+):/gm)].map(([, column = '']) => column).toSorted(),
    ]),
  )
  const tables = /export interface Schema \{\n(.*?)^\}/ms.exec(text)?.[1] ?? ''
  return Object.fromEntries(
    [...tables.matchAll(/^ {2}(\w+): (\w+)/gm)].map(([, table = '', row = '']) => [table, rows[row] ?? []]),
  )
}

test('schema.ts mirrors what the migrations make', async () => {
  const db = await freshDatabase()
  const tables = await db.introspection.getTables()
  const real = tables
    .filter((table) => table.schema === 'public')
    .map((table) => [camel(table.name), table.columns.map((column) => camel(column.name)).toSorted()])
  expect(written()).toEqual(Object.fromEntries(real))
})

test('every table but workspace belongs to one, and its keys and indexes begin with it', async () => {
  const db = await freshDatabase()
  const { rows } = await db.executeQuery<{ tablename: string; indexdef: string }>({
    sql: `select tablename, indexdef from pg_indexes where schemaname = 'public' and tablename !~ '^(workspace|kysely)'`,
    parameters: [],
    query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
    queryId: { queryId: 'indexes' },
  })
  const others = rows.filter(({ indexdef }) => !/\(workspace_id\b/.test(indexdef))
  // The bigrams carry the workspace themselves; the ledger's key is looked for in what Slack hands back.
  expect(
    others.map(({ tablename, indexdef }) => `${tablename} ${/\((.*)\)/.exec(indexdef)?.[1] ?? ''}`),
  ).toEqual(['account bigrams'])
})
