import { sql } from 'kysely'
import { approversAmong } from '../../care/approval.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { activeMembers } from '../team/queries.ts'

const duties = (db: Db, workspace: WorkspaceId) =>
  db
    .selectFrom('complaintDuty')
    .leftJoin('member as who', (join) =>
      join.onRef('who.workspaceId', '=', 'complaintDuty.workspaceId').onRef('who.id', '=', 'whoId'),
    )
    .leftJoin('member as doer', (join) =>
      join.onRef('doer.workspaceId', '=', 'complaintDuty.workspaceId').onRef('doer.id', '=', 'doneBy'),
    )
    .leftJoin('member as approver', (join) =>
      join
        .onRef('approver.workspaceId', '=', 'complaintDuty.workspaceId')
        .onRef('approver.id', '=', 'approverId'),
    )
    .select(['complaintDuty.id', 'complaintId', 'round', 'duty', 'words', 'doneAt', 'doneBy'])
    .select(['doer.name as doer', 'whoId', 'who.name as who', 'byOn', 'remedy', 'amount', 'currency'])
    .select([
      'approval',
      'approverId',
      'approver.name as approver',
      'approvedAt',
      'approvalWords',
      'replacedAt',
    ])
    .where('complaintDuty.workspaceId', '=', workspace)

export type DoneDuty = Awaited<ReturnType<typeof dutiesOf>>[number]

/** What was done in a round, in order; a compensation that was not approved stands before the next one. */
export function dutiesOf(
  db: Db,
  { workspace, id, round }: { workspace: WorkspaceId; id: number; round: number },
) {
  return duties(db, workspace)
    .where('complaintId', '=', id)
    .where('round', '=', round)
    .where('replacedAt', 'is', null)
    .orderBy(sql`array_position(array['apologise', 'explain', 'act', 'compensate'], duty)`)
    .orderBy('complaintDuty.id')
    .execute()
}

/** Every compensation of a complaint that a manager was asked about. */
export function compensationsOf(db: Db, workspace: WorkspaceId, complaintId: number) {
  return duties(db, workspace)
    .where('complaintId', '=', complaintId)
    .where('approval', 'is not', null)
    .orderBy('complaintDuty.id')
    .execute()
}

export function compensationById(db: Db, workspace: WorkspaceId, id: number) {
  return duties(db, workspace)
    .where('complaintDuty.id', '=', id)
    .where('approval', 'is not', null)
    .executeTakeFirst()
}

/** Who is asked about a compensation above the limit (care-rules §5.1). */
export async function approversOf(
  db: Db,
  workspace: WorkspaceId,
  offer: { ownerTeamId: number | null; doneBy: string },
) {
  const people = await activeMembers(db, workspace)
  return approversAmong(people, offer).map(({ id, name }) => ({ id, name }))
}
