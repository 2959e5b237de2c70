import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { job } from '../../jobs/job.ts'
import { Later } from '../../jobs/queue.ts'
import { workspaceById } from '../people/queries.ts'
import { markForPlanning, restate } from '../statistics/queries.ts'
import { isPlanningLeft, planDuties } from './queries.ts'

const workspace = z.number().transform((id) => id as WorkspaceId)

/** Something happened to accounts: those named are restated and planned, without any all that are marked are planned. */
export const plan = job({
  name: 'cadence.plan',
  data: z.object({ workspace, accounts: z.array(z.number()).optional() }),
  async run(deps, { workspace: id, accounts }) {
    const { db, now, queue } = deps
    const workspace = await workspaceById(db, id)
    if (accounts) await restate(db, workspace, accounts)
    await planDuties(db, workspace, now(), accounts, {
      told: (trx, changed) => queue.send(trx, 'digest.follow', { workspace: id, accounts: changed }),
    })
    if (accounts) return
    await waitForOthers(deps, id)
    // Much of an import may have been bought since the cuts were made.
    await queue.send(db, 'scores.renew', { workspace: id })
  },
})

/** Settings or currency changed: what follows from them is worked out anew for every account. */
export const replan = job({
  name: 'cadence.replan',
  data: z.object({ workspace }),
  async run(deps, { workspace: id }) {
    const { db, queue } = deps
    const workspace = await workspaceById(db, id)
    await restate(db, workspace, 'all')
    await markForPlanning(db, id, 'all')
    await queue.send(db, 'cadence.plan', { workspace: id })
    await queue.send(db, 'model.fit', { workspace: id })
  },
})

/** Accounts that somebody held are planned a second later. */
async function waitForOthers({ db, realNow }: Deps, workspace: WorkspaceId): Promise<void> {
  if (await isPlanningLeft(db, workspace)) throw new Later(new Date(realNow().getTime() + 1000))
}
