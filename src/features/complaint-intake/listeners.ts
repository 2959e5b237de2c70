import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  MessageShortcut,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { ListOfComplaints } from '../../care/complaint.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm, underField } from '../../slack/form.ts'
import { once, wasDone } from '../../slack/once.ts'
import { type Said, sayTo } from '../../slack/say.ts'
import { spoken, typed } from '../../slack/text.ts'
import { accountNamed, namesakes } from '../account-choice/queries.ts'
import { accountFor } from '../accounts/queries.ts'
import { listNamed } from '../complaint-lists/forms.ts'
import { complaintList } from '../complaint-lists/queries.ts'
import { complaintListAnswer } from '../complaint-lists/views.ts'
import { openComplaints } from '../complaints/queries.ts'
import { IntakeForm, IntakePlace } from './forms.ts'
import { openComplaint } from './queries.ts'
import { type Draft, guardAnswer, intakeModal, nearAnswer, openedAnswer, usage } from './views.ts'

/** How a complaint comes in: `/complaint`, a message’s menu, a button on the customer’s card. */
export function complaintIntake(app: App, deps: Deps): void {
  app.command('/complaint', (args) => commanded(deps, args))
  app.action<BlockAction<ButtonAction>>('complaints.open-for', (args) => openedFor(deps, args, true))
  app.action<BlockAction<ButtonAction>>('complaints.another', (args) => openedFor(deps, args, false))
  app.shortcut('complaints.open-message', async ({ ack, shortcut, client, context }) => {
    const ask = asked(context)
    const { message, channel, trigger_id } = shortcut as MessageShortcut
    const received = new Date(Number(message.ts) * 1000)
    const draft: Draft = {
      facts: spoken(message.text ?? '').trim(),
      received: received > ask.now ? ask.now : received,
      channel: 'message',
    }
    await openModal(client, ask, trigger_id, { draft, channel: channel.id })
    await ack()
  })
  app.view<ViewSubmitAction>('complaints.open', (args) => submitted(deps, args))
}

const readerOf = ({ reader, workspace }: Ask) => ({ ...reader, settings: workspace.settings })

async function openModal(
  client: WebClient,
  ask: Ask,
  trigger: string,
  { draft, channel, told = [] }: { draft: Draft; channel?: string | undefined; told?: number[] },
): Promise<void> {
  const place = { ...(channel !== undefined && { channel }), told }
  await client.views.open({ trigger_id: trigger, view: intakeModal(readerOf(ask), draft, place) })
}

type Commanded = SlackCommandMiddlewareArgs & AllMiddlewareArgs

async function commanded({ db }: Deps, { ack, command, client, context }: Commanded): Promise<void> {
  const ask = asked(context)
  const { words, id } = ask.reader
  const say = (said: Said): Promise<void> => ack({ response_type: 'ephemeral', ...said })
  const text = typed(command.text).trim()
  if (/^(help|帮助)$/i.test(text)) return say(usage(words))
  const list = listNamed(text)
  if (list) return say(await listAnswer(db, ask, list, text))
  const found = text === '' ? undefined : await accountNamed(db, ask.workspace.id, ask.reader, text)
  if (found && 'near' in found) return say(nearAnswer(words, text, found.near, id))
  const open = found ? await openComplaints(db, ask.workspace.id, found.account.id) : []
  if (found && open.length > 0) return say(guardAnswer(readerOf(ask), found.account, open))
  const draft: Draft = { account: found?.account, received: ask.now }
  await openModal(client, ask, command.trigger_id, { draft, channel: command.channel_id })
  await ack()
}

/** The list, and where a customer is called as it is, a way to open a complaint of theirs. */
async function listAnswer(
  db: Db,
  { workspace, reader, now }: Ask,
  list: ListOfComplaints,
  text: string,
): Promise<Said> {
  const [namesake] = await namesakes(db, workspace.id, reader, text)
  const shown = await complaintList(db, workspace, reader, { list, page: 0, now })
  return complaintListAnswer(shown, { ...reader, now }, namesake)
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

/** For one customer; `guarded`: an open complaint of theirs is offered first. */
async function openedFor(
  { db }: Deps,
  { ack, action, body, client, context, respond }: Pressed,
  guarded: boolean,
): Promise<void> {
  const ask = asked(context)
  const account = await accountFor(db, ask.workspace.id, ask.reader, Number(action.value))
  const open = await openComplaints(db, ask.workspace.id, account.id)
  if (guarded && open.length > 0) {
    await ack()
    const said = guardAnswer(readerOf(ask), account, open)
    await respond({ response_type: 'ephemeral', replace_original: false, ...said })
    return
  }
  const draft: Draft = { account, received: ask.now }
  const told = open.map(({ id }) => id)
  await openModal(client, ask, body.trigger_id, { draft, channel: body.channel?.id, told })
  await ack()
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function submitted(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { workspace, reader } = ask
  const place = IntakePlace.parse(JSON.parse(view.private_metadata))
  const form = parseForm(IntakeForm(ask.now), view, reader.words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const { account: id, ...fields } = form.value
  const account = await accountFor(deps.db, workspace.id, reader, id).catch((error: unknown) => ({
    errors: underField(error, 'account', reader.words),
  }))
  if ('errors' in account) return ack({ response_action: 'errors', errors: account.errors })
  const open = await openComplaints(deps.db, workspace.id, id)
  const isNews = open.some((one) => !place.told.includes(one.id))
  // What came twice would be offered the complaint that it opened.
  if (isNews && (await wasDone(deps.db, ask))) return ack()
  if (isNews) {
    const told = open.map((one) => one.id)
    const again = intakeModal(readerOf(ask), { account, ...fields }, { ...place, told }, open)
    return ack({ response_action: 'update', view: again })
  }
  const made = await once(deps.db, ask, async (trx) => {
    const complaint = await openComplaint(trx, ask, form.value, place.told)
    await deps.queue.send(trx, 'complaints.show', { workspace: workspace.id, complaint: complaint.id })
    // What it keeps quiet says so where it stands.
    await deps.queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: id })
    return complaint
  })
  await ack()
  if (!made) return
  const said = openedAnswer(readerOf(ask), made, { id: reader.id, now: ask.now })
  await sayTo(client, deps.logger, { user: reader.id, channel: place.channel }, said)
}
