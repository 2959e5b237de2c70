import { type Kysely, sql } from 'kysely'

/** Customers, the people there, what changed hands or tiers and why, and the figures kept with each order and touch. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      external_id text check (external_id <> ''),
      name text not null check (name <> '' and length(name) <= 200),
      name_key text not null,
      bigrams text[] not null,
      owner_id text,
      tier text not null default 'general' check (tier in ('key', 'important', 'general')),
      industry text,
      zone text,
      tags text[] not null default '{}',
      note text not null default '',
      rhythm_days smallint check (rhythm_days > 0),
      visit_days smallint check (visit_days > 0),
      last_contact_on date,
      came_on date not null,
      retired_at timestamptz,
      retired_why text,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, external_id),
      foreign key (workspace_id, owner_id) references member,
      check ((retired_at is null) = (retired_why is null))
    )
  `.execute(db)
  // The words of people are found by the start of a name, then by pairs of characters that carry the workspace.
  await sql`create index account_name on account (workspace_id, name_key collate "C")`.execute(db)
  await sql`create index account_bigrams on account using gin (bigrams)`.execute(db)
  await sql`create index account_owner on account (workspace_id, owner_id)`.execute(db)
  await sql`
    create table contact (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      account_id bigint not null,
      name text not null default '',
      role text,
      phone text,
      email text,
      birthday text check (birthday ~ '^([0-9]{4}|-)-[0-9]{2}-[0-9]{2}$'),
      lunar boolean not null default false,
      channel text,
      language text,
      hours_from text,
      hours_to text,
      opted_out_at timestamptz,
      imported boolean not null default false,
      changed_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references account on delete cascade
    )
  `.execute(db)
  await sql`create index contact_account on contact (workspace_id, account_id)`.execute(db)
  await sql`create unique index contact_imported on contact (workspace_id, account_id) where imported`.execute(
    db,
  )
  await sql`
    create table account_change (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      account_id bigint not null,
      member_id text,
      field text not null,
      before text,
      after text,
      reason text not null default '',
      changed_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references account on delete cascade
    )
  `.execute(db)
  await sql`create index account_change_account on account_change (workspace_id, account_id, changed_at)`.execute(
    db,
  )
  await sql`
    create table account_stats (
      workspace_id int not null references workspace on delete cascade,
      account_id bigint not null,
      order_count int not null default 0,
      revenue bigint not null default 0,
      first_order_on date,
      last_order_on date,
      last_order_amount bigint,
      purchase_on date,
      purchase_order_id bigint,
      last_touch_on date,
      last_visit_on date,
      last_interaction_id bigint,
      replan boolean not null default true,
      primary key (workspace_id, account_id),
      foreign key (workspace_id, account_id) references account on delete cascade
    ) with (fillfactor = 80)
  `.execute(db)
  await sql`create index account_stats_replan on account_stats (workspace_id, account_id) where replan`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table account_stats, account_change, contact, account`.execute(db)
}
