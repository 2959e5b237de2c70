import { useState } from 'react'

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

/** Which of the sides are open. */
export function useOpen(): Open {
  const [open, setOpen] = useState({ sidebar: false, panel: window.innerWidth > WIDE })
  return {
    open,
    turn: (side) => setOpen((was) => ({ ...was, [side]: !was[side] })),
    leaveSidebar: () => setOpen((was) => ({ ...was, sidebar: false })),
    leavePanel: () => setOpen((was) => ({ ...was, panel: window.innerWidth > PHONE && was.panel })),
  }
}
