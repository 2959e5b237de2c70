import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import type { Deps } from '../../deps.ts'
import { asked } from '../../slack/ask.ts'
import { accountFor } from '../accounts/queries.ts'
import { caseById, caseReasons, overError } from '../cases/queries.ts'
import { caseModal } from '../cases/views.ts'
import { RowId } from '../digest-acts/forms.ts'
import { factsOf } from '../reasons/queries.ts'

/** Done, on a row that asks for a word and not for a touch: its questions. */
export function caseActs(app: App, { db }: Deps): void {
  app.action<BlockAction<ButtonAction>>('cases.say', async ({ ack, action, body, client, context }) => {
    const { workspace, reader, today } = asked(context)
    const { duty, page } = RowId.parse(action.block_id)
    const facts = (await factsOf(db, workspace.id, [duty])).get(duty)
    const known = facts?.warning && (await caseById(db, workspace.id, facts.warning.id))
    if (!known) throw new CareError('warnings.none')
    await accountFor(db, workspace.id, reader, known.accountId)
    if (known.endedAt) throw overError(known, { today, zone: reader.zone })
    const reasons = await caseReasons(db, workspace.id, known.id)
    const isList = body.container['is_ephemeral'] === true && body.response_url !== ''
    const place = {
      warning: known.id,
      channel: body.channel?.id,
      ...(isList && { list: { url: body.response_url, page } }),
    }
    const view = caseModal(reader.words, { known, reasons, today }, place)
    await client.views.open({ trigger_id: body.trigger_id, view })
    await ack()
  })
}
