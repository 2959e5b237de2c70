import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { workspaceById } from '../people/queries.ts'
import { restate, takeOutdatedWorkspaces } from './queries.ts'

/** After an update that defines the figures anew: every workspace's are worked out once more. */
export const watchFigures: Bell = {
  name: 'statistics.watch',
  async ring({ db, queue }) {
    await db.transaction().execute(async (trx) => {
      for (const { id } of await takeOutdatedWorkspaces(trx))
        await queue.send(trx, 'statistics.restate', { workspace: id })
    })
  },
}

/** The figures of every account, from its orders and interactions; what follows from them is planned. */
export const restateAll = job({
  name: 'statistics.restate',
  data: z.object({ workspace: z.number().transform((id) => id as WorkspaceId) }),
  async run({ db, queue }, { workspace: id }) {
    await restate(db, await workspaceById(db, id), 'all')
    await queue.send(db, 'cadence.plan', { workspace: id })
    await queue.send(db, 'model.fit', { workspace: id })
  },
})
