import type { Logger } from 'pino'
import { jobs, buildApp } from './app.ts'
import { begin } from './begin.ts'
import type { Config } from './config.ts'
import { connect } from './db/database.ts'
import type { Deps } from './deps.ts'
import { end } from './end.ts'
import { makeQueue } from './jobs/queue.ts'
import { readinessOf } from './readiness.ts'
import { boltLogger } from './slack/bolt-logger.ts'
import { PATIENCE, webClient } from './slack/clients.ts'
import { entranceOf } from './slack/entrance.ts'
import { listen, openDoor } from './slack/http.ts'
import { makeIdentity } from './slack/identity.ts'
import { type Entrance, type InFlight, makeInFlight } from './slack/receiver.ts'

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
  /** Resolves when database, queue and Slack have answered and work has begun; rejects when that can never be. */
  ready: Promise<void>
  deps: Deps
  /** Takes nothing new, ends what has begun, lets go of everything: within 9 seconds. */
  stop: () => Promise<void>
}

/** What a running app is made of. */
export interface Parts {
  deps: Deps
  /** The same for who waits at Slack: what takes longer than a person's patience fails. */
  quick: Deps
  entrance: Entrance
  inFlight: InFlight
  identity: ReturnType<typeof makeIdentity>
  background: boolean
  /** Stops the bells; resolves when none is ringing. */
  stopBells: () => Promise<void>
}

/** Starts the app. The port answers at once; the rest waits for the database and for Slack as long as it takes. */
export async function run(outside: Outside): Promise<Running> {
  const parts = partsOf(outside)
  const { config, logger, realNow } = outside
  await buildApp(parts.entrance.receivers, parts.inFlight, parts.identity, parts.quick)
  const { events } = parts.entrance
  const server = openDoor({ ...(events && { events }), realNow, notReady: readinessOf(parts) })
  const port = await listen(server, config.PORT, config.HOST)
  logger.info({ port }, 'listening')
  const stopping = new AbortController()
  const ready = begin(parts, stopping.signal)
  ready.catch(() => undefined)
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopping.abort()
    return (stopped ??= end(parts, server))
  }
  return { port, ready, deps: parts.deps, stop }
}

function partsOf({ config, databaseUrl, logger, now, realNow, background = true }: Outside): Parts {
  const slack = webClient(config, { logger: boltLogger(logger) })
  const quickSlack = webClient(config, { logger: boltLogger(logger), timeout: PATIENCE })
  const queue = makeQueue(databaseUrl, jobs, logger)
  const deps: Deps = {
    config,
    db: connect(databaseUrl),
    logger,
    now,
    realNow,
    queue,
    slack,
    plainForms: new Map(),
  }
  return {
    deps,
    quick: { ...deps, db: connect(databaseUrl, { statementTimeout: PATIENCE }) },
    entrance: entranceOf(config, logger),
    inFlight: makeInFlight(),
    identity: makeIdentity(quickSlack),
    background,
    stopBells: async () => {},
  }
}
