import { type Kysely, sql } from 'kysely'

/** Dated duties of one rep towards one account. Days are the calendar's: the rep's days off are applied when read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table follow_up (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      account_id bigint not null,
      rep_id text,
      rule text not null check (rule in ('thank', 'settle', 'care', 'rhythm', 'visit', 'promise', 'respond',
        'contact', 'solution', 'follow-up', 'review', 'leaving', 'occasion', 'manual')),
      origin_id bigint not null default 0,
      needs text not null default 'any' check (needs in ('any', 'visit')),
      since date not null,
      ideal_on date not null,
      latest_on date not null,
      snoozed_until timestamptz,
      snoozes smallint not null default 0 check (snoozes >= 0),
      revision int not null default 0,
      opened_at timestamptz not null,
      closed_at timestamptz,
      closed_by text,
      closed_how text check (closed_how in ('done', 'logged', 'replaced', 'retired', 'withdrawn')),
      interaction_id bigint,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references account on delete cascade,
      foreign key (workspace_id, rep_id) references member,
      foreign key (workspace_id, interaction_id) references interaction on delete set null (interaction_id),
      check (ideal_on <= latest_on),
      check ((closed_at is null) = (closed_how is null))
    )
  `.execute(db)
  // One open duty per cause.
  await sql`
    create unique index follow_up_cause on follow_up (workspace_id, account_id, rule, origin_id)
    where closed_at is null
  `.execute(db)
  await sql`
    create index follow_up_due on follow_up (workspace_id, rep_id, ideal_on) include (account_id)
    where closed_at is null
  `.execute(db)
  await sql`create index follow_up_account on follow_up (workspace_id, account_id, rule, origin_id)`.execute(
    db,
  )
  await sql`create index follow_up_interaction on follow_up (workspace_id, interaction_id)
    where interaction_id is not null`.execute(db)
  await sql`create index follow_up_closed on follow_up (workspace_id, closed_by, closed_at)
    where closed_by is not null`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table follow_up`.execute(db)
}
