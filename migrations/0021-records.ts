import { type Kysely, sql } from 'kysely'

/** How right the rules were, counted each night by owner where there are too many warnings to count while somebody waits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspace add column recorded_on date`.execute(db)
  await sql`
    create table rule_record (
      workspace_id int not null references workspace on delete cascade,
      owner_id text,
      rule text not null,
      opened int not null,
      contacted int not null,
      young int not null,
      young_back int not null,
      left_alone int not null,
      left_alone_back int not null,
      helped int not null,
      helped_back int not null,
      unique nulls not distinct (workspace_id, owner_id, rule)
    )
  `.execute(db)
  await sql`
    create table cause_record (
      workspace_id int not null references workspace on delete cascade,
      owner_id text,
      cause text,
      ended int not null,
      won int not null,
      won_before int not null,
      lost_again int not null,
      unique nulls not distinct (workspace_id, owner_id, cause)
    )
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table rule_record, cause_record`.execute(db)
  await sql`alter table workspace drop column recorded_on`.execute(db)
}
