import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { bells } from './app.ts'
import { databaseTrouble } from './db/database.ts'
import { migrate, MigrationFailed } from './db/migrate.ts'
import { resume } from './features/delivery/queries.ts'
import { ensureWorkspace } from './features/people/queries.ts'
import { ringBells } from './jobs/bells.ts'
import type { Parts } from './run.ts'
import { botTrouble } from './slack/trouble.ts'

/** Waits for the database, the queue and Slack, as long as it takes, then begins to work. */
export async function begin(parts: Parts, signal: AbortSignal): Promise<void> {
  const { deps, entrance, background } = parts
  const { logger, queue } = deps
  // Slack is asked meanwhile; what fails is asked again below.
  parts.identity().catch(() => undefined)
  await until('the database', () => migrate(deps.db), databaseTrouble, logger, signal)
  await until('the queue', () => queue.open(), databaseTrouble, logger, signal)
  await until('Slack', () => knowWorkspace(parts), botTrouble, logger, signal)
  const opened = entrance.open()
  if (background) {
    await queue.work(deps)
    signal.throwIfAborted()
    parts.stopBells = ringBells(deps, bells)
  }
  await opened
  logger.info('ready')
}

/** The workspace is known before anything is sent or due; our token is good, whatever it was before. */
async function knowWorkspace({ deps: { db, now }, identity }: Parts): Promise<void> {
  const { teamId, teamName } = await identity()
  const { id } = await ensureWorkspace(db, teamId, teamName, now())
  await resume(db, id)
}

/** Tries until it works, first after half a second, then up to every 10. */
async function until(
  what: string,
  attempt: () => Promise<unknown>,
  words: (error: unknown) => string,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (let pause = 500; ; pause = Math.min(pause * 2, 10_000)) {
    try {
      await attempt()
      return signal.throwIfAborted()
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof MigrationFailed) throw error
      logger.warn(`waiting for ${what}: it ${words(error)}`)
      await wait(pause, undefined, { signal })
    }
  }
}
