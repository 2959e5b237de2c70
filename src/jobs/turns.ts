import { setImmediate } from 'node:timers/promises'

/** Drives long reckoning to its end, and lets everything else have its turn at each of its pauses. */
export async function inTurns<T>(work: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await setImmediate()
  }
}
