import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** One round of a complaint. */
export interface Round {
  workspace: WorkspaceId
  id: number
  round: number
}

/** The clocks of all rounds, in the order in which they began. */
export function clocksOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintClock')
    .select(['clock', 'round', 'startedAt', 'dueAt', 'warnAt', 'metAt', 'metBy', 'breachedAt', 'voidAt'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('round')
    .orderBy('startedAt')
    .orderBy(sql`array_position(array['respond', 'contact', 'solution', 'follow-up', 'review'], clock)`)
    .execute()
}

/** What the customer was given in a round. */
export function solutionOf(db: Db, { workspace, id, round }: Round) {
  return db
    .selectFrom('complaintSolution')
    .select(['words', 'byOn', 'givenAt', 'givenBy'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .where('round', '=', round)
    .executeTakeFirst()
}

/** What the customer said in each round, and the attempts to hear it. */
export function verdictsOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintVerdict')
    .select(['id', 'round', 'kind', 'solved', 'satisfaction', 'satisfied', 'words', 'saidAt', 'saidOn'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('saidAt')
    .orderBy('id')
    .execute()
}
