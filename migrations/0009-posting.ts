import { type Kysely, sql } from 'kysely'

/** Each of Slack's methods has a pace of its own; what a morning message shows is known, so that nothing is updated in vain. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table pace add column method text not null default 'chat.postMessage'`.execute(db)
  await sql`alter table pace alter column method drop default`.execute(db)
  await sql`alter table pace drop constraint pace_pkey, add primary key (workspace_id, method)`.execute(db)
  await sql`alter table morning add column shown text`.execute(db)
  await sql`create index morning_date on morning (workspace_id, local_date)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index morning_date`.execute(db)
  await sql`alter table morning drop column shown`.execute(db)
  await sql`delete from pace where method <> 'chat.postMessage'`.execute(db)
  await sql`alter table pace drop column method, add primary key (workspace_id)`.execute(db)
}
