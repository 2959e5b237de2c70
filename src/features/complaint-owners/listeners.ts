import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { sayTo } from '../../slack/say.ts'
import { ComplaintPlace } from '../complaint-acts/forms.ts'
import type { Complaint } from '../complaints/queries.ts'
import { HandOverForm, type OpenList } from '../rescheduling/forms.ts'
import { handOverComplaint, takeComplaintBack } from './queries.ts'
import { handedOverComplaint, takenBackAnswer } from './views.ts'

/** A complaint is given to somebody else, with all its clocks. */
export function complaintOwners(app: App, deps: Deps): void {
  app.view<ViewSubmitAction>('complaints.handed-over', async ({ ack, view, client, context }) => {
    const ask = asked(context)
    const { words, id: user } = ask.reader
    const form = parseForm(HandOverForm, view, words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const { complaint: id, channel, list } = ComplaintPlace.parse(JSON.parse(view.private_metadata))
    const given = await once(deps.db, ask, async (trx) => {
      const complaint = await handOverComplaint(trx, ask, id, form.value.to)
      await follow(deps, trx, ask, complaint, list)
      return complaint
    })
    await ack()
    if (!given) return
    await sayTo(client, deps.logger, { user, channel }, handedOverComplaint(words, given, form.value.to))
  })

  app.action<BlockAction<ButtonAction>>('complaints.take-back', async ({ ack, action, context, respond }) => {
    const ask = asked(context)
    const back = await deps.db.transaction().execute(async (trx) => {
      const complaint = await takeComplaintBack(trx, ask, Number(action.value))
      await follow(deps, trx, ask, complaint)
      return complaint
    })
    await ack()
    await respond({
      response_type: 'ephemeral',
      replace_original: true,
      ...takenBackAnswer(ask.reader.words, back),
    })
  })
}

/** Cards, threads and rows of the morning message follow. */
async function follow(
  { queue }: Deps,
  trx: Db,
  { workspace: { id: workspace }, reader }: Ask,
  { id: complaint, accountId: account }: Complaint,
  open?: OpenList,
): Promise<void> {
  const list = open && { ...open, member: reader.id }
  await queue.send(trx, 'complaints.show', { workspace, complaint })
  await queue.send(trx, 'digest.refresh', { workspace, account, list })
}
