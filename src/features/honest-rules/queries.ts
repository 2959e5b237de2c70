import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day } from '../../care/calendar.ts'
import { type ChurnRule, gapLimits } from '../../care/churn.ts'
import { BACK_DAYS, LOOK_BACK_DAYS } from '../../care/honest-rules.ts'
import type { Cause } from '../../care/playbook.ts'
import type { Settings } from '../../care/settings.ts'
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

interface Of {
  id: WorkspaceId
  zone: string
  settings: Settings
}

const count = (where: string): RawBuilder<number> => sql`count(*) filter (where ${sql.raw(where)})::int`

/** The record of each sign that opened a warning in the last year, among the accounts that this person sees (care-rules §4.5). */
export async function ruleRecords(db: Db, { id }: Of, viewer: Viewer, today: Day): Promise<RuleRecord[]> {
  const { rows } = await sql<RuleRecord>`
    with cases as materialized (
      select warning.id, opened_on, ${cameBackOn} as back_on, ${contactedOn} as contacted_on,
        opened_on < ${addDays(today, -BACK_DAYS)}::date as known
      from warning
      join account on account.workspace_id = warning.workspace_id and account.id = warning.account_id
      where warning.workspace_id = ${id} and opened_on > ${addDays(today, -LOOK_BACK_DAYS)}
        and ${visible(id, viewer)}),
    judged as (
      select *, back_on is not null as back,
        contacted_on is not null and contacted_on <= coalesce(back_on, contacted_on) as contacted
      from cases),
    flagged as (
      select distinct rule, judged.*
      from judged
      join warning_reason reason on reason.workspace_id = ${id} and reason.warning_id = judged.id
        and reason.since = judged.opened_on)
    select rule, count(*)::int as opened, ${count('contacted')} as contacted,
      ${count('not known')} as young, ${count('not known and back')} as young_back,
      ${count('known and not contacted')} as left_alone, ${count('known and not contacted and back')} as left_alone_back,
      ${count('known and contacted')} as helped, ${count('known and contacted and back')} as helped_back
    from flagged group by rule`.execute(db)
  return rows
}

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

/** How warnings ended, by what was told as their cause, over the last year (care-rules §4.5). */
export async function causeRecords(
  db: Db,
  { id, zone }: Of,
  viewer: Viewer,
  today: Day,
): Promise<CauseRecord[]> {
  const { rows } = await sql<CauseRecord>`
    with ended as (
      select cause, ended_how = 'won-back' as won, warning.account_id,
        (ended_at at time zone ${zone})::date as ended_on
      from warning
      join account on account.workspace_id = warning.workspace_id and account.id = warning.account_id
      where warning.workspace_id = ${id} and ended_how in ('won-back', 'lost') and ${visible(id, viewer)}),
    judged as (
      select *, won and ended_on < ${addDays(today, -BACK_DAYS)}::date as known,
        exists (select from warning again
          where again.workspace_id = ${id} and again.account_id = ended.account_id
            and again.opened_on > ended_on and again.opened_on <= ended_on + ${BACK_DAYS}::int) as again
      from ended where ended_on > ${addDays(today, -LOOK_BACK_DAYS)})
    select cause, count(*)::int as ended, count(*) filter (where won)::int as won,
      count(*) filter (where known)::int as won_before, count(*) filter (where known and again)::int as lost_again
    from judged group by cause`.execute(db)
  return rows
}

/** Accounts that the gap rule would have flagged, at the present limits and at another. */
export interface WhatIf {
  present: number
  other: number
  /** Flagged at the present limits alone, and of these those who left. */
  fewer: number
  fewerLeft: number
  /** Flagged at the other limit alone. */
  more: number
  moreLeft: number
  /** Flagged at both, on other days. */
  both: number
  bothLeft: number
}

/**
 * Every silence between two orders, or since the last, that grew to the shorter limit within the last year. An account left
 * where it stayed silent for twice the longer limit, or to this day.
 */
export async function whatIf(
  db: Db,
  { id, settings }: Of,
  viewer: Viewer,
  { other, today }: { other: number; today: Day },
): Promise<WhatIf> {
  const limits = gapLimits(settings)
  const longest = Math.max(other, ...Object.values(limits))
  const { rows } = await sql<WhatIf>`
    with own as (
      select account.id as account_id, retired_at,
        case tier when 'key' then ${limits.key}::int when 'important' then ${limits.important}::int
          else ${limits.general}::int end as present
      from account where workspace_id = ${id} and ${visible(id, viewer)}),
    silences as (
      select account_id, ordered_on as began,
        lag(ordered_on) over (partition by account_id order by ordered_on desc) as over_on
      from "order"
      where workspace_id = ${id} and amount >= 0 and ordered_on <= ${today}
        and ordered_on > ${addDays(today, -LOOK_BACK_DAYS - longest)}),
    judged as (
      select account_id, bool_or(days >= present) as present, bool_or(days >= ${other}::int) as other,
        bool_or(over_on is null or days >= 2 * greatest(present, ${other}::int)) as gone
      from (
        select own.*, over_on, began, coalesce(over_on, ${today}::date) - began as days
        from silences join own using (account_id)) all_silences
      where days >= least(present, ${other}::int)
        and began + least(present, ${other}::int) > ${addDays(today, -LOOK_BACK_DAYS)}::date
        and (retired_at is null or retired_at::date >= began + least(present, ${other}::int))
      group by account_id)
    select ${count('present')} as present, ${count('other')} as other,
      ${count('present and not other')} as fewer, ${count('present and not other and gone')} as fewer_left,
      ${count('other and not present')} as more, ${count('other and not present and gone')} as more_left,
      ${count('present and other')} as both, ${count('present and other and gone')} as both_left
    from judged`.execute(db)
  const [row] = rows
  if (!row) throw new Error('an aggregate has one row')
  return row
}
