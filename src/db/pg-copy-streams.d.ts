/** pg-copy-streams 7 has no types of its own; this is what we use of it. */
declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  /** `copy … from stdin` as a stream to write to. */
  export function from(statement: string): Writable & Submittable
}
