import type { Fields } from './types.ts'

/**
 * How a Web API call can fail. `stored`: Slack did the work before it failed. `hang`: says nothing for `ms` milliseconds,
 * then answers what it stored, or cuts the connection. `slow`: does and answers as always, `ms` late. Seconds in `retryAfter`.
 */
export type CallFault =
  | { kind: 'rate'; retryAfter?: number }
  | { kind: 'error'; error: string; stored?: boolean }
  | { kind: 'status'; status: number; stored?: boolean }
  | { kind: 'reset'; stored?: boolean }
  | { kind: 'hang'; ms: number; stored?: boolean }
  | { kind: 'slow'; ms: number }

/** How a request to the app can go wrong: never sent, sent twice to the byte, or its answer lost (events are then sent again). */
export type DeliveryFault = { kind: 'drop' } | { kind: 'duplicate' } | { kind: 'unheard' }

type Fault = CallFault | DeliveryFault

/** What a filter may look at: a call's arguments, or the payload of a delivery. */
type FaultFilter = (about: Fields) => boolean

interface Planned {
  name: string
  fault: Fault
  left: number
  filter: FaultFilter
}

export interface Faults {
  /**
   * Makes the next `times` calls of a method fail (`*`: any; `response_url`, `files.download`, `files.upload` are no methods but fail likewise),
   * or the next deliveries of a kind (`command`, `interactive`, `event`).
   */
  next: (name: string, fault: Fault, times?: number, filter?: FaultFilter) => void
  clear: () => void
  take: (name: string, about: Fields) => Fault | undefined
}

const DELIVERIES = new Set(['command', 'interactive', 'event'])

export function makeFaults(): Faults {
  let planned: Planned[] = []
  const fits = (name: string, about: Fields) => (plan: Planned) =>
    (plan.name === name || (plan.name === '*' && !DELIVERIES.has(name))) && plan.filter(about)
  return {
    next: (name, fault, times = 1, filter = () => true) => planned.push({ name, fault, left: times, filter }),
    clear: () => (planned = []),
    take: (name, about) => {
      const plan = planned.find(fits(name, about))
      if (!plan) return undefined
      plan.left -= 1
      planned = planned.filter((other) => other.left > 0)
      return plan.fault
    },
  }
}
