import { sql } from 'kysely'
import { CLOCKS, type Clock, type Severity } from '../../care/complaint.ts'
import { type Timing, timingOf } from '../../care/complaint-clocks.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { WorkspaceCalendar } from '../../care/workspace-calendar.ts'
import { openingHours } from '../../holidays/opening-hours.ts'
import { waitsOf } from '../complaints/queries.ts'
import { keepClockDuties, type RunningClock } from '../running-clocks/queries.ts'

interface Of {
  id: WorkspaceId
  zone: string
  region: string | null
  calendar: WorkspaceCalendar
  settings: Settings
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
 * morning message follow: one for each clock that runs. One that ran out stays as it was then (care-rules §5.3).
 */
export async function settleClocks(
  db: Db,
  by: { workspace: Of; now: Date },
  complaint: Timed,
): Promise<void> {
  const { workspace, now } = by
  const { id, severity } = complaint
  const pauses = await waitsOf(db, workspace.id, id)
  const hours = openingHours(workspace)
  const clocks = await running(db, workspace.id, id)
    .set({ nextAt: sql`next_at` })
    .returning(['clock', 'round', 'startedAt', 'dueAt', 'nextAt'])
    .execute()
  const duties: RunningClock[] = []
  for (const one of clocks) {
    const { clock, round, startedAt } = one
    const own = pauses.filter((pause) => pause.round === round)
    const times = { hours, severity, settings: workspace.settings, pauses: own }
    const ranOut = one.dueAt !== null && one.dueAt <= now
    const timing = ranOut ? null : timingOf(clock, startedAt, times)
    await (ranOut ? lookAgain(db, by, id, one) : keepTiming(db, by, id, one, timing))
    const dueAt = ranOut ? one.dueAt : timing?.dueAt
    if (dueAt) duties.push({ clock, startedAt, dueAt })
  }
  await keepClockDuties(db, { workspace, now }, complaint, duties)
}

interface Settling {
  clock: Clock
  round: number
  dueAt: Date | null
  nextAt: Date | null
}

async function keepTiming(
  db: Db,
  { workspace, now }: { workspace: Of; now: Date },
  id: number,
  { clock, round, dueAt, nextAt }: Settling,
  timing: Timing | null,
): Promise<void> {
  const moved = dueAt?.getTime() !== timing?.dueAt.getTime()
  const times = { dueAt: timing?.dueAt ?? null, warnAt: timing?.warnAt ?? null }
  await running(db, workspace.id, id)
    .set({ ...times, nextAt: moved ? (times.warnAt ?? now) : nextAt })
    .where('clock', '=', clock)
    .where('round', '=', round)
    .execute()
}

/** Something happened: whom nobody was to be told of may be somebody’s now, and the customer is waited for or back. */
async function lookAgain(
  db: Db,
  { workspace, now }: { workspace: Of; now: Date },
  id: number,
  { clock, round }: Settling,
): Promise<void> {
  await running(db, workspace.id, id)
    .set({ nextAt: now })
    .where('clock', '=', clock)
    .where('round', '=', round)
    .execute()
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
