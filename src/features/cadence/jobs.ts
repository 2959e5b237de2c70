import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { workspaceById } from '../people/queries.ts'
import { markForPlanning, restate } from '../statistics/queries.ts'
import { planDuties } from './queries.ts'

const workspace = z.number().transform((id) => id as WorkspaceId)

/** Something happened to accounts: those named are restated and planned, without any all that are marked are planned. */
export const plan = job({
  name: 'cadence.plan',
  data: z.object({ workspace, accounts: z.array(z.number()).optional() }),
  one: ({ workspace }) => String(workspace),
  async run({ db, now }, { workspace: id, accounts }) {
    const workspace = await workspaceById(db, id)
    if (accounts) await restate(db, workspace, accounts)
    await planDuties(db, workspace, now(), accounts)
  },
})

/** Settings or currency changed: what follows from them is worked out anew for every account. */
export const replan = job({
  name: 'cadence.replan',
  data: z.object({ workspace }),
  one: ({ workspace }) => String(workspace),
  async run({ db, now }, { workspace: id }) {
    const workspace = await workspaceById(db, id)
    await restate(db, workspace, 'all')
    await markForPlanning(db, id, 'all')
    await planDuties(db, workspace, now())
  },
})
