import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Pixels that suffice for a list; with less room below it opens above, where there is more. */
const ENOUGH = 260
/** Pixels between a list and the edge of the window. */
const EDGE = 8

/** Lays a list beside the element it stands in, over whatever scrolls or ends there; it fills the width of a field. */
export function usePlaced<Kind extends HTMLElement>(isWide = false): RefObject<Kind | null> {
  const list = useRef<Kind>(null)
  useLayoutEffect(() => {
    const place = (): void => {
      const anchor = list.current?.parentElement?.getBoundingClientRect()
      if (list.current && anchor) layBeside(list.current, anchor, isWide)
    }
    place()
    const moves = ['scroll', 'resize'] as const
    for (const move of moves) window.addEventListener(move, place, true)
    return () => {
      for (const move of moves) window.removeEventListener(move, place, true)
    }
  })
  return list
}

function layBeside(list: HTMLElement, anchor: DOMRect, isWide: boolean): void {
  const below = window.innerHeight - anchor.bottom - EDGE
  const above = anchor.top - EDGE
  const isAbove = below < ENOUGH && above > below
  list.style.setProperty('--room', `${Math.floor(isAbove ? above : below)}px`)
  list.style.width = isWide ? `${anchor.width}px` : ''
  const rightmost = window.innerWidth - list.offsetWidth - EDGE
  list.style.left = `${Math.max(EDGE, Math.min(anchor.left, rightmost))}px`
  list.style.top = isAbove ? 'auto' : `${anchor.bottom}px`
  list.style.bottom = isAbove ? `${window.innerHeight - anchor.top}px` : 'auto'
}
