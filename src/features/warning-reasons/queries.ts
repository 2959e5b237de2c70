import { sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import type { Evidence, Verdict } from '../../care/churn.ts'
import { keptEvidence, type KeptReason } from '../../care/warning.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** A reason of a case, open or over. */
export interface UsedReason extends KeptReason {
  accountId: number
  warningId: number
  holds: boolean
}

/** What was a reason of any case of these accounts. */
export async function reasonsUsed(
  trx: Db,
  workspace: WorkspaceId,
  accounts: readonly number[],
): Promise<UsedReason[]> {
  const rows = await trx
    .selectFrom('warningReason')
    .select(['accountId', 'warningId', 'rule', 'evidenceKey as key', 'evidence', 'holds'])
    .where('workspaceId', '=', workspace)
    .where(sql<boolean>`account_id = any(${accounts}::bigint[])`)
    .execute()
  return rows.map(({ evidence, ...row }) => ({ ...row, evidence: evidence as Evidence }))
}

/** What the rules say of the account of a case, and what was a reason of its cases. */
export interface SaidOf {
  id: number
  accountId: number
  said: readonly Verdict[]
  used: readonly UsedReason[]
}

/** A case gains its reasons silently; what no longer holds stays with it. Writes what differs. */
export async function keepReasons(
  trx: Db,
  workspace: WorkspaceId,
  today: Day,
  cases: readonly SaidOf[],
): Promise<void> {
  await quiet(trx, workspace, cases.flatMap(fallenSilent))
  const rows = cases.flatMap((one) =>
    spoken(one).map((verdict) => ({ ...verdict, id: one.id, accountId: one.accountId })),
  )
  if (rows.length === 0) return
  await sql`
    insert into warning_reason (workspace_id, warning_id, account_id, rule, evidence_key, evidence, since, holds)
    select ${workspace}, id, account_id, rule, key, evidence, ${today}, true
    from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ accountId }) => accountId)}::bigint[],
      ${rows.map(({ rule }) => rule)}::text[], ${rows.map(({ key }) => key)}::text[],
      ${rows.map((row) => JSON.stringify(keptEvidence(row)))}::jsonb[]) as said (id, account_id, rule, key, evidence)
    on conflict (workspace_id, warning_id, rule, evidence_key) do update set evidence = excluded.evidence, holds = true
  `.execute(trx)
}

async function quiet(trx: Db, workspace: WorkspaceId, reasons: readonly UsedReason[]): Promise<void> {
  if (reasons.length === 0) return
  await sql`
    update warning_reason set holds = false
    from unnest(${reasons.map(({ warningId }) => warningId)}::bigint[], ${reasons.map(({ rule }) => rule)}::text[],
      ${reasons.map(({ key }) => key)}::text[]) as quiet (id, rule, key)
    where workspace_id = ${workspace} and warning_id = quiet.id and warning_reason.rule = quiet.rule
      and evidence_key = quiet.key`.execute(trx)
}

/** Reasons of the case that held and hold no more, or are about something else by now. */
const fallenSilent = ({ id, said, used }: SaidOf): UsedReason[] =>
  used.filter(
    (one) =>
      one.warningId === id && one.holds && !said.some((verdict) => verdict.holds && isOf(verdict, one)),
  )

/** What holds and is not kept as it is. */
const spoken = ({ id, said, used }: SaidOf): Verdict[] =>
  said.filter((verdict) => {
    const kept = used.find((one) => one.warningId === id && isOf(verdict, one))
    return verdict.holds && !(kept?.holds && isSame(kept.evidence, keptEvidence(verdict)))
  })

const isOf = (verdict: Verdict, { rule, key }: UsedReason): boolean =>
  verdict.rule === rule && verdict.key === key

const isSame = (one: Evidence, other: Evidence): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value)
