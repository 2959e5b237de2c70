import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { job } from '../../jobs/job.ts'
import { wordsFor } from '../../words/words.ts'
import { reader, workspaceById } from '../people/queries.ts'
import { whatIf } from './queries.ts'
import { whatIfModal } from './views.ts'

/** Works another limit out where that takes longer than somebody can wait, and says it in their modal. */
export const workOut = job({
  name: 'honest-rules.work-out',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    member: z.string(),
    view: z.string(),
    days: z.number(),
  }),
  retries: 1,
  async run({ db, slack, logger, now }, { workspace: id, member, view, days }) {
    const workspace = await workspaceById(db, id)
    const asker = await reader(db, id, member)
    if (!asker?.active || asker.role === 'rep') return
    const today = dayIn(workspace.zone, now())
    const found = await whatIf(db, workspace, asker, { other: days, today })
    const shown = whatIfModal(wordsFor(asker.locale), workspace.settings, { days, found })
    // Whoever closed it meanwhile does not wait for it.
    await slack.views.update({ view_id: view, view: shown }).catch((error: Error) => {
      logger.info({ member, error: error.message }, 'what another limit would have changed was not shown')
    })
  },
})
