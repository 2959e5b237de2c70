import type { z } from 'zod'
import type { Deps } from '../deps.ts'

/** Work that the queue holds until it is done. */
export interface Job<T extends object = object> {
  /** `<feature>.<verb>`: also the queue's name. */
  name: string
  data: z.ZodType<T>
  /** How many run at once in one process; 1 when absent. */
  parallel?: number
  /** Tries after the first; 5 when absent. */
  retries?: number
  run: (deps: Deps, data: T) => Promise<void>
}

/** What looks, each minute, at what has come due. */
export interface Bell {
  /** `<feature>.<verb>`. */
  name: string
  ring: (deps: Deps) => Promise<void>
}

/** A job as the lists of app.ts hold it: its data checked where it runs. */
export function job<T extends object>(definition: Job<T>): Job {
  return { ...definition, run: (deps, data) => definition.run(deps, definition.data.parse(data)) }
}
