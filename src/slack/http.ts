import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** Slack's own tolerance for a request's age, either way, in seconds. */
const TOLERANCE = 300

export interface Door {
  /** Everything Slack sends; absent in Socket Mode. */
  events?: RequestListener | undefined
  /** What is not ready, by name; empty when all is. */
  notReady: () => Promise<Record<string, string>>
  /** Real time: signatures go by it. */
  realNow: () => Date
}

/** How long a request may take to arrive whole, and how often that is looked at; milliseconds. */
const ARRIVAL = { requestTimeout: 5_000, headersTimeout: 5_000, connectionsCheckingInterval: 1_000 }

/** One server for Slack's requests and for those who look after the process. */
export function openDoor({ events, notReady, realNow }: Door): Server {
  return createServer(ARRIVAL, (req, res) => {
    // Not `new URL`: it throws at `//`, which anybody may ask for.
    const [path] = (req.url ?? '/').split('?')
    if (path === '/healthz') return reply(res, 200, { ok: true })
    if (path === '/readyz') return void notReady().then((reasons) => ready(res, reasons))
    if (path !== '/slack/events' || req.method !== 'POST' || !events) return reply(res, 404, { ok: false })
    // Bolt refuses a stale timestamp but takes one from the future.
    return isTimely(req, realNow()) ? events(req, res) : reply(res, 401, { ok: false })
  })
}

/** Takes no new connection; resolves when the last one has ended. */
export function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}

/** Listens on `port`, 0 for a free one; resolves with the one it got. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return (server.address() as AddressInfo).port
}

function isTimely(req: IncomingMessage, now: Date): boolean {
  const stamp = Number(req.headers['x-slack-request-timestamp'])
  return Math.abs(now.getTime() / 1000 - stamp) <= TOLERANCE
}

const ready = (res: ServerResponse, reasons: Record<string, string>): void =>
  Object.keys(reasons).length === 0 ? reply(res, 200, { ok: true }) : reply(res, 503, { ok: false, reasons })

function reply(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
