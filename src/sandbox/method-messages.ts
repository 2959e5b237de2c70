import { blockErrors, identified } from './blocks.ts'
import { type Method, fail, forward } from './call.ts'
import { announceOwn } from './events.ts'
import { badThread, threadFor } from './threading.ts'
import { isReply } from './threads.ts'
import { type Call, type Fields, type Message, listOf, str } from './types.ts'
import { type World, findMessage, hide, keepDm, show, showOnlyTo } from './world.ts'

const personIn = (world: World, id: string): boolean => world.people.get(id)?.deleted === false

/** Why the app may not write there, or nothing. A direct channel outlives the account of its person (python-slack-sdk#1156). */
function closedTo(world: World, channel: string): Fields | undefined {
  const known = world.channels.find((other) => other.id === channel || other.name === channel)
  if (known) return known.hasApp ? undefined : fail(known.isPrivate ? 'channel_not_found' : 'not_in_channel')
  const isKnown = world.dmOwners.has(channel) || world.dms.has(channel) || personIn(world, channel)
  return isKnown ? undefined : fail('channel_not_found')
}

function noticed(world: World, call: Call): void {
  if (str(call.args['text']) === '') world.warnings.push(`${call.method} without a text for notifications`)
}

/** The conversation that is meant: by its id, a channel's name, or the person whose direct channel it is. */
const meant = (world: World, named: string): string =>
  world.dms.get(named) ?? world.channels.find(({ name }) => name === named)?.id ?? named

const postMessage: Method = async (world, call) => {
  const { thread_ts: _thread, reply_broadcast: _broadcast, ...args } = call.args
  const blocks = identified(listOf(args['blocks']))
  const named = str(args['channel'])
  const refused =
    closedTo(world, named) ?? badThread(call.args) ?? blockErrors({ ...args, blocks }, world.refused)
  if (refused) return refused
  noticed(world, call)
  const { botId, appId } = world.identity
  const channel = meant(world, named)
  const thread = threadFor(world, channel, call.args)
  const own = { blocks, channel, bot_id: botId, app_id: appId }
  const answer = await world.emulator.ask('chat.postMessage', { ...args, ...thread, ...own })
  if (answer['ok'] !== true) return answer
  const said = { ...(answer['message'] as Message), ...thread }
  const message = { ...said, channel: str(answer['channel']), blocks }
  if (personIn(world, named)) keepDm(world, named, message.channel)
  show(world, message)
  announceOwn(world, message)
  return { ...answer, message: said }
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
  const channel = str(args['channel'])
  const { subtype } = findMessage(world, channel, message.ts) ?? message
  show(world, { ...message, ...(subtype && { subtype }), channel, blocks: message.blocks ?? [] })
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
  const channel = meant(world, str(args['channel']))
  const refused =
    closedTo(world, channel) ?? badThread(args) ?? blockErrors({ ...args, blocks }, world.refused)
  if (refused) return refused
  if (!personIn(world, person)) return fail('user_not_in_channel')
  noticed(world, call)
  const answer = await world.emulator.ask('chat.postEphemeral', { ...args, channel, blocks })
  if (answer['ok'] !== true) return answer
  const said = { channel, text: str(args['text']), blocks, ...threadFor(world, channel, args) }
  const shown = showOnlyTo(world, person, said)
  return { ...answer, message_ts: shown.ts }
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
  const message = findMessage(world, channel, ts)
  if (!message) return fail('message_not_found')
  const within = isReply(message) ? `?thread_ts=${message.thread_ts}&cid=${channel}` : ''
  const path = `/archives/${channel}/p${ts.replace('.', '')}${within}`
  return { ok: true, channel, permalink: world.origin + path }
}

export const messageMethods: Readonly<Record<string, Method>> = {
  'chat.delete': remove,
  'chat.getPermalink': permalink,
  'chat.postEphemeral': postEphemeral,
  'chat.postMessage': postMessage,
  'chat.update': update,
  'conversations.open': open,
}
