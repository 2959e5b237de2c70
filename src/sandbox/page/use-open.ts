import { type KeyboardEvent, useRef, useState } from 'react'
import type { Thread } from './use-thread.ts'

/** What stands beside the conversation. */
type Side = 'sidebar' | 'panel'

interface Open {
  open: Readonly<Record<Side, boolean>>
  turn: (side: Side) => void
  leaveSidebar: () => void
  /** Where the panel would hide the conversation. */
  leavePanel: () => void
  leaveBoth: () => void
  /** Escape closes what lies over the conversation; the keyboard goes back to the button that opened it. */
  escape: (event: KeyboardEvent) => void
}

/** Pixels from which the panel has room beside the conversation, and below which it lies over all of it. */
const WIDE = 1100
const PHONE = 700

/** Pixels from which a thread and the panel both have room; with fewer the thread stands in place of the panel. */
const BOTH = 1440

const CLOSED = { sidebar: false, panel: false }

/** Which of the sides are open; on a phone one at a time. */
export function useOpen({ root, close }: Pick<Thread, 'root' | 'close'>): Open {
  const [open, setOpen] = useState({ ...CLOSED, panel: window.innerWidth > WIDE })
  const opener = useRef<Element>(null)
  const isCovered = root !== undefined && window.innerWidth < BOTH
  return {
    open: { ...open, panel: open.panel && !isCovered },
    turn: (side) => {
      const isUncovered = side === 'panel' && isCovered
      opener.current = document.activeElement
      if (isUncovered) close()
      setOpen((was) => ({
        ...(window.innerWidth > PHONE ? was : CLOSED),
        [side]: isUncovered || !was[side],
      }))
    },
    leaveSidebar: () => setOpen((was) => ({ ...was, sidebar: false })),
    leavePanel: () => setOpen((was) => ({ ...was, panel: window.innerWidth > PHONE && was.panel })),
    leaveBoth: () => setOpen(CLOSED),
    escape: (event) => {
      const isOver = open.sidebar || (open.panel && window.innerWidth <= WIDE)
      if (event.key !== 'Escape' || event.defaultPrevented || !isOver) return
      setOpen(CLOSED)
      if (opener.current instanceof HTMLElement) opener.current.focus()
    },
  }
}
