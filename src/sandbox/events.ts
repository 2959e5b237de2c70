import { deliverEvent, envelopeOf, underWay } from './deliver.ts'
import type { Answer, Fields, Message } from './types.ts'
import { isReply } from './threads.ts'
import { type World, findMessage, nextTs } from './world.ts'

const wants = (world: World, type: string): boolean =>
  world.events === undefined || world.events.includes(type)

/** Sends an event that something in the workspace caused, when the app subscribed to it. */
export function cause(world: World, subscription: string, event: Fields): Promise<Answer> {
  if (!wants(world, subscription)) return Promise.resolve({ status: 0, body: '', ms: 0 })
  return deliverEvent(world, envelopeOf(world, { event_ts: nextTs(), ...event }))
}

function kindOf(world: World, channel: string): 'im' | 'group' | 'channel' {
  if (world.dmOwners.has(channel)) return 'im'
  return world.channels.find(({ id }) => id === channel)?.isPrivate ? 'group' : 'channel'
}

/** The event of a message, as `message.im`, `message.channels` or `message.groups` carries it. */
export function messageEvent(world: World, message: Message): { subscription: string; event: Fields } {
  const kind = kindOf(world, message.channel)
  const root = isReply(message) && findMessage(world, message.channel, message.thread_ts ?? '')
  const event = {
    type: 'message',
    ...message,
    ...(root && { parent_user_id: root.user }),
    ...(root && message.subtype === 'thread_broadcast' && { root }),
    team: world.identity.teamId,
    event_ts: message.ts,
    channel_type: kind,
  }
  return { subscription: kind === 'im' ? 'message.im' : `message.${kind}s`, event }
}

/** Slack tells an app of its own messages too, if it subscribed by name; left out when everything is subscribed, for quiet. */
export function announceOwn(world: World, message: Message): void {
  if (world.events === undefined) return
  const { subscription, event } = messageEvent(world, message)
  void underWay(world, cause(world, subscription, event))
}
