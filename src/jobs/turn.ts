import { setTimeout as wait } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import { type Method, reserveSlot } from '../slack/pace.ts'
import { Later } from './queue.ts'

/** So many milliseconds a job waits where it is for a place to be given: put back it would lose its turn to others. */
const PATIENCE = 5000

/** Waits for a place in a method's pace; in a pause, or where none is given for long, the job comes back then. */
export async function takeTurn({ db, realNow }: Deps, method: Method, perMinute: number): Promise<void> {
  for (;;) {
    const { is, at } = await reserveSlot(db, method, perMinute, realNow())
    const ms = at.getTime() - realNow().getTime()
    if (is === 'paused' || (is === 'full' && ms > PATIENCE)) throw new Later(at)
    await wait(Math.max(0, ms))
    if (is === 'reserved') return
  }
}
