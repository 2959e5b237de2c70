import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import type { Deps } from '../../deps.ts'
import { asked } from '../../slack/ask.ts'
import { caseToWork } from '../cases/queries.ts'
import { caseModal } from '../cases/views.ts'
import { RowId } from '../digest-acts/forms.ts'
import { factsOf } from '../reasons/queries.ts'

/** Done, on a row that asks for a word and not for a touch: its questions. */
export function caseActs(app: App, { db }: Deps): void {
  app.action<BlockAction<ButtonAction>>('cases.say', async ({ ack, action, body, client, context }) => {
    const ask = asked(context)
    const { duty, page } = RowId.parse(action.block_id)
    const facts = (await factsOf(db, ask.workspace.id, [duty])).get(duty)
    if (!facts?.warning) throw new CareError('warnings.none')
    const open = await caseToWork(db, ask, facts.warning.id)
    const isList = body.container['is_ephemeral'] === true && body.response_url !== ''
    const place = {
      warning: open.known.id,
      channel: body.channel?.id,
      ...(isList && { list: { url: body.response_url, page } }),
    }
    const view = caseModal(ask.reader.words, open, place)
    await client.views.open({ trigger_id: body.trigger_id, view })
    await ack()
  })
}
