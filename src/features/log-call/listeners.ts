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
import { dayIn, hourIn } from '../../care/calendar.ts'
import { isTouch } from '../../care/interaction.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm, underField } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { type Said, sayTo } from '../../slack/say.ts'
import { spoken, typed } from '../../slack/text.ts'
import { wordsFor } from '../../words/words.ts'
import { accountNamed, namesakes } from '../account-choice/queries.ts'
import { accountFor, contactsAt } from '../accounts/queries.ts'
import { unanswered } from '../complaint-lists/queries.ts'
import { unansweredBlocks } from '../complaint-lists/views.ts'
import { type Happening, type Logged, logInteraction } from '../interactions/queries.ts'
import { loggedAnswer } from '../interactions/views.ts'
import type { OpenList } from '../rescheduling/forms.ts'
import { type Line, logForm, Picked, Place, readings } from './forms.ts'
import { type Draft, logModal, nearAnswer, usage } from './views.ts'

/** `/log-call` in all its forms, and the modal wherever it was opened. */
export function logCall(app: App, deps: Deps): void {
  app.command('/log-call', (args) => commanded(deps, args))

  app.action<BlockAction<ButtonAction>>('interactions.pick', (args) =>
    picked(deps, args, Picked.parse(JSON.parse(args.action.value ?? ''))),
  )

  // From a card: its value is the account.
  app.action<BlockAction<ButtonAction>>('interactions.open', (args) =>
    picked(deps, args, { account: Number(args.action.value), note: '' }),
  )

  app.view<ViewSubmitAction>('interactions.log', (args) => submitted(deps, args))

  app.shortcut('interactions.log-message', async ({ ack, shortcut, client, context }) => {
    const ask = asked(context)
    const { message, channel, trigger_id } = shortcut as MessageShortcut
    const view = logModal(ask.reader.words, draftOfMessage(ask, message), { channel: channel.id })
    await client.views.open({ trigger_id, view })
    await ack()
  })
}

type Commanded = SlackCommandMiddlewareArgs & AllMiddlewareArgs

async function commanded(deps: Deps, { ack, command, client, context }: Commanded): Promise<void> {
  const ask = asked(context)
  const { words, id } = ask.reader
  const say = (said: Said): Promise<void> => ack({ response_type: 'ephemeral', ...said })
  const text = typed(command.text).trim()
  if (/^(help|帮助)$/i.test(text)) return say(usage(words))
  const { line, found } = await understood(deps.db, ask, text)
  if (found && 'near' in found) return say(nearAnswer(words, line, found.near, id))
  if (found && line.note) return say(await logLine(deps, ask, found.account.id, line.note))
  const draft = await draftOf(deps.db, ask, line.note, found?.account)
  const view = logModal(words, draft, { channel: command.channel_id })
  await client.views.open({ trigger_id: command.trigger_id, view })
  await ack()
}

/** Which account and which words a line means: of its readings the one with an account of exactly that name. */
async function understood(db: Db, { workspace, reader }: Ask, text: string) {
  const lines = readings(text)
  const [first] = lines
  if (first.name === '') return { line: first }
  for (const line of lines.length > 1 ? lines.toReversed() : []) {
    const [named] = await namesakes(db, workspace.id, reader, line.name)
    if (named) return { line, found: await accountNamed(db, workspace.id, reader, line.name) }
  }
  return { line: first, found: await accountNamed(db, workspace.id, reader, first.name) }
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function picked(
  deps: Deps,
  { ack, body, client, context, respond }: Pressed,
  { account: id, note }: Picked,
): Promise<void> {
  const ask = asked(context)
  const account = id === null ? undefined : await accountFor(deps.db, ask.workspace.id, ask.reader, id)
  if (account && note) {
    const said = await logLine(deps, ask, account.id, note)
    await ack()
    await respond({ response_type: 'ephemeral', replace_original: true, ...said })
    return
  }
  const place: Place = body.channel ? { channel: body.channel.id } : {}
  const view = logModal(ask.reader.words, await draftOf(deps.db, ask, note, account), place)
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function submitted(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { words, id } = ask.reader
  const form = parseForm(logForm(ask), view, words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const seen = await accountFor(deps.db, ask.workspace.id, ask.reader, form.value.accountId).catch(
    (error: unknown) => ({ errors: underField(error, 'account', words) }),
  )
  if ('errors' in seen) return ack({ response_action: 'errors', errors: seen.errors })
  const { channel, list } = Place.parse(JSON.parse(view.private_metadata))
  const logged = await once(deps.db, ask, (trx) => keep(deps, trx, ask, form.value, list))
  await ack()
  if (!logged) return
  await sayTo(client, deps.logger, { user: id, channel }, await answerTo(deps.db, ask, logged, form.value))
}

/** Writes a log down; its rows in the morning messages follow. */
async function keep(deps: Deps, trx: Db, ask: Ask, happening: Happening, list?: OpenList): Promise<Logged> {
  const logged = await logInteraction(trx, ask, happening)
  const about = { workspace: ask.workspace.id, account: happening.accountId }
  const open = list && { ...list, member: ask.reader.id }
  await deps.queue.send(trx, 'digest.refresh', { ...about, list: open })
  return logged
}

/** Logs a line at once: a call, now; an attempt where its words say that nobody answered. */
async function logLine(deps: Deps, ask: Ask, accountId: number, note: string): Promise<Said> {
  const { now, today } = ask
  const happening: Happening = {
    accountId,
    channel: 'call',
    kind: null,
    outcome: saysNobodyAnswered(note) ? 'no-answer' : null,
    occurredAt: now,
    occurredOn: today,
    summary: note,
    nextStep: '',
    nextOn: null,
  }
  const logged = await deps.db.transaction().execute((trx) => keep(deps, trx, ask, happening))
  return answerTo(deps.db, ask, logged, happening)
}

/** What was logged, and that a complaint of the customer is still to be answered. */
async function answerTo(db: Db, ask: Ask, logged: Logged, happening: Happening): Promise<Said> {
  const { workspace, reader, now, today } = ask
  const said = loggedAnswer(reader.words, logged, happening, today)
  const waiting = await unanswered(db, workspace.id, happening.accountId)
  const blocks = unansweredBlocks(waiting, { ...reader, now }, isTouch(happening))
  return { ...said, blocks: [...said.blocks, ...blocks] }
}

function saysNobodyAnswered(note: string): boolean {
  const bare = note.toLowerCase().replace(/[\s.!。！]+$/, '')
  return ['en', 'zh-CN'].some((locale) => wordsFor(locale).t('log.noAnswerWords').split('|').includes(bare))
}

async function draftOf(
  db: Db,
  { workspace, today }: Ask,
  summary: Line['note'],
  account: { id: number; name: string } | undefined,
): Promise<Draft> {
  const contacts = account ? await contactsAt(db, workspace.id, account.id) : []
  return { account, contacts, when: today, summary }
}

/** What was said in a message, at the time it was said. */
function draftOfMessage({ reader, now }: Ask, { text, ts }: { text?: string; ts: string }): Draft {
  const said = new Date(Math.min(Number(ts) * 1000, now.getTime()))
  return {
    channel: 'message',
    when: dayIn(reader.zone, said),
    time: hourIn(reader.zone, said),
    summary: spoken(text ?? ''),
  }
}
