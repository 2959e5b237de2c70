import { type Kysely, sql } from 'kysely'

/** What customers bought; a return has a negative amount, in minor units of its currency. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table "order" (
      workspace_id int not null references workspace on delete cascade,
      id bigint not null generated always as identity,
      account_id bigint not null,
      external_id text check (external_id <> ''),
      ordered_at timestamptz not null,
      ordered_on date not null,
      amount bigint not null,
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      recorded_by text,
      created_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, external_id),
      foreign key (workspace_id, account_id) references account on delete cascade
    )
  `.execute(db)
  await sql`create index order_account on "order" (workspace_id, account_id, ordered_on desc) include (amount)`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table "order"`.execute(db)
}
