import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt'
import { type Snooze, snooze, type Snoozed, snoozesLeft } from '../../care/follow-up.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm, underField } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { sayTo } from '../../slack/say.ts'
import { managersOf, memberCard } from '../team/queries.ts'
import { DutySeen, HandOverForm, SnoozeForm } from './forms.ts'
import { type Changeable, changeableDuty, changedError, handOver, putOff } from './queries.ts'
import { handedOverAnswer, handOverModal, snoozedAnswer, snoozeModal, snoozingOf } from './views.ts'

/** Putting a duty off and handing it over: buttons whose value is the duty's id, and the modals that they open. */
export function rescheduling(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(
    'follow-ups.snooze',
    async ({ ack, action, body, client, context }) => {
      const ask = asked(context)
      const known = await changeableDuty(deps.db, ask, Number(action.value))
      const view = snoozeModal(ask.reader.words, known, ask, { channel: body.channel?.id })
      await client.views.open({ trigger_id: body.trigger_id, view })
      await ack()
    },
  )

  app.action<BlockAction<ButtonAction>>(
    'follow-ups.hand-over',
    async ({ ack, action, body, client, context }) => {
      const ask = asked(context)
      const known = await changeableDuty(deps.db, ask, Number(action.value))
      const view = handOverModal(ask.reader.words, known, { channel: body.channel?.id })
      await client.views.open({ trigger_id: body.trigger_id, view })
      await ack()
    },
  )

  app.view<ViewSubmitAction>('follow-ups.snooze', (args) => snoozed(deps, args))
  app.view<ViewSubmitAction>('follow-ups.hand-over', (args) => handedOver(deps, args))
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function snoozed(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { words, id: user } = ask.reader
  const seen = DutySeen.parse(JSON.parse(view.private_metadata))
  const form = parseForm(SnoozeForm, view, words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const known = await changeableDuty(deps.db, ask, seen.duty)
  const until = await timeOf(form.value, known, ask).catch((error: unknown) => ({
    errors: underField(error, 'date', words),
  }))
  if ('errors' in until) return ack({ response_action: 'errors', errors: until.errors })
  const undoId = await once(deps.db, ask, async (trx) => {
    const { zone } = known.rep
    const undo = await putOff(
      trx,
      ask,
      known.duty,
      { id: seen.duty, revision: seen.revision },
      { ...until, zone },
    )
    if (!undo) throw await changedError(trx, ask, seen.duty)
    if (snoozesLeft(known.duty.snoozes + 1, ask.workspace.settings) === 0) {
      const about = { workspace: ask.workspace.id, duty: seen.duty, by: user }
      for (const { id: to } of await managersOf(trx, ask.workspace.id, known.duty.repId ?? user))
        await deps.queue.send(trx, 'follow-ups.tell-manager', { ...about, to })
    }
    return follow(deps, trx, ask, { known, undo, seen })
  })
  await ack()
  if (undoId === undefined) return
  const said = snoozedAnswer(words, known, until, ask, undoId)
  await sayTo(client, deps.logger, { user, channel: seen.channel }, said)
}

/** When it comes back; a CareError where it cannot be put off until then. */
async function timeOf(to: Snooze, known: Changeable, { now, workspace }: Ask): Promise<Snoozed> {
  return snooze(to, snoozingOf(known, now), workspace.settings)
}

async function handedOver(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const { words, id: user } = ask.reader
  const seen = DutySeen.parse(JSON.parse(view.private_metadata))
  const form = parseForm(HandOverForm, view, words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const known = await changeableDuty(deps.db, ask, seen.duty)
  const { to } = form.value
  const problem = await receiverProblem(deps.db, ask, known, to)
  if (problem) return ack({ response_action: 'errors', errors: { to: words.t(problem) } })
  const undoId = await once(deps.db, ask, async (trx) => {
    const undo = await handOver(trx, ask, known.duty, { id: seen.duty, revision: seen.revision }, to)
    if (!undo) throw await changedError(trx, ask, seen.duty)
    await deps.queue.send(trx, 'follow-ups.tell', {
      workspace: ask.workspace.id,
      duty: seen.duty,
      by: user,
      to,
    })
    return follow(deps, trx, ask, { known, undo, seen })
  })
  await ack()
  if (undoId === undefined) return
  await sayTo(
    client,
    deps.logger,
    { user, channel: seen.channel },
    handedOverAnswer(words, known, to, undoId),
  )
}

async function receiverProblem(db: Db, { workspace }: Ask, { duty }: Changeable, to: string) {
  if (duty.repId === to) return 'followUps.toSame'
  const member = await memberCard(db, workspace.id, to)
  return member?.active ? undefined : 'followUps.toUnknown'
}

async function follow(
  deps: Deps,
  trx: Db,
  { workspace, reader }: Ask,
  { known, undo, seen }: { known: Changeable; undo: number; seen: DutySeen },
): Promise<number> {
  const list = seen.list && { ...seen.list, member: reader.id }
  await deps.queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: known.account.id, list })
  return undo
}
