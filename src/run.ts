import { setTimeout as wait } from 'node:timers/promises'
import { HTTPReceiver, type Receiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { bells, buildApp, jobs } from './app.ts'
import type { Config } from './config.ts'
import { connect } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import type { Deps } from './deps.ts'
import { ensureWorkspace } from './features/people/queries.ts'
import { ringAll, ringBells } from './jobs/bells.ts'
import { makeQueue } from './jobs/queue.ts'
import { webClient } from './slack/clients.ts'
import { listen, openDoor } from './slack/http.ts'
import { type Identity, makeIdentity } from './slack/identity.ts'
import { makeInFlight } from './slack/receiver.ts'
import { boltLogger, socketReceivers } from './slack/socket.ts'

export interface Outside {
  config: Config
  /** Address of the database. */
  databaseUrl: string
  logger: Logger
  now: () => Date
  realNow: () => Date
  /** Whether jobs and bells run by themselves; a test does them when it says so. */
  background?: boolean
}

export interface Running {
  /** The port that listens, from the first moment. */
  port: number
  /** Resolves when database, queue and Slack have answered and work has begun. */
  ready: Promise<void>
  deps: Deps
  /** Takes nothing new, ends what has begun within 10 seconds, lets go of everything. */
  stop: () => Promise<void>
}

/** A person waits 3 seconds at Slack; a statement of theirs gives up before that. */
const PATIENCE = { statementTimeout: 2000 }

/** Starts the app. The port answers at once; the rest waits for the database and for Slack as long as it takes. */
export async function run({
  config,
  databaseUrl,
  logger,
  now,
  realNow,
  background = true,
}: Outside): Promise<Running> {
  const stopping = new AbortController()
  const slack = webClient(config)
  const queue = makeQueue(databaseUrl, jobs, logger)
  const deps: Deps = { config, db: connect(databaseUrl), logger, now, realNow, queue, slack }
  const quick: Deps = { ...deps, db: connect(databaseUrl, PATIENCE) }
  const identity = makeIdentity(slack)
  const inFlight = makeInFlight()
  const { receivers, events, start, disconnect } = receiversOf(config, logger)
  await buildApp(receivers, inFlight, identity, quick)
  const server = openDoor({ events, realNow, notReady: () => notReady(quick, identity) })
  const port = await listen(server, config.PORT, config.HOST)

  let stopBells = nothing
  const begin = async (): Promise<void> => {
    await until('the database', () => migrate(deps.db), logger, stopping.signal)
    await until('the queue', () => queue.open(), logger, stopping.signal)
    await until('Slack', () => known(deps, identity), logger, stopping.signal)
    await start()
    if (background) {
      await queue.work(deps)
      await ringAll(deps, bells)
      stopBells = ringBells(deps, bells)
    }
    logger.info({ port }, 'ready')
  }
  const stop = async (): Promise<void> => {
    stopping.abort()
    await stopBells()
    server.close()
    server.closeIdleConnections()
    await inFlight.drained(7000)
    await queue.close(2000)
    await disconnect()
    await Promise.all([deps.db.destroy(), quick.db.destroy()])
    server.closeAllConnections()
  }
  const ready = begin()
  ready.catch((error: unknown) => stopping.signal.aborted || logger.fatal({ err: error }, 'cannot start'))
  return { port, ready, deps, stop }
}

interface Receivers {
  receivers: [Receiver, ...Receiver[]]
  events?: HTTPReceiver['requestListener'] | undefined
  start: () => Promise<void>
  disconnect: () => Promise<void>
}

function receiversOf(config: Config, logger: Logger): Receivers {
  if (config.SLACK_APP_TOKEN) return socketReceivers(config, logger)
  const receiver = new HTTPReceiver({
    signingSecret: config.SLACK_SIGNING_SECRET ?? '',
    bodyLimit: 1_000_000,
    logger: boltLogger(logger),
  })
  return { receivers: [receiver], events: receiver.requestListener, start: nothing, disconnect: nothing }
}

const nothing = async (): Promise<void> => {}

/** The workspace is known before anything is sent or due. */
async function known({ db, now }: Deps, identity: () => Promise<Identity>): Promise<void> {
  const { teamId, teamName } = await identity()
  await ensureWorkspace(db, teamId, teamName, now())
}

/** Tries until it works, first after half a second, then up to every 10. */
async function until(
  what: string,
  attempt: () => Promise<unknown>,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (let pause = 500; ; pause = Math.min(pause * 2, 10_000)) {
    try {
      await attempt()
      return
    } catch (error) {
      signal.throwIfAborted()
      logger.warn({ err: error }, `waiting for ${what}`)
      await wait(pause, undefined, { signal })
    }
  }
}

async function notReady(
  { db, queue }: Deps,
  identity: () => Promise<Identity>,
): Promise<Record<string, string>> {
  const reasons: Record<string, string> = {}
  const check = async (name: string, ask: () => Promise<unknown>): Promise<void> => {
    await ask().catch((error: Error) => (reasons[name] = error.message || error.name))
  }
  await Promise.all([
    check('database', () => db.selectFrom('workspace').select('id').limit(1).execute()),
    check('slack', identity),
  ])
  if (!queue.working()) reasons['queue'] = 'has not begun to work'
  return reasons
}
