import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { clocksOf } from '../complaint-parts/queries.ts'
import { waitsOf } from '../complaints/queries.ts'

export type History = Awaited<ReturnType<typeof historyOf>>

/** Everything that is written down of a complaint, of all its rounds, each part in its order. */
export async function historyOf(db: Db, workspace: WorkspaceId, id: number) {
  return {
    events: await eventsOf(db, workspace, id),
    told: await toldOf(db, workspace, id),
    duties: await dutiesOf(db, workspace, id),
    solutions: await solutionsOf(db, workspace, id),
    said: await saidOf(db, workspace, id),
    clocks: await clocksOf(db, workspace, id),
    waits: await waitsOf(db, workspace, id),
    names: await namesOf(db, workspace, id),
  }
}

function eventsOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintEvent')
    .select(['id', 'act', 'round', 'memberId', 'detail', 'happenedAt as at'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('id')
    .execute()
}

/** Who was told of a clock, and when. */
function toldOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintNudge')
    .select(['id', 'clock', 'round', 'kind', 'memberId', 'toldAt as at'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('id')
    .execute()
}

function dutiesOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintDuty')
    .select(['duty', 'round', 'words', 'whoId', 'byOn', 'remedy', 'amount', 'currency', 'doneAt', 'doneBy'])
    .select(['approval', 'approverId', 'approvedAt', 'approvalWords'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('id')
    .execute()
}

function solutionsOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintSolution')
    .select(['round', 'words', 'byOn', 'givenAt', 'givenBy'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('round')
    .execute()
}

function saidOf(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('complaintVerdict')
    .select(['round', 'kind', 'solved', 'satisfaction', 'words', 'saidAt', 'recordedBy'])
    .where('workspaceId', '=', workspace)
    .where('complaintId', '=', id)
    .orderBy('id')
    .execute()
}

/** What everybody is called who stands in it, by id. */
async function namesOf(db: Db, workspace: WorkspaceId, id: number): Promise<Map<string, string>> {
  const own = sql`workspace_id = ${workspace} and complaint_id = ${id}`
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from member where workspace_id = ${workspace} and id in (
      select member_id from complaint_event where ${own}
      union select detail ->> 'to' from complaint_event where ${own}
      union select member_id from complaint_nudge where ${own}
      union select unnest(array[who_id, done_by, approver_id]) from complaint_duty where ${own}
      union select given_by from complaint_solution where ${own}
      union select recorded_by from complaint_verdict where ${own}
      union select met_by from complaint_clock where ${own}
      union select unnest(array[opened_by, closed_by, drafted_by, reviewed_by]) from complaint
        where workspace_id = ${workspace} and complaint.id = ${id})`.execute(db)
  return new Map(rows.map(({ id: member, name }) => [member, name]))
}
