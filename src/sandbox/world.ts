import type { EventEmitter } from 'node:events'
import { type Emulator, spareName } from './emulator.ts'
import type { Faults } from './faults.ts'
import type { Rates } from './rates.ts'
import type { ResponseUrls } from './replies.ts'
import type { SocketHub } from './socket.ts'
import { counted, tombstone } from './threads.ts'
import type { Triggers } from './triggers.ts'
import type { Leap, Menu } from './screen.ts'
import type { Call, Channel, Delivery, Message, Option, Person, View } from './types.ts'

/** The names and secrets by which the app and this Slack know each other. */
export interface Identity {
  teamId: string
  teamName: string
  teamDomain: string
  appId: string
  appName: string
  botId: string
  botUserId: string
  botToken: string
  appToken: string
  signingSecret: string
  scopes: readonly string[]
}

interface Journey {
  end: Promise<void>
  /** The change with which it began. */
  change: number
}

/** All that this Slack knows. Messages, views and files live in emulate; here is what people see of them. */
export interface World {
  identity: Identity
  /** `http://127.0.0.1:PORT` */
  origin: string
  /** Where the app takes requests; empty while it isn't known. */
  appUrl: string
  emulator: Emulator
  /** By id. */
  people: Map<string, Person>
  /** The handle under which emulate knows a person, by id. */
  handles: Map<string, string>
  rates: Rates
  channels: Channel[]
  /** The app's direct channel by person. */
  dms: Map<string, string>
  /** The person of such a channel. */
  dmOwners: Map<string, string>
  messages: Map<string, Message[]>
  /** Open modals by person, the top last. */
  stacks: Map<string, View[]>
  homes: Map<string, View>
  /** Options an external select offered, by action id. */
  offered: Map<string, Option[]>
  triggers: Triggers
  responseUrls: ResponseUrls
  faults: Faults
  sockets: SocketHub
  calls: Call[]
  deliveries: Delivery[]
  /** Types of block that this workspace does not take. */
  refused: Set<string>
  /** What Slack lets pass and a careful app should not do. */
  warnings: string[]
  /** Slash commands and events of the manifest; undefined: all. */
  commands: readonly string[] | undefined
  events: readonly string[] | undefined
  menu: Menu
  /** The product's clock, and what it showed when a message came, by channel and time stamp. */
  clock: () => Date
  times: Map<string, Date>
  /** Moves that clock, where somebody can. */
  travel: ((to: Leap, person: Person) => Promise<void>) | undefined
  /** The journey under way; what people do meanwhile reaches the app at its end. */
  journey: Journey | undefined
  /** The app did not come back from the last one. */
  isStranded: boolean
  /** Milliseconds the app has to answer, and before each retry of an event. */
  patience: { acknowledge: number; eventRetries: readonly number[] }
  /** Rings after each thing that happened, and how many there were. */
  bell: EventEmitter
  changes: number
  /** Deliveries under way, retries included. */
  underWay: Set<Promise<unknown>>
  closing: AbortController
}

export function ring(world: World): void {
  world.changes += 1
  world.bell.emit('change')
}

/** Slack's message time stamp, rising even within one microsecond. */
let lastTs = 0
export function nextTs(): string {
  lastTs = Math.max(Date.now() * 1000, lastTs + 1)
  return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, '0')}`
}

/** The handle under which emulate lets a person act; that of a spare account where nobody in particular does. */
export const handleOf = (world: World, person = ''): string => world.handles.get(person) ?? spareName(0)

/** The app's direct channel with a person, opened by them when there is none yet: it needs no scope of the app's. */
export async function dmOf(world: World, person: string): Promise<string> {
  const known = world.dms.get(person)
  if (known) return known
  const { botUserId } = world.identity
  const opened = await world.emulator.ask('conversations.open', { users: botUserId }, handleOf(world, person))
  const channel = opened['channel'] as { id: string } | undefined
  if (!channel) throw new Error(`No direct channel with ${person}: ${String(opened['error'])}`)
  keepDm(world, person, channel.id)
  return channel.id
}

export function keepDm(world: World, person: string, channel: string): void {
  world.dms.set(person, channel)
  world.dmOwners.set(channel, person)
}

/** Puts a message where people see it, in place of the one with its time stamp; its thread is counted anew. */
export function show(world: World, message: Message): void {
  const shown = [...(world.messages.get(message.channel) ?? [])]
  const place = shown.findIndex((other) => other.ts === message.ts)
  if (place < 0) {
    shown.push(message)
    world.times.set(`${message.channel} ${message.ts}`, world.clock())
  } else shown[place] = message
  world.messages.set(message.channel, counted(shown, message.thread_ts ?? message.ts))
  ring(world)
}

/** Takes a message away; of one with replies it stays to be seen that there was one, until the last of them is gone. */
export function hide(world: World, channel: string, ts: string): void {
  const gone = findMessage(world, channel, ts)
  if (!gone) return
  if (gone.reply_count) return show(world, tombstone(gone))
  const root = gone.thread_ts ?? ts
  const left = (world.messages.get(channel) ?? []).filter((message) => message !== gone)
  const shown = counted(left, root).filter(
    (message) => message.ts !== root || message.subtype !== 'tombstone' || message.reply_count,
  )
  world.messages.set(channel, shown)
  ring(world)
}

export const findMessage = (world: World, channel: string, ts: string): Message | undefined =>
  world.messages.get(channel)?.find((message) => message.ts === ts)

/** A message that only one person sees, from the app unless told otherwise. */
export function showOnlyTo(
  world: World,
  to: string,
  message: Omit<Message, 'ts' | 'user' | 'to'> & { user?: string },
): Message {
  const { botId, botUserId } = world.identity
  const shown = { user: botUserId, bot_id: botId, ...message, ts: nextTs(), to }
  show(world, shown)
  return shown
}

export const isView = (target: Message | View): target is View => 'callback_id' in target
