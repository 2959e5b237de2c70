import { type Kysely, sql } from 'kysely'

/** Workspaces, teams and the Slack members who work in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table workspace (
      id int primary key generated always as identity,
      slack_id text not null unique check (slack_id <> ''),
      name text not null default '',
      zone text not null default 'UTC',
      currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
      region text,
      calendar jsonb not null default '{}',
      settings jsonb not null default '{}',
      suspended_at timestamptz,
      suspended_why text,
      people_read_at timestamptz,
      created_at timestamptz not null
    )
  `.execute(db)
  await sql`
    create table team (
      workspace_id int not null references workspace on delete cascade,
      id int not null generated always as identity,
      name text not null check (name <> ''),
      primary key (workspace_id, id),
      unique (workspace_id, name)
    )
  `.execute(db)
  await sql`
    create table member (
      workspace_id int not null references workspace on delete cascade,
      id text not null check (id ~ '^[UW][A-Z0-9_]+$'),
      name text not null,
      email text check (email = lower(email)),
      role text not null default 'rep' check (role in ('rep', 'manager', 'admin')),
      slack_admin boolean not null default false,
      team_id int,
      zone text not null default 'UTC',
      locale text not null default 'en-US',
      hour text not null default '08:30' check (hour ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      working_days smallint[] not null default '{1,2,3,4,5}' check (working_days <@ '{1,2,3,4,5,6,7}'),
      region text,
      quiet_when_empty boolean not null default false,
      leave_from date,
      leave_to date,
      stand_in_id text,
      active boolean not null default true,
      channel text,
      introduced_at timestamptz,
      welcomed_at timestamptz,
      changed_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, team_id) references team on delete set null (team_id),
      foreign key (workspace_id, stand_in_id) references member on delete set null (stand_in_id),
      check ((leave_from is null) = (leave_to is null) and leave_from <= leave_to),
      check (stand_in_id <> id)
    )
  `.execute(db)
  await sql`create index member_email on member (workspace_id, email) where active`.execute(db)
  await sql`create index member_team on member (workspace_id, team_id)`.execute(db)
  await sql`create index member_stand_in on member (workspace_id, stand_in_id) where stand_in_id is not null`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table member, team, workspace`.execute(db)
}
