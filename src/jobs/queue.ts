import { setTimeout as wait } from 'node:timers/promises'
import { fromKysely, PgBoss, type JobResult, type SendOptions } from 'pg-boss'
import type { Logger } from 'pino'
import type { Db } from '../db/database.ts'
import type { Deps } from '../deps.ts'
import type { Job } from './job.ts'

/** Jobs on the same PostgreSQL: what is sent in a transaction is done if, and only if, it commits. */
export interface Queue {
  /** `trx` is the transaction the job belongs to. The higher `priority` goes first; `after` is real time. */
  send(trx: Db, name: string, data: object, options?: { priority?: number; after?: Date }): Promise<void>
  /** The same for many jobs of one name, in one statement. */
  sendAll(trx: Db, name: string, jobs: readonly { data: object; priority?: number }[]): Promise<void>
  /** Makes the queues known to PostgreSQL; `send` works from here on. */
  open(): Promise<void>
  /** Begins to work. */
  work(deps: Deps): Promise<void>
  /** Does all that waits, and what follows from it, before it returns: for the operator's commands and the tests. */
  drain(deps: Deps): Promise<void>
  /** Takes no more jobs and waits for those begun, at most `ms`. */
  close(ms: number): Promise<void>
  working(): boolean
}

/** Thrown by a job that has to wait, which is no attempt: it comes back at `until`, in real time. */
export class Later extends Error {
  override name = 'Later'
  readonly until: Date

  constructor(until: Date) {
    super(`not before ${until.toISOString()}`)
    this.until = until
  }
}

/** How often is looked for jobs, in seconds: those that wait for a moment, or for a retry, notify nobody. */
const LOOK = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 }

/** A job as the queue hands it out. */
interface Taken {
  id: string
  data: object
  priority: number
}

/** Seconds without a sign of life after which another worker takes a job over. */
const HEARTBEAT = 10

/** The queue of this process. `logger` hears of what a job throws. */
export function makeQueue(url: string, jobs: readonly Job[], logger: Logger): Queue {
  const boss = new PgBoss({
    connectionString: url,
    max: 4,
    schedule: false,
    superviseIntervalSeconds: HEARTBEAT,
    monitorIntervalSeconds: HEARTBEAT,
    useListenNotify: true,
  })
  boss.on('error', (error) => logger.error({ err: error }, 'queue'))
  let state: 'closed' | 'open' | 'working' = 'closed'

  const attempt = (deps: Deps, job: Job, { data, priority }: Taken): Promise<void> =>
    job.run(deps, data).catch(async (error: unknown) => {
      if (!(error instanceof Later)) throw error
      await boss.send(job.name, data, { priority, startAfter: error.until })
    })

  const settle = async (deps: Deps, job: Job, taken: Taken): Promise<JobResult> => {
    const { id, data } = taken
    try {
      await attempt(deps, job, taken)
      return { id, status: 'completed' }
    } catch (error) {
      logger.error({ err: error, job: job.name, data }, 'a job failed')
      return { id, status: 'failed' }
    }
  }

  const finish = async (deps: Deps, job: Job, taken: Taken): Promise<void> => {
    await attempt(deps, job, taken).catch(async (error: unknown) => {
      await boss.fail(job.name, taken.id)
      throw error
    })
    await boss.complete(job.name, taken.id)
  }

  /** Does as many of a job as begin at once: nobody gives a sign of life for those that would wait. */
  const round = async (deps: Deps, job: Job): Promise<boolean> => {
    const how = { includeMetadata: true, batchSize: job.parallel ?? 1 } as const
    const taken = await boss.fetch<object>(job.name, how)
    await allOf(taken.map((one) => finish(deps, job, one)))
    return taken.length > 0
  }

  return {
    async send(trx, name, data, { priority = 0, after } = {}) {
      const options: SendOptions = { db: fromKysely(trx), priority, ...(after && { startAfter: after }) }
      await boss.send(name, data, options)
    },
    async sendAll(trx, name, items) {
      const rows = items.map(({ data, priority = 0 }) => ({ data, priority }))
      if (rows.length > 0) await boss.insert(name, rows, { db: fromKysely(trx) })
    },
    async open() {
      if (state !== 'closed') return
      await boss.start()
      const known = new Set((await boss.getQueues(jobs.map(({ name }) => name))).map(({ name }) => name))
      for (const job of jobs) if (!known.has(job.name)) await boss.createQueue(job.name, settings(job))
      state = 'open'
    },
    async work(deps) {
      for (const job of jobs) {
        // Each takes the next job when it is done, so that one that waits holds up no other.
        const options = { localConcurrency: job.parallel ?? 1, batchSize: 1, burstWhenReadyExceeds: 1 }
        await boss.work(
          job.name,
          { ...options, ...LOOK, includeMetadata: true, perJobResults: true },
          async (batch: Taken[]) => Promise.all(batch.map((taken) => settle(deps, job, taken))),
        )
      }
      state = 'working'
    },
    async drain(deps) {
      for (let found = true; found;) {
        const waiting = await namesWaiting(boss)
        const rounds = jobs.filter(({ name }) => waiting.has(name)).map((job) => round(deps, job))
        found = (await allOf(rounds)).some((some) => some)
      }
    },
    async close(ms) {
      state = 'closed'
      // Asked to wait itself, pg-boss would look only every half second whether all are done.
      const done = Promise.allSettled(jobs.map(({ name }) => boss.offWork(name))).then(() => true)
      const enough = new AbortController()
      const late = wait(ms, false, { signal: enough.signal })
      const graceful = await Promise.race([done, late]).finally(() => enough.abort())
      await boss.stop({ graceful, timeout: ms })
    },
    working: () => state === 'working',
  }
}

/** Waits for all, whichever of them fail, then fails as the first of these did. */
async function allOf<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work)
  return Promise.all(work)
}

/** Of which names there are jobs: asked with one query, where to look for each would take one a name. */
async function namesWaiting(boss: PgBoss): Promise<Set<string>> {
  const look = `select distinct name from pgboss.job where state < 'active' and not blocked`
  const { rows } = await boss.getDb().executeSql(look)
  return new Set((rows as { name: string }[]).map(({ name }) => name))
}

const settings = ({ retries = 5 }: Job): object => ({
  retryLimit: retries,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  heartbeatSeconds: HEARTBEAT,
  expireInSeconds: 3600,
  deleteAfterSeconds: 86_400,
  notify: true,
})
