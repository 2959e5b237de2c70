import { type Kysely, sql } from 'kysely'

/** What planning the duties needs to know of an account besides: its touch before the last, and whom it was planned for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account_stats
      add column touch_before_on date,
      add column planned_for text
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table account_stats drop column touch_before_on, drop column planned_for`.execute(db)
}
