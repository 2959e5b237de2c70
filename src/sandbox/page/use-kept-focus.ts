import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react'

interface Kept {
  ref: RefObject<HTMLDivElement | null>
  onFocus: (event: FocusEvent<HTMLElement>) => void
  onBlur: (event: FocusEvent<HTMLElement>) => void
}

/** Keeps the keyboard at the block where it was, when the button that had it gives way to another. */
export function useKeptFocus(drawn: unknown): Kept {
  const ref = useRef<HTMLDivElement>(null)
  const block = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (block.current === undefined || document.activeElement !== document.body) return
    const place = ref.current?.querySelector(`[data-block="${CSS.escape(block.current)}"]`)
    place?.querySelector<HTMLElement>('button, input, textarea, a')?.focus()
  }, [drawn])
  return {
    ref,
    onFocus: ({ target }) => (block.current = target.closest<HTMLElement>('[data-block]')?.dataset['block']),
    onBlur: ({ target }) => {
      if (target.isConnected) block.current = undefined
    },
  }
}
