import { morningOf } from '../../care/morning.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { candidates, linesOf } from '../digest/queries.ts'
import { doneToday, dutiesAhead, nextDays } from '../due/queries.ts'
import { factsOf } from '../reasons/queries.ts'
import { membersAt, type Viewer } from '../viewers/queries.ts'

interface Of {
  id: WorkspaceId
  region: string | null
  settings: Settings
}

export type TodayPage = NonNullable<Awaited<ReturnType<typeof todayPage>>>

/**
 * A page of what a member is asked to do today, the first one 0: what is due now, and in its place what they have done
 * since midnight. It is worked out anew each time, so it needs no memory and is never out of date.
 */
export async function todayPage(db: Db, workspace: Of, memberId: string, now: Date, wanted: number) {
  const { id, settings } = workspace
  const [viewer] = await membersAt(db, workspace, now, [memberId])
  if (!viewer) return undefined
  const rows = await rowsOf(db, workspace, viewer, now)
  const last = Math.max(0, Math.ceil(rows.length / settings.rowsShown) - 1)
  const page = Math.min(Math.max(0, wanted), last)
  const shown = rows.slice(page * settings.rowsShown, (page + 1) * settings.rowsShown)
  const facts = await factsOf(
    db,
    id,
    shown.map(({ duty }) => duty.id),
  )
  const next = rows.length > 0 ? undefined : await nextDays(db, id, [viewer], now)
  return {
    viewer,
    lines: linesOf(shown, facts),
    page,
    more: rows.length - page * settings.rowsShown - shown.length,
    nextOn: next?.get(viewer.id) ?? null,
    standIn: viewer.standInId,
  }
}

async function rowsOf(db: Db, { id, settings }: Of, viewer: Viewer, now: Date) {
  const due = await candidates(db, id, [viewer], now)
  const waiting = new Set(due.map(({ accountId }) => accountId))
  const done = (await doneToday(db, id, viewer, now, settings)).filter(
    ({ accountId }) => !waiting.has(accountId),
  )
  const ahead = await dutiesAhead(db, id, due.length + done.length > settings.capacity ? [viewer] : [], now)
  const { lanes, more } = morningOf(
    [...due, ...done],
    ahead.get(viewer.id) ?? [],
    settings,
    viewer.date,
    viewer.cal,
  )
  return [...lanes.flatMap(({ rows }) => rows), ...more]
}
