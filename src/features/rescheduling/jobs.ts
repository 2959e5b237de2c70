import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { tell } from '../../jobs/tell.ts'
import { wordsFor } from '../../words/words.ts'
import { accountFor } from '../accounts/queries.ts'
import { dutyById } from '../follow-ups/queries.ts'
import { memberCard } from '../team/queries.ts'
import { handedOverLine, putOffForGoodLine } from './views.ts'

/** Tells a member that a duty was handed over to them, unless it is theirs no longer. */
export const tellReceiver = job({
  name: 'follow-ups.tell',
  data: z.object({ workspace: z.number(), duty: z.number(), by: z.string(), to: z.string() }),
  async run(deps, { workspace: id, duty: dutyId, by, to }) {
    const { db } = deps
    const workspace = id as WorkspaceId
    const duty = await dutyById(db, workspace, dutyId)
    const member = await memberCard(db, workspace, to)
    if (!duty || duty.closedAt || duty.repId !== to || !member) return
    const account = await accountFor(db, workspace, member, duty.accountId)
    const named = { account: account.name, rule: duty.rule }
    const text = handedOverLine(wordsFor(member.locale), named, by, duty.idealOn)
    await tell(deps, to, { text })
  },
})

/** Tells a manager of a duty that was put off as often as may be (care-rules §10.5), unless it is done by now. */
export const tellManager = job({
  name: 'follow-ups.tell-manager',
  data: z.object({ workspace: z.number(), duty: z.number(), by: z.string(), to: z.string() }),
  async run(deps, { workspace: id, duty: dutyId, by, to }) {
    const { db, now } = deps
    const workspace = id as WorkspaceId
    const duty = await dutyById(db, workspace, dutyId)
    const [rep, manager] = [await memberCard(db, workspace, by), await memberCard(db, workspace, to)]
    if (!duty || duty.closedAt || !duty.snoozedUntil || !rep || !manager) return
    const account = await accountFor(db, workspace, manager, duty.accountId)
    const [today, day] = [dayIn(rep.zone, now()), dayIn(rep.zone, duty.snoozedUntil)]
    const until = { who: by, times: duty.snoozes, day, today }
    const named = { account: account.name, rule: duty.rule }
    await tell(deps, to, { text: putOffForGoodLine(wordsFor(manager.locale), named, until) })
  },
})
