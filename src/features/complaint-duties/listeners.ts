import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { nextDuty } from '../../care/complaint.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { fieldsOf, parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { checkAct } from '../complaint-acts/queries.ts'
import { comfortHint } from '../complaint-acts/views.ts'
import { type Complaint, complaintFor } from '../complaints/queries.ts'
import { type Done, DutyForm, DutyPlace } from './forms.ts'
import { askedToAct, keepDuty } from './queries.ts'
import { allDoneModal, dutyModal, dutyReader, type Overtaken } from './views.ts'

/** The four duties, a step each: whatever was done is kept when the window closes. */
export function complaintDuties(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('complaints.duties', (args) => opened(deps, args))
  app.view<ViewSubmitAction>('complaints.duty', (args) => submitted(deps, args))
}

/** The step that comes next; null after the last. */
function nextModal(ask: Ask, complaint: Complaint, overtaken?: Overtaken): ModalView | null {
  const duty = nextDuty(complaint.dutiesDone)
  if (!duty) return overtaken ? allDoneModal(dutyReader(ask), complaint, overtaken) : null
  const place = { complaint: complaint.id, round: complaint.round, duty }
  return dutyModal(dutyReader(ask), complaint, { place, overtaken })
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function opened({ db }: Deps, { ack, action, body, client, context }: Pressed): Promise<void> {
  const ask = asked(context)
  const complaint = await complaintFor(db, ask.workspace.id, ask.reader, Number(action.value))
  await checkAct(db, ask, complaint, 'duties')
  const view = nextModal(ask, complaint)
  if (view) await client.views.open({ trigger_id: body.trigger_id, view })
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
  const next = await done(deps, ask, place, form.value)
  return next ? ack({ response_action: 'update', view: next }) : ack()
}

/** Keeps a step, once however often it is sent, and goes on. */
async function done({ db, queue }: Deps, ask: Ask, place: DutyPlace, yours: Done): Promise<ModalView | null> {
  const workspace = ask.workspace.id
  const kept = await once(db, ask, async (trx) => {
    const { complaint, faster } = await keepDuty(trx, ask, place, yours)
    await queue.send(trx, 'complaints.show', { workspace, complaint: complaint.id })
    await queue.send(trx, 'digest.refresh', { workspace, account: complaint.accountId })
    const told = place.duty === 'act' && !faster && askedToAct(ask, complaint)
    if (told) await queue.send(trx, 'complaints.tell-acting', told)
    return { complaint, overtaken: faster && { faster, yours } }
  })
  const complaint = kept?.complaint ?? (await complaintFor(db, workspace, ask.reader, place.complaint))
  return nextModal(ask, complaint, kept?.overtaken)
}
