import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Wire, acceptWire } from './frames.ts'
import type { Answer, Delivery, Fields } from './types.ts'

/** Slack pings so that the client knows the line to be alive; milliseconds. */
const PING_EVERY = 5_000

export interface SocketHub {
  /** Connections that said hello and are still there. */
  open: number
  accept: (request: IncomingMessage, socket: Duplex) => void
  /** Sends an envelope to one connection, each in turn, and waits for its acknowledgement. */
  send: (delivery: Delivery, patience: number) => Promise<Answer>
  /** Asks every connection, or the oldest, to reconnect, as Slack does some times a day. */
  refresh: (which?: 'all' | 'oldest') => void
  /** Breaks every connection, or the oldest, off without a word. */
  drop: (which?: 'all' | 'oldest') => void
  /** Breaks off and stops pinging, for good. */
  close: () => void
}

export function makeSockets(appId: string, changed: () => void): SocketHub {
  const wires: Wire[] = []
  const awaited = new Map<string, (payload: unknown) => void>()
  let turn = 0
  const pings = setInterval(() => wires.forEach((wire) => wire.ping()), PING_EVERY).unref()
  const hub: SocketHub = {
    open: 0,
    accept: (request, socket) => {
      const wire = acceptWire(request, socket, heard(awaited), () => leave(wire))
      wires.push(wire)
      count()
      wire.send(JSON.stringify(hello(appId, wires.length)))
    },
    send: (delivery, patience) => {
      const wire = wires[turn++ % wires.length]
      return wire
        ? exchange(wire, awaited, delivery, patience)
        : Promise.resolve({ status: 0, body: '', ms: 0 })
    },
    refresh: (which = 'all') => {
      for (const wire of wires.slice(0, which === 'all' ? undefined : 1)) {
        wire.send(
          JSON.stringify({
            type: 'disconnect',
            reason: 'refresh_requested',
            debug_info: { host: 'sandbox' },
          }),
        )
        leave(wire)
        wire.end()
      }
    },
    drop: (which = 'all') => {
      for (const wire of wires.slice(0, which === 'all' ? undefined : 1)) wire.drop()
    },
    close: () => {
      clearInterval(pings)
      hub.drop()
    },
  }
  const count = (): void => {
    hub.open = wires.length
    changed()
  }
  const leave = (wire: Wire): void => {
    const place = wires.indexOf(wire)
    if (place < 0) return
    wires.splice(place, 1)
    count()
  }
  return hub
}

const hello = (appId: string, connections: number): Fields => ({
  type: 'hello',
  num_connections: connections,
  connection_info: { app_id: appId },
  debug_info: { host: 'sandbox', approximate_connection_time: 18_060 },
})

const heard =
  (awaited: Map<string, (payload: unknown) => void>) =>
  (text: string): void => {
    const answer = JSON.parse(text) as { envelope_id?: string; payload?: unknown }
    if (answer.envelope_id) awaited.get(answer.envelope_id)?.(answer.payload)
  }

function exchange(
  wire: Wire,
  awaited: Map<string, (payload: unknown) => void>,
  delivery: Delivery,
  patience: number,
): Promise<Answer> {
  const id = randomUUID()
  const began = performance.now()
  const took = (): number => Math.round(performance.now() - began)
  return new Promise((resolve) => {
    const end = (answer: Answer): void => {
      clearTimeout(timer)
      awaited.delete(id)
      resolve(answer)
    }
    const timer = setTimeout(() => end({ status: 0, body: '', ms: took() }), patience)
    awaited.set(id, (payload) => end({ status: 200, body: payload ?? '', ms: took() }))
    wire.send(JSON.stringify({ envelope_id: id, ...typed(delivery) }))
  })
}

function typed({ kind, payload, headers }: Delivery): Fields {
  if (kind === 'command') return { type: 'slash_commands', payload, accepts_response_payload: true }
  if (kind === 'interactive') return { type: 'interactive', payload, accepts_response_payload: true }
  const retry = {
    retry_attempt: Number(headers['x-slack-retry-num'] ?? 0),
    retry_reason: headers['x-slack-retry-reason'] ?? '',
  }
  return { type: 'events_api', payload, accepts_response_payload: false, ...retry }
}
