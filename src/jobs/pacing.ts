import type { Deps } from '../deps.ts'

/** How far something long has come, for a person who waits. */
export interface Pacing {
  progress: (count: number) => void
  /** Resolves when the last of it has arrived. */
  told: () => Promise<void>
}

/** Says how far it is, at once and then every five seconds at the most; one that does not arrive is no matter. */
export function pacing({ realNow }: Deps, say: (count: number) => Promise<void>): Pacing {
  let next = realNow().getTime() + 5000
  let last = say(0).catch(() => {})
  return {
    progress(count) {
      const now = realNow().getTime()
      if (now < next) return
      next = now + 5000
      last = last.then(() => say(count)).catch(() => {})
    },
    told: () => last,
  }
}
