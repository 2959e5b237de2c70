import { type RawBuilder, sql } from 'kysely'
import { afterSale } from '../../care/after-sale.ts'
import { beats, TIERS } from '../../care/cadence.ts'
import {
  addDays,
  type Day,
  day,
  dayIn,
  daysBetween,
  lastWorkday,
  type WorkCalendar,
} from '../../care/calendar.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { calendarOf } from '../../holidays/member.ts'

/** What planning needs to know of a workspace. */
export interface Planned {
  id: WorkspaceId
  /** IANA name: the day it is for accounts without an owner. */
  zone: string
  /** Whose holidays its members keep; null: those of their zones. */
  region: string | null
  settings: Settings
}

/** Steps whose latest day is this one or earlier are past (care-rules §2.7): the last day that the rep has worked. */
export interface Cutoffs {
  reps: string[]
  days: Day[]
  unowned: Day
}

/** The last day that each rep has worked: of the owners of these accounts and of whoever has a duty there, or of everybody. */
export async function cutoffsOf(
  db: Db,
  workspace: Planned,
  now: Date,
  accounts?: readonly number[],
): Promise<Cutoffs> {
  const owners = await db
    .selectFrom('member')
    .select(['id', 'zone', 'region', 'workingDays'])
    .where('workspaceId', '=', workspace.id)
    .$if(accounts !== undefined, (query) =>
      query.where(
        sql<boolean>`id in (
          select owner_id from account where workspace_id = ${workspace.id} and id = any(${accounts}::bigint[])
          union all select rep_id from follow_up
          where workspace_id = ${workspace.id} and account_id = any(${accounts}::bigint[]) and closed_at is null)`,
      ),
    )
    .execute()
  const yesterday = (zone: string): Day => addDays(dayIn(zone, now), -1)
  return {
    reps: owners.map(({ id }) => id),
    days: owners.map((owner) => {
      const last = yesterday(owner.zone)
      // Who works on no day has none to move a duty to.
      return owner.workingDays.length > 0 ? lastWorkday(calendarOf(owner, workspace), last) : last
    }),
    unowned: lastWorkday(OFFICE, yesterday(workspace.zone)),
  }
}

/** Of accounts that nobody owns. */
const OFFICE: WorkCalendar = { weekdays: [1, 2, 3, 4, 5], off: new Set(), extra: new Set() }

/**
 * The rules of src/care as common table expressions, for many accounts at once: `planned` (the accounts), `steps` (those
 * of each account's purchase, answered or not) and `wanted` (the duties that should stand; `opens` where a missing one is
 * to be opened). The numbers come from the rules themselves; a test compares both on random histories.
 */
export const wantedDuties = (
  workspace: Planned,
  cutoffs: Cutoffs,
  accounts: readonly number[],
): RawBuilder<unknown> => sql`${state(workspace, cutoffs, accounts)}, ${wanted(workspace)}`

/** What stands: the accounts, the beats and steps of each tier in days, and the steps of each account's purchase. */
const state = (
  { id, settings }: Planned,
  cutoffs: Cutoffs,
  accounts: readonly number[],
): RawBuilder<unknown> => sql`
  planned as materialized (
    select account.id, tier, owner_id, planned_for, came_on, retired_at is not null as retired, rhythm_days, visit_days,
      last_touch_on, touch_before_on, last_visit_on, last_order_on, purchase_on, purchase_order_id,
      coalesce(cutoff, ${cutoffs.unowned}::date) as cutoff, owner_id is distinct from planned_for as changed_hands
    from account
    join account_stats on account_stats.workspace_id = account.workspace_id and account_id = account.id
    left join unnest(${cutoffs.reps}::text[], ${cutoffs.days}::date[]) as member (id, cutoff) on member.id = owner_id
    where account.workspace_id = ${id} and account.id = any(${accounts}::bigint[])
  ),
  beat (tier, rule, needs, every) as (values ${beatRows(settings)}),
  step (tier, place, rule, ideal, latest, near, first_near) as (values ${stepRows(settings)}),
  steps as materialized (
    select planned.*, place, rule, ideal, latest,
      coalesce(last_touch_on >= purchase_on + near, false)
        and (place = 0 or coalesce(touch_before_on >= purchase_on + first_near, false)) as answered
    from planned join step using (tier)
    where not retired and purchase_on is not null
  )`

const beatRows = (settings: Settings): RawBuilder<unknown> =>
  sql.join(
    TIERS.flatMap((tier) =>
      beats(tier, settings).map(
        ({ rule, needs, every }) => sql`(${tier}::text, ${rule}::text, ${needs}::text, ${every}::int)`,
      ),
    ),
  )

/** A tier has two steps: of touches since the purchase the first near one answers one, a later near one the other. */
function stepRows(settings: Settings): RawBuilder<unknown> {
  const zero = day('2000-01-01')
  const near = (days: number): number => Math.max(0, days - settings.closeAheadDays)
  const rows = TIERS.flatMap((tier) =>
    afterSale(tier, zero, settings).map(({ rule, ideal, latest }, place, [first]) => {
      const [after, until] = [daysBetween(zero, ideal), daysBetween(zero, latest)]
      const firstNear = near(daysBetween(zero, first?.ideal ?? ideal))
      return sql`(${tier}::text, ${place}::int, ${rule}::text, ${after}::int, ${until}::int,
        ${near(after)}::int, ${firstNear}::int)`
    }),
  )
  return sql.join(rows)
}

/** What should stand: `rhythms` and `openSteps` of src/care, for all accounts at once. */
const wanted = ({ id, settings }: Planned): RawBuilder<unknown> => sql`
  wanted as materialized (
    select planned.id, owner_id, changed_hands, rule, 0::bigint as origin_id, needs, true as opens,
      coalesce(last_on, came_on) as since, ideal as ideal_on,
      ideal + (days * ${settings.latestPercent}::int + 99) / 100 - days as latest_on
    from planned join beat using (tier)
    cross join lateral (select
      coalesce(case needs when 'visit' then last_visit_on else last_touch_on end, last_order_on) as last_on,
      coalesce(case when tier = 'key' then case rule when 'rhythm' then rhythm_days else visit_days end end, every) as days
    ) as own
    cross join lateral (select coalesce(last_on + days, came_on + 1 + (planned.id % days)::int) as ideal) as ideally
    where not retired
    union all
    select steps.id, owner_id, changed_hands, steps.rule, purchase_order_id, 'any',
      purchase_on + latest > cutoff and done is null,
      purchase_on, purchase_on + ideal, purchase_on + latest
    from steps
    left join lateral (
      -- The limit keeps PostgreSQL from reading all duties that were ever done for the few steps that may open.
      select true as done from follow_up
      where purchase_on + latest > cutoff and workspace_id = ${id} and account_id = steps.id
        and follow_up.rule = steps.rule and origin_id = purchase_order_id
        and (closed_how = 'done' or closed_how = 'logged' and interaction_id is not null)
      limit 1
    ) as before on true
    where not answered
  )`
