import type { Bell } from '../../jobs/job.ts'
import { complaintById } from '../complaints/queries.ts'
import { workspaces } from '../people/queries.ts'
import { waitingApprovals } from './queries.ts'

/** Where everybody who was asked has left, or may not decide any more, the next one is asked. */
export const watchApprovals: Bell = {
  name: 'complaint-approvals.watch',
  async ring({ db, queue }) {
    for (const { id } of await workspaces(db)) {
      for (const { complaint, asked } of await waitingApprovals(db, id)) {
        const approvers = (await complaintById(db, id, complaint))?.approvers ?? []
        if (approvers.length === 0 || approvers.some((one) => asked.includes(one.id))) continue
        await db
          .transaction()
          .execute((trx) => queue.send(trx, 'complaints.show', { workspace: id, complaint }))
      }
    }
  },
}
