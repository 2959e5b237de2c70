import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { type Day, instantOf } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { nextOpening } from '../../care/opening-hours.ts'
import { calendarFrom, storedCalendar, type WorkspaceCalendar } from '../../care/workspace-calendar.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { openingHours } from '../../holidays/opening-hours.ts'
import { audit } from '../people/queries.ts'

/** Who changed the calendar last, and when; undefined while nobody has. */
export function lastChange(db: Db, workspace: WorkspaceId) {
  return db
    .selectFrom('audit')
    .leftJoin('member', (join) =>
      join.onRef('member.workspaceId', '=', 'audit.workspaceId').onRef('member.id', '=', 'audit.memberId'),
    )
    .select(['audit.id', 'audit.actedAt as at'])
    .select(sql<string>`coalesce(member.name, audit.member_id, '')`.as('who'))
    .where('audit.workspaceId', '=', workspace)
    .where('subject', '=', 'calendar')
    .orderBy('audit.actedAt', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type CalendarChange = NonNullable<Awaited<ReturnType<typeof lastChange>>>

interface By {
  workspace: { id: WorkspaceId }
  reader: { id: string; zone: string }
  now: Date
  today: Day
}

/**
 * Changes the workspace's calendar in the caller's transaction. Returns whether it is another now; a CareError names
 * who changed it since `seen`, the last change that the admin knew of, and refuses one that is never open.
 */
export async function changeCalendar(
  trx: Db,
  by: By,
  { seen, wanted }: { seen: number; wanted: WorkspaceCalendar },
): Promise<boolean> {
  const { id } = by.workspace
  const { calendar: stored, ...place } = await trx
    .selectFrom('workspace')
    .select(['calendar', 'zone', 'region'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const [before, after] = [storedCalendar(calendarFrom(stored)), storedCalendar(wanted)]
  if (isDeepStrictEqual(before, after)) return false
  const last = await lastChange(trx, id)
  if (last && last.id !== seen) throw overtaken(by, last)
  refuseNeverOpen({ ...place, calendar: wanted }, by.now)
  await trx
    .updateTable('workspace')
    .set({
      calendar: JSON.stringify(after),
      // Hours stay those of the zone in which they were set, wherever people move.
      ...(wanted.week && { settings: sql`settings || '{"zoneChosen": true}'` }),
    })
    .where('id', '=', id)
    .execute()
  await audit(trx, by, 'calendar.change', 'calendar', id, { before, after })
  return true
}

function overtaken({ reader, today }: By, { who, at }: CalendarChange): CareError {
  const when = { at, today, zone: reader.zone }
  return new CareError('calendar.overtaken', { who, when }, 'hours')
}

/** From now on, and from each day of its own that is closed. */
function refuseNeverOpen(workspace: Parameters<typeof openingHours>[0], now: Date): void {
  const hours = openingHours(workspace)
  const closed = workspace.calendar.closed.map((date) => instantOf(date, '00:00', workspace.zone))
  try {
    for (const at of [now, ...closed]) nextOpening(hours, at)
  } catch (error) {
    if (!(error instanceof CareError)) throw error
    throw new CareError(error.key, error.values, 'closed')
  }
}
