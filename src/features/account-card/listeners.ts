import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
} from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import { nameKey } from '../../care/name.ts'
import { mayChange } from '../../care/rights.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { answerPicture, type Pictured } from '../../slack/pictures.ts'
import type { Said } from '../../slack/say.ts'
import { fit, typed } from '../../slack/text.ts'
import { changeOwner, takenBy } from '../account-changes/queries.ts'
import { accountNamed, unowned } from '../account-choice/queries.ts'
import { accountUsage, nearAnswer } from '../account-choice/views.ts'
import { newAccountModal } from '../account-form/views.ts'
import { settled } from '../account-history/queries.ts'
import { accountFor } from '../accounts/queries.ts'
import { followCustomer } from '../complaint-owners/queries.ts'
import { holdAccount } from '../outlook/queries.ts'
import { cardOf } from './queries.ts'
import { accountCard } from './views.ts'

export function accountCards(app: App, deps: Deps): void {
  app.command('/account', (args) => commanded(deps, args))
  app.action<BlockAction<ButtonAction>>('account-card.open', (args) => opened(deps, args))
  app.action<BlockAction<ButtonAction>>('account-card.take', (args) => taken(deps, args))
}

const NEW = /^(?:new|新建)(?:\s+(.*))?$/isu

type Commanded = SlackCommandMiddlewareArgs & AllMiddlewareArgs

/** A name, `new` or `help`; a customer who is called New Balance is shown, not made. */
async function commanded(deps: Deps, { ack, command, client, context }: Commanded): Promise<void> {
  const ask = asked(context)
  const { db } = deps
  const { workspace, reader } = ask
  const say = (said: Said): Promise<void> => ack({ response_type: 'ephemeral', ...said })
  const text = typed(command.text).trim()
  if (/^(|help|帮助)$/i.test(text)) {
    // Whoever may give them to somebody sees them here.
    const free = reader.role === 'rep' ? [] : await unowned(db, workspace.id, 10)
    return say(accountUsage(reader.words, free, reader.id))
  }
  const made = NEW.exec(text)
  const found = await accountNamed(db, workspace.id, reader, text, { retired: true })
  const named = 'account' in found && found.account.nameKey === nameKey(text)
  if (made && !(made[1] && named)) {
    const place = { channel: command.channel_id }
    const view = newAccountModal(reader.words, reader.id, place, { name: fit(made[1] ?? '', 3000) })
    await client.views.open({ trigger_id: command.trigger_id, view })
    return ack()
  }
  if ('near' in found) return say(nearAnswer(reader.words, text, found.near, reader.id))
  const url = command.response_url
  await answerPicture(deps, { workspace: workspace.id, url }, await cardFor(db, ask, found.account.id))
  return ack()
}

/** The card of an account that the reader sees. */
async function cardFor(db: Db, { workspace, reader, today, now }: Ask, id: number): Promise<Pictured> {
  const account = await accountFor(db, workspace.id, reader, id)
  return accountCard(await cardOf(db, workspace, account, today), { reader, today, now, workspace })
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

/** The card, seen by the asker alone; it takes the place of a question that only they saw, never of a message. */
async function opened(deps: Deps, { ack, action, body, context }: Pressed): Promise<void> {
  const ask = asked(context)
  const said = await cardFor(deps.db, ask, Number(action.value))
  await ack()
  const replace = body.container['is_ephemeral'] === true
  await answerPicture(deps, { workspace: ask.workspace.id, url: body.response_url, replace }, said)
}

/** A manager takes an account that nobody owns; of two the first has it, and the other is told. */
async function taken(deps: Deps, { ack, action, body, context }: Pressed): Promise<void> {
  const ask = asked(context)
  const id = Number(action.value)
  await deps.db.transaction().execute(async (trx) => take(deps, trx, ask, id))
  const said = await cardFor(deps.db, ask, id)
  await ack()
  const place = { workspace: ask.workspace.id, url: body.response_url, replace: true }
  await answerPicture(deps, place, said)
}

async function take({ queue }: Deps, trx: Db, ask: Ask, id: number): Promise<void> {
  const { workspace, reader } = ask
  const { ownerId } = await holdAccount(trx, workspace.id, id)
  const before = ownerId !== null && reader.role !== 'rep' && (await takenBy(trx, workspace.id, id))
  if (before) {
    const when = reader.words.moment(before.at, reader.zone)
    throw new CareError('accounts.takenBefore', { who: before.who, when })
  }
  const account = await accountFor(trx, workspace.id, reader, id)
  if (ownerId !== null || !mayChange(reader, account)) throw new CareError('accounts.notYours')
  await changeOwner(trx, ask, account, reader.id, '')
  for (const complaint of await followCustomer(trx, ask, id, null))
    await queue.send(trx, 'complaints.show', { workspace: workspace.id, complaint })
  await settled(trx, ask, id)
  await queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: id })
}
