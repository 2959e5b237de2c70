import { sql } from 'kysely'
import type { Db } from '../../src/db/database.ts'
import type { Field, StageColumns } from '../../src/db/staging.ts'
import * as importAccounts from '../../src/features/import-accounts/queries.ts'
import * as importInteractions from '../../src/features/import-interactions/queries.ts'
import * as importOrders from '../../src/features/import-orders/queries.ts'
import * as importRows from '../../src/features/import-rows/queries.ts'
import { type Customer, now, today } from './customer.ts'
import type { Call } from './two-workspaces.ts'

const writing = { now, today, by: 'UBOTH' }

/** Puts rows where an import has them: a table of the transaction's own. */
async function stage(db: Db, columns: StageColumns, rows: readonly Record<string, Field>[]): Promise<void> {
  const list = ['line int', 'bad boolean', ...Object.entries(columns).map((column) => column.join(' '))]
  await sql.raw(`create temp table staged (${list.join(', ')}) on commit drop`).execute(db)
  await sql`create temp table wrong (line int) on commit drop`.execute(db)
  for (const [line, row] of rows.entries()) {
    const names = Object.keys(row).map((name) => sql.ref(name))
    const values = Object.values(row).map((value) => sql`${value}`)
    await sql`insert into staged (line, bad, ${sql.join(names)}) values (${line + 2}, false, ${sql.join(values)})`.execute(
      db,
    )
  }
}

const stageAccounts = (db: Db, { number }: Customer) =>
  stage(db, importAccounts.accountStage, [
    { external_id: number, name: 'Another name', name_key: 'another name', bigrams: [], phone: '2' },
  ])
const stageOrders = (db: Db, { number }: Customer) =>
  stage(db, importOrders.orderStage, [
    {
      external_id: number,
      account: number,
      ordered_at: '2026-03-01T00:00Z',
      ordered_on: '2026-03-01',
      amount: 5,
      currency: 'EUR',
    },
  ])
const stageInteractions = (db: Db, { number }: Customer) =>
  stage(
    db,
    importInteractions.interactionStage,
    [number, `${number} more`].map((key) => ({
      import_key: key,
      account: number,
      member_id: 'UBOTH',
      channel: 'call',
      occurred_at: '2026-03-01T00:00Z',
      occurred_on: '2026-03-01',
      summary: 'x',
    })),
  )

/** The queries of imports, which read a file's rows beside what is known. */
export const importCalls: Readonly<Record<string, Call>> = {
  'import-accounts.compareAccounts': async ({ db, of, a }) => {
    await stageAccounts(db, a)
    return importAccounts.compareAccounts(db, of.id)
  },
  'import-accounts.writeAccounts': async ({ db, of, a }) => {
    await stageAccounts(db, a)
    await importAccounts.compareAccounts(db, of.id)
    return importAccounts.writeAccounts(db, of.id, writing)
  },
  'import-orders.strangers': async ({ db, of, a }) => {
    await stageOrders(db, a)
    return (await importOrders.strangers(of.id).execute(db)).rows
  },
  'import-orders.compareOrders': async ({ db, of, a }) => {
    await stageOrders(db, a)
    return importOrders.compareOrders(db, of.id)
  },
  'import-orders.writeOrders': async ({ db, of, a }) => {
    await stageOrders(db, a)
    await importOrders.compareOrders(db, of.id)
    return importOrders.writeOrders(db, of.id, writing)
  },
  'import-interactions.compareInteractions': async ({ db, of, a }) => {
    await stageInteractions(db, a)
    return importInteractions.compareInteractions(db, of.id)
  },
  'import-interactions.writeInteractions': async ({ db, of, a }) => {
    await stageInteractions(db, a)
    await importInteractions.compareInteractions(db, of.id)
    return importInteractions.writeInteractions(db, of.id, writing)
  },
  'import-rows.wrongTogether': async ({ db, of, a }) => {
    await stageOrders(db, a)
    return importRows.wrongTogether(db, of.id, 'orders', 5)
  },
  'import-rows.compareStaged': async ({ db, of, a }) => {
    await stageOrders(db, a)
    return importRows.compareStaged(db, of.id, 'orders')
  },
  'import-rows.writeStaged': async ({ db, of, a }) => {
    await stageOrders(db, a)
    await importRows.compareStaged(db, of.id, 'orders')
    return importRows.writeStaged(db, of.id, 'orders', writing, 1)
  },
}
