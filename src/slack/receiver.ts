import type { AckFn, App, Receiver, ReceiverEvent } from '@slack/bolt'

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
 * The receiver, with three things Bolt leaves to us: what has begun is waited for at the end, an error
 * can still be answered inside the ack (`context.ack`), and an event is acknowledged when it was taken.
 */
export function guarded<R extends Receiver>(receiver: R, inFlight: InFlight): R {
  const init = receiver.init.bind(receiver)
  receiver.init = (app) =>
    init({ processEvent: (event: ReceiverEvent) => inFlight.track(handle(app, event)) } as App)
  return receiver
}

async function handle(app: App, event: ReceiverEvent): Promise<void> {
  const state = { acked: false }
  const ack: AckFn<unknown> = async (answer) => {
    if (state.acked) return
    state.acked = true
    await event.ack(answer)
  }
  const isEvent = event.body['type'] === 'event_callback'
  const customProperties = { ...event.customProperties, ack, answered: state }
  await app.processEvent({ ...event, ack: isEvent ? async () => {} : ack, customProperties })
  if (isEvent) await ack()
}
