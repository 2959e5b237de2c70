import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Parts } from './run.ts'
import { shut } from './slack/http.ts'

/** Milliseconds: a process has 10 seconds, of which requests and jobs get 7, and requests no more than 5 of these. */
const AT_MOST = { all: 7_000, requests: 5_000, sockets: 500, connections: 300, database: 500 }

/**
 * Takes nothing new and ends what has begun. Sockets stay open until the requests are answered, since answers go
 * over them, and the database until last.
 */
export async function end(
  { deps, quick, entrance, inFlight, stopBells }: Parts,
  server: Server,
): Promise<void> {
  const begun = performance.now()
  const closed = shut(server)
  await within(AT_MOST.requests, [inFlight.drained(AT_MOST.requests), stopBells()])
  await within(AT_MOST.sockets, [entrance.close()])
  const left = AT_MOST.all - (performance.now() - begun)
  await within(left + 1_000, [inFlight.drained(left), deps.queue.close(left)])
  server.closeIdleConnections()
  await within(AT_MOST.connections, [closed])
  server.closeAllConnections()
  await within(AT_MOST.database, [deps.db.destroy(), quick.db.destroy()])
}

/** Waits until all has ended, well or not, but no longer than `ms`. */
async function within(ms: number, works: readonly Promise<unknown>[]): Promise<void> {
  const enough = new AbortController()
  const late = wait(ms, undefined, { signal: enough.signal })
  await Promise.race([Promise.allSettled(works), late]).finally(() => enough.abort())
}
