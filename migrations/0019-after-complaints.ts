import { type Kysely, sql } from 'kysely'

/** What follows the closing of a complaint: touches that belong to it (care-rules §4.6), and a review that is written bit by bit. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table follow_up add column complaint_id bigint,
      add foreign key (workspace_id, complaint_id) references complaint on delete cascade
  `.execute(db)
  await sql`create index follow_up_complaint on follow_up (workspace_id, complaint_id)
    where complaint_id is not null`.execute(db)
  await sql`
    alter table complaint add column drafted_at timestamptz, add column drafted_by text,
      add check (num_nulls(drafted_at, drafted_by) in (0, 2))
  `.execute(db)
  await sql`create index complaint_with_cause on complaint (workspace_id, cause_id, received_at)
    where cause_id is not null`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index complaint_with_cause`.execute(db)
  await sql`alter table complaint drop column drafted_at, drop column drafted_by`.execute(db)
  await sql`alter table follow_up drop column complaint_id`.execute(db)
}
