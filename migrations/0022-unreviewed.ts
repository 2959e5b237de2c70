import { type Kysely, sql } from 'kysely'

/** A complaint asks for something until it is reviewed: lists and the look for those whose owner left read these alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index complaint_unreviewed on complaint (workspace_id, account_id) where reviewed_at is null`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index complaint_unreviewed`.execute(db)
}
