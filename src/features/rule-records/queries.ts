import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { addDays, type Day } from '../../care/calendar.ts'
import type { ChurnRule } from '../../care/churn.ts'
import { BACK_DAYS, LOOK_BACK_DAYS } from '../../care/honest-rules.ts'
import type { Cause } from '../../care/playbook.ts'
import { inTransaction } from '../../db/batches.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Viewer, visible } from '../accounts/queries.ts'

/** What became of the warnings that began with a sign; the later counts are of those old enough to know. */
export interface RuleRecord {
  rule: ChurnRule
  opened: number
  contacted: number
  /** Too young to know, and of these those who ordered already. */
  young: number
  youngBack: number
  leftAlone: number
  leftAloneBack: number
  helped: number
  helpedBack: number
}

/** What became of the warnings of a cause that ended won back or lost. */
export interface CauseRecord {
  /** Null: none was told. */
  cause: Cause | null
  ended: number
  won: number
  /** Won back so long ago that it is known whether they were lost again. */
  wonBefore: number
  lostAgain: number
}

export interface Records {
  rules: RuleRecord[]
  causes: CauseRecord[]
  /** The day they were counted, where that was not now. */
  asOf: Day | null
}

interface Of {
  id: WorkspaceId
  zone: string
}

/** So many warnings are counted while somebody waits. */
const FEW = 5000
/** Owners whose warnings are counted in one go, some ten thousands. */
const OWNERS = 200

/** What became of the warnings of the last year, among the accounts that this person sees (care-rules §4.5); of many, as it was last night. */
export async function recordsSeen(
  db: Db,
  workspace: Of,
  viewer: Viewer,
  today: Day,
  few = FEW,
): Promise<Records> {
  const asOf = (await isMany(db, workspace.id, few)) ? await recordedOn(db, workspace.id) : null
  if (asOf) return { asOf, ...(await keptRecords(db, workspace.id, viewer)) }
  const which = visible(workspace.id, viewer)
  const { rows: rules } = await sql<RuleRecord>`
    with ${flagged(workspace, today, which)}
    select rule, ${RULE_COUNTS} from flagged group by rule`.execute(db)
  const { rows: causes } = await sql<CauseRecord>`
    with ${ended(workspace, today, which)}
    select cause, ${CAUSE_COUNTS} from judged group by cause`.execute(db)
  return { asOf, rules, causes }
}

async function isMany(db: Db, workspace: WorkspaceId, few: number): Promise<boolean> {
  const { rows } = await sql<{ many: boolean }>`
    select count(*) > ${few}::int as many
    from (select from warning where workspace_id = ${workspace} limit ${few + 1}) as counted`.execute(db)
  return rows[0]?.many ?? false
}

async function recordedOn(db: Db, workspace: WorkspaceId): Promise<Day | null> {
  const row = await db
    .selectFrom('workspace')
    .select('recordedOn')
    .where('id', '=', workspace)
    .executeTakeFirst()
  return row?.recordedOn ?? null
}

async function keptRecords(db: Db, workspace: WorkspaceId, viewer: Viewer): Promise<Omit<Records, 'asOf'>> {
  const { rows: rules } = await sql<RuleRecord>`
    select rule, ${sums(RULE_COLUMNS)} from rule_record account
    where workspace_id = ${workspace} and ${visible(workspace, viewer)} group by rule`.execute(db)
  const { rows: causes } = await sql<CauseRecord>`
    select cause, ${sums(CAUSE_COLUMNS)} from cause_record account
    where workspace_id = ${workspace} and ${visible(workspace, viewer)} group by cause`.execute(db)
  return { rules, causes }
}

/** Counts every owner's warnings anew, where there are many. */
export async function keepRecords(db: Db, workspace: Of, today: Day, few = FEW): Promise<void> {
  if (!(await isMany(db, workspace.id, few))) return
  const owners = await db.selectFrom('member').select('id').where('workspaceId', '=', workspace.id).execute()
  for (let from = 0; from < owners.length; from += OWNERS) {
    const some = owners.slice(from, from + OWNERS).map(({ id }) => id)
    await keepOwners(db, workspace, today, sql`account.owner_id = any(${some}::text[])`)
  }
  await keepOwners(db, workspace, today, sql`account.owner_id is null`)
  await db.updateTable('workspace').set({ recordedOn: today }).where('id', '=', workspace.id).execute()
}

