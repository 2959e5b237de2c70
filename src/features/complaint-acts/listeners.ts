import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt'
import { addDays } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { type Said, sayTo } from '../../slack/say.ts'
import { complaintCard } from '../complaint-card/views.ts'
import { type Complaint, complaintFor } from '../complaints/queries.ts'
import { type OpenList, openListOf } from '../rescheduling/forms.ts'
import { ComplaintPlace, SolutionForm } from './forms.ts'
import {
  answerCustomer,
  checkAct,
  giveSolution,
  reopenComplaint,
  resumeComplaint,
  speakWithCustomer,
  takeComplaint,
  waitForCustomer,
} from './queries.ts'
import { comfortHint, solutionModal } from './views.ts'

/** Buttons that do what they say at once. */
const PRESSES = {
  take: takeComplaint,
  answer: answerCustomer,
  speak: speakWithCustomer,
  wait: waitForCustomer,
  resume: resumeComplaint,
  reopen: reopenComplaint,
} as const

/** What is done about a complaint by a button of its card, and the solution, which asks for words. */
export function complaintActs(app: App, deps: Deps): void {
  for (const [act, press] of Object.entries(PRESSES))
    app.action<BlockAction<ButtonAction>>(`complaints.${act}`, (args) => pressed(deps, args, press))
  app.action<BlockAction<ButtonAction>>('complaints.show-card', (args) => shown(deps, args))
  app.action<BlockAction<ButtonAction>>('complaints.solve', (args) => solving(deps, args))
  app.view<ViewSubmitAction>('complaints.solved', (args) => solved(deps, args))
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function pressed(
  deps: Deps,
  { ack, action, body, context, respond }: Pressed,
  press: (trx: Db, by: Ask, id: number) => Promise<Complaint>,
): Promise<void> {
  const ask = asked(context)
  const id = Number(action.value)
  const list = openListOf(action, body)
  await deps.db.transaction().execute(async (trx) => follow(deps, trx, ask, await press(trx, ask, id), list))
  await ack()
  // What only the presser sees, no job brings up to date.
  if (body.container['is_ephemeral'] !== true || list) return
  const isCard = action.block_id.startsWith('complaint-')
  const card = await cardFor(deps, ask, id)
  await respond({ response_type: 'ephemeral', replace_original: isCard, ...card })
}

/** The card, for whoever may see it. */
async function cardFor({ db }: Deps, { workspace, reader, now }: Ask, id: number): Promise<Said> {
  const complaint = await complaintFor(db, workspace.id, reader, id)
  return complaintCard(complaint, { words: reader.words, zone: reader.zone, now })
}

/** The card, seen by the asker alone. */
async function shown(deps: Deps, { ack, action, body, client, context, respond }: Pressed): Promise<void> {
  const ask = asked(context)
  const said = await cardFor(deps, ask, Number(action.value))
  await ack()
  if (body.view) return sayTo(client, deps.logger, { user: ask.reader.id, channel: undefined }, said)
  await respond({
    response_type: 'ephemeral',
    // A question about it makes room; a list stays.
    replace_original: body.container['is_ephemeral'] === true && action.block_id.startsWith('open'),
    ...said,
  })
}

/** Cards, threads and rows of the morning message follow. */
async function follow(
  { queue }: Deps,
  trx: Db,
  { workspace, reader }: Ask,
  complaint: Complaint,
  open?: OpenList,
): Promise<void> {
  const list = open && { ...open, member: reader.id }
  await queue.send(trx, 'complaints.show', { workspace: workspace.id, complaint: complaint.id })
  const about = { workspace: workspace.id, account: complaint.accountId, list }
  await queue.send(trx, 'digest.refresh', about)
}

async function solving({ db }: Deps, { ack, action, body, client, context }: Pressed): Promise<void> {
  const ask = asked(context)
  const complaint = await complaintFor(db, ask.workspace.id, ask.reader, Number(action.value))
  await checkAct(db, ask, complaint, 'solve')
  const place = { complaint: complaint.id, channel: body.channel?.id, list: openListOf(action, body) }
  const view = solutionModal(ask.reader.words, complaint, place, { words: '', byOn: addDays(ask.today, 1) })
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function solved(deps: Deps, { ack, view, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { words } = ask.reader
  const place = ComplaintPlace.parse(JSON.parse(view.private_metadata))
  const form = parseForm(SolutionForm(ask.today), view, words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const hint = place.hinted ? null : comfortHint(words, form.value.words)
  if (hint) {
    const complaint = await complaintFor(deps.db, ask.workspace.id, ask.reader, place.complaint)
    const again = solutionModal(words, complaint, { ...place, hinted: true }, form.value, hint)
    return ack({ response_action: 'update', view: again })
  }
  await once(deps.db, ask, async (trx) => {
    await follow(deps, trx, ask, await giveSolution(trx, ask, place.complaint, form.value), place.list)
  })
  return ack()
}
