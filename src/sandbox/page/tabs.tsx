import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { Place } from './places.ts'
import { useScene } from './scene.ts'

/** The app's conversation and its Home. */
export function Tabs({ place, go }: { place: Place; go: (place: Place) => void }): ReactNode {
  const { words } = useScene()
  const box = useRef<HTMLDivElement>(null)
  const tabs = [
    { to: 'dm', name: words.messages },
    { to: 'home', name: words.home },
  ]
  const walk = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const other = tabs.find(({ to }) => to !== place)
    if (other) go(other.to)
    box.current?.querySelector<HTMLElement>('[aria-selected=false]')?.focus()
  }
  return (
    <div ref={box} className="tabs" role="tablist" onKeyDown={walk}>
      {tabs.map(({ to, name }) => (
        <button
          key={to}
          type="button"
          role="tab"
          aria-selected={place === to}
          tabIndex={place === to ? 0 : -1}
          onClick={() => go(to)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
