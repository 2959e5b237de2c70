import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { tell } from '../../jobs/tell.ts'
import { verbatim } from '../../slack/text.ts'
import { wordsFor } from '../../words/words.ts'
import { memberCard } from '../team/queries.ts'
import { customerCount, takeAdminsToIntroduce, takeOwnersToWelcome } from './queries.ts'
import { adminsWelcome, ownersWelcome } from './views.ts'

/** Who has not been welcomed yet; marked and sent for in one transaction, so that each is welcomed once. */
export const lookForNewcomers: Bell = {
  name: 'welcome.look',
  async ring({ db, queue, now }) {
    await db.transaction().execute(async (trx) => {
      for (const { workspaceId, id } of await takeOwnersToWelcome(trx, now()))
        await queue.send(trx, 'welcome.post', { workspace: workspaceId, member: id, as: 'owner' })
      for (const { workspaceId, id } of await takeAdminsToIntroduce(trx, now()))
        await queue.send(trx, 'welcome.post', { workspace: workspaceId, member: id, as: 'admin' })
    })
  },
}

/** One welcome. */
export const postWelcome = job({
  name: 'welcome.post',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    member: z.string(),
    as: z.enum(['owner', 'admin']),
  }),
  async run(deps, { workspace, member, as }) {
    const newcomer = await memberCard(deps.db, workspace, member)
    if (!newcomer?.active) return
    const { hour, locale } = newcomer
    const words = wordsFor(locale)
    const name = verbatim(newcomer.name)
    const count = await customerCount(deps.db, workspace, member)
    const text = as === 'owner' ? ownersWelcome(words, { name, hour, count }) : adminsWelcome(words, { name })
    await tell(deps, member, { text })
  },
})
