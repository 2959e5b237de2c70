import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Screen, Seen, Somebody } from '../screen.ts'
import { type Place, threadIn } from './places.ts'

/** The thread beside the conversation. */
export interface Thread {
  /** Its first message, while one is open. */
  root: Seen | undefined
  /** That message and its replies, oldest first. */
  messages: readonly Seen[]
  /** How it was asked for. */
  asked: Asked | undefined
  open: (root: string, isAnswering?: boolean) => void
  close: () => void
  /** Whether somebody replied to a message since this person looked into its thread. */
  hasNew: (message: Seen) => boolean
}

interface Asked {
  root: string
  /** To write into it. */
  isAnswering: boolean
}

/** Which thread is open for a person in a place; the keyboard comes back to where it was when it closes. */
export function useThread(screen: Screen, me: Somebody, place: Place): Thread {
  const [asked, ask] = useState<Asked>()
  const opener = useRef<Element>(null)
  const messages = asked ? threadIn(asked.root, place, screen, me) : []
  const root = messages.find(({ ts }) => ts === asked?.root)
  const hasNew = useNewReplies(me, root)
  useEffect(() => ask(undefined), [me.id, place])
  return {
    root,
    messages,
    asked,
    open: (ts, isAnswering = false) => {
      opener.current = document.activeElement
      ask({ root: ts, isAnswering })
    },
    close: () => {
      // What lies beneath can't take the keyboard before the thread is gone.
      flushSync(() => ask(undefined))
      backTo(opener.current)
    },
    hasNew,
  }
}

function backTo(opener: Element | null): void {
  const there = opener?.isConnected ? opener : document.querySelector('.place .messages')
  if (there instanceof HTMLElement) there.focus()
}

/** Remembers the latest reply that a person has seen of each thread. */
function useNewReplies(me: Somebody, root: Seen | undefined): Thread['hasNew'] {
  const [read, setRead] = useState<Readonly<Record<string, string>>>({})
  const key = ({ ts }: Seen): string => `${me.id} ${ts}`
  const latest = root?.latest_reply
  useEffect(() => {
    if (root && latest) setRead((was) => ({ ...was, [key(root)]: latest }))
  }, [me.id, root?.ts, latest])
  return (message) => (message.latest_reply ?? '') > (read[key(message)] ?? '')
}
