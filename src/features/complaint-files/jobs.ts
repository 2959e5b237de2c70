import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import { csvText, harmless } from '../../csv/write.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { tell } from '../../jobs/tell.ts'
import { verbatim } from '../../slack/text.ts'
import { sendFile } from '../../slack/upload.ts'
import { wordsFor } from '../../words/words.ts'
import { complaintFor } from '../complaints/queries.ts'
import { reader } from '../people/queries.ts'
import { historyOf } from '../complaint-history/queries.ts'
import { historyRows } from './views.ts'

/** Hands the whole history of a complaint to whoever asked, as a file in their direct message. */
export const sendComplaintFile = job({
  name: 'complaints.send-file',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    member: z.string(),
    complaint: z.number(),
  }),
  retries: 1,
  async run(deps, { workspace: id, member, complaint: complaintId }) {
    const { db, slack, now } = deps
    const asker = await reader(db, id, member)
    if (!asker?.active) return
    const words = wordsFor(asker.locale)
    const complaint = await complaintFor(db, id, asker, complaintId)
    const history = await historyOf(db, id, complaintId)
    const rows = historyRows(complaint, history, { words, zone: asker.zone })
    const file = {
      name: `${words.t('complaintHistory.fileName')}-${complaintId}-${dayIn(asker.zone, now())}.csv`,
      // What people wrote calculates nothing.
      text: csvText(rows.map((row) => row.map(harmless))),
      comment: words.t('complaintHistory.fileSaid', { account: verbatim(complaint.account, 150) }),
    }
    const error = await sendFile(slack, member, file)
    if (error) await tell(deps, member, { text: words.t('segments.fileFailed', { error }) })
  },
})
