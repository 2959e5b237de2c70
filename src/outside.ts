import type { Logger } from 'pino'
import { jobs } from './app.ts'
import type { Config } from './config.ts'
import { connect } from './db/database.ts'
import type { Deps } from './deps.ts'
import { makeQueue } from './jobs/queue.ts'
import { webClient } from './slack/clients.ts'

/** Who sits at a terminal waits so long for the database, in milliseconds, before a busy machine counts as none. */
const PATIENCE = 10_000

/** What reaches outside for those who work without listening: the operator's commands and the demo's first day. */
export function outside(
  config: Config,
  databaseUrl: string,
  logger: Logger,
  clock: { now: () => Date; realNow: () => Date },
): { deps: Deps; close: () => Promise<void> } {
  // What a connection has read of the tables it knows at the next question.
  const db = connect(databaseUrl, { patience: PATIENCE, idle: 0 })
  const queue = makeQueue(databaseUrl, jobs, logger)
  const slack = webClient(config)
  const deps: Deps = { config, db, logger, queue, slack, plainForms: new Map(), ...clock }
  const close = async (): Promise<void> => {
    await queue.close(2000)
    await db.destroy()
  }
  return { deps, close }
}
