import { WebAPIRateLimitedError } from '@slack/web-api'
import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { Later } from '../../jobs/queue.ts'
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

/** One welcome; a second try could be a second message, so there is none unless Slack said no. */
export const postWelcome = job({
  name: 'welcome.post',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    member: z.string(),
    as: z.enum(['owner', 'admin']),
  }),
  retries: 0,
  async run(deps, { workspace, member, as }) {
    const newcomer = await memberCard(deps.db, workspace, member)
    if (!newcomer?.active) return
    const { hour, locale } = newcomer
    const words = wordsFor(locale)
    const name = verbatim(newcomer.name)
    const count = await customerCount(deps.db, workspace, member)
    const text = as === 'owner' ? ownersWelcome(words, { name, hour, count }) : adminsWelcome(words, { name })
    await post(deps, member, text)
  },
})

async function post({ slack, realNow }: Deps, channel: string, text: string): Promise<void> {
  try {
    await slack.chat.postMessage({ channel, text, unfurl_links: false, unfurl_media: false })
  } catch (error) {
    if (!(error instanceof WebAPIRateLimitedError)) throw error
    throw new Later(new Date(realNow().getTime() + error.retryAfter * 1000))
  }
}
