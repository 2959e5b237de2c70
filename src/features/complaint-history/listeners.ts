import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  OverflowAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { sayTo } from '../../slack/say.ts'
import { checkChange } from '../complaint-changes/queries.ts'
import { changesModal } from '../complaint-changes/views.ts'
import { dutyReader } from '../complaint-duties/views.ts'
import { checkHandOver } from '../complaint-owners/queries.ts'
import { handOverComplaintModal } from '../complaint-owners/views.ts'
import { type Complaint, complaintFor } from '../complaints/queries.ts'
import { CardChoice } from './forms.ts'
import { historyOf } from './queries.ts'
import { historyModal } from './views.ts'

/** ⋯ of a complaint’s card: who did what when, all of it as a file, and giving it to somebody else. */
export function complaintHistory(app: App, deps: Deps): void {
  app.action<BlockAction<OverflowAction>>('complaints.more', (args) => chosen(deps, args))
  app.action<BlockAction<ButtonAction>>('complaints.export', (args) =>
    exported(deps, args, Number(args.action.value)),
  )
}

type Pressed<A extends ButtonAction | OverflowAction> = SlackActionMiddlewareArgs<BlockAction<A>> &
  AllMiddlewareArgs

async function chosen(deps: Deps, args: Pressed<OverflowAction>): Promise<void> {
  const { ack, action, body, client, context } = args
  const ask = asked(context)
  const { what, id } = CardChoice.parse(action.selected_option.value)
  if (what === 'export') return exported(deps, args, id)
  const complaint = await complaintFor(deps.db, ask.workspace.id, ask.reader, id)
  const view =
    what === 'history'
      ? await historyFor(deps, ask, complaint)
      : what === 'change'
        ? await changesFor(deps, ask, complaint)
        : handOverFor(ask, complaint, body.channel?.id)
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

async function historyFor({ db }: Deps, ask: Ask, complaint: Complaint): Promise<ModalView> {
  const history = await historyOf(db, ask.workspace.id, complaint.id)
  return historyModal(complaint, history, ask.reader, ask.today)
}

async function changesFor({ db }: Deps, ask: Ask, complaint: Complaint): Promise<ModalView> {
  await checkChange(db, ask, complaint)
  return changesModal(dutyReader(ask), complaint)
}

function handOverFor(ask: Ask, complaint: Complaint, channel: string | undefined): ModalView {
  checkHandOver(ask, complaint)
  return handOverComplaintModal(ask.reader.words, complaint, { complaint: complaint.id, channel })
}

/** The file takes a moment; it comes as a direct message. */
async function exported<A extends ButtonAction | OverflowAction>(
  { db, queue, logger }: Deps,
  { ack, body, client, context }: Pressed<A>,
  id: number,
): Promise<void> {
  const { workspace, reader } = asked(context)
  const { id: complaint } = await complaintFor(db, workspace.id, reader, id)
  await queue.send(db, 'complaints.send-file', { workspace: workspace.id, member: reader.id, complaint })
  await ack()
  const text = reader.words.t('complaintHistory.coming')
  await sayTo(client, logger, { user: reader.id, channel: body.channel?.id }, { text, blocks: [] })
}
