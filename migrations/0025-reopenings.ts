import { type Kysely, sql } from 'kysely'

/** What managers are told of a complaint that is open again stands in the ledger too, so that nobody is told twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table complaint_post drop constraint complaint_post_kind_check,
      add constraint complaint_post_kind_check
        check (kind in ('card', 'update', 'nudge', 'approval', 'reopening'))`.execute(db)
  await sql`
    create unique index complaint_post_reopening on complaint_post (workspace_id, event_id, channel)
      where kind = 'reopening'`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from complaint_post where kind = 'reopening'`.execute(db)
  await sql`drop index complaint_post_reopening`.execute(db)
  await sql`
    alter table complaint_post drop constraint complaint_post_kind_check,
      add constraint complaint_post_kind_check check (kind in ('card', 'update', 'nudge', 'approval'))`.execute(
    db,
  )
}
