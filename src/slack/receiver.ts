import type { RequestListener } from 'node:http'
import type { AckFn, App, Receiver, ReceiverEvent } from '@slack/bolt'
import { sayTo } from './response-url.ts'

/** Slack stops listening for an ack after this long, in milliseconds. */
const SLACKS_PATIENCE = 3_000

/** The way by which Slack's requests come in. */
export interface Entrance {
  receivers: readonly [Receiver, ...Receiver[]]
  /** Over HTTP, what takes the requests to /slack/events. */
  events?: RequestListener
  /** Resolves when requests can come in. */
  open: () => Promise<void>
  /** Why nothing can come in; undefined when it can. */
  trouble: () => string | undefined
  close: () => Promise<void>
}

/** Work that has begun and must end before the process does. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing is under way, or after `ms` at the latest. */
  drained(ms: number): Promise<void>
}

export function makeInFlight(): InFlight {
  const under = new Set<Promise<unknown>>()
  return {
    track(work) {
      under.add(work)
      const forget = (): void => void under.delete(work)
      work.then(forget, forget)
      return work
    },
    async drained(ms) {
      const patience = AbortSignal.timeout(ms)
      const late = new Promise<void>((resolve) => patience.addEventListener('abort', () => resolve()))
      while (under.size > 0 && !patience.aborted) await Promise.race([Promise.allSettled(under), late])
    },
  }
}

/**
 * The receiver, with four things Bolt leaves to us: what has begun is waited for at the end, an error can still be
 * answered inside the ack (`context.ack`), an event is acknowledged when it was taken, and an answer that came too
 * late for the ack, or whose socket is gone, goes to the request's response_url.
 */
export function guarded<R extends Receiver>(receiver: R, inFlight: InFlight): R {
  const init = receiver.init.bind(receiver)
  receiver.init = (app) =>
    init({ processEvent: (event: ReceiverEvent) => inFlight.track(handle(app, event)) } as App)
  return receiver
}

async function handle(app: App, event: ReceiverEvent): Promise<void> {
  const state = { acked: false }
  const begun = performance.now()
  const ack: AckFn<unknown> = async (answer) => {
    if (state.acked) return
    state.acked = true
    const heard = await event.ack(answer).then(
      () => performance.now() - begun < SLACKS_PATIENCE,
      () => false,
    )
    if (!heard) await sayLate(event, answer)
  }
  const isEvent = event.body['type'] === 'event_callback'
  const customProperties = { ...event.customProperties, ack, answered: state }
  await app.processEvent({ ...event, ack: isEvent ? async () => {} : ack, customProperties })
  await ack()
}

/** Only a command's answer is a message; what a modal would have shown is asked again when it is sent again. */
async function sayLate({ body }: ReceiverEvent, answer: unknown): Promise<void> {
  const url: unknown = body['response_url']
  if (typeof url !== 'string' || !answer) return
  await sayTo(url, typeof answer === 'string' ? { text: answer } : answer)
}
