import { sql } from 'kysely'
import { type Day, dayIn } from '../../care/calendar.ts'
import { CLOCKS, type Clock, type Severity } from '../../care/complaint.ts'
import { timingOf } from '../../care/complaint-clocks.ts'
import type { OpeningHours } from '../../care/opening-hours.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { calendarFrom } from '../../care/workspace-calendar.ts'
import { openingHours } from '../../holidays/opening-hours.ts'
import { waitsOf } from '../complaints/queries.ts'

interface Of {
  id: WorkspaceId
  zone: string
  region: string | null
  settings: Settings
}

/** When the clocks of a workspace run. */
export async function hoursOf(db: Db, workspace: Of): Promise<OpeningHours> {
  const { calendar } = await db
    .selectFrom('workspace')
    .select('calendar')
    .where('id', '=', workspace.id)
    .executeTakeFirstOrThrow()
  return openingHours({ ...workspace, calendar: calendarFrom(calendar) })
}

/** Starts clocks of a round; when they run out follows with `settleClocks`. */
export async function startClocks(
  db: Db,
  workspace: WorkspaceId,
  { id, round }: { id: number; round: number },
  clocks: readonly Clock[],
  startedAt: Date,
): Promise<void> {
  const rows = clocks.map((clock) => ({ workspaceId: workspace, complaintId: id, round, clock, startedAt }))
  await db
    .insertInto('complaintClock')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const running = (db: Db, workspace: WorkspaceId, id: number) =>
  db
    .updateTable('complaintClock')
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .where('metAt', 'is', null)
    .where('voidAt', 'is', null)

/** A clock that was met late stays breached (care-rules §5.3). */
const breach = (at: Date) =>
  sql<Date | null>`coalesce(breached_at, case when due_at < ${at}::timestamptz then due_at end)`

/** What a clock asked for was done. */
export async function meetClocks(
  db: Db,
  workspace: WorkspaceId,
  id: number,
  clocks: readonly Clock[],
  by: { member: string; at: Date },
): Promise<void> {
  await running(db, workspace, id)
    .set({ metAt: by.at, metBy: by.member, nextAt: null, breachedAt: breach(by.at) })
    .where(sql<boolean>`clock = any(${clocks}::text[])`)
    .execute()
}

/** What these clocks ask for is asked no more. */
export async function voidClocks(
  db: Db,
  workspace: WorkspaceId,
  id: number,
  at: Date,
  clocks: readonly Clock[] = CLOCKS,
): Promise<void> {
  await running(db, workspace, id)
    .set({ voidAt: at, nextAt: null, breachedAt: breach(at) })
    .where(sql<boolean>`clock = any(${clocks}::text[])`)
    .execute()
}

/** The customer is not waited for any more, if they were. */
export async function endWait(db: Db, workspace: WorkspaceId, id: number, at: Date): Promise<void> {
  await db
    .updateTable('complaintWait')
    .set({ endedAt: at })
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .where('endedAt', 'is', null)
    .execute()
}

interface Timed {
  id: number
  accountId: number
  ownerId: string | null
  severity: Severity
}

/**
 * Works out when the running clocks of a complaint run out, by the calendar as it is now, and makes the duties of the
 * morning message follow: one for each clock that runs.
 */
export async function settleClocks(
  db: Db,
  { workspace, now }: { workspace: Of; now: Date },
  complaint: Timed,
): Promise<void> {
  const { id, severity } = complaint
  const pauses = await waitsOf(db, workspace.id, id)
  const hours = await hoursOf(db, workspace)
  const clocks = await running(db, workspace.id, id)
    .set({ nextAt: sql`next_at` })
    .returning(['clock', 'round', 'startedAt', 'dueAt', 'nextAt'])
    .execute()
  const duties: ClockDuty[] = []
  for (const { clock, round, startedAt, dueAt, nextAt } of clocks) {
    const own = pauses.filter((pause) => pause.round === round)
    const timing = timingOf(clock, startedAt, { hours, severity, settings: workspace.settings, pauses: own })
    const moved = dueAt?.getTime() !== timing?.dueAt.getTime()
    await running(db, workspace.id, id)
      .set({
        dueAt: timing?.dueAt ?? null,
        warnAt: timing?.warnAt ?? null,
        nextAt: moved ? (timing?.warnAt ?? null) : nextAt,
      })
      .where('clock', '=', clock)
      .where('round', '=', round)
      .execute()
    if (timing) duties.push(dutyOf(clock, startedAt, timing.dueAt, workspace.zone))
  }
  await keepDuties(db, { workspace, now }, complaint, duties)
}

interface ClockDuty {
  rule: Clock
  since: Day
  latest: Day
}

const dutyOf = (rule: Clock, startedAt: Date, dueAt: Date, zone: string): ClockDuty => ({
  rule,
  since: dayIn(zone, startedAt),
  latest: dayIn(zone, dueAt),
})

async function keepDuties(
  db: Db,
  { workspace, now }: { workspace: Of; now: Date },
  { id, accountId, ownerId }: Timed,
  duties: readonly ClockDuty[],
): Promise<void> {
  const rules = duties.map(({ rule }) => rule)
  await sql`
    update follow_up set closed_at = ${now}, closed_by = clock.met_by, revision = revision + 1,
      closed_how = case when clock.met_at is null then 'withdrawn' else 'done' end
    from (select distinct on (clock) clock, met_at, met_by from complaint_clock
      where workspace_id = ${workspace.id} and complaint_id = ${id} order by clock, round desc) as clock
    where workspace_id = ${workspace.id} and account_id = ${accountId} and origin_id = ${id} and closed_at is null
      and follow_up.rule = clock.clock and not follow_up.rule = any(${rules}::text[])`.execute(db)
  if (duties.length === 0) return
  await sql`
    insert into follow_up (workspace_id, account_id, rep_id, rule, origin_id, needs, since, ideal_on, latest_on, opened_at)
    select ${workspace.id}, ${accountId}, ${ownerId}, rule, ${id}, 'word', since, since, latest, ${now}
    from unnest(${rules}::text[], ${duties.map(({ since }) => since)}::date[],
      ${duties.map(({ latest }) => latest)}::date[]) as wanted (rule, since, latest)
    on conflict (workspace_id, account_id, rule, origin_id) where closed_at is null do update
    set rep_id = excluded.rep_id, since = excluded.since, ideal_on = excluded.ideal_on, latest_on = excluded.latest_on,
      revision = follow_up.revision + 1
    where (follow_up.rep_id, follow_up.since, follow_up.latest_on)
      is distinct from (excluded.rep_id, excluded.since, excluded.latest_on)`.execute(db)
}

/** Complaints with a clock that runs or stands still. */
export function complaintsWithClocks(db: Db, workspace: WorkspaceId) {
  return db
    .selectFrom('complaintClock')
    .select('complaintId as id')
    .distinct()
    .where('workspaceId', '=', workspace)
    .where('metAt', 'is', null)
    .where('voidAt', 'is', null)
    .orderBy('complaintId')
    .execute()
}
