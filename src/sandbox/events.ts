import { deliverEvent, envelopeOf, underWay } from './deliver.ts'
import type { Answer, Fields, Message } from './types.ts'
import { type World, nextTs } from './world.ts'

const wants = (world: World, type: string): boolean =>
  world.events === undefined || world.events.includes(type)

/** Sends an event that something in the workspace caused, when the app subscribed to it. */
export function cause(world: World, subscription: string, event: Fields): Promise<Answer> {
  if (!wants(world, subscription)) return Promise.resolve({ status: 0, body: '', ms: 0 })
  return deliverEvent(world, envelopeOf(world, { event_ts: nextTs(), ...event }))
}

const isDirect = (world: World, channel: string): boolean => world.dmOwners.has(channel)

/** The event of a message, as `message.im` or `message.channels` carries it. */
export function messageEvent(world: World, message: Message): { subscription: string; event: Fields } {
  const direct = isDirect(world, message.channel)
  const event = {
    type: 'message',
    ...message,
    team: world.identity.teamId,
    event_ts: message.ts,
    channel_type: direct ? 'im' : 'channel',
  }
  return { subscription: direct ? 'message.im' : 'message.channels', event }
}

/** Slack tells an app of its own messages too, if it subscribed by name; left out when everything is subscribed, for quiet. */
export function announceOwn(world: World, message: Message): void {
  if (world.events === undefined) return
  const { subscription, event } = messageEvent(world, message)
  void underWay(world, cause(world, subscription, event))
}
