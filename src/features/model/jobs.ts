import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import { fitGammaGamma } from '../../care/gamma-gamma.ts'
import { fitMbgNbd } from '../../care/mbg-nbd.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { inTurns } from '../../jobs/turns.ts'
import type { Workspace } from '../../slack/ask.ts'
import { orderSample, type Span } from '../order-histories/queries.ts'
import { workspaceById } from '../people/queries.ts'
import { keepFit, type ModelFit, newestFit, takeModelsDue } from './queries.ts'

/** Once a week each workspace's model is fitted anew. */
export const watchModels: Bell = {
  name: 'model.watch',
  async ring({ db, queue, now }) {
    await db.transaction().execute(async (trx) => {
      for (const { id } of await takeModelsDue(trx, now()))
        await queue.send(trx, 'model.fit', { workspace: id })
    })
  },
}

/** Fits the model to a workspace's orders and keeps what came of it. */
export const fitModel = job({
  name: 'model.fit',
  data: z.object({ workspace: z.number().transform((id) => id as WorkspaceId) }),
  async run({ db, now }, { workspace: id }) {
    await fitAnew(db, await workspaceById(db, id), now())
  },
})

/** The model to read by, whatever came of its fit; fitted first where none is. */
export async function modelOf(db: Db, workspace: Workspace, now: Date): Promise<ModelFit> {
  return (await newestFit(db, workspace.id)) ?? fitAnew(db, workspace, now)
}

async function fitAnew(db: Db, workspace: Workspace, now: Date): Promise<ModelFit> {
  const fit = await fitted(db, { workspace, asOf: dayIn(workspace.zone, now) })
  await keepFit(db, workspace.id, fit, now)
  return fit
}

/** What the orders of a span say; seconds for 100 000 buyers, in which others have their turn. */
export async function fitted(db: Db, span: Span): Promise<ModelFit> {
  const { histories, spends } = await orderSample(db, span)
  const orders = await inTurns(fitMbgNbd(histories))
  const spend = await inTurns(fitGammaGamma(spends))
  return { asOf: span.asOf, currency: span.workspace.currency, orders, spend }
}
