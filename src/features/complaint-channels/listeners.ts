import type { App, BlockAction } from '@slack/bolt'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { adminOnly, type Ask, asked } from '../../slack/ask.ts'
import { presenceIn } from '../../slack/channels.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import type { Key } from '../../words/words.ts'
import { audit } from '../people/queries.ts'
import { refusedIn } from '../complaint-posts/queries.ts'
import { ChannelsForm } from './forms.ts'
import { channelSettings, keepChannels } from './queries.ts'
import { channelsModal } from './views.ts'

const PROBLEMS = { away: 'complaintChannels.away', blind: 'complaintChannels.blind' } as const

/** Which channels show complaints: admins see and change it. */
export function complaintChannels(app: App, deps: Deps): void {
  app.action<BlockAction>('complaint-channels.open', async ({ ack, body, client, context }) => {
    const { workspace, reader } = adminOnly(asked(context))
    const view = channelsModal(reader.words, await channelSettings(deps.db, workspace.id))
    await client.views.push({ trigger_id: body.trigger_id, view })
    await ack()
  })

  app.view('complaint-channels.keep', async ({ ack, view, context }) => {
    const ask = adminOnly(asked(context))
    const { words } = ask.reader
    const form = parseForm(ChannelsForm, view, words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const wrong = await problems(deps, form.value)
    const errors = Object.fromEntries(Object.entries(wrong).map(([name, key]) => [name, words.t(key)]))
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors })
    await once(deps.db, ask, async (trx) => {
      await keepChannels(trx, ask.workspace.id, form.value)
      await audit(trx, ask, 'complaint-channels.keep', 'workspace', ask.workspace.slackId, form.value)
      // Complaints that are open are shown there from now on.
      await deps.queue.send(trx, 'complaints.retime', { workspace: ask.workspace.id })
      await tryAgain(deps, trx, ask, channelsOf(form.value))
    })
    return ack()
  })

  app.event('member_joined_channel', async ({ event, context }) => {
    if (event.user !== context.botUserId) return
    await deps.db.transaction().execute((trx) => tryAgain(deps, trx, asked(context), [event.channel]))
  })
}

/** What a channel would not take before we were in it comes there now. */
async function tryAgain(
  { queue }: Deps,
  trx: Db,
  { workspace: { id: workspace } }: Pick<Ask, 'workspace'>,
  channels: readonly string[],
): Promise<void> {
  const refused = await refusedIn(trx, workspace, channels)
  const jobs = refused.map(({ complaint }) => ({ data: { workspace, complaint, again: true } }))
  await queue.sendAll(trx, 'complaints.show', jobs)
}

type Chosen = ReturnType<typeof ChannelsForm.parse>

const channelsOf = ({ workspace, teams }: Chosen): string[] =>
  [workspace, ...teams.map(({ channel }) => channel)].filter((channel) => channel !== null)

/** Under which field stands why its channel cannot be used. */
async function problems({ slack }: Deps, { workspace, teams }: Chosen): Promise<Record<string, Key>> {
  const chosen = [
    ['workspace', workspace] as const,
    ...teams.map(({ id, channel }) => [`team-${id}`, channel] as const),
  ]
  const wrong: Record<string, Key> = {}
  for (const [name, channel] of chosen) {
    const presence = channel ? await presenceIn(slack, channel) : 'in'
    if (presence !== 'in') wrong[name] = PROBLEMS[presence]
  }
  return wrong
}
