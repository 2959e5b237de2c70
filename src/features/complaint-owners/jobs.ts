import type { Deps } from '../../deps.ts'
import type { Bell } from '../../jobs/job.ts'
import type { Workspace } from '../../slack/ask.ts'
import { workspaces } from '../people/queries.ts'
import { followOwner, strayedComplaints } from './queries.ts'

/** Somebody left, or an import gave a customer away: complaints go to whoever works on them now, or to anybody who takes them. */
export const watchOwners: Bell = {
  name: 'complaints.owners',
  async ring(deps) {
    for (const workspace of await workspaces(deps.db))
      for (const id of await strayedComplaints(deps.db, workspace.id)) await follow(deps, workspace, id)
  },
}

async function follow({ db, queue, now }: Deps, workspace: Workspace, id: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const complaint = await followOwner(trx, { workspace, now: now() }, id)
    if (!complaint) return
    await queue.send(trx, 'complaints.show', { workspace: workspace.id, complaint: id })
    await queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: complaint.accountId })
  })
}
