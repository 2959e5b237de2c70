import { spareName } from './emulator.ts'
import { deliverEvent, envelopeOf } from './deliver.ts'
import { cause, messageEvent } from './events.ts'
import { changed, personOf, slackUser } from './people.ts'
import { threadFor } from './threading.ts'
import {
  type Answer,
  type Channel,
  type Fields,
  type Message,
  type NewPerson,
  NotPossible,
  type Person,
  str,
} from './types.ts'
import { type World, dmOf, handleOf, nextTs, ring, show } from './world.ts'

/** Opens the app's Home tab. */
export async function openHome(world: World, person: Person): Promise<Answer> {
  const channel = await dmOf(world, person.id)
  const view = world.homes.get(person.id)
  const event = { type: 'app_home_opened', user: person.id, channel, tab: 'home', ...(view ? { view } : {}) }
  return cause(world, 'app_home_opened', event)
}

/** Somebody invites the app into a channel; it hears of it. */
export function inviteApp(world: World, person: Person, channel: Channel): Promise<Answer> {
  channel.hasApp = true
  ring(world)
  return cause(world, 'member_joined_channel', {
    type: 'member_joined_channel',
    user: world.identity.botUserId,
    channel: channel.id,
    channel_type: channel.isPrivate ? 'G' : 'C',
    team: world.identity.teamId,
    inviter: person.id,
  })
}

/** Slack stores these three characters of what people type as entities. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Writes a message, in the direct channel with the app unless told otherwise, into the thread of a message if one is named. */
export async function say(
  world: World,
  person: Person,
  text: string,
  { channel, thread }: { channel?: string; thread?: string },
): Promise<Answer> {
  const place = channel ?? (await dmOf(world, person.id))
  const handle = handleOf(world, person.id)
  const said = { channel: place, text: escaped(text), ...threadFor(world, place, { thread_ts: thread }) }
  const answer = await world.emulator.ask('chat.postMessage', said, handle)
  if (answer['ok'] !== true)
    throw new NotPossible(`${person.name} can't write there: ${str(answer['error'])}`)
  const message: Message = { ...(answer['message'] as Message), channel: place, blocks: [] }
  show(world, message)
  const { subscription, event } = messageEvent(world, message)
  return cause(world, subscription, event)
}

/** Sends any event; `retry` marks it as Slack's repetition of an earlier one, whose `envelope` it may carry. */
export function sendEvent(
  world: World,
  event: Fields,
  how: { retry?: number; reason?: string; envelope?: Fields } = {},
): Promise<Answer> {
  const envelope = { ...envelopeOf(world, { event_ts: nextTs(), ...event }), ...how.envelope }
  const retry = how.retry === undefined ? undefined : { num: how.retry, reason: how.reason ?? 'http_timeout' }
  return deliverEvent(world, envelope, retry)
}

const everything = { email: true, locale: true }

export async function joinTeam(world: World, given: NewPerson): Promise<{ person: Person; answer: Answer }> {
  const spare = [...world.emulator.ids].find(
    ([name, id]) => name.startsWith(spareName(0).slice(0, -1)) && !world.handles.has(id),
  )
  if (!spare) throw new NotPossible('Nobody more can join: the spare accounts are used up')
  const person = personOf(spare[1], given)
  world.handles.set(person.id, spare[0])
  world.people.set(person.id, person)
  ring(world)
  const user = slackUser(person, world.identity.teamId, everything)
  return { person, answer: await cause(world, 'team_join', { type: 'team_join', user }) }
}

/** Changes a profile, zone, locale or role, or lets somebody leave (`deleted`); the app hears of it. */
export function changePerson(world: World, person: Person, patch: Partial<NewPerson>): Promise<Answer> {
  changed(person, patch)
  ring(world)
  const user = slackUser(person, world.identity.teamId, everything)
  return cause(world, 'user_change', { type: 'user_change', user, cache_ts: Math.floor(Date.now() / 1000) })
}
