import { useState } from 'react'
import type { Thread } from './use-thread.ts'

/** What stands beside the conversation. */
type Side = 'sidebar' | 'panel'

interface Open {
  open: Readonly<Record<Side, boolean>>
  turn: (side: Side) => void
  leaveSidebar: () => void
  /** Where the panel would hide the conversation. */
  leavePanel: () => void
}

/** Pixels from which the panel has room beside the conversation, and below which it lies over all of it. */
const WIDE = 1100
const PHONE = 700

/** Pixels from which a thread and the panel both have room; with fewer the thread stands in place of the panel. */
const BOTH = 1440

/** Which of the sides are open. */
export function useOpen({ root, close }: Pick<Thread, 'root' | 'close'>): Open {
  const [open, setOpen] = useState({ sidebar: false, panel: window.innerWidth > WIDE })
  const isCovered = root !== undefined && window.innerWidth < BOTH
  return {
    open: { ...open, panel: open.panel && !isCovered },
    turn: (side) => {
      const isUncovered = side === 'panel' && isCovered
      if (isUncovered) close()
      setOpen((was) => ({ ...was, [side]: isUncovered || !was[side] }))
    },
    leaveSidebar: () => setOpen((was) => ({ ...was, sidebar: false })),
    leavePanel: () => setOpen((was) => ({ ...was, panel: window.innerWidth > PHONE && was.panel })),
  }
}
