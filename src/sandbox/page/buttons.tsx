import type { Button as ButtonElement, Overflow as OverflowElement } from '@slack/types'
import { type ReactNode, useState } from 'react'
import { Menu } from './menu.tsx'
import type { Given } from './held.ts'
import { useScene } from './scene.ts'

interface Props<Element> {
  element: Element
  give: (given: Given) => Promise<void>
}

/** Waits visibly until the app has taken the press. */
export function Button({ element, give }: Props<ButtonElement>): ReactNode {
  const [isBusy, setBusy] = useState(false)
  if (element.url && /^https?:/.test(element.url)) return <Link element={element} give={give} />
  const press = async (): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    await give(null)
    setBusy(false)
  }
  return (
    <button
      type="button"
      className={classOf(element)}
      aria-busy={isBusy}
      aria-label={element.accessibility_label}
      onClick={() => void press()}
    >
      {element.text.text}
    </button>
  )
}

const classOf = ({ style }: ButtonElement): string => `button ${style ?? ''}`

/** A button that opens a page; the app hears of it besides. */
const Link = ({ element, give }: Props<ButtonElement>): ReactNode => (
  <a
    className={classOf(element)}
    href={element.url}
    target="_blank"
    rel="noreferrer"
    onClick={() => void give(null)}
  >
    {element.text.text}
  </a>
)

export function Overflow({ element, give }: Props<OverflowElement>): ReactNode {
  const { words } = useScene()
  const items = element.options.map((option) => ({
    key: option.value ?? option.text.text,
    label: option.text.text,
    pick: () => void give(option.value ?? null),
  }))
  return (
    <Menu name={words.more} className="button dots" items={items}>
      <Dots />
    </Menu>
  )
}

export const Dots = (): ReactNode => (
  <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="currentColor">
    <circle cx="4.5" cy="10" r="1.6" />
    <circle cx="10" cy="10" r="1.6" />
    <circle cx="15.5" cy="10" r="1.6" />
  </svg>
)
