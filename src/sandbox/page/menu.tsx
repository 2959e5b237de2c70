import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { usePlaced } from './use-placed.ts'

interface MenuItem {
  key: string
  label: ReactNode
  isChosen?: boolean
  pick: () => void
}

interface Props {
  /** The button's name where it shows no words. */
  name?: string
  className: string
  items: readonly MenuItem[]
  children: ReactNode
}

/** A button with a menu: arrows walk, Enter picks, Escape and a look elsewhere close. */
export function Menu({ name, className, items, children }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLSpanElement>(null)
  const id = useId()
  const close = (): void => {
    setOpen(false)
    box.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
  }
  const leave = (to: EventTarget | null): void => {
    if (!(to instanceof Node && box.current?.contains(to))) setOpen(false)
  }
  return (
    <span ref={box} className="menu" onBlur={(event) => leave(event.relatedTarget)}>
      <button
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={name}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && <MenuList id={id} name={name} items={items} close={close} />}
    </span>
  )
}

interface ListProps {
  id: string
  name: string | undefined
  items: readonly MenuItem[]
  close: () => void
}

function MenuList({ id, name, items, close }: ListProps): ReactNode {
  const list = usePlaced<HTMLUListElement>()
  useEffect(() => (chosenIn(list.current) ?? itemsIn(list.current)[0])?.focus(), [])
  return (
    <ul
      ref={list}
      id={id}
      role="menu"
      className="popup"
      aria-label={name}
      onKeyDown={(event) => walk(event, close)}
    >
      {items.map(({ key, label, isChosen, pick }) => (
        <li key={key} role="none">
          <button
            type="button"
            role={isChosen === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={isChosen}
            tabIndex={-1}
            onClick={() => {
              close()
              pick()
            }}
          >
            {label}
          </button>
        </li>
      ))}
    </ul>
  )
}

const itemsIn = (box: Element | null): HTMLElement[] => [
  ...(box?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []),
]

const chosenIn = (box: Element | null): HTMLElement | null | undefined =>
  box?.querySelector<HTMLElement>('[aria-checked=true]')

function walk(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const all = itemsIn(event.currentTarget)
  const here = all.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key]
  if (to === undefined && event.key !== 'Escape') return
  event.preventDefault()
  event.stopPropagation()
  if (to === undefined) close()
  else all.at(to % all.length)?.focus()
}
