import { type RawBuilder, sql } from 'kysely'
import type { Rule, Tier } from '../../care/cadence.ts'
import { type Day, instantOf } from '../../care/calendar.ts'
import type { Ahead } from '../../care/levelling.ts'
import { type Candidate, type Morning, morningOf, type Row } from '../../care/morning.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Facts, factsOf, type Line } from '../reasons/queries.ts'
import type { Viewer } from '../viewers/queries.ts'

/** A workspace, as far as its digests depend on it. */
interface Of {
  id: WorkspaceId
  settings: Settings
}

/** A duty that may stand in somebody's digest. */
export interface Found extends Candidate {
  id: number
  accountId: number
  /** Who reads it; \`repId\` is who would do it were nobody away. */
  viewer: string
  repId: string
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
function linesOf(rows: readonly Row<Found>[], facts: ReadonlyMap<number, Facts>): Line[] {
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

async function batchOfDigests(db: Db, { id, settings }: Of, readers: readonly Viewer[], now: Date) {
  const found: Found[] = []
  for (const source of sources) found.push(...(await source(db, id, readers, now)))
  const byViewer = Map.groupBy(found, ({ viewer }) => viewer)
  const done = await accountsDone(db, id, readers)
  const capacityOf = (viewer: Viewer): number => Math.max(0, settings.capacity - (done.get(viewer.id) ?? 0))
  const full = readers.filter((viewer) => (byViewer.get(viewer.id)?.length ?? 0) > capacityOf(viewer))
  const ahead = await dutiesAhead(db, id, full, now)
  return readers.map((viewer) => {
    const room = { capacity: capacityOf(viewer), rowsShown: settings.rowsShown }
    const candidates = byViewer.get(viewer.id) ?? []
    const later = ahead.get(viewer.id) ?? []
    return { viewer, morning: morningOf(candidates, later, room, viewer.date, viewer.cal) }
  })
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

// The lanes "owed" and "close"; a promise comes a day ahead by its own ideal day.
const RULES: readonly Rule[] = ['thank', 'settle', 'care', 'promise', 'manual', 'rhythm', 'visit']

/** Duties that are due and not put off; one that was put off until now stands firm. */
async function dueFollowUps(db: Db, workspace: WorkspaceId, readers: readonly Viewer[], now: Date) {
  const { rows } = await sql<Found & { tier: Tier }>`
    select reading.viewer, follow_up.id, follow_up.account_id, follow_up.rep_id, follow_up.rule,
      follow_up.ideal_on as ideal, follow_up.latest_on as latest, account.tier,
      coalesce(stats.revenue, 0) as worth, follow_up.snoozed_until is not null as firm
    from ${readings(readers)}
    join follow_up on follow_up.workspace_id = ${workspace} and follow_up.rep_id = reading.rep
      and follow_up.ideal_on <= reading.date and follow_up.closed_at is null
    join account on account.workspace_id = follow_up.workspace_id and account.id = follow_up.account_id
    left join account_stats stats
      on stats.workspace_id = follow_up.workspace_id and stats.account_id = follow_up.account_id
    where follow_up.rule = any(${RULES}::text[])
      and (follow_up.snoozed_until is null or follow_up.snoozed_until <= ${now})
      and account.retired_at is null and account.owner_id is not null`.execute(db)
  return rows
}

/** How many accounts must be seen to by which later day: what becomes due, and what was put off. */
async function dutiesAhead(db: Db, workspace: WorkspaceId, readers: readonly Viewer[], now: Date) {
  if (readers.length === 0) return new Map<string, Ahead[]>()
  const { rows } = await sql<Ahead & { viewer: string }>`
    select reading.viewer, greatest(follow_up.latest_on, reading.date + 1) as latest,
      count(distinct follow_up.account_id)::int as count
    from ${readings(readers)}
    join follow_up on follow_up.workspace_id = ${workspace} and follow_up.rep_id = reading.rep
      and follow_up.closed_at is null
    where follow_up.rule = any(${RULES}::text[])
      and (follow_up.ideal_on > reading.date or follow_up.snoozed_until > ${now})
    group by 1, 2`.execute(db)
  return Map.groupBy(rows, ({ viewer }) => viewer)
}

/** At how many accounts each viewer did something since their midnight: that much of the day is used. */
async function accountsDone(db: Db, workspace: WorkspaceId, readers: readonly Viewer[]) {
  const midnights = readers.map(({ date, zone }) => instantOf(date, '00:00', zone))
  const { rows } = await sql<{ viewer: string; count: number }>`
    select reading.viewer, count(distinct follow_up.account_id)::int as count
    from unnest(${readers.map(({ id }) => id)}::text[], ${midnights}::timestamptz[]) as reading (viewer, midnight)
    join follow_up on follow_up.workspace_id = ${workspace} and follow_up.closed_by = reading.viewer
      and follow_up.closed_at >= reading.midnight and follow_up.closed_how in ('done', 'logged')
    group by 1`.execute(db)
  return new Map(rows.map(({ viewer, count }) => [viewer, count]))
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
    where follow_up.ideal_on > reading.date or follow_up.snoozed_until > ${now}
    group by 1`.execute(db)
  return new Map(rows.map(({ viewer, on }) => [viewer, on]))
}
