import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  OverflowAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt'
import { isClock } from '../../care/complaint.ts'
import { CareError } from '../../care/errors.ts'
import type { Deps } from '../../deps.ts'
import { openingHours } from '../../holidays/opening-hours.ts'
import { asked } from '../../slack/ask.ts'
import { answerPicture } from '../../slack/pictures.ts'
import { cardOf } from '../account-card/queries.ts'
import { accountCard } from '../account-card/views.ts'
import { accountFor } from '../accounts/queries.ts'
import { complaintCard } from '../complaint-card/views.ts'
import { checkHandOver } from '../complaint-owners/queries.ts'
import { handOverComplaintModal } from '../complaint-owners/views.ts'
import { complaintFor } from '../complaints/queries.ts'
import { RowId } from '../digest-acts/forms.ts'
import { whyModal } from '../digest-acts/views.ts'
import { sheetOf } from '../mornings/views.ts'
import { factsOf } from '../reasons/queries.ts'
import { clockWhy } from '../running-clocks/views.ts'
import { membersAt } from '../viewers/queries.ts'

type Chosen = SlackActionMiddlewareArgs<BlockAction<OverflowAction>> & AllMiddlewareArgs

/** ⋯ of a row that is a complaint’s clock. */
export function clockActs(app: App, deps: Deps): void {
  app.action<BlockAction<OverflowAction>>('clocks.more', (args) => more(deps, args))
}

async function more(deps: Deps, { ack, action, body, client, context, respond }: Chosen): Promise<void> {
  const { db } = deps
  const ask = asked(context)
  const { workspace, reader, now } = ask
  const { duty, page } = RowId.parse(action.block_id)
  const facts = (await factsOf(db, workspace.id, [duty])).get(duty)
  if (!facts?.complaintId || !isClock(facts.rule)) throw new CareError('followUps.gone')
  const chosen = action.selected_option.value
  if (chosen === 'card') {
    const account = await accountFor(db, workspace.id, reader, facts.accountId)
    const card = accountCard(await cardOf(db, workspace, account, ask.today), ask)
    await ack()
    return answerPicture(deps, { workspace: workspace.id, url: body.response_url }, card)
  }
  const complaint = await complaintFor(db, workspace.id, reader, facts.complaintId)
  if (chosen === 'complaint') {
    const said = complaintCard(complaint, { ...reader, now })
    await ack()
    await respond({ response_type: 'ephemeral', replace_original: false, ...said })
    return
  }
  if (chosen === 'hand-over') {
    checkHandOver(ask, complaint)
    const place = { complaint: complaint.id, channel: body.channel?.id, list: listOf(body, page) }
    const view = handOverComplaintModal(reader.words, complaint, place)
    await client.views.open({ trigger_id: body.trigger_id, view })
    return ack()
  }
  const [viewer] = await membersAt(db, workspace, now, [reader.id])
  if (!viewer) throw new CareError('people.stranger')
  const sheet = sheetOf(viewer, workspace.settings, now)
  const explained = { complaint, hours: openingHours(workspace), settings: workspace.settings }
  const view = whyModal(facts, sheet, { lines: clockWhy(facts.rule, explained, sheet) })
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

/** The list of today in which it was chosen: it is shown anew. */
const listOf = ({ container, response_url: url }: Chosen['body'], page: number) =>
  container['is_ephemeral'] === true ? { url, page } : undefined
