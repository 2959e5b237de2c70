import { instantOf } from '../../care/calendar.ts'
import { dueMorning, skipReason } from '../../care/morning-hour.ts'
import type { Deps } from '../../deps.ts'
import type { Bell } from '../../jobs/job.ts'
import type { Workspace } from '../../slack/ask.ts'
import { planDuties } from '../cadence/queries.ts'
import { digests } from '../digest/queries.ts'
import { workspaces } from '../people/queries.ts'
import { type Viewer, viewers } from '../viewers/queries.ts'
import { ensureWatched } from '../watch/queries.ts'
import { enterMornings, hoursKept, membersDue, type NewMorning } from './queries.ts'

/** Members whose mornings are worked out in one go (house §5). */
const BATCH = 200
/** Accounts that are looked at first where nobody came to it today, some seconds; more are not waited for. */
const LOOKED_AT = 10_000

/** Whose morning has come: each is entered in the ledger, and sent for in the same transaction. */
export const lookForMornings: Bell = {
  name: 'mornings.look',
  async ring(deps) {
    for (const workspace of await workspaces(deps.db)) await lookAt(deps, workspace)
  },
}

async function lookAt(deps: Deps, workspace: Workspace): Promise<void> {
  const now = deps.now()
  const hours = await hoursKept(deps.db, workspace.id)
  const due = hours.flatMap(({ zone, hour }) => {
    const morning = dueMorning({ zone, hour }, now, workspace.settings)
    return morning ? [{ zone, hour, date: morning.date }] : []
  })
  const members = await membersDue(deps.db, workspace.id, due)
  const readers = members.length > 0 ? await viewers(deps.db, workspace, now, members) : []
  const skip = (viewer: Viewer): string | null => skipNow(viewer, workspace, now)
  if (readers.some((viewer) => skip(viewer) === null)) {
    await ensureWatched(deps.db, workspace, now, LOOKED_AT)
    await planDuties(deps.db, workspace, now)
  }
  for (let from = 0; from < readers.length; from += BATCH) {
    const batch = readers.slice(from, from + BATCH)
    await queueMornings(deps, workspace, batch, { now, skip })
  }
}

/** Why a member gets no message today, an hour that is long past included. */
function skipNow(viewer: Viewer, { settings }: Workspace, now: Date): string | null {
  const off = skipReason(viewer, viewer.date, viewer.cal)
  return off ?? (dueMorning(viewer, now, settings)?.timing === 'too-late' ? 'late' : null)
}

/**
 * Enters these members' mornings in the ledger, each once per local date, and sends for those not skipped, the
 * earliest first. `dueAt`: as if they were due then. Returns the entries that are to be sent.
 */
export async function queueMornings(
  { db, queue, realNow }: Deps,
  workspace: Workspace,
  readers: readonly Viewer[],
  { now, skip, dueAt }: { now: Date; skip: (viewer: Viewer) => string | null; dueAt?: Date },
): Promise<number[]> {
  const skipped = new Map(readers.map((viewer) => [viewer.id, skip(viewer)]))
  const at = readers.filter(({ id }) => skipped.get(id) === null)
  const made = new Map((await digests(db, workspace, at, now)).map((one) => [one.viewer.id, one.morning]))
  const mornings = readers.map((viewer): NewMorning => {
    const { lanes = [], more = [] } = made.get(viewer.id) ?? {}
    const rows = lanes.flatMap(({ rows }) => rows)
    const empty = rows.length === 0 && viewer.quietWhenEmpty ? 'empty' : null
    return {
      memberId: viewer.id,
      localDate: viewer.date,
      dueAt: dueAt ?? instantOf(viewer.date, viewer.hour, viewer.zone),
      why: skipped.get(viewer.id) ?? empty,
      rows: rows.map(({ lane, duty }) => ({ lane, accountId: duty.accountId, followUpId: duty.id })),
      more: more.length,
    }
  })
  return db.transaction().execute(async (trx) => {
    const entered = await enterMornings(trx, workspace.id, mornings, realNow())
    const jobs = entered.map(({ id, dueAt }) => ({
      data: { workspace: workspace.id, morning: id },
      priority: -Math.floor(dueAt.getTime() / 60_000),
    }))
    await queue.sendAll(trx, 'delivery.send', jobs)
    return entered.map(({ id }) => id)
  })
}
