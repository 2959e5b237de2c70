import type { App, BlockAction, StaticSelectAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { movesClocks, movesPlans, type SettingGroup } from '../../care/setting-groups.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { adminOnly, type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { Chosen, settingsForm, SettingsPlace } from './forms.ts'
import { changeSettings, lastChanges } from './queries.ts'
import { settingsModal } from './views.ts'

/** The workspace's numbers: admins see and change them, a group at a time. */
export function settings(app: App, deps: Deps): void {
  app.action<BlockAction>('settings.open', async ({ ack, body, client, context }) => {
    const ask = adminOnly(asked(context))
    await client.views.push({ trigger_id: body.trigger_id, view: await modalOf(deps.db, ask, 'rhythm') })
    await ack()
  })

  app.action<BlockAction<StaticSelectAction>>('settings.group', async (args) => {
    const { ack, action, body, client, context } = args
    const ask = adminOnly(asked(context))
    const { group } = Chosen.parse({ group: action.selected_option.value })
    const view = await modalOf(deps.db, ask, group)
    if (body.view) await client.views.update({ view_id: body.view.id, hash: body.view.hash, view })
    await ack()
  })

  app.view('settings.keep', async ({ ack, view, context }) => {
    const ask = adminOnly(asked(context))
    const { group, seen } = SettingsPlace.parse(JSON.parse(view.private_metadata))
    const form = parseForm(settingsForm(group), view, ask.reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    await once(deps.db, ask, async (trx) => {
      const changed = await changeSettings(trx, ask, { group, seen, wanted: form.value })
      if (changed.length > 0 && movesPlans(group))
        await deps.queue.send(trx, 'cadence.replan', { workspace: ask.workspace.id })
      if (changed.length > 0 && movesClocks(group))
        await deps.queue.send(trx, 'complaints.retime', { workspace: ask.workspace.id })
    })
    return ack()
  })
}

async function modalOf(db: Db, { workspace, reader, today }: Ask, group: SettingGroup): Promise<ModalView> {
  const changes = await lastChanges(db, workspace.id, group)
  const shown = { settings: workspace.settings, changes, today, zone: reader.zone }
  return settingsModal(reader.words, group, shown)
}
