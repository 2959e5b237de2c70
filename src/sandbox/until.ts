import { once } from 'node:events'
import type { World } from './world.ts'

/** Things outside this Slack, such as the app's database, ring no bell; looked at this often, in milliseconds. */
const LOOK_EVERY = 20

/** Waits for something to be there; throws when it is still missing after `ms` milliseconds. */
export async function until<T>(
  world: World,
  look: () => T | Promise<T>,
  ms = 3_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + ms
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() >= end) throw new Error(`Not within ${ms} ms: ${look.toString().slice(0, 200)}`)
    await once(world.bell, 'change', { signal: AbortSignal.timeout(LOOK_EVERY) }).catch(() => undefined)
  }
}
