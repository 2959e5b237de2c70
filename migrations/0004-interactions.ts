import { type Kysely, sql } from 'kysely'

/** What happened with a customer. The words of people stand here, and nowhere else in this story. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table interaction (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      account_id bigint not null,
      contact_id bigint,
      member_id text,
      channel text check (channel in ('call', 'visit', 'video', 'email', 'message', 'letter', 'event', 'note')),
      kind text check (kind in ('value', 'feeling', 'action')),
      direction text not null default 'out' check (direction in ('in', 'out')),
      outcome text check (outcome in ('good', 'neutral', 'bad', 'no-answer')),
      occurred_at timestamptz not null,
      occurred_on date not null,
      summary text not null default '',
      next_step text not null default '',
      import_key text,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, import_key),
      foreign key (workspace_id, account_id) references account on delete cascade,
      foreign key (workspace_id, contact_id) references contact on delete set null (contact_id),
      foreign key (workspace_id, member_id) references member
    )
  `.execute(db)
  await sql`
    create index interaction_account on interaction (workspace_id, account_id, occurred_at desc)
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table interaction`.execute(db)
}
