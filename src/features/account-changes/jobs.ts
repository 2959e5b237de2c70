import { WebAPIRateLimitedError } from '@slack/web-api'
import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { job } from '../../jobs/job.ts'
import { Later } from '../../jobs/queue.ts'
import { wordsFor } from '../../words/words.ts'
import { outlookOf } from '../outlook/queries.ts'
import { outlookLines } from '../outlook/views.ts'
import { workspaceById } from '../people/queries.ts'
import { handover } from './queries.ts'
import { handoverMessage } from './views.ts'

/** Tells the new owner of a customer; a second try could be a second message, so there is none unless Slack said no. */
export const tellOwner = job({
  name: 'account-changes.tell',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    change: z.number(),
  }),
  retries: 0,
  async run(deps, { workspace: id, change }) {
    const workspace = await workspaceById(deps.db, id)
    const given = await handover(deps.db, id, change)
    if (!given) return
    const words = wordsFor(given.locale)
    const today = dayIn(given.zone, deps.now())
    const outlook = await outlookOf(deps.db, workspace, given, today)
    await post(deps, given.ownerId, handoverMessage(words, given, outlookLines(words, outlook, today)))
  },
})

async function post(
  { slack, realNow }: Deps,
  channel: string,
  message: ReturnType<typeof handoverMessage>,
): Promise<void> {
  try {
    await slack.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false })
  } catch (error) {
    if (!(error instanceof WebAPIRateLimitedError)) throw error
    throw new Later(new Date(realNow().getTime() + error.retryAfter * 1000))
  }
}
