import { command, options, press } from './acts.ts'
import { deliver, replay } from './deliver.ts'
import { dropFile } from './files.ts'
import { changePerson, inviteApp, joinTeam, openHome, say, sendEvent } from './happenings.ts'
import { stackOf } from './method-views.ts'
import { dismissView, fillIn, submit } from './modals.ts'
import { shortcutPayload } from './payloads.ts'
import { sendRaw } from './raw.ts'
import type { Sandbox } from './sandbox.ts'
import { isInChannel, threadIn } from './threads.ts'
import type { Channel, Message, Person } from './types.ts'
import { until } from './until.ts'
import { type World, dmOf } from './world.ts'

/** The acts and views of a world, as tests and the page use them. */
export function sandboxOf(world: World, close: () => Promise<void>): Sandbox {
  const { identity } = world
  return {
    ...identity,
    url: `${world.origin}/api/`,
    page: `${world.origin}/`,
    get appUrl() {
      return world.appUrl
    },
    set appUrl(url: string) {
      world.appUrl = url
    },
    get people() {
      return [...world.people.values()].filter(isHuman)
    },
    ...acts(world),
    ...sights(world),
    ...controls(world),
    close,
  }
}

type Part<Keys extends keyof Sandbox> = Pick<Sandbox, Keys>

function acts(
  world: World,
): Part<
  | 'command'
  | 'press'
  | 'submit'
  | 'fillIn'
  | 'dismiss'
  | 'options'
  | 'shortcut'
  | 'openHome'
  | 'say'
  | 'event'
  | 'joinTeam'
  | 'invite'
  | 'changeUser'
  | 'dropFile'
> {
  return {
    command: (person, name, text = '', { channel } = {}) => command(world, person, name, text, channel),
    press: (person, target, wanted, given) => press(world, person, target, wanted, given),
    submit: (person, view, values = {}) => submit(world, person, view, values),
    fillIn: (person, view, values) => fillIn(world, person, view, values),
    dismiss: (person, view, all) => dismissView(world, person, view, all),
    options: (person, target, action, query) => options(world, person, target, action, query),
    shortcut: (person, callback, message) =>
      deliver(world, 'interactive', shortcutPayload(world, person, callback, message)),
    openHome: (person) => openHome(world, person),
    say: (person, text, place = {}) => say(world, person, text, place),
    event: (event, how) => sendEvent(world, event, how),
    joinTeam: (person) => joinTeam(world, person),
    invite: (person, channel) => inviteApp(world, person, channel),
    changeUser: (person, patch) => changePerson(world, person, patch),
    dropFile: (person, filename, content) => dropFile(world, person, filename, content),
  }
}

function sights(
  world: World,
): Part<
  | 'person'
  | 'channels'
  | 'channel'
  | 'messages'
  | 'thread'
  | 'ephemerals'
  | 'views'
  | 'home'
  | 'dm'
  | 'calls'
  | 'deliveries'
  | 'warnings'
> {
  return {
    person: (name) => known([...world.people.values()], name),
    channels: world.channels,
    channel: (name) => known(world.channels, name),
    messages: (place) => seen(world, place),
    thread: ({ channel, ts, thread_ts }) => threadIn(world.messages.get(channel) ?? [], thread_ts ?? ts),
    ephemerals: (person) => [...world.messages.values()].flat().filter((message) => message.to === person.id),
    views: (person) => [...stackOf(world, person.id)],
    home: (person) => world.homes.get(person.id),
    dm: (person) => dmOf(world, person.id),
    calls: world.calls,
    deliveries: world.deliveries,
    warnings: world.warnings,
  }
}

const isHuman = (person: Person): boolean => !person.is_bot && person.id !== 'USLACKBOT'

function known<T extends { name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name)
  if (!found)
    throw new Error(`Nobody and nothing here is called ${name}: ${all.map((one) => one.name).join(', ')}`)
  return found
}

function seen(world: World, place: Channel | Person): Message[] {
  const channel = 'email' in place ? world.dms.get(place.id) : place.id
  const all = (world.messages.get(channel ?? '') ?? []).filter(isInChannel)
  return 'email' in place
    ? all.filter(({ to }) => to === undefined || to === place.id)
    : all.filter(({ to }) => to === undefined)
}

function controls(
  world: World,
): Part<'faults' | 'rates' | 'refused' | 'replay' | 'raw' | 'sockets' | 'until' | 'settled'> {
  const { faults, rates, refused, sockets } = world
  return {
    faults,
    rates,
    refused,
    replay: (delivery = world.deliveries.at(-1)) =>
      delivery ? replay(world, delivery) : Promise.reject(new Error('Nothing was delivered yet')),
    raw: (raw) => sendRaw(world, raw),
    sockets: { open: () => sockets.open, refresh: sockets.refresh, drop: sockets.drop },
    until: (look, ms) => until(world, look, ms),
    settled: async () => {
      while (world.underWay.size > 0) await Promise.allSettled(world.underWay)
    },
  }
}
