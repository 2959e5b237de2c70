import { z } from 'zod'
import { job } from '../../jobs/job.ts'

/** Rows of the morning messages follow what happened to an account. */
export const refresh = job({
  name: 'digest.refresh',
  data: z.object({ workspace: z.number(), account: z.number() }),
  run: async () => {},
})
