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
  /** Starts the app with its clock beginning at an instant. */
  launch: (at: Date) => AppProcess
  /** It answers at this address. */
  arrived: (url: string) => Promise<void>
}

/**
 * How somebody travels: the app ends and starts again at a later hour, and the mornings between come to everybody at
 * their own. A journey that failed is made to its end by the next one.
 */
export function traveller(demo: Demo, first: AppProcess): (leap: Leap, person: string) => Promise<void> {
  let app = first
  let unfinished: Date | undefined
  return async (leap, person) => {
    const to = unfinished ?? (await destination(demo.deps, leap, person))
    unfinished = to
    app = await restarted(demo, app, to)
    await demo.arrived(await app.ready)
    unfinished = undefined
  }
}

const destination = async (deps: Deps, leap: Leap, person: string): Promise<Date> =>
  leap === 'hour' ? new Date(deps.now().getTime() + AN_HOUR) : nextMorningOf(deps, person)

/** The next app comes up while the one before ends what it has begun, and begins to work when the time between is over. */
async function restarted({ deps, clock, launch }: Demo, before: AppProcess, to: Date): Promise<AppProcess> {
  const arrival = new Date(Math.max(to.getTime(), clock.now().getTime()) + A_MOMENT)
  return holdingMigrations(deps.db, async () => {
    const next = launch(arrival)
    try {
      await before.stop()
      await letMorningsPass(deps, clock, to)
    } catch (error) {
      await next.stop()
      throw error
    }
    clock.set(arrival)
    return next
  })
}
