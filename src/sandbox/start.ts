import { EventEmitter } from 'node:events'
import { callsPerMinute, timing } from '../slack/limits.ts'
import { sandboxOf } from './assemble.ts'
import { startEmulator } from './emulator.ts'
import { makeFaults } from './faults.ts'
import { readManifest } from './manifest.ts'
import { personOf } from './people.ts'
import { makeRates } from './rates.ts'
import { makeResponseUrls } from './replies.ts'
import type { Sandbox } from './sandbox.ts'
import type { Leap, Menu } from './screen.ts'
import { type Listening, listen } from './server.ts'
import { makeSockets } from './socket.ts'
import { ownPages } from './state.ts'
import { makeTriggers } from './triggers.ts'
import type { NewChannel, NewPerson, Person } from './types.ts'
import { usual } from './usual.ts'
import { type Identity, type World } from './world.ts'

export interface SandboxOptions {
  /** 0: a free one. */
  port?: number
  appUrl?: string
  people?: readonly NewPerson[]
  channels?: readonly NewChannel[]
  team?: { name: string; domain: string }
  botToken?: string
  appToken?: string
  signingSecret?: string
  /** The text of the app's `manifest.yml`: its scopes, commands and events, unless they are given here. */
  manifest?: string
  scopes?: readonly string[]
  /** Slash commands, with the slash; absent: any. */
  commands?: readonly string[]
  /** What the page offers to type and to pick. */
  menu?: Menu
  /** Bot events; absent: all, save those of the app's own messages. */
  events?: readonly string[]
  /** Calls a minute by method, answered with 429 above; `slack`: as Slack's documentation says. */
  rates?: Readonly<Record<string, number>> | 'slack'
  /** Milliseconds: how long the app may take to acknowledge, how long a trigger and a response_url hold, the waits before each retry of an event. */
  acknowledgeMs?: number
  triggerMs?: number
  responseUrlMs?: number
  eventRetryMs?: readonly number[]
  /** The product's clock; absent: the real one. */
  clock?: () => Date
  /** Moves the product's clock; resolves when the app is back. Without it the page can't travel. */
  onTravel?: (to: Leap, person: Person) => Promise<void>
}

/** Starts a Slack with one workspace on loopback ports. */
export async function startSandbox(given: SandboxOptions = {}): Promise<Sandbox> {
  const options = given.manifest ? { ...readManifest(given.manifest), ...given } : given
  const held: { world?: World } = {}
  const theWorld = (): World => {
    if (!held.world) throw new Error('Still starting')
    return held.world
  }
  const door = await listen(options.port ?? 0, theWorld, ownPages)
  const world = await makeWorld(options, door.origin)
  held.world = world
  return sandboxOf(world, () => closeAll(world, door))
}

async function closeAll(world: World, door: Listening): Promise<void> {
  world.closing.abort()
  world.sockets.close()
  await Promise.allSettled(world.underWay)
  await door.close()
  await world.emulator.close()
}

function identityOf(options: SandboxOptions): Identity {
  const team = options.team ?? { name: 'Harbour Trading', domain: 'harbour' }
  return {
    teamId: 'T000000001',
    teamName: team.name,
    teamDomain: team.domain,
    appId: 'A0SANDBOX01',
    appName: 'tend',
    botId: 'B0SANDBOX01',
    botUserId: 'U0SANDBOX01',
    botToken: options.botToken ?? 'xoxb-sandbox',
    appToken: options.appToken ?? 'xapp-sandbox',
    signingSecret: options.signingSecret ?? 'sandbox-signing-secret',
    scopes: options.scopes ?? usual.scopes,
  }
}

async function makeWorld(options: SandboxOptions, origin: string): Promise<World> {
  const identity = identityOf(options)
  const people = options.people ?? usual.people
  const channels = options.channels ?? usual.channels
  const emulator = await startEmulator({
    publicUrl: origin,
    team: { name: identity.teamName, domain: identity.teamDomain },
    handles: people.map((person) => person.name),
    channels: channels.map((channel) => channel.name),
    bot: { ...identity, userId: identity.botUserId, name: identity.appName },
  })
  const members = people.map((person) => personOf(emulator.ids.get(person.name) ?? '', person))
  const bell = new EventEmitter().setMaxListeners(0)
  const world: World = {
    ...empty(),
    identity,
    origin,
    appUrl: options.appUrl ?? '',
    emulator,
    people: new Map([...members, ...bots(identity)].map((person) => [person.id, person])),
    handles: new Map(people.map((person) => [emulator.ids.get(person.name) ?? '', person.name])),
    channels: channels.map(({ name, hasApp = false, isPrivate = false }) => ({
      id: emulator.channels.get(name) ?? '',
      name,
      hasApp,
      isPrivate,
    })),
    triggers: makeTriggers(options.triggerMs ?? timing.trigger),
    responseUrls: makeResponseUrls(origin, identity.teamId, options.responseUrlMs ?? timing.responseUrl),
    sockets: makeSockets(identity.appId, () => bell.emit('change')),
    rates: makeRates(options.rates === 'slack' ? callsPerMinute : options.rates),
    commands: options.commands,
    events: options.events,
    menu: options.menu ?? { commands: [], shortcuts: [] },
    clock: options.clock ?? (() => new Date()),
    travel: options.onTravel,
    patience: {
      acknowledge: options.acknowledgeMs ?? timing.acknowledge,
      eventRetries: options.eventRetryMs ?? timing.eventRetries,
    },
    bell,
  }
  return world
}

type Emptied =
  | 'dms'
  | 'dmOwners'
  | 'messages'
  | 'stacks'
  | 'homes'
  | 'offered'
  | 'calls'
  | 'deliveries'
  | 'refused'
  | 'warnings'
  | 'underWay'
  | 'closing'
  | 'faults'
  | 'changes'
  | 'times'
  | 'journey'
  | 'isStranded'

const empty = (): Pick<World, Emptied> => ({
  dms: new Map(),
  dmOwners: new Map(),
  messages: new Map(),
  stacks: new Map(),
  homes: new Map(),
  offered: new Map(),
  calls: [],
  deliveries: [],
  refused: new Set(),
  warnings: [],
  underWay: new Set(),
  closing: new AbortController(),
  faults: makeFaults(),
  changes: 0,
  times: new Map(),
  journey: undefined,
  isStranded: false,
})

/** Every workspace has the app's own user, and Slackbot, which claims to be no bot. */
const bots = (identity: Identity): Person[] => [
  personOf(identity.botUserId, { name: identity.appName, real_name: 'Tend', is_bot: true }),
  personOf('USLACKBOT', { name: 'slackbot', real_name: 'Slackbot' }),
]
