import { z } from 'zod'
import { nudgesDue } from '../../care/nudges.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { openingHours } from '../../holidays/opening-hours.ts'
import { type Bell, job } from '../../jobs/job.ts'
import type { Workspace } from '../../slack/ask.ts'
import { complaintById, holdComplaint } from '../complaints/queries.ts'
import { workspaceById, workspaces } from '../people/queries.ts'
import { keepBreach, keepNudges, reachable, takeDueComplaints, toldOf } from './queries.ts'

/** Looks each minute which clocks are near their end, or past it: those that ran out while nobody looked, too. */
export const watchClocks: Bell = {
  name: 'complaints.watch',
  async ring({ db, queue, now }) {
    for (const { id } of await workspaces(db))
      await db.transaction().execute(async (trx) => {
        const due = await takeDueComplaints(trx, id, now())
        const jobs = due.map(({ complaint }) => ({ data: { workspace: id, complaint } }))
        await queue.sendAll(trx, 'complaints.tick', jobs)
      })
  },
}

/** Says of a complaint’s clocks what is to be said now (care-rules §5.3). */
export const tickClocks = job({
  name: 'complaints.tick',
  data: z.object({ workspace: z.number().transform((id) => id as WorkspaceId), complaint: z.number() }),
  async run({ db, now, queue }, { workspace: id, complaint: complaintId }) {
    const workspace = await workspaceById(db, id)
    await db.transaction().execute(async (trx) => {
      const known = await complaintById(trx, id, complaintId)
      if (!known) return
      await holdComplaint(trx, id, known)
      await tick(trx, workspace, complaintId, now())
      await queue.send(trx, 'complaints.show', { workspace: id, complaint: complaintId })
      await queue.send(trx, 'digest.refresh', { workspace: id, account: known.accountId })
    })
  },
})

async function tick(trx: Db, workspace: Workspace, id: number, now: Date): Promise<void> {
  const complaint = await complaintById(trx, workspace.id, id)
  if (!complaint) return
  const { told, lastActAt } = await toldOf(trx, workspace.id, id)
  const hours = openingHours(workspace)
  const people = await reachable(trx, workspace, complaint, { hours, now })
  const { severity, retiredAt, waitingSince } = complaint
  const by = { workspace, now }
  for (const clock of complaint.clocks.filter(({ metAt, voidAt }) => !metAt && !voidAt)) {
    await keepBreach(trx, by, complaint, clock)
    const own = told.filter((one) => one.clock === clock.clock && one.round === clock.round)
    // Nobody is reminded of a customer who is retired.
    const asked = {
      now,
      clock,
      // Only this clock stands still meanwhile, also where it had run out (care-rules §5.3).
      waitingSince: clock.clock === 'solution' ? waitingSince : null,
      told: own,
      lastActAt,
      people: retiredAt ? [] : people,
    }
    const answer = nudgesDue({ ...asked, severity, hours, settings: workspace.settings })
    await keepNudges(trx, by, id, clock, answer)
  }
}
