import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { forgetRequests } from '../../slack/once.ts'
import { peoplePages } from '../../slack/people.ts'
import { personOf } from './forms.ts'
import { keepPeople, settleZone, takeStaleWorkspaces } from './queries.ts'

/** Reads everybody from Slack, zones and locales with them. Returns how many people there are. */
export async function syncMembers({ db, slack, now, queue }: Deps, workspace: WorkspaceId): Promise<number> {
  let count = 0
  for await (const page of peoplePages(slack)) {
    const people = page.map((user) => personOf(user, now())).filter((person) => person !== undefined)
    await keepPeople(db, workspace, people)
    count += people.length
  }
  await db.transaction().execute(async (trx) => {
    if (!(await settleZone(trx, workspace))) return
    // Clocks count days in the workspace’s zone (care-rules §5.3).
    await queue.open()
    await queue.send(trx, 'complaints.retime', { workspace })
  })
  return count
}

export const syncPeople = job({
  name: 'people.sync',
  data: z.object({ workspace: z.number().transform((id) => id as WorkspaceId) }),
  async run(deps, { workspace }) {
    await forgetRequests(deps.db, workspace, deps.now())
    await syncMembers(deps, workspace)
  },
})

/** Once a day everybody is read anew, in case an event was missed, and old requests are forgotten. */
export const watchPeople: Bell = {
  name: 'people.watch',
  async ring({ db, queue, now }) {
    await db.transaction().execute(async (trx) => {
      for (const { id } of await takeStaleWorkspaces(trx, now()))
        await queue.send(trx, 'people.sync', { workspace: id })
    })
  },
}
