import { sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import type { Verdict } from '../../care/churn.ts'
import type { Reason } from '../../care/warning.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** What was a reason of any case of these accounts. */
export async function reasonsUsed(
  trx: Db,
  workspace: WorkspaceId,
  accounts: readonly number[],
): Promise<(Reason & { accountId: number })[]> {
  const rows = await trx
    .selectFrom('warningReason')
    .select(['accountId', 'rule', 'evidenceKey as key'])
    .where('workspaceId', '=', workspace)
    .where(sql<boolean>`account_id = any(${accounts}::bigint[])`)
    .execute()
  return rows
}

/** What the rules say of the account of a case. */
export interface SaidOf {
  id: number
  accountId: number
  said: readonly Verdict[]
}

/** A case gains its reasons silently; what no longer holds stays with it. */
export async function keepReasons(
  trx: Db,
  workspace: WorkspaceId,
  today: Day,
  cases: readonly SaidOf[],
): Promise<void> {
  const rows = cases.flatMap(({ said, ...one }) => said.map((verdict) => ({ ...one, ...verdict })))
  if (rows.length === 0) return
  await sql`
    with said as (
      select * from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ accountId }) => accountId)}::bigint[],
        ${rows.map(({ rule }) => rule)}::text[], ${rows.map(({ key }) => key)}::text[],
        ${rows.map(({ evidence }) => JSON.stringify(evidence))}::jsonb[], ${rows.map(({ holds }) => holds)}::boolean[])
        as said (id, account_id, rule, key, evidence, holds)),
    gone as (
      update warning_reason set holds = false
      from said
      where workspace_id = ${workspace} and warning_id = said.id and warning_reason.rule = said.rule
        and warning_reason.holds and not (said.holds and evidence_key = said.key))
    insert into warning_reason (workspace_id, warning_id, account_id, rule, evidence_key, evidence, since, holds)
    select ${workspace}, id, account_id, rule, key, evidence, ${today}, true from said where holds
    on conflict (workspace_id, warning_id, rule, evidence_key) do update set evidence = excluded.evidence, holds = true
      where (warning_reason.evidence, warning_reason.holds) is distinct from (excluded.evidence, true)`.execute(
    trx,
  )
}
