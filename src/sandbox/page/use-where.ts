import { useSyncExternalStore } from 'react'
import type { Screen, Somebody } from '../screen.ts'
import type { Place } from './places.ts'

const listen = (heard: () => void): (() => void) => {
  window.addEventListener('hashchange', heard)
  return () => window.removeEventListener('hashchange', heard)
}

/** Who one is and where, as the address says it: `#maya/home`, `#maya/sales`. */
export function useWhere(): { name: string; place: string } {
  const hash = useSyncExternalStore(listen, () => decodeURIComponent(window.location.hash.slice(1)))
  const [name = '', place = ''] = hash.split('/')
  return { name, place }
}

export function go(person: Somebody, place: Place, { channels }: Screen): void {
  const channel = channels.find(({ id }) => id === place)?.name
  const path = channel ?? (place === 'home' ? 'home' : '')
  window.location.hash = path ? `${person.name}/${path}` : person.name
}

/** The person the address names, else the first who speaks the browser's language. */
export function personOf(name: string, { people }: Screen): Somebody | undefined {
  const language = navigator.language.slice(0, 2)
  return (
    people.find((one) => one.name === name) ??
    people.find(({ locale }) => locale.startsWith(language)) ??
    people[0]
  )
}

export const placeOf = (name: string, { channels }: Screen): Place =>
  channels.find((channel) => channel.name === name)?.id ?? (name === 'home' ? 'home' : 'dm')
