import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { tell } from '../../jobs/tell.ts'
import { wordsFor } from '../../words/words.ts'
import { actingLine } from '../complaint-steps/views.ts'
import { complaintById } from '../complaints/queries.ts'
import { memberCard } from '../team/queries.ts'

/** Tells a member what they are to do for a complaint and by when, unless that is no longer so. */
export const tellActing = job({
  name: 'complaints.tell-acting',
  data: z.object({ workspace: z.number(), complaint: z.number(), act: z.number(), by: z.string() }),
  async run(deps, { workspace: id, complaint: complaintId, act, by }) {
    const workspace = id as WorkspaceId
    const complaint = await complaintById(deps.db, workspace, complaintId)
    const duty = complaint?.duties.find((one) => one.id === act)
    const member = duty?.whoId ? await memberCard(deps.db, workspace, duty.whoId) : undefined
    if (!complaint || complaint.closedAt || !duty?.byOn || !member?.active) return
    const { account } = complaint
    const asked = { account, words: duty.words, by, on: duty.byOn, today: dayIn(member.zone, deps.now()) }
    await tell(deps, member.id, { text: actingLine(wordsFor(member.locale), asked) })
  },
})
