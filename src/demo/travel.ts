import { holdingMigrations } from '../db/migrate.ts'
import type { Deps } from '../deps.ts'
import type { Leap } from '../sandbox/screen.ts'
import type { AppProcess } from './app.ts'
import type { Clock } from './clock.ts'
import { letMorningsPass, nextMorningOf } from './days.ts'

const AN_HOUR = 3_600_000
/** The app starts so long after the instant that is meant, in milliseconds, that it lies behind it. */
const A_MOMENT = 1000

export interface Demo {
  deps: Deps
  clock: Clock
  /** Loads an app, for the next journey. */
  load: () => AppProcess
  /** Lets it begin, with its clock at an instant. */
  begin: (app: AppProcess, at: Date) => void
  /** It answers at this address. */
  arrived: (url: string) => Promise<void>
}

/**
 * How somebody travels: the app ends and starts again at a later hour, and the mornings between come to everybody at
 * their own. A journey that failed is made to its end by the next one.
 */
export function traveller(demo: Demo, first: AppProcess): (leap: Leap, person: string) => Promise<void> {
  let app = first
  let next = demo.load()
  let unfinished: Date | undefined
  return async (leap, person) => {
    const to = unfinished ?? (await destination(demo.deps, leap, person))
    unfinished = to
    try {
      await restarted(demo, app, next, to)
      await demo.arrived(await next.ready)
      app = next
      unfinished = undefined
    } catch (error) {
      await next.stop()
      throw error
    } finally {
      next = demo.load()
    }
  }
}

const destination = async (deps: Deps, leap: Leap, person: string): Promise<Date> =>
  leap === 'hour' ? new Date(deps.now().getTime() + AN_HOUR) : nextMorningOf(deps, person)

/** The next app comes up while the one before ends what it has begun, and begins to work when the time between is over. */
async function restarted(demo: Demo, before: AppProcess, next: AppProcess, to: Date): Promise<void> {
  const { deps, clock, begin } = demo
  const arrival = new Date(Math.max(to.getTime(), clock.now().getTime()) + A_MOMENT)
  await holdingMigrations(deps.db, async () => {
    begin(next, arrival)
    await before.stop()
    await letMorningsPass(deps, clock, to)
    clock.set(arrival)
  })
}
