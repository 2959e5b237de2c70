import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Seen } from '../screen.ts'
import { dayOf, dayText } from './dates.ts'
import { MessageItem } from './message.tsx'
import { useScene } from './scene.ts'

/** Pixels from the end within which somebody counts as reading the newest. */
const NEAR = 120

/** The messages of a place by day; the newest is said to those who listen, and shown to those who are near it. */
export function MessageList({ messages }: { messages: readonly Seen[] }): ReactNode {
  const { words } = useScene()
  const box = useRef<HTMLDivElement>(null)
  const isNear = useRef(true)
  const newest = messages.at(-1)
  useLayoutEffect(() => {
    if (box.current && isNear.current) showNewest(box.current)
  }, [newest?.ts])
  const look = (): void => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    isNear.current = scrollHeight - scrollTop - clientHeight < NEAR
  }
  return (
    <div ref={box} className="messages" onScroll={look}>
      {messages.length === 0 && <Nothing />}
      <ol aria-label={words.messages}>
        {messages.map((message, place) => (
          <li key={message.ts}>
            <DayLine message={message} before={messages[place - 1]} />
            <MessageItem message={message} />
          </li>
        ))}
      </ol>
      <Announced message={newest} />
    </div>
  )
}

/** A message that is longer than the window is shown from its beginning. */
function showNewest(box: HTMLElement): void {
  const last = box.querySelector('ol')?.lastElementChild
  const above = last ? last.getBoundingClientRect().top - box.getBoundingClientRect().top : 0
  const isTall = last && last.clientHeight > box.clientHeight
  box.scrollTop = isTall ? box.scrollTop + above : box.scrollHeight
}

function Nothing(): ReactNode {
  const { screen, words } = useScene()
  return (
    <p className="empty" role="status">
      {screen.ready ? words.noMessages : words.starting}
    </p>
  )
}

function DayLine({ message, before }: { message: Seen; before: Seen | undefined }): ReactNode {
  const { clock, words } = useScene()
  const at = new Date(message.at)
  const day = dayOf(at, clock)
  if (before && dayOf(new Date(before.at), clock) === day) return null
  const isToday = day === dayOf(clock.now, clock)
  const isYesterday = day === dayOf(new Date(clock.now.getTime() - 86_400_000), clock)
  return (
    <h2 className="day">
      <span>{(isToday && words.today) || (isYesterday && words.yesterday) || dayText(at, clock)}</span>
    </h2>
  )
}

/** Says what is new, and nothing of what stood here before. */
function Announced({ message }: { message: Seen | undefined }): ReactNode {
  const { nameOf } = useScene()
  const [first] = useState(message?.ts)
  const [said, say] = useState('')
  useEffect(() => {
    if (message && message.ts !== first) say(`${nameOf(message.user)}: ${message.text}`)
  }, [message?.ts])
  return (
    <p className="unseen" aria-live="polite">
      {said}
    </p>
  )
}
