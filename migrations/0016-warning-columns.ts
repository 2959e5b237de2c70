import { type Kysely, sql } from 'kysely'

/** What no reader asked for: a first contact is read from interactions, and a case has no undo of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table warning drop column contacted_at, drop column revision`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table warning add column contacted_at timestamptz, add column revision int not null default 0`.execute(
    db,
  )
}
