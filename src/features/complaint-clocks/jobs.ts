import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { complaintById, holdComplaint } from '../complaints/queries.ts'
import { workspaceById } from '../people/queries.ts'
import { complaintsWithClocks, settleClocks } from './queries.ts'

/** Another calendar, or other numbers: what runs runs out at another time. */
export const retimeComplaints = job({
  name: 'complaints.retime',
  data: z.object({ workspace: z.number().transform((id) => id as WorkspaceId) }),
  async run({ db, now, queue }, { workspace: id }) {
    const workspace = await workspaceById(db, id)
    for (const { id: complaintId } of await complaintsWithClocks(db, id)) {
      await db.transaction().execute(async (trx) => {
        const known = await complaintById(trx, id, complaintId)
        if (known) await holdComplaint(trx, id, known)
        const complaint = await complaintById(trx, id, complaintId)
        if (!complaint) return
        await settleClocks(trx, { workspace, now: now() }, complaint)
        await queue.send(trx, 'complaints.show', { workspace: id, complaint: complaintId })
        await queue.send(trx, 'digest.refresh', { workspace: id, account: complaint.accountId })
      })
    }
  },
})
