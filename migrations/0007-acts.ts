import { type Kysely, sql } from 'kysely'

/** What was handled, what can be undone, and who did what: ids and dates, never the words of people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table slack_request (
      workspace_id int not null references workspace on delete cascade,
      key text not null,
      handled_at timestamptz not null,
      primary key (workspace_id, key)
    )
  `.execute(db)
  await sql`create index slack_request_age on slack_request (workspace_id, handled_at)`.execute(db)
  await sql`
    create table undo (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      member_id text not null,
      account_id bigint not null,
      act text not null,
      image jsonb not null,
      done_at timestamptz not null,
      undone_at timestamptz,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references account on delete cascade
    )
  `.execute(db)
  await sql`create index undo_account on undo (workspace_id, account_id, done_at)`.execute(db)
  await sql`
    create table audit (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      member_id text,
      act text not null,
      subject text not null,
      subject_id text not null,
      detail jsonb not null default '{}',
      acted_at timestamptz not null,
      primary key (workspace_id, id)
    )
  `.execute(db)
  await sql`create index audit_subject on audit (workspace_id, subject, subject_id, acted_at)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table audit, undo, slack_request`.execute(db)
}
