import { type Kysely, sql } from 'kysely'

/** How a contact said that they want no more contact; which way they like best stays beside it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table contact add column opted_out_via text
      check (opted_out_via in ('call', 'visit', 'video', 'email', 'message', 'letter', 'event')),
      add check (opted_out_via is null or opted_out_at is not null)
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table contact drop column opted_out_via`.execute(db)
}
