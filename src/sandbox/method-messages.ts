import { blockErrors, identified } from './blocks.ts'
import { type Method, fail, forward, page } from './call.ts'
import { announceOwn } from './events.ts'
import { type Call, type Fields, type Message, listOf, str } from './types.ts'
import { type World, findMessage, hide, keepDm, show, showOnlyTo } from './world.ts'

const personIn = (world: World, id: string): boolean => world.people.get(id)?.deleted === false

/** Why the app may not write there, or nothing. A direct channel outlives the account of its person (python-slack-sdk#1156). */
function closedTo(world: World, channel: string): Fields | undefined {
  const known = world.channels.find((other) => other.id === channel || other.name === channel)
  if (known) return known.hasApp ? undefined : fail('not_in_channel')
  const isKnown = world.dmOwners.has(channel) || world.dms.has(channel) || personIn(world, channel)
  return isKnown ? undefined : fail('channel_not_found')
}

function noticed(world: World, call: Call): void {
  if (str(call.args['text']) === '') world.warnings.push(`${call.method} without a text for notifications`)
}

const postMessage: Method = async (world, call) => {
  const { args } = call
  const blocks = identified(listOf(args['blocks']))
  const refused = closedTo(world, str(args['channel'])) ?? blockErrors({ ...args, blocks }, world.refused)
  if (refused) return refused
  noticed(world, call)
  const { botId, appId } = world.identity
  const channel = world.dms.get(str(args['channel'])) ?? args['channel']
  const answer = await world.emulator.ask('chat.postMessage', {
    ...args,
    blocks,
    channel,
    bot_id: botId,
    app_id: appId,
  })
  if (answer['ok'] !== true) return answer
  const message = { ...(answer['message'] as Message), channel: str(answer['channel']), blocks }
  if (personIn(world, str(args['channel']))) keepDm(world, str(args['channel']), message.channel)
  show(world, message)
  announceOwn(world, message)
  return answer
}

const update: Method = async (world, call) => {
  const { args } = call
  const given = args['blocks'] !== undefined
  const blocks = identified(listOf(args['blocks']))
  const refused = closedTo(world, str(args['channel'])) ?? blockErrors({ ...args, blocks }, world.refused)
  if (refused) return refused
  noticed(world, call)
  const answer = await world.emulator.ask('chat.update', { ...args, ...(given ? { blocks } : {}) })
  if (answer['ok'] !== true) return answer
  const message = answer['message'] as Message
  show(world, { ...message, channel: str(args['channel']), blocks: message.blocks ?? [] })
  return answer
}

const remove: Method = async (world, call) => {
  const answer = await forward(world, call)
  if (answer['ok'] === true) hide(world, str(call.args['channel']), str(call.args['ts']))
  return answer
}

const postEphemeral: Method = async (world, call) => {
  const { args } = call
  const blocks = identified(listOf(args['blocks']))
  const person = str(args['user'])
  const channel = world.dms.get(str(args['channel'])) ?? str(args['channel'])
  const refused = closedTo(world, channel) ?? blockErrors({ ...args, blocks }, world.refused)
  if (refused) return refused
  if (!personIn(world, person)) return fail('user_not_in_channel')
  noticed(world, call)
  const answer = await world.emulator.ask('chat.postEphemeral', { ...args, channel, blocks })
  if (answer['ok'] !== true) return answer
  const shown = showOnlyTo(world, person, { channel, text: str(args['text']), blocks })
  return { ...answer, message_ts: shown.ts }
}

/** emulate knows neither `oldest` and `latest` nor that metadata is shown only on request. */
const history: Method = async (world, call) => {
  const { args } = call
  const answer = await world.emulator.ask('conversations.history', { channel: args['channel'], limit: 1000 })
  if (answer['ok'] !== true) return answer
  const withMetadata = ['true', '1', true].includes(args['include_all_metadata'] as string | boolean)
  const wanted = listOf(answer['messages'])
    .filter(within(args))
    .map(({ metadata, ...message }) => (withMetadata && metadata ? { ...message, metadata } : message))
  const { items, next } = page(wanted, { ...call, args: { limit: 100, ...args } })
  return {
    ok: true,
    messages: items,
    has_more: next !== '',
    pin_count: 0,
    response_metadata: { next_cursor: next },
  }
}

function within({ oldest = '0', latest, inclusive }: Fields): (message: Fields) => boolean {
  const both = ['true', '1', true].includes(inclusive as string | boolean)
  const from = Number(oldest)
  const to = Number(latest ?? Infinity)
  return ({ ts }) =>
    (Number(ts) > from && Number(ts) < to) || (both && (Number(ts) === from || Number(ts) === to))
}

const open: Method = async (world, call) => {
  const users = str(call.args['users'])
  if (users && !users.includes(',') && !personIn(world, users)) {
    return fail(world.people.has(users) ? 'user_disabled' : 'user_not_found')
  }
  const answer = await forward(world, call)
  const channel = answer['channel'] as { id?: string } | undefined
  if (channel?.id && personIn(world, users)) keepDm(world, users, channel.id)
  return answer
}

const permalink: Method = (world, call) => {
  const channel = str(call.args['channel'])
  const ts = str(call.args['message_ts'])
  if (!findMessage(world, channel, ts)) return fail('message_not_found')
  return { ok: true, channel, permalink: `${world.origin}/archives/${channel}/p${ts.replace('.', '')}` }
}

export const messageMethods: Readonly<Record<string, Method>> = {
  'chat.delete': remove,
  'chat.getPermalink': permalink,
  'chat.postEphemeral': postEphemeral,
  'chat.postMessage': postMessage,
  'chat.update': update,
  'conversations.history': history,
  'conversations.open': open,
}
