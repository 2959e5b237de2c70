import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { takeDue } from '../cuts/queries.ts'
import { workspaceById, workspaces } from '../people/queries.ts'
import { renewAll } from './queries.ts'

/** Cuts the buyers anew and scores everybody; what did not change is not written. */
export const renewScores = job({
  name: 'scores.renew',
  data: z.object({ workspace: z.number().transform((id) => id as WorkspaceId) }),
  async run({ db, now, queue }, { workspace }) {
    await renewAll(db, await workspaceById(db, workspace), now())
    await queue.send(db, 'tier-cards.look', { workspace })
  },
})

/** Whose day is over, or whose buyers became many more. */
export const watchScores: Bell = {
  name: 'scores.watch',
  async ring({ db, queue, now }) {
    const known = await workspaces(db)
    await db.transaction().execute(async (trx) => {
      for (const id of await takeDue(trx, known, now()))
        await queue.send(trx, 'scores.renew', { workspace: id })
    })
  },
}
