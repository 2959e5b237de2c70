import { type Insertable, sql } from 'kysely'
import { inject } from 'vitest'
import { CareError } from '../../src/care/errors.ts'
import { day } from '../../src/care/calendar.ts'
import { connect, type Db } from '../../src/db/database.ts'
import type { Schema } from '../../src/db/schema.ts'
import { enterMornings } from '../../src/features/mornings/queries.ts'
import { workspaceById } from '../../src/features/people/queries.ts'
import type { Workspace } from '../../src/slack/ask.ts'
import { addAccounts } from '../support/customers.ts'
import { copyOf } from '../support/database.ts'
import { acting, addCustomer, type Customer, now, type Names, onlyTheirs } from './customer.ts'

/** What a query is called with: the scope is `of`, the ids are those of `a`, a customer of the other workspace. */
interface World {
  db: Db
  of: Workspace
  a: Customer
  by: ReturnType<typeof acting>
}

export type Call = (world: World) => unknown

/** Names that only one workspace has, and names that both have. */
const names = (own: string): Names => ({
  member: `U${own}`,
  team: `${own} team`,
  account: `Acme ${own}`,
  number: `${own}-1`,
  channel: `D${own}`,
  ts: `17.${own}`,
  file: `F${own}`,
  request: `${own} request`,
  method: `${own}.method`,
})

type Person = Partial<Insertable<Schema['member']>>

/** A workspace with two customers, one of them with names that the other workspace has too. */
async function addWorkspace(db: Db, own: 'OURS' | 'THEIRS', zone: string, person: Person) {
  const { id } = await db
    .insertInto('workspace')
    .values({ slackId: `T${own}`, name: own, currency: 'EUR', createdAt: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  const of = await workspaceById(db, id)
  const common = { workspaceId: id, zone, changedAt: now }
  const away = { leaveFrom: day('2026-03-01'), leaveTo: day('2026-03-05'), standInId: `U${own}` }
  const members = [
    { ...common, id: `U${own}`, name: `${own} rep`, email: `${own.toLowerCase()}@x.test`, ...person },
    { ...common, id: 'UBOTH', name: `both in ${own}`, email: 'both@x.test', ...away },
    { ...common, id: `U${own}BOSS`, name: `${own} boss`, role: 'admin' as const },
  ]
  await db.insertInto('member').values(members).execute()
  const customers = [await addCustomer(db, of, names(own)), await addCustomer(db, of, names('BOTH'))]
  return { of, customers }
}

/** What two workspaces need to be told apart by figures alone, too. */
async function makeDifferent(db: Db, { of, customers: [first] }: Awaited<ReturnType<typeof addWorkspace>>) {
  await addAccounts(db, of.id, [
    { name: 'Nobody’s' },
    { name: 'Zeal', externalId: `${first?.number}-only`, ownerId: 'UBOTH' },
  ])
  const morning = { localDate: onlyTheirs, dueAt: now, why: null, rows: [], more: 0 }
  await enterMornings(db, of.id, [{ memberId: 'UBOTH', ...morning }], now)
  await db
    .updateTable('workspace')
    .set({ suspendedAt: now, suspendedWhy: 'x' })
    .where('id', '=', of.id)
    .execute()
  const figures = db.updateTable('accountStats').where('workspaceId', '=', of.id)
  await figures.set({ revenue: 1, orderDays: 3 }).execute()
  await figures
    .set({ replan: true })
    .where('accountId', '=', first?.account ?? 0)
    .execute()
  await db.deleteFrom('followUp').where('workspaceId', '=', of.id).where('rule', '=', 'rhythm').execute()
}

/** All rows of a workspace, by table; what chance makes is left out. */
type Rows = Record<string, unknown>

interface Outcome {
  said: unknown
  theirs: Rows
  ours: Rows
}

/** Our workspace and theirs in one database, and ours alone in another. */
export async function twoWorkspaces() {
  const seed = await copyOf(inject('postgres').template)
  const seeding = connect(seed.url)
  const ours = await addWorkspace(seeding, 'OURS', 'UTC', {})
  const theirs = await addWorkspace(seeding, 'THEIRS', 'Europe/Berlin', { role: 'manager', hour: '09:15' })
  await makeDifferent(seeding, theirs)
  const rowsOf = await snapshots(seeding)
  await seeding.destroy()
  const alone = await copyOf(seed.name)
  const [both, oursAlone] = [connect(seed.url, { max: 1 }), connect(alone.url, { max: 1 })]
  await oursAlone.deleteFrom('workspace').where('id', '=', theirs.of.id).execute()

  /** Calls a query in a transaction that never was. */
  const call = async (db: Db, of: Workspace, a: Customer, query: Call): Promise<Outcome> => {
    const trx = await db.startTransaction().execute()
    try {
      await sql`select setval(seqrelid, 500000, false) from pg_sequence
        join pg_class on pg_class.oid = seqrelid where relnamespace = 'public'::regnamespace`.execute(trx)
      const { said } = await asked(trx, () => query({ db: trx, of, a, by: acting(of, a, a.teamId) }))
      return { said, theirs: await rowsOf(trx, theirs.of), ours: await rowsOf(trx, ours.of) }
    } finally {
      await trx.rollback().execute()
    }
  }
  return {
    ours: ours.of,
    theirs,
    both,
    oursAlone,
    call,
    /** What is theirs, as long as nobody changes it. */
    before: await rowsOf(both, theirs.of),
    drop: async () => {
      await Promise.all([both.destroy(), oursAlone.destroy()])
      await Promise.all([seed.drop(), alone.drop()])
    },
  }
}

/** What a query answers; what it throws is an answer too, and leaves the transaction as it was. */
async function asked(trx: Db, query: () => unknown): Promise<{ said: unknown }> {
  await sql`savepoint before`.execute(trx)
  try {
    return { said: await query() }
  } catch (error) {
    await sql`rollback to savepoint before`.execute(trx)
    return { said: { thrown: String(error), values: error instanceof CareError ? error.values : null } }
  }
}

/** Reads all rows of a workspace, whatever tables there are; each must have some, or nothing is proven of it. */
async function snapshots(db: Db): Promise<(db: Db, of: Workspace) => Promise<Rows>> {
  const { rows } = await sql<{ table: string }>`
    select quote_ident(table_name) as table from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' order by 1`.execute(db)
  const tables = rows.map(({ table }) => table)
  const parts = tables.map(
    (table) => sql`select ${sql.lit(table)} as name, jsonb_agg(row order by row::text) as rows from (
      select to_jsonb(t) - ${['morning', 'complaint_post'].includes(table) ? 'key' : ''}::text as row
      from ${sql.raw(`public.${table}`)} t where workspace_id = `,
  )
  return async (db, { id }) => {
    const all = parts.map((part) => sql`${part} ${id}) found`)
    const own = sql`select 'workspace' as name, jsonb_agg(to_jsonb(w)) as rows from workspace w where id = ${id}`
    const { rows } = await sql<{
      name: string
      rows: unknown
    }>`${sql.join([...all, own], sql` union all `)}`.execute(db)
    return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]))
  }
}
