import { type Kysely, sql } from 'kysely'

/** How far today's look at all accounts has come, so that it goes on where it was left. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspace add column looked_on date, add column looked_to bigint`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspace drop column looked_on, drop column looked_to`.execute(db)
}
