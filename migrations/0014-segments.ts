import { type Kysely, sql } from 'kysely'

/** Filters kept by a name for everybody, and other tiers suggested to managers, with what became of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table saved_segment (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      name text not null check (name <> '' and length(name) <= 60),
      name_key text not null,
      filter text not null check (length(filter) <= 300),
      saved_by text not null,
      saved_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, name_key)
    )
  `.execute(db)
  await sql`
    create table tier_suggestion (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      account_id bigint not null,
      tier_before text not null check (tier_before in ('key', 'important', 'general')),
      tier text not null check (tier in ('key', 'important', 'general')),
      evidence jsonb not null,
      state text not null default 'open' check (state in ('open', 'accepted', 'kept', 'put-off', 'gone')),
      not_before date,
      told_to text,
      told_at timestamptz,
      decided_by text,
      decided_at timestamptz,
      made_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references account on delete cascade,
      check (tier <> tier_before),
      check ((state = 'open') = (decided_at is null))
    )
  `.execute(db)
  await sql`create unique index tier_suggestion_open on tier_suggestion (workspace_id, account_id) where state = 'open'`.execute(
    db,
  )
  await sql`create index tier_suggestion_account on tier_suggestion (workspace_id, account_id, made_at)`.execute(
    db,
  )
  await sql`create index tier_suggestion_told on tier_suggestion (workspace_id, told_to, told_at)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table tier_suggestion, saved_segment`.execute(db)
}
