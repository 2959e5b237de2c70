import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { wordsFor } from '../../words/words.ts'
import { accountFor } from '../accounts/queries.ts'
import { dutyById } from '../follow-ups/queries.ts'
import { memberCard } from '../team/queries.ts'
import { handedOverLine } from './views.ts'

/** Tells a member that a duty was handed over to them, unless it is theirs no longer. */
export const tellReceiver = job({
  name: 'follow-ups.tell',
  data: z.object({ workspace: z.number(), duty: z.number(), by: z.string(), to: z.string() }),
  async run({ db, slack }, { workspace: id, duty: dutyId, by, to }) {
    const workspace = id as WorkspaceId
    const duty = await dutyById(db, workspace, dutyId)
    const member = await memberCard(db, workspace, to)
    if (!duty || duty.closedAt || duty.repId !== to || !member) return
    const account = await accountFor(db, workspace, member, duty.accountId)
    const named = { account: account.name, rule: duty.rule }
    const text = handedOverLine(wordsFor(member.locale), named, by, duty.idealOn)
    await slack.chat.postMessage({ channel: to, text, unfurl_links: false, unfurl_media: false })
  },
})
