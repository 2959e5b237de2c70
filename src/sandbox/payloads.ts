import type { Fields, Message, Person, View } from './types.ts'
import { type World, dmOf, isView, nextTs } from './world.ts'

/** What somebody acts on. */
export type Target = Message | View

const base = ({ identity }: World, person: Person): Fields => ({
  team: { id: identity.teamId, domain: identity.teamDomain },
  user: { id: person.id, username: person.name, name: person.name, team_id: identity.teamId },
  api_app_id: identity.appId,
  token: 'sandbox',
  enterprise: null,
  is_enterprise_install: false,
})

const channelName = (world: World, channel: string): string =>
  world.channels.find((other) => other.id === channel)?.name ?? 'directmessage'

/** The form of a slash command. */
export async function commandPayload(
  world: World,
  person: Person,
  command: string,
  text: string,
  channel?: string,
): Promise<Fields> {
  const { identity } = world
  const place = channel ?? (await dmOf(world, person.id))
  return {
    token: 'sandbox',
    team_id: identity.teamId,
    team_domain: identity.teamDomain,
    channel_id: place,
    channel_name: channelName(world, place),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: identity.appId,
    is_enterprise_install: 'false',
    response_url: world.responseUrls.mint('commands', { person: person.id, channel: place }),
    trigger_id: world.triggers.mint(person.id),
  }
}

/** Where an element stands, as every interaction says it. */
function place(world: World, target: Target): Fields {
  if (isView(target)) return { container: { type: 'view', view_id: target.id }, view: target }
  const container = {
    type: 'message',
    message_ts: target.ts,
    channel_id: target.channel,
    is_ephemeral: target.to !== undefined,
    ...(target.thread_ts === undefined ? {} : { thread_ts: target.thread_ts }),
  }
  const channel = { id: target.channel, name: channelName(world, target.channel) }
  return target.to === undefined ? { container, channel, message: asMessage(target) } : { container, channel }
}

/** A message as Slack tells of it: where it stands is said elsewhere. */
export const asMessage = ({ channel: _channel, to: _to, ...message }: Message): Fields => ({
  type: 'message',
  ...message,
})

function answerable(world: World, person: Person, target: Target): Fields {
  if (isView(target)) return { trigger_id: world.triggers.mint(person.id, target.id) }
  const source = { channel: target.channel, ts: target.ts }
  return {
    trigger_id: world.triggers.mint(person.id),
    response_url: world.responseUrls.mint('actions', { person: person.id, channel: target.channel, source }),
  }
}

export function actionPayload(
  world: World,
  person: Person,
  target: Target,
  action: Fields,
  values: Fields,
): Fields {
  const actions = [{ ...action, action_ts: nextTs() }]
  const state = isView(target) ? {} : { state: { values } }
  return {
    type: 'block_actions',
    ...base(world, person),
    ...place(world, target),
    ...answerable(world, person, target),
    ...state,
    actions,
  }
}

export function suggestionPayload(
  world: World,
  person: Person,
  target: Target,
  element: Fields,
  query: string,
): Fields {
  const { action_id, block_id } = element
  return {
    type: 'block_suggestion',
    ...base(world, person),
    ...place(world, target),
    action_id,
    block_id,
    value: query,
  }
}

export function submissionPayload(world: World, person: Person, view: View): Fields {
  const trigger_id = world.triggers.mint(person.id, view.id)
  return { type: 'view_submission', ...base(world, person), trigger_id, view, response_urls: [] }
}

export const closedPayload = (world: World, person: Person, view: View, all: boolean): Fields => ({
  type: 'view_closed',
  ...base(world, person),
  view,
  is_cleared: all,
})

/** A message shortcut, or a global one when there is no message. */
export function shortcutPayload(world: World, person: Person, callback: string, message?: Message): Fields {
  const common = { ...base(world, person), callback_id: callback, action_ts: nextTs() }
  if (!message) return { type: 'shortcut', ...common, trigger_id: world.triggers.mint(person.id) }
  const { channel, message: said } = place(world, { ...message })
  const kind = {
    type: 'message_action',
    ...common,
    ...answerable(world, person, message),
    message_ts: message.ts,
  }
  return { ...kind, channel, message: said ?? asMessage(message) }
}
