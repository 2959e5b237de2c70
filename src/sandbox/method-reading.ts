import { type Method, fail, missing, page } from './call.ts'
import { asMessage } from './payloads.ts'
import { isInChannel, isReply, threadIn } from './threads.ts'
import { type Call, type Channel, type Fields, type Message, isFields, str } from './types.ts'
import { type World, findMessage, handleOf } from './world.ts'

const isOn = (value: unknown): boolean => ['true', '1', true].includes(value as string | boolean)

const channelOf = (world: World, id: string): Channel | undefined =>
  world.channels.find((other) => other.id === id)

/** Why the app may not read there, or nothing. */
function unreadable(world: World, id: string): Fields | undefined {
  if (world.dmOwners.has(id)) return missing(world, 'im:history')
  const channel = channelOf(world, id)
  if (!channel || (channel.isPrivate && !channel.hasApp)) return fail('channel_not_found')
  const refused = missing(world, channel.isPrivate ? 'groups:history' : 'channels:history')
  return refused ?? (channel.hasApp ? undefined : fail('not_in_channel'))
}

/** What everybody in a conversation sees. */
const messagesIn = (world: World, channel: string): Message[] =>
  (world.messages.get(channel) ?? []).filter(({ to }) => to === undefined)

const history: Method = (world, call) => {
  const { args } = call
  const channel = str(args['channel'])
  const wanted = messagesIn(world, channel).filter(isInChannel).filter(within(args))
  const newestFirst = wanted.toSorted((a, b) => Number(b.ts) - Number(a.ts))
  return unreadable(world, channel) ?? listed(world, call, newestFirst, 100)
}

/** A thread by its first message or one of its replies; the first stands there whatever the time asked for. */
const replies: Method = (world, call) => {
  const { args } = call
  const channel = str(args['channel'])
  const refused = unreadable(world, channel)
  if (refused) return refused
  const asked = findMessage(world, channel, str(args['ts']))
  if (!asked || asked.to) return fail('thread_not_found')
  const root = asked.thread_ts ?? asked.ts
  const isWithin = within(args)
  const wanted = threadIn(messagesIn(world, channel), root).filter(
    (message) => message.ts === root || isWithin(message),
  )
  return listed(world, call, wanted, 1000)
}

/** A page of messages; their metadata is shown only on request. */
function listed(world: World, call: Call, wanted: readonly Message[], most: number): Fields {
  const { args } = call
  const { items, next } = page(
    wanted.map((message) => told(world, message, isOn(args['include_all_metadata']))),
    { ...call, args: { limit: most, ...args } },
  )
  return {
    ok: true,
    messages: items,
    has_more: next !== '',
    pin_count: 0,
    response_metadata: { next_cursor: next },
  }
}

function told(world: World, message: Message, withMetadata: boolean): Fields {
  const { metadata, ...bare } = asMessage(message)
  const root = isReply(message) && findMessage(world, message.channel, message.thread_ts ?? '')
  return {
    ...bare,
    ...(root && { parent_user_id: root.user }),
    ...(root && message.subtype === 'thread_broadcast' && { root: told(world, root, false) }),
    ...(withMetadata && metadata ? { metadata } : {}),
  }
}

function within({ oldest = '0', latest, inclusive }: Fields): (message: Message) => boolean {
  const both = isOn(inclusive)
  const from = Number(oldest)
  const to = Number(latest ?? Infinity)
  return ({ ts }) =>
    (Number(ts) > from && Number(ts) < to) || (both && (Number(ts) === from || Number(ts) === to))
}

/** Whether the app is in a channel is ours to know: emulate lets it into every public one. */
const info: Method = async (world, { method, args }) => {
  const channel = channelOf(world, str(args['channel']))
  if (!channel) return world.emulator.ask(method, args)
  const { isPrivate, hasApp } = channel
  const refused = missing(world, isPrivate ? 'groups:read' : 'channels:read')
  if (refused) return refused
  if (isPrivate && !hasApp) return fail('channel_not_found')
  const answer = await world.emulator.ask(method, { channel: channel.id }, handleOf(world))
  const known = isFields(answer['channel']) ? answer['channel'] : {}
  return { ...answer, channel: { ...known, is_private: isPrivate, is_member: hasApp } }
}

export const readingMethods: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.info': info,
  'conversations.replies': replies,
}
