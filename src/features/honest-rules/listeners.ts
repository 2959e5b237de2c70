import type { App, BlockAction } from '@slack/bolt'
import { dayIn } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { WhatIfForm } from './forms.ts'
import { whatIf } from './queries.ts'
import { whatIfModal } from './views.ts'

/** So many customers' orders are read while somebody waits; those of more meanwhile. */
const AT_ONCE = 20_000

/** What another limit of the gap rule would have changed; nothing is written. */
export function honestRules(app: App, { db, queue }: Deps): void {
  app.action<BlockAction>('honest-rules.ask', async ({ ack, body, client, context }) => {
    const { workspace, reader } = managersOnly(asked(context))
    await client.views.open({
      trigger_id: body.trigger_id,
      view: whatIfModal(reader.words, workspace.settings),
    })
    await ack()
  })

  app.view('honest-rules.work', async ({ ack, view, context }) => {
    const { workspace, reader, now } = managersOnly(asked(context))
    const form = parseForm(WhatIfForm, view, reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const { days } = form.value
    const other = { other: days, today: dayIn(workspace.zone, now) }
    const found = await whatIf(db, workspace, reader, other, AT_ONCE)
    if (!found) {
      const data = { workspace: workspace.id, member: reader.id, view: view.id, days }
      await queue.send(db, 'honest-rules.work-out', data)
    }
    return ack({
      response_action: 'update',
      view: whatIfModal(reader.words, workspace.settings, { days, found }),
    })
  })
}

function managersOnly(ask: Ask): Ask {
  if (ask.reader.role === 'rep') throw new CareError('honestRules.managersOnly')
  return ask
}
