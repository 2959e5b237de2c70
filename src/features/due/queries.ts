import { type RawBuilder, sql } from 'kysely'
import type { Rule } from '../../care/cadence.ts'
import { type Day, instantOf } from '../../care/calendar.ts'
import type { Ahead } from '../../care/levelling.ts'
import { CLOCKS } from '../../care/complaint.ts'
import type { Candidate } from '../../care/morning.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { notMuted } from '../muting/queries.ts'
import { clockDueAt } from '../running-clocks/queries.ts'
import type { Viewer } from '../viewers/queries.ts'

/** A duty that may stand in somebody's digest. */
export interface Found extends Candidate {
  id: number
  accountId: number
  /** Who reads it; `repId` is who would do it were nobody away. */
  viewer: string
  repId: string
}

/** Whose duties each viewer reads, up to which day: their own, and those of members they stand in for. */
function readings(readers: readonly Viewer[]): RawBuilder<unknown> {
  const pairs = readers.flatMap(({ id, covers, date }) =>
    [id, ...covers.map((away) => away.id)].map((rep) => ({ viewer: id, rep, date })),
  )
  return sql`unnest(
    ${pairs.map(({ viewer }) => viewer)}::text[], ${pairs.map(({ rep }) => rep)}::text[],
    ${pairs.map(({ date }) => date)}::date[]) as reading (viewer, rep, date)`
}

// All lanes but "occasions"; a promise comes a day ahead by its own ideal day, a clock is due at once.
const RULES: readonly Rule[] = [
  ...CLOCKS,
  'thank',
  'settle',
  'care',
  'promise',
  'manual',
  'leaving',
  'rhythm',
  'visit',
]

const shape = sql`
  follow_up.id, follow_up.account_id, follow_up.rep_id, follow_up.rule, follow_up.ideal_on as ideal,
  follow_up.latest_on as latest, account.tier, ${clockDueAt} as due_at,
  case when follow_up.rule = 'leaving' then (select at_stake from warning
    where warning.workspace_id = follow_up.workspace_id and warning.id = follow_up.origin_id)
  else coalesce(stats.revenue, 0) end as worth`

const itsAccount = sql`
  join account on account.workspace_id = follow_up.workspace_id and account.id = follow_up.account_id
  left join account_stats stats
    on stats.workspace_id = follow_up.workspace_id and stats.account_id = follow_up.account_id`

/** Duties that are due, not put off and not kept quiet; one that was put off until now stands firm. */
export async function dueFollowUps(db: Db, workspace: WorkspaceId, readers: readonly Viewer[], now: Date) {
  const { rows } = await sql<Found>`
    select reading.viewer, ${shape}, follow_up.snoozed_until is not null as firm
    from ${readings(readers)}
    join follow_up on follow_up.workspace_id = ${workspace} and follow_up.rep_id = reading.rep
      and follow_up.ideal_on <= reading.date and follow_up.closed_at is null
    ${itsAccount}
    where follow_up.rule = any(${RULES}::text[])
      and (follow_up.snoozed_until is null or follow_up.snoozed_until <= ${now})
      and account.retired_at is null and (account.owner_id is not null or follow_up.rule = any(${CLOCKS}::text[]))
      and ${notMuted}`.execute(db)
  return rows
}

/** How many accounts must be seen to by which later day: what becomes due, and what was put off. */
export async function dutiesAhead(db: Db, workspace: WorkspaceId, readers: readonly Viewer[], now: Date) {
  if (readers.length === 0) return new Map<string, Ahead[]>()
  const { rows } = await sql<Ahead & { viewer: string }>`
    select reading.viewer, greatest(follow_up.latest_on, reading.date + 1) as latest,
      count(distinct follow_up.account_id)::int as count
    from ${readings(readers)}
    join follow_up on follow_up.workspace_id = ${workspace} and follow_up.rep_id = reading.rep
      and follow_up.closed_at is null
    where follow_up.rule = any(${RULES}::text[])
      and (follow_up.ideal_on > reading.date or follow_up.snoozed_until > ${now}) and ${notMuted}
    group by 1, 2`.execute(db)
  return Map.groupBy(rows, ({ viewer }) => viewer)
}

/** At how many accounts each viewer did something since their midnight: that much of the day is used. */
export async function accountsDone(db: Db, workspace: WorkspaceId, readers: readonly Viewer[]) {
  const midnights = readers.map(({ date, zone }) => instantOf(date, '00:00', zone))
  const { rows } = await sql<{ viewer: string; count: number }>`
    select reading.viewer, count(distinct follow_up.account_id)::int as count
    from unnest(${readers.map(({ id }) => id)}::text[], ${midnights}::timestamptz[]) as reading (viewer, midnight)
    join follow_up on follow_up.workspace_id = ${workspace} and follow_up.closed_by = reading.viewer
      and follow_up.closed_at >= reading.midnight and follow_up.closed_how in ('done', 'logged')
    group by 1`.execute(db)
  return new Map(rows.map(({ viewer, count }) => [viewer, count]))
}

/**
 * What a viewer did today, as it stood: closed since their midnight, or put off or handed over so lately that it can be
 * undone. It stands firm, so that a list keeps it in its place.
 */
export async function doneToday(
  db: Db,
  workspace: WorkspaceId,
  { id, zone, date }: Viewer,
  now: Date,
  { undoMinutes }: Pick<Settings, 'undoMinutes'>,
) {
  const undoable = new Date(now.getTime() - undoMinutes * 60_000)
  const { rows } = await sql<Found>`
    select distinct on (follow_up.account_id) ${id}::text as viewer, ${shape}, true as firm
    from follow_up ${itsAccount}
    where follow_up.workspace_id = ${workspace} and follow_up.id = any(array(
      select id from follow_up where workspace_id = ${workspace} and closed_by = ${id}
        and closed_at >= ${instantOf(date, '00:00', zone)} and closed_how in ('done', 'logged')
      union all
      select (duty ->> 'id')::bigint from undo, jsonb_array_elements(undo.image -> 'duties') duty
      where undo.workspace_id = ${workspace} and undo.member_id = ${id} and undo.done_at > ${undoable}
        and undo.undone_at is null and undo.act in ('snooze', 'hand-over')))
    order by follow_up.account_id, follow_up.closed_at desc nulls last`.execute(db)
  // Something may have been done before it was due.
  return rows.map((row) => ({ ...row, ideal: row.ideal < date ? row.ideal : date }))
}

/** When something is asked of each viewer next, after today. */
export async function nextDays(db: Db, workspace: WorkspaceId, readers: readonly Viewer[], now: Date) {
  if (readers.length === 0) return new Map<string, Day>()
  const { rows } = await sql<{ viewer: string; on: Day }>`
    select reading.viewer,
      min(greatest(follow_up.ideal_on, (follow_up.snoozed_until at time zone 'UTC')::date)) as on
    from ${readings(readers)}
    join follow_up on follow_up.workspace_id = ${workspace} and follow_up.rep_id = reading.rep
      and follow_up.closed_at is null
    where (follow_up.ideal_on > reading.date or follow_up.snoozed_until > ${now}) and ${notMuted}
    group by 1`.execute(db)
  return new Map(rows.map(({ viewer, on }) => [viewer, on]))
}
