import { type Kysely, sql } from 'kysely'

/**
 * A compensation that a manager did not approve stays on record beside the one that is offered next, and each is asked
 * about by messages of its own.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table complaint_duty drop constraint complaint_duty_pkey,
      add column id bigint not null generated always as identity,
      add primary key (workspace_id, id)`.execute(db)
  await sql`
    create unique index complaint_duty_done on complaint_duty (workspace_id, complaint_id, round, duty)
      where approval is distinct from 'rejected'`.execute(db)
  await sql`create index complaint_duty_complaint on complaint_duty (workspace_id, complaint_id, round)`.execute(
    db,
  )
  await sql`drop index complaint_post_approval`.execute(db)
  await sql`
    alter table complaint_post drop column round, add column duty_id bigint,
      add foreign key (workspace_id, duty_id) references complaint_duty on delete cascade,
      add check ((duty_id is not null) = (kind = 'approval'))`.execute(db)
  await sql`
    create unique index complaint_post_approval on complaint_post (workspace_id, duty_id, channel)
      where kind = 'approval'`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from complaint_post where kind = 'approval'`.execute(db)
  await sql`drop index complaint_post_approval`.execute(db)
  await sql`alter table complaint_post drop column duty_id, add column round int`.execute(db)
  await sql`
    create unique index complaint_post_approval on complaint_post (workspace_id, complaint_id, round, channel)
      where kind = 'approval'`.execute(db)
  await sql`drop index complaint_duty_complaint`.execute(db)
  await sql`drop index complaint_duty_done`.execute(db)
  await sql`delete from complaint_duty where approval = 'rejected'`.execute(db)
  await sql`
    alter table complaint_duty drop column id,
      add primary key (workspace_id, complaint_id, round, duty)`.execute(db)
}
