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
import { ApproveForm, RejectForm, Subject } from './forms.ts'
import { askedAbout, decide, type Decision } from './queries.ts'
import { decisionModal } from './views.ts'

/** A manager’s Approve and Reject, each with words (care-rules §5.1). */
export function complaintApprovals(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('complaints.approve', (args) => pressed(deps, args, 'approve'))
  app.action<BlockAction<ButtonAction>>('complaints.reject', (args) => pressed(deps, args, 'reject'))
  app.view<ViewSubmitAction>('complaints.approved', (args) => decided(deps, args, 'approved'))
  app.view<ViewSubmitAction>('complaints.rejected', (args) => decided(deps, args, 'rejected'))
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function pressed(
  { db }: Deps,
  { ack, action, body, client, context }: Pressed,
  decision: 'approve' | 'reject',
): Promise<void> {
  const ask = asked(context)
  const { complaint, compensation } = await askedAbout(db, ask, Number(action.value))
  const view = decisionModal(decision, complaint, compensation, ask.reader.words)
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function decided(
  { db, queue }: Deps,
  { ack, view, context }: Submitted,
  approval: Decision,
): Promise<void> {
  const ask = asked(context)
  const { compensation } = Subject.parse(JSON.parse(view.private_metadata))
  const form = parseForm(approval === 'approved' ? ApproveForm : RejectForm, view, ask.reader.words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const workspace = ask.workspace.id
  await once(db, ask, async (trx) => {
    const { id, accountId } = await decide(trx, ask, compensation, { approval, ...form.value })
    await queue.send(trx, 'complaints.show', { workspace, complaint: id })
    await queue.send(trx, 'digest.refresh', { workspace, account: accountId })
  })
  return ack()
}
