import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { sayTo } from '../../slack/say.ts'
import { checkAct } from '../complaint-acts/queries.ts'
import { complaintFor } from '../complaints/queries.ts'
import { type OpenList, openListOf } from '../rescheduling/forms.ts'
import { type Told, VerdictForm, VerdictPlace } from './forms.ts'
import { attemptVerdict, closeWithoutVerdict, hearVerdict } from './queries.ts'
import { type Heard, heardAnswer, verdictModal } from './views.ts'

/** What the customer says of the solution, or that nobody was reached (care-rules §5.4). */
export function complaintVerdicts(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('complaints.verdict', (args) => asking(deps, args))
  app.view<ViewSubmitAction>('complaints.heard', (args) => submitted(deps, args))
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function asking({ db }: Deps, { ack, action, body, client, context }: Pressed): Promise<void> {
  const ask = asked(context)
  const { workspace, reader, now } = ask
  const complaint = await complaintFor(db, workspace.id, reader, Number(action.value))
  await checkAct(db, ask, complaint, 'verdict')
  const opened = { channel: body.channel?.id, list: openListOf(action, body) }
  const place = { complaint: complaint.id, round: complaint.round, ...opened }
  const view = verdictModal(complaint, place, { ...reader, now, settings: workspace.settings })
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function submitted(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { reader, now, workspace } = ask
  const form = parseForm(VerdictForm(now), view, reader.words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const place = VerdictPlace.parse(JSON.parse(view.private_metadata))
  const heard = await once(deps.db, ask, async (trx) => {
    const became = await write(trx, ask, place, form.value)
    await follow(deps, trx, ask, became, place.list)
    return became
  })
  await ack()
  if (!heard) return
  const said = heardAnswer(heard, { ...reader, now, settings: workspace.settings })
  await sayTo(client, deps.logger, { user: reader.id, channel: place.channel }, said)
}

async function write(trx: Db, ask: Ask, place: VerdictPlace, told: Told): Promise<Heard> {
  if (told.kind === 'verdict') {
    const became = await hearVerdict(trx, ask, place, told)
    return { kind: became.complaint.closedAt ? 'closed' : 'again', ...became }
  }
  if (told.kind === 'attempt') return { kind: 'attempt', ...(await attemptVerdict(trx, ask, place, told)) }
  return { kind: 'closed', ...(await closeWithoutVerdict(trx, ask, place, told.words)) }
}

/** Cards, threads and rows of the morning message follow. */
async function follow(
  { queue }: Deps,
  trx: Db,
  { workspace: { id: workspace }, reader }: Ask,
  { complaint: { id: complaint, accountId: account } }: Heard,
  open?: OpenList,
): Promise<void> {
  await queue.send(trx, 'complaints.show', { workspace, complaint })
  const list = open && { ...open, member: reader.id }
  await queue.send(trx, 'digest.refresh', { workspace, account, list })
}
