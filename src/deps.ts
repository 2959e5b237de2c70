import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Db } from './db/database.ts'
import type { WorkspaceId } from './db/schema.ts'
import type { Queue } from './jobs/queue.ts'

/** All that reaches outside the process. Made once in main.ts and cli.ts, and anew in each test. */
export interface Deps {
  config: Config
  db: Db
  logger: Logger
  /** The product's clock: what is due goes by it. */
  now: () => Date
  /** The machine's clock: leases, retries and the pace of posting go by it. */
  realNow: () => Date
  queue: Queue
  /** Posts of our own accord: never retried by the client, at most 10 seconds. */
  slack: WebClient
  /** What workspaces whose Slack refuses charts take in their place; known until the process ends. */
  plainForms: Map<WorkspaceId, 'table' | 'text'>
}
