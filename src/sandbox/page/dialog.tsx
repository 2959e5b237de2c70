import { type ReactNode, useEffect, useRef } from 'react'

interface Props {
  /** What it is called, by the id of its heading. */
  labelledBy: string
  className: string
  /** Escape, or the browser's own way to close. */
  onClose: () => void
  children: ReactNode
}

/** A window over all else: what lies beneath can't be reached, by pointer or by keyboard, until it closes. */
export function Dialog({ labelledBy, className, onClose, children }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={labelledBy}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // With a field in focus the browser would say `cancel` twice.
        event.preventDefault()
        onClose()
      }}
      onCancel={(event) => {
        event.preventDefault()
        if (event.target === dialog.current) onClose()
      }}
    >
      {children}
    </dialog>
  )
}
