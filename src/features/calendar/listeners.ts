import type { App, BlockAction } from '@slack/bolt'
import type { Deps } from '../../deps.ts'
import { regionOf } from '../../holidays/holidays.ts'
import { adminOnly, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { CalendarForm, CalendarPlace } from './forms.ts'
import { changeCalendar, lastChange } from './queries.ts'
import { calendarModal } from './views.ts'

/** When the workspace works: admins see and change it. */
export function calendar(app: App, deps: Deps): void {
  app.action<BlockAction>('calendar.open', async ({ ack, body, client, context }) => {
    const { workspace, reader, today } = adminOnly(asked(context))
    const view = calendarModal(reader.words, {
      calendar: workspace.calendar,
      last: await lastChange(deps.db, workspace.id),
      workspaceZone: workspace.zone,
      region: workspace.region ?? regionOf(workspace.zone),
      today,
      zone: reader.zone,
    })
    await client.views.push({ trigger_id: body.trigger_id, view })
    await ack()
  })

  app.view('calendar.keep', async ({ ack, view, context }) => {
    const ask = adminOnly(asked(context))
    const { seen } = CalendarPlace.parse(JSON.parse(view.private_metadata))
    const form = parseForm(CalendarForm, view, ask.reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    await once(deps.db, ask, async (trx) => {
      const changed = await changeCalendar(trx, ask, { seen, wanted: form.value })
      if (changed) await deps.queue.send(trx, 'complaints.retime', { workspace: ask.workspace.id })
    })
    return ack()
  })
}
