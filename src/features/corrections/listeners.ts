import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import { mayChange } from '../../care/rights.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { sayTo } from '../../slack/say.ts'
import { accountFor, contactsAt } from '../accounts/queries.ts'
import { stepOf } from '../planned-steps/queries.ts'
import { editForm, Place } from '../log-call/forms.ts'
import {
  editInteraction,
  interactionById,
  remindTomorrow,
  withdrawInteraction,
  type Written,
} from './queries.ts'
import { editedAnswer, editModal, remindedAnswer, removedAnswer } from './views.ts'

/** Second thoughts about a log: its buttons, wherever they stand. */
export function corrections(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(
    'interactions.edit',
    async ({ ack, action, body, client, context }) => {
      const ask = asked(context)
      const { zone, words } = ask.reader
      const written = await ownLog(deps.db, ask, Number(action.value))
      const step = await stepOf(deps.db, ask.workspace.id, written.accountId, written.id)
      const nextDate = step && step.idealOn > ask.today ? step.idealOn : null
      const contacts = await contactsAt(deps.db, ask.workspace.id, written.accountId)
      const view = editModal(words, { ...written, nextDate, contacts }, { zone, channel: body.channel?.id })
      await client.views.open({ trigger_id: body.trigger_id, view })
      await ack()
    },
  )

  app.view<ViewSubmitAction>('interactions.rewrite', (args) => rewritten(deps, args))

  app.action<BlockAction<ButtonAction>>('interactions.remove', async ({ ack, action, context, respond }) => {
    const ask = asked(context)
    const { id } = await removable(deps.db, ask, Number(action.value))
    const removed = await deps.db.transaction().execute(async (trx) => {
      const withdrawn = await withdrawInteraction(trx, ask, id, 'remove')
      if (withdrawn) await follow(deps, trx, ask, withdrawn.accountId)
      return withdrawn
    })
    if (!removed) throw new CareError('corrections.gone')
    await ack()
    // A card stays; the answer that showed the log makes room.
    const replaces = action.block_id.startsWith('logged.')
    const said = removedAnswer(ask.reader.words, removed, ask.today)
    await respond({ response_type: 'ephemeral', replace_original: replaces, ...said })
  })

  app.action<BlockAction<ButtonAction>>('interactions.remind', async ({ ack, action, context, respond }) => {
    const ask = asked(context)
    const written = await ownLog(deps.db, ask, Number(action.value))
    const outlook = await deps.db.transaction().execute(async (trx) => {
      const reminder = await remindTomorrow(trx, ask, written)
      if (reminder) await follow(deps, trx, ask, written.accountId)
      return reminder
    })
    if (!outlook) throw new CareError('log.remindedBefore')
    await ack()
    const said = remindedAnswer(ask.reader.words, written, outlook, ask.today)
    await respond({ response_type: 'ephemeral', replace_original: false, ...said })
  })
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function rewritten(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { words, id: user } = ask.reader
  const { interaction = 0, channel } = Place.parse(JSON.parse(view.private_metadata))
  const form = parseForm(editForm(ask), view, words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const written = await ownLog(deps.db, ask, interaction)
  const happening = { ...form.value, accountId: written.accountId }
  const edited = await once(deps.db, ask, async (trx) => {
    const done = await editInteraction(trx, ask, interaction, happening)
    if (!done) throw new CareError('corrections.gone')
    await follow(deps, trx, ask, written.accountId)
    return done
  })
  await ack()
  if (!edited) return
  const said = editedAnswer(words, edited, interaction, ask.today)
  await sayTo(client, deps.logger, { user, channel }, said)
}

const follow = (deps: Deps, trx: Db, { workspace }: Ask, account: number): Promise<void> =>
  deps.queue.send(trx, 'digest.refresh', { workspace: workspace.id, account })

/** A log of one's own, at an account one still sees. */
async function ownLog(db: Db, ask: Ask, id: number): Promise<Written> {
  const { written } = await seenLog(db, ask, id)
  if (written.memberId !== ask.reader.id) throw new CareError('corrections.notYours')
  return written
}

/** One's own, and for managers those of their team's accounts. */
async function removable(db: Db, ask: Ask, id: number): Promise<Written> {
  const { written, account } = await seenLog(db, ask, id)
  const managed = ask.reader.role !== 'rep' && mayChange(ask.reader, account)
  if (written.memberId !== ask.reader.id && !managed) throw new CareError('corrections.notYours')
  return written
}

async function seenLog(db: Db, { workspace, reader }: Ask, id: number) {
  const written = Number.isSafeInteger(id) && (await interactionById(db, workspace.id, id))
  if (!written) throw new CareError('corrections.gone')
  return { written, account: await accountFor(db, workspace.id, reader, written.accountId) }
}
