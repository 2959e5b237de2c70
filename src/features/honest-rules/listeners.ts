import type { App, BlockAction } from '@slack/bolt'
import { dayIn } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { WhatIfForm } from './forms.ts'
import { whatIf } from './queries.ts'
import { whatIfModal } from './views.ts'

/** What another limit of the gap rule would have changed; nothing is written. */
export function honestRules(app: App, { db }: Deps): void {
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
    const found = await whatIf(db, workspace, reader, {
      other: days,
      today: dayIn(workspace.zone, now),
    })
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
