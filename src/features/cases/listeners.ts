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
import { asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { sayTo } from '../../slack/say.ts'
import { CaseForm, CasePlace } from './forms.ts'
import { caseToWork, workCase } from './queries.ts'
import { caseModal, workedAnswer } from './views.ts'

/** Working a warning: why the customer may leave, and how it ended. */
export function cases(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('warnings.open', (args) => opened(deps, args))
  app.view<ViewSubmitAction>('warnings.work', (args) => worked(deps, args))
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function opened(deps: Deps, { ack, action, body, client, context }: Pressed): Promise<void> {
  const ask = asked(context)
  const open = await caseToWork(deps.db, ask, Number(action.value))
  const place = { warning: open.known.id, channel: body.channel?.id }
  const view = caseModal(ask.reader.words, open, place)
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function worked(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { words, id: user } = ask.reader
  const place = CasePlace.parse(JSON.parse(view.private_metadata))
  const { known } = await caseToWork(deps.db, ask, place.warning)
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
