import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { fieldsOf, parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { comfortHint } from '../complaint-acts/views.ts'
import { type Done, DutyForm, DutyPlace } from '../complaint-duties/forms.ts'
import { askedToAct } from '../complaint-duties/queries.ts'
import { dutyModal, dutyReader } from '../complaint-duties/views.ts'
import { complaintFor } from '../complaints/queries.ts'
import { ChangesPlace } from './forms.ts'
import { changeable, changeDuty } from './queries.ts'
import { changesModal, typedOf } from './views.ts'

/** What was done of the four duties is put right, until the customer has a solution. */
export function complaintChanges(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('complaints.change-duty', (args) => chosen(deps, args))
  app.view<ViewSubmitAction>('complaints.changed', (args) => submitted(deps, args))
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function chosen({ db }: Deps, { ack, action, body, client, context }: Pressed): Promise<void> {
  if (!body.view) return ack()
  const ask = asked(context)
  const { complaint: id } = ChangesPlace.parse(JSON.parse(body.view.private_metadata))
  const complaint = await complaintFor(db, ask.workspace.id, ask.reader, id)
  const done = await changeable(db, ask, complaint, Number(action.value))
  const place = { complaint: id, round: complaint.round, duty: done.duty, changes: done.id }
  const view = dutyModal(dutyReader(ask), complaint, { place, typed: typedOf(done) })
  await client.views.update({ view_id: body.view.id, hash: body.view.hash, view })
  await ack()
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function submitted(deps: Deps, { ack, view, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { workspace, reader, today } = ask
  const place = DutyPlace.parse(JSON.parse(view.private_metadata))
  const form = parseForm(DutyForm(place.duty, { today, currency: workspace.currency }), view, reader.words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const hint = place.hinted ? null : comfortHint(reader.words, form.value.words)
  if (hint) {
    const complaint = await complaintFor(deps.db, workspace.id, reader, place.complaint)
    const step = { place: { ...place, hinted: true }, typed: fieldsOf(view), hint }
    return ack({ response_action: 'update', view: dutyModal(dutyReader(ask), complaint, step) })
  }
  const complaint = await changed(deps, ask, place, form.value)
  return ack({ response_action: 'update', view: changesModal(dutyReader(ask), complaint) })
}

/** Keeps the change, once however often it is sent. */
async function changed({ db, queue }: Deps, ask: Ask, place: DutyPlace, doing: Done) {
  const workspace = ask.workspace.id
  const kept = await once(db, ask, async (trx) => {
    const complaint = await changeDuty(trx, ask, place, doing)
    await queue.send(trx, 'complaints.show', { workspace, complaint: complaint.id })
    await queue.send(trx, 'digest.refresh', { workspace, account: complaint.accountId })
    const isNew = !complaint.duties.some(({ id }) => id === place.changes)
    const told = place.duty === 'act' && isNew && askedToAct(ask, complaint)
    if (told) await queue.send(trx, 'complaints.tell-acting', told)
    return complaint
  })
  return kept ?? complaintFor(db, workspace, ask.reader, place.complaint)
}
