import { type Kysely, sql } from 'kysely'

/**
 * What the model of purchases needs (care-rules §4.2): days with an order kept with each account's figures, the
 * parameters that were fitted or why there are none, which figures a workspace has, and when a fit was last asked for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account_stats
      add column order_days int not null default 0,
      add column spend_days int not null default 0,
      add column spend bigint not null default 0
  `.execute(db)
  await sql`
    alter table workspace
      add column figures_version int not null default 0,
      add column model_asked_at timestamptz
  `.execute(db)
  await sql`
    create table model_fit (
      workspace_id int not null references workspace on delete cascade,
      fitted_at timestamptz not null,
      as_of date not null,
      customers int not null,
      r double precision,
      alpha double precision,
      a double precision,
      b double precision,
      log_likelihood double precision,
      why_not text,
      spend_customers int not null,
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      p double precision,
      q double precision,
      v double precision,
      spend_log_likelihood double precision,
      why_no_spend text,
      primary key (workspace_id, fitted_at),
      check (num_nulls(r, alpha, a, b, log_likelihood) = case when why_not is null then 0 else 5 end),
      check (num_nulls(p, q, v, spend_log_likelihood) = case when why_no_spend is null then 0 else 4 end)
    )
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table model_fit`.execute(db)
  await sql`alter table workspace drop column figures_version, drop column model_asked_at`.execute(db)
  await sql`alter table account_stats drop column order_days, drop column spend_days, drop column spend`.execute(
    db,
  )
}
