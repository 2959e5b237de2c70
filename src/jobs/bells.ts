import { schedule } from 'node-cron'
import type { Deps } from '../deps.ts'
import type { Bell } from './job.ts'

/**
 * Rings every bell at once, and then each minute of real time. Cron only rings: what is due is a matter of data,
 * so a bell that was missed, or rung by two replicas, changes nothing.
 * Returns how to stop; it resolves when no bell is ringing.
 */
export function ringBells(deps: Deps, bells: readonly Bell[]): () => Promise<void> {
  let ringing: Promise<unknown> = ringAll(deps, bells)
  const ring = (): Promise<unknown> => (ringing = ringing.then(() => ringAll(deps, bells)))
  const task = schedule('* * * * *', ring, { timezone: 'UTC', noOverlap: true })
  return async () => {
    await task.stop()
    await ringing
  }
}

/** One round, as each minute brings it; a bell that fails is told to the log and hinders no other. */
export async function ringAll(deps: Deps, bells: readonly Bell[]): Promise<void> {
  for (const bell of bells) {
    await bell
      .ring(deps)
      .catch((error: unknown) => deps.logger.error({ err: error, bell: bell.name }, 'bell'))
  }
}