async function keepOwners(db: Db, workspace: Of, today: Day, which: RawBuilder<SqlBool>): Promise<void> {
  const { id } = workspace
  await inTransaction(db, async (trx) => {
    await sql`delete from rule_record account where workspace_id = ${id} and ${which}`.execute(trx)
    await sql`
      insert into rule_record (workspace_id, owner_id, rule, ${sql.raw(RULE_COLUMNS.join(', '))})
      with ${flagged(workspace, today, which)}
      select ${id}, owner_id, rule, ${RULE_COUNTS} from flagged group by owner_id, rule`.execute(trx)
    await sql`delete from cause_record account where workspace_id = ${id} and ${which}`.execute(trx)
    await sql`
      insert into cause_record (workspace_id, owner_id, cause, ${sql.raw(CAUSE_COLUMNS.join(', '))})
      with ${ended(workspace, today, which)}
      select ${id}, owner_id, cause, ${CAUSE_COUNTS} from judged group by owner_id, cause`.execute(trx)
  })
}

const counts = (of: Readonly<Record<string, string>>): RawBuilder<unknown> =>
  sql.raw(
    Object.entries(of)
      .map(([column, where]) => `count(*) filter (where ${where})::int as ${column}`)
      .join(', '),
  )
const sums = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.raw(columns.map((column) => `sum(${column})::int as ${column}`).join(', '))

const RULES = {
  opened: 'true',
  contacted: 'contacted',
  young: 'not known',
  young_back: 'not known and back',
  left_alone: 'known and not contacted',
  left_alone_back: 'known and not contacted and back',
  helped: 'known and contacted',
  helped_back: 'known and contacted and back',
}
const CAUSES = { ended: 'true', won: 'won', won_before: 'known', lost_again: 'known and again' }
const [RULE_COUNTS, CAUSE_COUNTS] = [counts(RULES), counts(CAUSES)]
const [RULE_COLUMNS, CAUSE_COLUMNS] = [Object.keys(RULES), Object.keys(CAUSES)]

/** `flagged`: each sign with which a warning of the last year opened, among these accounts, and what became of it. */
const flagged = ({ id }: Of, today: Day, which: RawBuilder<SqlBool>): RawBuilder<unknown> => sql`
  cases as materialized (
    select warning.id, owner_id, opened_on, ${cameBackOn} as back_on, ${contactedOn} as contacted_on,
      opened_on < ${addDays(today, -BACK_DAYS)}::date as known
    from warning
    join account on account.workspace_id = warning.workspace_id and account.id = warning.account_id
    where warning.workspace_id = ${id} and opened_on > ${addDays(today, -LOOK_BACK_DAYS)} and ${which}),
  flagged as (
    select owner_id, rule, known, back_on is not null as back,
      contacted_on is not null and contacted_on <= coalesce(back_on, contacted_on) as contacted
    from cases
    join lateral (select distinct rule from warning_reason reason
      where reason.workspace_id = ${id} and reason.warning_id = cases.id and reason.since = opened_on) as signs on true)`

/** An order of the opening day counts where it was not known yet. */
const cameBackOn = sql`(
  select min(ordered_on) from "order"
  where "order".workspace_id = warning.workspace_id and "order".account_id = warning.account_id and amount >= 0
    and ordered_on between opened_on and opened_on + ${BACK_DAYS}::int
    and (ordered_on > opened_on or "order".created_at >= opened_at))`

/** The first touch while it was open, as `isTouch` of src/care. */
const contactedOn = sql`(
  select min(occurred_on) from interaction
  where interaction.workspace_id = warning.workspace_id and interaction.account_id = warning.account_id
    and occurred_on >= opened_on and interaction.created_at >= opened_at
    and (ended_at is null or interaction.created_at <= ended_at)
    and channel is distinct from 'note' and outcome is distinct from 'no-answer')`

/** `judged`: the warnings of the last year that ended won back or lost, among these accounts. */
const ended = ({ id, zone }: Of, today: Day, which: RawBuilder<SqlBool>): RawBuilder<unknown> => sql`
  ended as (
    select owner_id, cause, ended_how = 'won-back' as won, warning.account_id,
      (ended_at at time zone ${zone})::date as ended_on
    from warning
    join account on account.workspace_id = warning.workspace_id and account.id = warning.account_id
    where warning.workspace_id = ${id} and ended_how in ('won-back', 'lost') and ${which}),
  judged as (
    select *, won and ended_on < ${addDays(today, -BACK_DAYS)}::date as known,
      exists (select from warning again
        where again.workspace_id = ${id} and again.account_id = ended.account_id
          and again.opened_on > ended_on and again.opened_on <= ended_on + ${BACK_DAYS}::int) as again
    from ended where ended_on > ${addDays(today, -LOOK_BACK_DAYS)})`
