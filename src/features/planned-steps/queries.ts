import type { Day } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Duty, openDuties } from '../follow-ups/queries.ts'

interface Step {
  accountId: number
  repId: string | null
  /** The interaction that it was agreed in. */
  originId: number
  /** The day it was planned on. */
  since: Day
  on: Day
}

/** Plans a step by hand; undefined when there is one for the same interaction already. */
export function planStep(db: Db, workspace: WorkspaceId, step: Step, now: Date) {
  const { on, ...rest } = step
  const days = { idealOn: on, latestOn: on }
  return db
    .insertInto('followUp')
    .values({ workspaceId: workspace, rule: 'manual', ...rest, ...days, openedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'revision'])
    .executeTakeFirst()
}

/** The open step that was agreed in an interaction. */
export async function stepOf(
  db: Db,
  workspace: WorkspaceId,
  accountId: number,
  interactionId: number,
): Promise<Duty | undefined> {
  const open = await openDuties(db, workspace, accountId)
  return open.find(({ rule, originId }) => rule === 'manual' && originId === interactionId)
}

/** A step whose log is gone stays as done as it is: deleting the log that answered it opens nothing. */
export async function detachStep(
  db: Db,
  workspace: WorkspaceId,
  accountId: number,
  loggedBy: number,
): Promise<void> {
  await db
    .updateTable('followUp')
    .set({ interactionId: null })
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .where('rule', '=', 'manual')
    .where('originId', '=', loggedBy)
    .where('closedAt', 'is not', null)
    .execute()
}
