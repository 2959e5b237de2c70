import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { workspaceById, workspaces } from '../people/queries.ts'
import { keepRecords } from '../rule-records/queries.ts'
import { ensureWatched, takeUnwatched } from './queries.ts'

/** Looks at every account of a workspace once a day for signs that it may be leaving, and counts how right they were. */
export const watchAccounts = job({
  name: 'warnings.watch',
  data: z.object({ workspace: z.number().transform((id) => id as WorkspaceId) }),
  async run({ db, now }, { workspace: id }) {
    const workspace = await workspaceById(db, id)
    await ensureWatched(db, workspace, now())
    await keepRecords(db, workspace, dayIn(workspace.zone, now()))
  },
})

/** Whose day has begun. */
export const watchDays: Bell = {
  name: 'warnings.day',
  async ring({ db, queue, now }) {
    const known = await workspaces(db)
    await db.transaction().execute(async (trx) => {
      for (const workspace of await takeUnwatched(trx, known, now()))
        await queue.send(trx, 'warnings.watch', { workspace })
    })
  },
}
