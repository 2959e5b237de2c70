import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { wordsFor } from '../../words/words.ts'
import { accountFor } from '../accounts/queries.ts'
import { dutyById } from '../follow-ups/queries.ts'
import { managersOf, memberCard } from '../team/queries.ts'
import { handedOverLine, putOffForGoodLine } from './views.ts'

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

/** Tells a rep's managers of a duty that was put off as often as may be (care-rules §10.5), unless it is done by now. */
export const tellManagers = job({
  name: 'follow-ups.tell-managers',
  data: z.object({ workspace: z.number(), duty: z.number(), by: z.string() }),
  async run({ db, slack, now }, { workspace: id, duty: dutyId, by }) {
    const workspace = id as WorkspaceId
    const duty = await dutyById(db, workspace, dutyId)
    if (!duty || duty.closedAt || !duty.snoozedUntil) return
    const rep = await memberCard(db, workspace, duty.repId ?? by)
    if (!rep) return
    const [today, day] = [dayIn(rep.zone, now()), dayIn(rep.zone, duty.snoozedUntil)]
    for (const manager of await managersOf(db, workspace, rep.id)) {
      const account = await accountFor(db, workspace, manager, duty.accountId)
      const until = { who: by, times: duty.snoozes, day, today }
      const text = putOffForGoodLine(
        wordsFor(manager.locale),
        { account: account.name, rule: duty.rule },
        until,
      )
      await slack.chat.postMessage({ channel: manager.id, text, unfurl_links: false, unfurl_media: false })
    }
  },
})
