import type { AllMiddlewareArgs, App } from '@slack/bolt'
import { dayIn } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import type { Deps } from '../../deps.ts'
import type { Ask } from '../../slack/ask.ts'
import { claim } from '../../slack/once.ts'
import { wordsFor } from '../../words/words.ts'
import { personOf } from './forms.ts'
import { ensureWorkspace, keepPeople, reader } from './queries.ts'
import { noAnswer } from './views.ts'

export function people(app: App, deps: Deps): void {
  app.use((args) => identify(args as unknown as Incoming, deps))

  app.event('team_join', ({ event, context }) => keepPerson(deps, context['ask'] as Ask, event.user))
  app.event('user_change', ({ event, context }) => keepPerson(deps, context['ask'] as Ask, event.user))
}

/** Taken on arrival; a modal is taken when its work commits, since a refused one is sent again under the same key. */
const claimed = new Set(['undefined', 'event_callback', 'block_actions', 'message_action', 'shortcut'])

type Incoming = AllMiddlewareArgs & {
  body: Record<string, unknown> & {
    view?: { id: string; hash: string }
    event?: { type: string }
    event_id?: string
    trigger_id?: string
  }
  respond?: (message: object) => Promise<unknown>
}

/** Finds out who asks, takes each request once, and sees to it that none is left without an answer. */
async function identify({ body, context, client, next, respond }: Incoming, deps: Deps): Promise<void> {
  const workspace = await ensureWorkspace(deps.db, context.teamId ?? '', '', deps.now())
  const words = wordsFor(undefined)
  const request = requestKey(body)
  const now = deps.now()
  const asker =
    context.userId && !isNobodys(body)
      ? await askerOf(deps, workspace.id, context.userId, client)
      : { id: '', name: '', role: 'rep' as const, teamId: null, zone: workspace.zone, locale: null }
  const ask: Ask = {
    workspace,
    reader: { ...asker, words: asker.locale ? wordsFor(asker.locale) : words },
    now,
    today: dayIn(asker.zone, now),
    request,
  }
  context['ask'] = ask
  const answered = context['answered'] as { acked: boolean }
  const ack = context['ack'] as (answer?: unknown) => Promise<void>
  const first = !claimed.has(String(body['type'])) || (await claim(deps.db, workspace.id, request, now))
  if (!first) return ack()
  await next()
  if (answered.acked || body['type'] === 'event_callback') return
  await ack(noAnswer(body, ask.reader.words))
  if (body['type'] === 'block_actions')
    await respond?.({
      response_type: 'ephemeral',
      replace_original: false,
      text: ask.reader.words.t('errors.outdated'),
    })
}

/** Who comes into a channel, perhaps an app, asks for nothing. */
const isNobodys = ({ event }: Incoming['body']): boolean => event?.type === 'member_joined_channel'

async function askerOf(
  { db, now }: Deps,
  workspace: Ask['workspace']['id'],
  id: string,
  client: Incoming['client'],
) {
  const known = await reader(db, workspace, id)
  if (known?.active) return known
  const { user } = await client.users.info({ user: id, include_locale: true })
  const person = user && personOf(user, now())
  if (person) await keepPeople(db, workspace, [person])
  const found = await reader(db, workspace, id)
  if (!found?.active) throw new CareError('people.stranger')
  return found
}

async function keepPerson(deps: Deps, ask: Ask, user: unknown): Promise<void> {
  const person = personOf(user, deps.now())
  if (person) await keepPeople(deps.db, ask.workspace.id, [person])
}

/** What makes a request itself: Slack repeats events by id and people's acts by trigger; a modal keeps its id from step to step, and each has its hash. */
function requestKey(body: Incoming['body']): string {
  if (body.event_id) return `event ${body.event_id}`
  if (body.view && body['type'] === 'view_submission') return `view ${body.view.id} ${body.view.hash}`
  return `trigger ${body.trigger_id ?? JSON.stringify(body)}`
}
