import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { tell } from '../../jobs/tell.ts'
import { wordsFor } from '../../words/words.ts'
import { outlookOf } from '../outlook/queries.ts'
import { outlookLines } from '../outlook/views.ts'
import { workspaceById } from '../people/queries.ts'
import { handover } from './queries.ts'
import { handoverMessage } from './views.ts'

/** Tells the new owner of a customer. */
export const tellOwner = job({
  name: 'account-changes.tell',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    change: z.number(),
  }),
  async run(deps, { workspace: id, change }) {
    const workspace = await workspaceById(deps.db, id)
    const given = await handover(deps.db, id, change)
    if (!given) return
    const words = wordsFor(given.locale)
    const today = dayIn(given.zone, deps.now())
    const outlook = await outlookOf(deps.db, workspace, given, today)
    await tell(deps, given.ownerId, handoverMessage(words, given, outlookLines(words, outlook, today)))
  },
})
