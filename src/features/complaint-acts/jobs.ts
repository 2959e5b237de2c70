import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { tell } from '../../jobs/tell.ts'
import { wordsFor } from '../../words/words.ts'
import { complaintById } from '../complaints/queries.ts'
import { memberCard, managersOf } from '../team/queries.ts'
import { reopenedMessage } from './views.ts'

const workspace = z.number().transform((id) => id as WorkspaceId)

/** A complaint is open again: each of its owner’s managers is told, save whoever opened it (care-rules §5.4). */
export const spreadReopened = job({
  name: 'complaints.reopened',
  data: z.object({ workspace, complaint: z.number(), round: z.number(), by: z.string() }),
  async run({ db, queue }, { workspace: id, complaint: complaintId, round, by }) {
    const complaint = await complaintById(db, id, complaintId)
    if (!complaint) return
    const managers = await managersOf(db, id, complaint.ownerId ?? '')
    await db.transaction().execute(async (trx) => {
      for (const { id: to } of managers.filter((manager) => manager.id !== by))
        await queue.send(trx, 'complaints.tell-reopened', {
          workspace: id,
          complaint: complaintId,
          round,
          by,
          to,
        })
    })
  },
})

/** Tells a manager: what the customer said of the solution, or who opened it again. */
export const tellReopened = job({
  name: 'complaints.tell-reopened',
  data: z.object({ workspace, complaint: z.number(), round: z.number(), by: z.string(), to: z.string() }),
  async run(deps, { workspace: id, complaint: complaintId, round, by, to }) {
    const complaint = await complaintById(deps.db, id, complaintId)
    const [who, manager] = [await memberCard(deps.db, id, by), await memberCard(deps.db, id, to)]
    if (!complaint || !manager?.active) return
    const reader = { words: wordsFor(manager.locale), zone: manager.zone }
    await tell(deps, to, reopenedMessage(complaint, { round, who: who?.name ?? by }, reader))
  },
})
