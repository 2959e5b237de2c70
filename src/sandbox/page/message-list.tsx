import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Seen } from '../screen.ts'
import { dayOf, dayText } from './dates.ts'
import { MessageItem } from './message.tsx'
import { Rich } from './rich.tsx'
import { useScene } from './scene.ts'

interface Props {
  messages: readonly Seen[]
  /** Their first message, where they are a thread. */
  thread?: Seen
  /** Whether whatever comes next is to be shown at once. */
  follows: RefObject<boolean>
}

/** Pixels from the end within which somebody counts as reading the newest. */
const NEAR = 120

/** The messages of a place by day; the newest is said to those who listen, and shown to those who are near it. */
export function MessageList({ messages, thread, follows }: Props): ReactNode {
  const { screen, words } = useScene()
  const box = useRef<HTMLDivElement>(null)
  const isAway = screen.travel === 'under way'
  const { isBelow, look, show } = useNewest(box, messages, follows, isAway)
  return (
    <div
      ref={box}
      className="messages"
      tabIndex={0}
      role="region"
      aria-label={thread ? words.thread : words.messages}
      onScroll={look}
    >
      {messages.length === 0 && <Nothing />}
      <ol>
        {messages.map((message, place) => (
          <li key={message.ts}>
            <DayLine message={message} before={messages[place - 1]} />
            <MessageItem message={message} isInThread={thread !== undefined} />
            {message === thread && <Count message={thread} />}
          </li>
        ))}
      </ol>
      {isBelow && <Below show={show} />}
      <Announced message={messages.at(-1)} />
    </div>
  )
}

function Below({ show }: { show: () => void }): ReactNode {
  const { words } = useScene()
  return (
    <button type="button" className="button below" onClick={show}>
      {words.below} <span aria-hidden="true">↓</span>
    </button>
  )
}

/**
 * Shows what is newest to whoever was near the end; others are told that there is something below. Who travels is shown
 * where that begins which came on the way, wherever they were reading.
 */
function useNewest(
  box: RefObject<HTMLElement | null>,
  messages: readonly Seen[],
  follows: RefObject<boolean>,
  isAway: boolean,
): { isBelow: boolean; look: () => void; show: () => void } {
  const newest = messages.at(-1)?.ts
  const [isBelow, setBelow] = useState(false)
  const seen = useRef<string>(undefined)
  const departure = useRef<string>(undefined)
  const isNear = (): boolean => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    return scrollHeight - scrollTop - clientHeight < NEAR
  }
  const show = (since?: string): void => {
    const first = since === undefined ? -1 : messages.findIndex(({ ts }) => ts > since)
    if (box.current) showFrom(box.current, first)
    setBelow(first >= 0 && !isNear())
  }
  useLayoutEffect(() => {
    if (newest === seen.current) return
    const isFirst = seen.current === undefined
    const isGone = newest === undefined || (!isFirst && newest < (seen.current ?? ''))
    seen.current = newest
    if (isFirst || follows.current || departure.current) show(departure.current)
    else if (!isGone) setBelow(true)
  }, [newest])
  // After what came with the news of the end.
  useEffect(() => void (departure.current = isAway ? newest : undefined), [isAway])
  const look = (): void => {
    follows.current = isNear()
    if (follows.current) setBelow(false)
  }
  return { isBelow, look, show: () => show() }
}

/** Shows a message at the top; the last, where none is given, at the end unless it is longer than the window. */
function showFrom(box: HTMLElement, place: number): void {
  const item = box.querySelector('ol')?.children.item(place) ?? null
  const last = box.querySelector('ol')?.lastElementChild ?? null
  const top = item ?? (last && last.clientHeight > box.clientHeight ? last : null)
  const above = top ? top.getBoundingClientRect().top - box.getBoundingClientRect().top : 0
  box.scrollTop = top ? box.scrollTop + above : box.scrollHeight
}

function Nothing(): ReactNode {
  const { screen, words } = useScene()
  return (
    <p className="empty" role="status">
      {screen.ready ? words.noMessages : words.starting}
    </p>
  )
}

/** Between a message and the replies to it. */
function Count({ message: { reply_count: count = 0 } }: { message: Seen }): ReactNode {
  const { words } = useScene()
  return count > 0 && <p className="thread-count">{words.replies(count)}</p>
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
  const [said, say] = useState<Seen>()
  useEffect(() => {
    if (message && message.ts !== first) say(message)
  }, [message?.ts])
  return (
    <div className="unseen" aria-live="polite">
      {said && (
        <>
          {nameOf(said.user)}: <Rich text={{ type: 'mrkdwn', text: said.text }} />
        </>
      )}
    </div>
  )
}
