import { useSyncExternalStore } from 'react'

const dark = window.matchMedia('(prefers-color-scheme: dark)')

const listen = (heard: () => void): (() => void) => {
  dark.addEventListener('change', heard)
  return () => dark.removeEventListener('change', heard)
}

/** What the reader's system asks for. */
export const useTheme = (): 'light' | 'dark' =>
  useSyncExternalStore(listen, () => (dark.matches ? 'dark' : 'light'))
