import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import type { Deps } from '../../deps.ts'
import { asked } from '../../slack/ask.ts'
import { accountFor } from '../accounts/queries.ts'
import { verdictsOf } from './queries.ts'
import { verdictModal } from './views.ts'

/** Why a customer is, or is not, among those who may be leaving: asked from the card. */
export function verdicts(app: App, { db }: Deps): void {
  app.action<BlockAction<ButtonAction>>('verdicts.open', async ({ ack, action, body, client, context }) => {
    const ask = asked(context)
    const { id, name } = await accountFor(db, ask.workspace.id, ask.reader, Number(action.value))
    const view = verdictModal(name, await verdictsOf(db, ask.workspace, ask.now, id), ask)
    await client.views.open({ trigger_id: body.trigger_id, view })
    await ack()
  })
}
