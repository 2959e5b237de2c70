import { useEffect, useState } from 'react'
import type { Screen } from '../screen.ts'

interface Slack {
  screen: Screen | undefined
  /** The Slack does not answer. */
  isLost: boolean
  /** Milliseconds that the product's clock is ahead of this browser's. */
  ahead: number
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

async function read(since: number, signal: AbortSignal): Promise<Screen> {
  const response = await fetch(`/sandbox/state?since=${since}`, { signal })
  return (await response.json()) as Screen
}

/** The workspace, as it changes: each answer comes once something happened after the one before. */
export function useSlack(): Slack {
  const [slack, setSlack] = useState<Slack>({ screen: undefined, isLost: false, ahead: 0 })
  useEffect(() => {
    const leaving = new AbortController()
    const listen = async (): Promise<void> => {
      let since = -1
      while (!leaving.signal.aborted) {
        try {
          const screen = await read(since, leaving.signal)
          since = screen.change
          setSlack({ screen, isLost: false, ahead: Date.parse(screen.now) - Date.now() })
        } catch {
          since = -1
          if (!leaving.signal.aborted) setSlack((last) => ({ ...last, isLost: true }))
          await pause(1000, leaving.signal)
        }
      }
    }
    void listen()
    return () => leaving.abort()
  }, [])
  return slack
}

/** The product's clock, read every ten seconds and with every news. */
export function useNow(ahead: number): Date {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 10_000)
    return () => clearInterval(timer)
  }, [])
  return new Date(Date.now() + ahead)
}
