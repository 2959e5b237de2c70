import { type Kysely, sql } from 'kysely'

/** The ledger of morning messages, one per member and local date, the rows each one showed, and the pace of posting. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table morning (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      member_id text not null,
      local_date date not null,
      due_at timestamptz not null,
      state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'unknown', 'skipped')),
      attempt int not null default 0,
      why text,
      key uuid not null default gen_random_uuid(),
      channel text,
      ts text,
      more int not null default 0,
      queued_at timestamptz not null,
      sending_at timestamptz,
      sent_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, member_id, local_date),
      foreign key (workspace_id, member_id) references member on delete cascade,
      check ((state = 'sent') = (ts is not null)),
      check (state <> 'skipped' or why is not null)
    )
  `.execute(db)
  await sql`
    create table morning_row (
      workspace_id int not null references workspace on delete cascade,
      morning_id bigint not null,
      position smallint not null,
      lane text not null check (lane in ('clocks', 'owed', 'leaving', 'close', 'occasions')),
      account_id bigint not null,
      follow_up_id bigint not null,
      primary key (workspace_id, morning_id, position),
      foreign key (workspace_id, morning_id) references morning on delete cascade,
      foreign key (workspace_id, account_id) references account on delete cascade,
      foreign key (workspace_id, follow_up_id) references follow_up on delete cascade
    )
  `.execute(db)
  await sql`create index morning_row_account on morning_row (workspace_id, account_id)`.execute(db)
  await sql`create index morning_row_follow_up on morning_row (workspace_id, follow_up_id)`.execute(db)
  await sql`
    create table pace (
      workspace_id int primary key references workspace on delete cascade,
      free_at timestamptz not null,
      paused_until timestamptz
    )
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table pace, morning_row, morning`.execute(db)
}
