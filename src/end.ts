import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Parts } from './run.ts'
import { shut } from './slack/http.ts'

/** Milliseconds each step may take, together less than the 10 seconds a process has. */
const AT_MOST = { work: 5_500, sockets: 500, queue: 1_500, database: 500, connections: 300 }

/**
 * Takes nothing new and ends what has begun. Sockets stay open until then, since answers go over them,
 * and the database until last.
 */
export async function end(
  { deps, quick, entrance, inFlight, stopBells }: Parts,
  server: Server,
): Promise<void> {
  const closed = shut(server)
  await within(AT_MOST.work, [inFlight.drained(AT_MOST.work), stopBells()])
  await within(AT_MOST.sockets, [entrance.close()])
  await within(AT_MOST.queue + 1_000, [inFlight.drained(AT_MOST.queue), deps.queue.close(AT_MOST.queue)])
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
