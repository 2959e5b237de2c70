import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Offer } from './scene.ts'

export interface Choosing {
  /** What may be chosen; unless `find` asks the app. */
  own: readonly Offer[]
  find?: ((query: string) => Promise<Offer[]>) | undefined
  /** Letters that must be typed before the app is asked. */
  least?: number
  chosen: readonly Offer[]
  isMany?: boolean
  choose: (offers: readonly Offer[]) => void
}

export interface Combobox {
  input: RefObject<HTMLInputElement | null>
  isOpen: boolean
  query: string
  shown: readonly Offer[]
  /** The place in `shown` that Enter takes. */
  active: number
  state: 'short' | 'searching' | 'empty' | 'found'
  open: () => void
  close: () => void
  walk: (place: number) => void
  take: (offer: Offer) => void
  type: (text: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** How a field that offers a list behaves: arrows walk, Enter takes, Escape closes. */
export function useCombobox({ own, find, least = 0, chosen, isMany, choose }: Choosing): Combobox {
  const input = useRef<HTMLInputElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const isShort = find !== undefined && query.length < least
  const { offers, isSearching } = useOffers(isOpen && !isShort, query, own, find)
  const shown = isMany ? offers.filter(({ value }) => !chosen.some((one) => one.value === value)) : offers
  const active = Math.min(place, shown.length - 1)

  const open = (): void => {
    setOpen(true)
    setPlace(Math.max(0, isMany ? 0 : own.findIndex(({ value }) => value === chosen[0]?.value)))
  }
  const close = (): void => {
    setOpen(false)
    setQuery('')
  }
  const take = (offer: Offer): void => {
    choose(isMany ? [...chosen, offer] : [offer])
    close()
    input.current?.focus()
  }
  const type = (text: string): void => {
    if (!isOpen) setOpen(true)
    setQuery(isOpen || isMany ? text : text.replace(chosen[0]?.text.text ?? '', ''))
    setPlace(0)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Backspace' && isMany && query === '') choose(chosen.slice(0, -1))
    const does = keysOf(isOpen, { shown, active, open, close, take, walk: setPlace })[event.key]
    if (!does) return
    event.preventDefault()
    event.stopPropagation()
    does()
  }
  const state = isShort ? 'short' : stateOf(isSearching, shown.length)
  return { input, isOpen, query, shown, active, state, open, close, walk: setPlace, take, type, onKeyDown }
}

const stateOf = (isSearching: boolean, count: number): Combobox['state'] => {
  if (isSearching) return 'searching'
  return count === 0 ? 'empty' : 'found'
}

type Moves = Pick<Combobox, 'shown' | 'active' | 'open' | 'close' | 'take'> & { walk: (to: number) => void }

function keysOf(
  isOpen: boolean,
  { shown, active, open, close, take, walk }: Moves,
): Partial<Record<string, () => void>> {
  if (!isOpen) return { ArrowDown: open, ArrowUp: open, Enter: open }
  const current = shown[active]
  return {
    ArrowDown: () => walk((active + 1) % Math.max(shown.length, 1)),
    ArrowUp: () => walk((active <= 0 ? shown.length : active) - 1),
    Enter: () => current && take(current),
    Escape: close,
  }
}

/** Milliseconds without a key before the app is asked. */
const REST = 150

/** All that contains the letters typed, or what `find` brings for them. */
function useOffers(
  isAsked: boolean,
  query: string,
  own: readonly Offer[],
  find?: (query: string) => Promise<Offer[]>,
): { offers: readonly Offer[]; isSearching: boolean } {
  const [found, setFound] = useState<{ query: string; offers: Offer[] }>()
  const latest = useRef(find)
  latest.current = find
  useEffect(() => {
    if (!isAsked || !latest.current) return undefined
    let isStale = false
    const timer = setTimeout(() => {
      void latest.current?.(query).then((offers) => !isStale && setFound({ query, offers }))
    }, REST)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [isAsked, query])
  if (find)
    return { offers: isAsked ? (found?.offers ?? []) : [], isSearching: isAsked && found?.query !== query }
  const letters = query.toLowerCase()
  const offers = own.filter(({ text, also = '' }) => `${text.text} ${also}`.toLowerCase().includes(letters))
  return { offers, isSearching: false }
}
