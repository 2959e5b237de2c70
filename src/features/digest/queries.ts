import type { Day } from '../../care/calendar.ts'
import { type Morning, morningOf, type Row } from '../../care/morning.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { accountsDone, dueFollowUps, dutiesAhead, type Found, nextDays } from '../due/queries.ts'
import { type Facts, factsOf, type Line } from '../reasons/queries.ts'
import type { Viewer } from '../viewers/queries.ts'

/** A workspace, as far as its digests depend on it. */
interface Of {
  id: WorkspaceId
  settings: Settings
}

/** Gives what may stand in the digests of these viewers, due by their dates. */
type Source = (db: Db, workspace: WorkspaceId, readers: readonly Viewer[], now: Date) => Promise<Found[]>

/** Whatever has rows to offer; morningOf puts each into its lane. */
const sources: readonly Source[] = [dueFollowUps]

/** Few enough that the planner keeps to the index (500 made it read all of a million accounts). */
const BATCH = 200

/** A digest as far as it is shown. */
export interface Shown {
  /** The day it is for. */
  date: Day
  lines: readonly Line[]
  /** Rows behind “N more”. */
  more: number
  /** The next day on which something is due, for an empty one. */
  nextOn: Day | null
}

/** What each viewer gets, with all that its rows say. */
export async function shownDigests(db: Db, workspace: Of, readers: readonly Viewer[], now: Date) {
  const made = await digests(db, workspace, readers, now)
  const rows = made.map(({ morning }) => morning.lanes.flatMap((lane) => lane.rows))
  const facts = await factsOf(
    db,
    workspace.id,
    rows.flat().map(({ duty }) => duty.id),
  )
  const idle = readers.filter((_, i) => rows[i]?.length === 0)
  const nextOn = await nextDays(db, workspace.id, idle, now)
  return made.map(({ viewer, morning }, i): { viewer: Viewer; shown: Shown } => ({
    viewer,
    shown: {
      date: viewer.date,
      lines: linesOf(rows[i] ?? [], facts),
      more: morning.more.length,
      nextOn: nextOn.get(viewer.id) ?? null,
    },
  }))
}

/** The rows with their facts. */
export function linesOf(rows: readonly Row<Found>[], facts: ReadonlyMap<number, Facts>): Line[] {
  return rows.flatMap(({ lane, duty }) => {
    const own = facts.get(duty.id)
    return own ? [{ lane, facts: own }] : []
  })
}

interface Digest {
  viewer: Viewer
  morning: Morning<Found>
}

/** What each viewer is asked to do today, in some statements for every 200 of them. */
export async function digests(
  db: Db,
  workspace: Of,
  readers: readonly Viewer[],
  now: Date,
): Promise<Digest[]> {
  const made: Digest[] = []
  for (let from = 0; from < readers.length; from += BATCH) {
    made.push(...(await batchOfDigests(db, workspace, readers.slice(from, from + BATCH), now)))
  }
  return made
}

/** All that may stand in these viewers' digests. */
export async function candidates(db: Db, workspace: WorkspaceId, readers: readonly Viewer[], now: Date) {
  const found: Found[] = []
  for (const source of sources) found.push(...(await source(db, workspace, readers, now)))
  return found
}

async function batchOfDigests(db: Db, { id, settings }: Of, readers: readonly Viewer[], now: Date) {
  const found = await candidates(db, id, readers, now)
  const byViewer = Map.groupBy(found, ({ viewer }) => viewer)
  const done = await accountsDone(db, id, readers)
  const capacityOf = (viewer: Viewer): number => Math.max(0, settings.capacity - (done.get(viewer.id) ?? 0))
  const full = readers.filter((viewer) => (byViewer.get(viewer.id)?.length ?? 0) > capacityOf(viewer))
  const ahead = await dutiesAhead(db, id, full, now)
  return readers.map((viewer) => {
    const room = { capacity: capacityOf(viewer), rowsShown: settings.rowsShown }
    const due = byViewer.get(viewer.id) ?? []
    const later = ahead.get(viewer.id) ?? []
    return { viewer, morning: morningOf(due, later, room, viewer.date, viewer.cal) }
  })
}
