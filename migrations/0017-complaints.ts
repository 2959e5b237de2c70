import { type Kysely, sql } from 'kysely'

/**
 * Complaints (care-rules §5): the case, its clocks, what was done about it in each round, and what Slack was told of it.
 * The words of people stand in these tables of the complaint alone; events carry ids and choices.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table complaint_cause (
      workspace_id int not null references workspace on delete cascade,
      id int not null generated always as identity,
      key text check (key <> ''),
      name text check (name <> ''),
      retired_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, key),
      unique (workspace_id, name),
      check (num_nulls(key, name) = 1)
    )
  `.execute(db)
  await sql`
    create table complaint (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      account_id bigint not null,
      taken_by text,
      opened_by text not null,
      channel text not null check (channel in ('call', 'visit', 'video', 'email', 'message', 'letter', 'event')),
      received_at timestamptz not null,
      opened_at timestamptz not null,
      facts text not null,
      feelings text not null default '',
      needs text not null default '',
      complex boolean not null,
      severity text not null check (severity in ('low', 'normal', 'high')),
      round int not null default 1 check (round > 0),
      answered_at timestamptz,
      answered_by text,
      spoken_at timestamptz,
      spoken_by text,
      closed_at timestamptz,
      closed_by text,
      closed_how text check (closed_how in ('satisfied', 'attempts', 'withdrawn')),
      cause_id int,
      cause_words text not null default '',
      improvement text not null default '',
      told_on date,
      reviewed_at timestamptz,
      reviewed_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references account on delete cascade,
      foreign key (workspace_id, taken_by) references member,
      foreign key (workspace_id, cause_id) references complaint_cause,
      check (received_at <= opened_at),
      check (num_nulls(answered_at, answered_by) in (0, 2)),
      check (num_nulls(spoken_at, spoken_by) in (0, 2)),
      check (num_nulls(closed_at, closed_by, closed_how) in (0, 3)),
      check (num_nulls(reviewed_at, reviewed_by) in (0, 2)),
      check (reviewed_at is null or closed_at is not null)
    )
  `.execute(db)
  await sql`create index complaint_account on complaint (workspace_id, account_id, received_at desc)`.execute(
    db,
  )
  await sql`create index complaint_taken on complaint (workspace_id, taken_by) where taken_by is not null`.execute(
    db,
  )
  await sql`create index complaint_open_account on complaint (workspace_id, account_id) where closed_at is null`.execute(
    db,
  )
  await sql`create index complaint_received on complaint (workspace_id, received_at)`.execute(db)
  const own = sql`
      workspace_id int not null references workspace on delete cascade,
      complaint_id bigint not null,
      foreign key (workspace_id, complaint_id) references complaint on delete cascade`
  await sql`
    create table complaint_clock (
      ${own},
      clock text not null check (clock in ('respond', 'contact', 'solution', 'follow-up', 'review')),
      round int not null,
      started_at timestamptz not null,
      due_at timestamptz,
      warn_at timestamptz,
      met_at timestamptz,
      met_by text,
      breached_at timestamptz,
      void_at timestamptz,
      next_at timestamptz,
      primary key (workspace_id, complaint_id, clock, round),
      check (num_nulls(due_at, warn_at) in (0, 2)),
      check (num_nulls(met_at, met_by) in (0, 2)),
      check (met_at is null or void_at is null)
    )
  `.execute(db)
  await sql`create index complaint_clock_next on complaint_clock (workspace_id, next_at) where next_at is not null`.execute(
    db,
  )
  // The customer is asked for something: the clock of the solution stands still.
  await sql`
    create table complaint_wait (
      ${own},
      id bigint not null generated always as identity,
      round int not null,
      began_at timestamptz not null,
      ended_at timestamptz check (ended_at >= began_at),
      primary key (workspace_id, id)
    )
  `.execute(db)
  await sql`create index complaint_wait_complaint on complaint_wait (workspace_id, complaint_id, began_at)`.execute(
    db,
  )
  await sql`create unique index complaint_wait_open on complaint_wait (workspace_id, complaint_id) where ended_at is null`.execute(
    db,
  )
  await sql`
    create table complaint_duty (
      ${own},
      round int not null,
      duty text not null check (duty in ('apologise', 'explain', 'act', 'compensate')),
      words text not null default '',
      who_id text,
      by_on date,
      remedy text check (remedy in ('refund', 'replacement', 'repair', 'discount', 'gift', 'service', 'other', 'none')),
      amount bigint check (amount >= 0),
      currency text check (currency ~ '^[A-Z]{3}$'),
      done_at timestamptz not null,
      done_by text not null,
      approval text check (approval in ('waiting', 'approved', 'rejected')),
      approver_id text,
      approved_at timestamptz,
      approval_words text not null default '',
      primary key (workspace_id, complaint_id, round, duty),
      foreign key (workspace_id, who_id) references member,
      check (num_nulls(amount, currency) in (0, 2)),
      check ((approval in ('approved', 'rejected')) = (approver_id is not null) or approval is null)
    )
  `.execute(db)
  await sql`create index complaint_duty_who on complaint_duty (workspace_id, who_id) where who_id is not null`.execute(
    db,
  )
  await sql`create index complaint_duty_waiting on complaint_duty (workspace_id, complaint_id) where approval = 'waiting'`.execute(
    db,
  )
  await sql`
    create table complaint_solution (
      ${own},
      round int not null,
      words text not null,
      by_on date not null,
      given_at timestamptz not null,
      given_by text not null,
      primary key (workspace_id, complaint_id, round)
    )
  `.execute(db)
  // What the customer said of a solution; an attempt is a try to hear it.
  await sql`
    create table complaint_verdict (
      ${own},
      id bigint not null generated always as identity,
      round int not null,
      kind text not null check (kind in ('verdict', 'attempt')),
      solved boolean,
      satisfaction smallint check (satisfaction between 1 and 5),
      satisfied boolean,
      words text not null default '',
      said_at timestamptz not null,
      said_on date not null,
      recorded_by text not null,
      primary key (workspace_id, id),
      check (num_nulls(solved, satisfaction, satisfied) = case kind when 'verdict' then 0 else 3 end)
    )
  `.execute(db)
  await sql`create index complaint_verdict_complaint on complaint_verdict (workspace_id, complaint_id, said_at)`.execute(
    db,
  )
  await sql`
    create table complaint_event (
      ${own},
      id bigint not null generated always as identity,
      act text not null,
      round int not null,
      member_id text,
      detail jsonb not null default '{}',
      happened_at timestamptz not null,
      primary key (workspace_id, id)
    )
  `.execute(db)
  await sql`create index complaint_event_complaint on complaint_event (workspace_id, complaint_id, id)`.execute(
    db,
  )
  // Who was told of a clock, so that nobody is told more often than a rule says.
  await sql`
    create table complaint_nudge (
      ${own},
      id bigint not null generated always as identity,
      clock text not null,
      round int not null,
      kind text not null check (kind in ('warn', 'breach')),
      rung text not null check (rung in ('owner', 'manager', 'admin')),
      member_id text not null,
      told_at timestamptz not null,
      primary key (workspace_id, id)
    )
  `.execute(db)
  await sql`create index complaint_nudge_complaint on complaint_nudge (workspace_id, complaint_id, clock, round)`.execute(
    db,
  )
  // The ledger of what was posted: cards, updates in their threads, nudges and questions to a manager.
  await sql`
    create table complaint_post (
      ${own},
      id bigint not null generated always as identity,
      kind text not null check (kind in ('card', 'update', 'nudge', 'approval')),
      channel text not null,
      member_id text,
      parent_id bigint,
      event_id bigint,
      nudge_id bigint,
      round int,
      key uuid not null default gen_random_uuid(),
      posted_in text,
      ts text,
      attempt int not null default 0,
      sending_at timestamptz,
      ended_why text,
      shown text,
      made_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, parent_id) references complaint_post on delete cascade,
      foreign key (workspace_id, event_id) references complaint_event on delete cascade,
      foreign key (workspace_id, nudge_id) references complaint_nudge on delete cascade,
      check ((ts is null) = (posted_in is null)),
      check ((parent_id is not null) = (kind = 'update'))
    )
  `.execute(db)
  await sql`create unique index complaint_post_card on complaint_post (workspace_id, complaint_id, channel) where kind = 'card'`.execute(
    db,
  )
  await sql`create unique index complaint_post_update on complaint_post (workspace_id, parent_id, event_id) where kind = 'update'`.execute(
    db,
  )
  await sql`create unique index complaint_post_nudge on complaint_post (workspace_id, nudge_id) where kind = 'nudge'`.execute(
    db,
  )
  await sql`create unique index complaint_post_approval on complaint_post (workspace_id, complaint_id, round, channel)
    where kind = 'approval'`.execute(db)
  await sql`create index complaint_post_message on complaint_post (workspace_id, posted_in, ts) where ts is not null`.execute(
    db,
  )
  await sql`alter table workspace add column complaint_channel text`.execute(db)
  await sql`alter table team add column complaint_channel text`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table team drop column complaint_channel`.execute(db)
  await sql`alter table workspace drop column complaint_channel`.execute(db)
  await sql`drop table complaint_post, complaint_nudge, complaint_event, complaint_verdict, complaint_solution,
    complaint_duty, complaint_wait, complaint_clock, complaint, complaint_cause`.execute(db)
}
