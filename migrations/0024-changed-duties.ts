import { type Kysely, sql } from 'kysely'

/** What was done of the four duties may be put right: how it stood before stays on record, with the words of then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table complaint_duty add column replaced_at timestamptz`.execute(db)
  await sql`drop index complaint_duty_done`.execute(db)
  await sql`
    create unique index complaint_duty_done on complaint_duty (workspace_id, complaint_id, round, duty)
      where approval is distinct from 'rejected' and replaced_at is null`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from complaint_duty where replaced_at is not null`.execute(db)
  await sql`drop index complaint_duty_done`.execute(db)
  await sql`alter table complaint_duty drop column replaced_at`.execute(db)
  await sql`
    create unique index complaint_duty_done on complaint_duty (workspace_id, complaint_id, round, duty)
      where approval is distinct from 'rejected'`.execute(db)
}
