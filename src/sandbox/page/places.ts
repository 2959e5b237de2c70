import type { Screen, Seen, Somebody } from '../screen.ts'

/** `dm` and `home` are the app's; anything else is a channel's id. */
export type Place = string

export const isDirect = (place: Place): boolean => place === 'dm' || place === 'home'

export const placeName = (place: Place, { app, channels }: Screen): string =>
  isDirect(place) ? app.name : `# ${channels.find(({ id }) => id === place)?.name ?? ''}`

/** What a person sees in a place, threads included. */
function seenIn(place: Place, { messages }: Screen, { id, dm }: Somebody): Seen[] {
  const channel = isDirect(place) ? dm : place
  return messages.filter((message) => message.channel === channel && (message.to ?? id) === id)
}

/** What stands in a place for a person, oldest first: of replies only those that were sent there, too. */
export const messagesIn = (place: Place, screen: Screen, person: Somebody): Seen[] =>
  seenIn(place, screen, person).filter(
    ({ ts, thread_ts = ts, subtype }) => thread_ts === ts || subtype === 'thread_broadcast',
  )

/** A message and the replies in its thread, oldest first. */
export const threadIn = (root: string, place: Place, screen: Screen, person: Somebody): Seen[] =>
  seenIn(place, screen, person).filter(({ ts, thread_ts }) => ts === root || thread_ts === root)

/** Time stamps up to which somebody has read, by `person place`. */
export type Read = Readonly<Record<string, string>>

export const readKey = (person: Somebody, place: Place): string =>
  `${person.id} ${isDirect(place) ? 'dm' : place}`

/** How many messages of others a person has not seen in a place. */
export function unreadIn(place: Place, screen: Screen, person: Somebody, read: Read): number {
  const until = read[readKey(person, place)] ?? ''
  return messagesIn(place, screen, person).filter(({ ts, user }) => user !== person.id && ts > until).length
}
