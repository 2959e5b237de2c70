import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { type Said, sayTo } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import { settled } from '../account-history/queries.ts'
import { doneAnswer } from '../account-history/views.ts'
import { accountFor } from '../accounts/queries.ts'
import { outlookLines } from '../outlook/views.ts'
import { type NewOrder, OrderForm } from './forms.ts'
import { recordOrder } from './queries.ts'
import { orderModal } from './views.ts'

const Subject = z.object({ account: z.number(), channel: z.string().optional() })

/** Whoever sees an account may record what it bought, as they may log what happened with it. */
export function orders(app: App, deps: Deps): void {
  const { db } = deps

  app.action<BlockAction<ButtonAction>>('orders.open', async ({ ack, action, body, client, context }) => {
    const { workspace, reader, today } = asked(context)
    const account = await accountFor(db, workspace.id, reader, Number(action.value))
    const view = orderModal(
      reader.words,
      { ...account, channel: body.channel?.id },
      workspace.currency,
      today,
    )
    await client.views.open({ trigger_id: body.trigger_id, view })
    await ack()
  })

  app.view('orders.record', async ({ ack, view, client, context }) => {
    const ask = asked(context)
    const { workspace, reader, today, now } = ask
    const there = dayIn(workspace.zone, now)
    const form = parseForm(OrderForm(today > there ? today : there), view, reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const { account, channel } = Subject.parse(JSON.parse(view.private_metadata))
    const done = await once(db, ask, (trx) => record(deps, trx, ask, account, form.value))
    await ack()
    if (done) await sayTo(client, deps.logger, { user: reader.id, channel }, done)
  })
}

async function record({ queue }: Deps, trx: Db, ask: Ask, id: number, order: NewOrder): Promise<Said> {
  const { workspace, reader, today } = ask
  const { words } = reader
  const account = await accountFor(trx, workspace.id, reader, id)
  await recordOrder(trx, ask, account.id, order)
  const outlook = await settled(trx, ask, account.id)
  await queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: account.id })
  const said = words.t(order.amount > 0 ? 'orders.recorded' : 'orders.returned', {
    amount: words.money(Math.abs(order.amount), order.currency),
    account: verbatim(account.name),
    day: words.day(order.date, today),
  })
  return doneAnswer(words, account.id, [said, ...outlookLines(words, outlook, today)])
}
