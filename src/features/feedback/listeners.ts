import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  StaticSelectAction,
  ViewSubmitAction,
} from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { type Said, sayTo } from '../../slack/say.ts'
import { accountFor } from '../accounts/queries.ts'
import { answerById, peopleAt } from '../answers/queries.ts'
import { FeedbackForm, FeedbackPlace, type Told, type What } from './forms.ts'
import { optIn, optOut, recordAnswer, type Recorded, withdrawAnswer } from './queries.ts'
import { type About, allowedAnswer, feedbackModal, recordedAnswer, withdrawnAnswer } from './views.ts'

/** What a customer answered or asked for: whoever sees the account may record it, as they may log what happened with it. */
export function feedback(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('feedback.open', (args) => opened(deps, args))
  app.action<BlockAction<StaticSelectAction>>({ block_id: 'what', action_id: 'what' }, (args) =>
    chosen(deps, args),
  )
  app.view<ViewSubmitAction>('feedback.record', (args) => submitted(deps, args))
  app.action<BlockAction<ButtonAction>>('feedback.remove', (args) => removed(deps, args))
  app.action<BlockAction<ButtonAction>>('feedback.allow', (args) => allowed(deps, args))
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function opened({ db }: Deps, { ack, action, body, client, context }: Pressed): Promise<void> {
  const ask = asked(context)
  const place = { account: Number(action.value), channel: body.channel?.id }
  const view = feedbackModal(ask.reader.words, await aboutOf(db, ask, place))
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

type Chosen = SlackActionMiddlewareArgs<BlockAction<StaticSelectAction>> & AllMiddlewareArgs

/** What is asked follows what was chosen. */
async function chosen({ db }: Deps, { ack, action, body, client, context }: Chosen): Promise<void> {
  if (body.view?.callback_id !== 'feedback.record') return
  const ask = asked(context)
  const about = await aboutOf(db, ask, FeedbackPlace.parse(JSON.parse(body.view.private_metadata)))
  const view = feedbackModal(ask.reader.words, about, action.selected_option.value as What)
  await client.views.update({ view_id: body.view.id, hash: body.view.hash, view })
  await ack()
}

async function aboutOf(db: Db, { workspace, reader, today }: Ask, place: FeedbackPlace): Promise<About> {
  const { name, id } = await accountFor(db, workspace.id, reader, place.account)
  return { name, people: await peopleAt(db, workspace.id, id), today, place }
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function submitted(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { id: user, words } = ask.reader
  const form = parseForm(FeedbackForm(ask.today), view, words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const { account, channel } = FeedbackPlace.parse(JSON.parse(view.private_metadata))
  await accountFor(deps.db, ask.workspace.id, ask.reader, account)
  const recorded = await once(deps.db, ask, (trx) =>
    told(deps, trx, ask, () => record(trx, ask, account, form.value)),
  )
  await ack()
  if (!recorded) return
  const said = recordedAnswer(words, form.value, recorded, at(ask))
  await sayTo(client, deps.logger, { user, channel }, said)
}

function record(trx: Db, ask: Ask, account: number, said: Told): Promise<Recorded> {
  if (said.what === 'opt-out') return optOut(trx, ask, account, said)
  if (said.what === 'opt-in') return optIn(trx, ask, account, said.contactId)
  return recordAnswer(trx, ask, account, { kind: said.what, score: said.score, on: said.on })
}

/** Records something; rows of the morning messages follow. */
async function told(
  { queue }: Deps,
  trx: Db,
  { workspace }: Ask,
  write: () => Promise<Recorded>,
): Promise<Recorded> {
  const recorded = await write()
  await queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: recorded.account.id })
  return recorded
}

const at = ({ today, workspace }: Ask) => ({ today, fadeDays: workspace.settings.fadeDays })

/** Undo and Delete of one's own recording. */
async function removed(deps: Deps, args: Pressed): Promise<void> {
  const ask = asked(args.context)
  const id = Number(args.action.value)
  const known = Number.isSafeInteger(id) && (await answerById(deps.db, ask.workspace.id, id))
  if (!known) throw new CareError('feedback.gone')
  await accountFor(deps.db, ask.workspace.id, ask.reader, known.accountId)
  const recorded = await deps.db
    .transaction()
    .execute((trx) => told(deps, trx, ask, () => withdrawAnswer(trx, ask, id)))
  await answered(args, withdrawnAnswer(ask.reader.words, recorded, at(ask)))
}

/** Undo of an opt-out: its value is the account and the contact. */
async function allowed(deps: Deps, args: Pressed): Promise<void> {
  const ask = asked(args.context)
  const [account = 0, contact = 0] = (args.action.value ?? '').split(' ').map(Number)
  await accountFor(deps.db, ask.workspace.id, ask.reader, account)
  const recorded = await deps.db
    .transaction()
    .execute((trx) => told(deps, trx, ask, () => optIn(trx, ask, account, contact)))
  await answered(args, allowedAnswer(ask.reader.words, recorded, at(ask)))
}

/** An answer makes room for what is so now; a card stays. */
async function answered({ ack, action, respond }: Pressed, said: Said): Promise<void> {
  await ack()
  const replaces = action.block_id.startsWith('recorded-')
  await respond({ response_type: 'ephemeral', replace_original: replaces, ...said })
}
