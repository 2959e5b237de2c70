import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { StageColumns } from '../../db/staging.ts'
import type { Writing } from '../import-accounts/queries.ts'

/** An interaction as a file has it; `account` is the customer's key in the other system. */
export const interactionStage = {
  import_key: 'text',
  account: 'text',
  member_id: 'text',
  channel: 'text',
  outcome: 'text',
  occurred_at: 'timestamptz',
  occurred_on: 'date',
  summary: 'text',
} as const satisfies StageColumns

/** Compares the staged interactions with those known; what a file can still add to a known one is who it was. Nothing is written. */
export async function compareInteractions(
  trx: Db,
  workspace: WorkspaceId,
): Promise<{ created: number; updated: number }> {
  await sql`
    create temp table verdict on commit drop as
    select s.line, a.id as account_id, i.id as interaction_id,
      i.id is not null and i.member_id is null and s.member_id is not null as differs
    from staged s
    join account a on a.workspace_id = ${workspace} and a.external_id = s.account
    left join interaction i on i.workspace_id = ${workspace} and i.import_key = s.import_key
  `.execute(trx)
  const { rows } = await sql<{ created: number; updated: number }>`
    select count(*) filter (where interaction_id is null) as created, count(*) filter (where differs) as updated
    from verdict
  `.execute(trx)
  return rows[0] ?? { created: 0, updated: 0 }
}

/** Writes what `compareInteractions` found. Returns the accounts whose figures follow. */
export async function writeInteractions(
  trx: Db,
  workspace: WorkspaceId,
  { now }: Writing,
): Promise<number[]> {
  await sql`
    update interaction i set member_id = s.member_id, changed_at = ${now}
    from verdict v join staged s on s.line = v.line
    where v.differs and i.workspace_id = ${workspace} and i.id = v.interaction_id
  `.execute(trx)
  await sql`
    insert into interaction (workspace_id, account_id, member_id, channel, outcome, occurred_at, occurred_on, summary,
      import_key, created_at, changed_at)
    select ${workspace}, v.account_id, s.member_id, s.channel, s.outcome, s.occurred_at, s.occurred_on, s.summary,
      s.import_key, ${now}, ${now}
    from verdict v join staged s on s.line = v.line
    where v.interaction_id is null
  `.execute(trx)
  const { rows } = await sql<{ id: number }>`
    select distinct account_id as id from verdict where interaction_id is null
  `.execute(trx)
  return rows.map(({ id }) => id)
}
