import { type Kysely, sql } from 'kysely'

/** What was put off is found when its time comes, and what somebody did lately by who did it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index follow_up_snoozed on follow_up (workspace_id, snoozed_until)
    where closed_at is null and snoozed_until is not null
  `.execute(db)
  await sql`create index undo_member on undo (workspace_id, member_id, done_at)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index undo_member, follow_up_snoozed`.execute(db)
}
