import { type Kysely, sql } from 'kysely'

/**
 * Open cases that an account may be leaving, what spoke for them, and what customers answered (care-rules §4, §11). Words
 * of people stand in interactions alone: a cause and an ending point at the note that has them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table warning (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      account_id bigint not null,
      opened_at timestamptz not null,
      opened_on date not null,
      backlog boolean not null default false,
      released_on date,
      level text not null check (level in ('quiet', 'at-risk')),
      quiet_since date,
      p_alive double precision check (p_alive between 0 and 1),
      at_stake bigint not null default 0 check (at_stake >= 0),
      step text check (step in ('contact', 'cause', 'offer', 'light', 'check', 'outcome')),
      contacted_at timestamptz,
      cause text check (cause in ('price', 'service', 'competitor', 'no-need', 'other')),
      cause_on date,
      cause_at timestamptz,
      cause_by text,
      cause_note_id bigint,
      ended_at timestamptz,
      ended_how text check (ended_how in ('won-back', 'lost', 'false-alarm', 'faded')),
      ended_by text,
      ended_note_id bigint,
      revision int not null default 0,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references account on delete cascade,
      foreign key (workspace_id, cause_note_id) references interaction on delete set null (cause_note_id),
      foreign key (workspace_id, ended_note_id) references interaction on delete set null (ended_note_id),
      check ((ended_at is null) = (ended_how is null)),
      check (num_nulls(cause, cause_on, cause_at) in (0, 3))
    )
  `.execute(db)
  // One case an episode.
  await sql`create unique index warning_open on warning (workspace_id, account_id) where ended_at is null`.execute(
    db,
  )
  await sql`create index warning_account on warning (workspace_id, account_id, opened_at desc)`.execute(db)
  await sql`create index warning_cause_note on warning (workspace_id, cause_note_id) where cause_note_id is not null`.execute(
    db,
  )
  await sql`create index warning_ended_note on warning (workspace_id, ended_note_id) where ended_note_id is not null`.execute(
    db,
  )
  await sql`
    create table warning_reason (
      workspace_id int not null references workspace on delete cascade,
      warning_id bigint not null,
      account_id bigint not null,
      rule text not null check (rule in ('gap', 'own-rhythm', 'fewer-orders', 'slow-replies', 'opted-out', 'unhappy',
        'untouched')),
      evidence_key text not null,
      evidence jsonb not null,
      since date not null,
      holds boolean not null,
      primary key (workspace_id, warning_id, rule, evidence_key),
      foreign key (workspace_id, warning_id) references warning on delete cascade
    )
  `.execute(db)
  await sql`create index warning_reason_account on warning_reason (workspace_id, account_id)`.execute(db)
  await sql`
    create table feedback (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      account_id bigint not null,
      kind text not null check (kind in ('nps', 'satisfaction', 'referral', 'co-creation')),
      score smallint check (case kind when 'nps' then score between 0 and 10 when 'satisfaction' then score between 1 and 5
        else score is null end),
      given_on date not null,
      member_id text not null,
      recorded_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references account on delete cascade,
      foreign key (workspace_id, member_id) references member
    )
  `.execute(db)
  await sql`create index feedback_account on feedback (workspace_id, account_id, given_on desc, id desc)`.execute(
    db,
  )
  await sql`alter table workspace add column warned_on date, add column warned_at timestamptz`.execute(db)
  // What is answered by a word of the rep, not by a touch.
  await sql`alter table follow_up drop constraint follow_up_needs_check`.execute(db)
  await sql`alter table follow_up add check (needs in ('any', 'visit', 'word'))`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from follow_up where needs = 'word'`.execute(db)
  await sql`alter table follow_up drop constraint follow_up_needs_check`.execute(db)
  await sql`alter table follow_up add check (needs in ('any', 'visit'))`.execute(db)
  await sql`alter table workspace drop column warned_on, drop column warned_at`.execute(db)
  await sql`drop table feedback, warning_reason, warning`.execute(db)
}
