import { type Kysely, sql } from 'kysely'

/** Where each account in use stands, the cuts it was scored by, and how many there are of each name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table score_cuts (
      workspace_id int primary key references workspace on delete cascade,
      as_of date not null,
      window_days int not null check (window_days >= 0),
      buyers int not null check (buyers >= 0),
      recency float8[] not null check (array_length(recency, 1) = 4),
      frequency float8[] not null check (array_length(frequency, 1) = 4),
      money float8[] not null check (array_length(money, 1) = 4),
      due boolean not null default false,
      taken_at timestamptz
    )
  `.execute(db)
  await sql`
    create table account_score (
      workspace_id int not null references workspace on delete cascade,
      account_id bigint not null,
      owner_id text,
      tier text not null check (tier in ('key', 'important', 'general')),
      segment text not null
        check (segment in ('vip', 'dormant', 'new', 'promising', 'at-risk', 'stable', 'prospect')),
      stage text not null check (stage in ('acquaintance', 'stable', 'advocate', 'lapsing')),
      overdue boolean not null,
      r smallint check (r between 1 and 5),
      f smallint check (f between 1 and 5),
      m smallint check (m between 1 and 5),
      value bigint not null,
      primary key (workspace_id, account_id),
      foreign key (workspace_id, account_id) references account on delete cascade,
      check ((segment = 'prospect') = (num_nonnulls(r, f, m) = 0) and num_nonnulls(r, f, m) in (0, 3))
    )
  `.execute(db)
  // The most valuable of each name are read from its index.
  const ordered = sql`value desc, account_id`
  await sql`create index account_score_value on account_score (workspace_id, ${ordered})`.execute(db)
  await sql`create index account_score_owner on account_score (workspace_id, owner_id, ${ordered})`.execute(
    db,
  )
  await sql`create index account_score_segment on account_score (workspace_id, segment, ${ordered})`.execute(
    db,
  )
  await sql`create index account_score_tier on account_score (workspace_id, tier, ${ordered})`.execute(db)
  await sql`create index account_score_stage on account_score (workspace_id, stage, ${ordered})`.execute(db)
  await sql`create index account_score_overdue on account_score (workspace_id, ${ordered}) where overdue`.execute(
    db,
  )
  // Only ever added to, so that nobody waits for anybody; what belongs together is added up now and then.
  await sql`
    create table segment_tally (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      name text not null,
      owner_id text not null,
      n int not null,
      primary key (workspace_id, id)
    )
  `.execute(db)
  await sql`create index segment_tally_name on segment_tally (workspace_id, name, owner_id) include (n)`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table segment_tally, account_score, score_cuts`.execute(db)
}
