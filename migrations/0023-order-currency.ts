import { type Kysely, sql } from 'kysely'

/** What orders brought is read from the index alone, in the currency asked for: thousands of customers' lie all over the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await replaced(db, sql`amount, currency`)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await replaced(db, sql`amount`)
}

async function replaced(db: Kysely<unknown>, columns: ReturnType<typeof sql>): Promise<void> {
  await sql`drop index order_account`.execute(db)
  await sql`create index order_account on "order" (workspace_id, account_id, ordered_on desc) include (${columns})`.execute(
    db,
  )
}
