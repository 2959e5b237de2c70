import { type Kysely, sql } from 'kysely'

/** Whoever waits for a customer for long is told of it, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table complaint_nudge drop constraint complaint_nudge_kind_check,
      add constraint complaint_nudge_kind_check check (kind in ('warn', 'breach', 'wait'))`.execute(db)
  // Those who wait already are looked at.
  await sql`
    update complaint_clock set next_at = now()
    from complaint_wait wait
    where wait.workspace_id = complaint_clock.workspace_id and wait.complaint_id = complaint_clock.complaint_id
      and wait.ended_at is null and clock = 'solution' and met_at is null and void_at is null`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from complaint_post where kind = 'nudge' and nudge_id in (
    select id from complaint_nudge where kind = 'wait')`.execute(db)
  await sql`delete from complaint_nudge where kind = 'wait'`.execute(db)
  await sql`
    alter table complaint_nudge drop constraint complaint_nudge_kind_check,
      add constraint complaint_nudge_kind_check check (kind in ('warn', 'breach'))`.execute(db)
}
