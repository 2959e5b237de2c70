import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day } from '../../care/calendar.ts'
import { gapLimits } from '../../care/churn.ts'
import { LOOK_BACK_DAYS } from '../../care/honest-rules.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Viewer, visible } from '../accounts/queries.ts'

interface Of {
  id: WorkspaceId
  settings: Settings
}

const count = (where: string): RawBuilder<number> => sql`count(*) filter (where ${sql.raw(where)})::int`

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
 * where it stayed silent for twice the longer limit, or to this day. Null: there are more customers than `atMost`.
 */
export async function whatIf(
  db: Db,
  { id, settings }: Of,
  viewer: Viewer,
  { other, today }: { other: number; today: Day },
  atMost?: number,
): Promise<WhatIf | null> {
  if (atMost !== undefined && (await areMore(db, id, atMost))) return null
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

async function areMore(db: Db, workspace: WorkspaceId, atMost: number): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`
    select count(*) > ${atMost}::int as more
    from (select from account where workspace_id = ${workspace} limit ${atMost + 1}) as counted`.execute(db)
  return rows[0]?.more ?? false
}
