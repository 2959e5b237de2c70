import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import type { Deps } from '../../deps.ts'
import { asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { sayTo } from '../../slack/say.ts'
import { accountFor } from '../accounts/queries.ts'
import { CaseForm, CasePlace } from './forms.ts'
import { caseById, caseReasons, overError, workCase } from './queries.ts'
import { caseModal, workedAnswer } from './views.ts'

/** Working a warning: why the customer may leave, and how it ended. */
export function cases(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('warnings.open', (args) => opened(deps, args))
  app.view<ViewSubmitAction>('warnings.work', (args) => worked(deps, args))
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function opened(deps: Deps, { ack, action, body, client, context }: Pressed): Promise<void> {
  const ask = asked(context)
  const known = await caseById(deps.db, ask.workspace.id, Number(action.value))
  if (!known) throw new CareError('warnings.none')
  await accountFor(deps.db, ask.workspace.id, ask.reader, known.accountId)
  if (known.endedAt) throw overError(known, { today: ask.today, zone: ask.reader.zone })
  const reasons = await caseReasons(deps.db, ask.workspace.id, known.id)
  const view = caseModal(
    ask.reader.words,
    { known, reasons, today: ask.today },
    { warning: known.id, channel: body.channel?.id },
  )
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function worked(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { words, id: user } = ask.reader
  const place = CasePlace.parse(JSON.parse(view.private_metadata))
  const known = await caseById(deps.db, ask.workspace.id, place.warning)
  if (!known) throw new CareError('warnings.none')
  await accountFor(deps.db, ask.workspace.id, ask.reader, known.accountId)
  const form = parseForm(CaseForm(known.cause), view, words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const done = await once(deps.db, ask, async (trx) => {
    const now = await workCase(trx, ask, place.warning, form.value)
    const list = place.list && { ...place.list, member: user }
    await deps.queue.send(trx, 'digest.refresh', {
      workspace: ask.workspace.id,
      account: known.accountId,
      list,
    })
    return now
  })
  await ack()
  if (!done) return
  await sayTo(
    client,
    deps.logger,
    { user, channel: place.channel },
    workedAnswer(words, done, form.value, ask.today),
  )
}
