import { type Insertable, sql } from 'kysely'
import type { OpenDuty } from '../../care/after-sale.ts'
import type { Db } from '../../db/database.ts'
import type { Schema, WorkspaceId } from '../../db/schema.ts'

export type Duty = Awaited<ReturnType<typeof openDuties>>[number]
export type KnownDuty = NonNullable<Awaited<ReturnType<typeof dutyById>>>

const columns = [
  'followUp.id',
  'followUp.accountId',
  'followUp.repId',
  'followUp.rule',
  'followUp.originId',
  'followUp.complaintId',
  'followUp.needs',
  'followUp.since',
  'followUp.idealOn',
  'followUp.latestOn',
  'followUp.snoozedUntil',
  'followUp.snoozes',
  'followUp.revision',
] as const

const duties = (db: Db, workspace: WorkspaceId) =>
  db.selectFrom('followUp').select(columns).where('followUp.workspaceId', '=', workspace)

/** What is still to be done at an account, the soonest first. */
export function openDuties(db: Db, workspace: WorkspaceId, accountId: number) {
  return duties(db, workspace)
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .orderBy('idealOn')
    .orderBy('latestOn')
    .orderBy('id')
    .execute()
}

/** What an interaction closed. */
export function dutiesClosedBy(db: Db, workspace: WorkspaceId, interactionId: number) {
  return duties(db, workspace)
    .where('interactionId', '=', interactionId)
    .where('closedAt', 'is not', null)
    .orderBy('id')
    .execute()
}

/** One duty, open or closed, with the name of whoever closed it. */
export function dutyById(db: Db, workspace: WorkspaceId, id: number) {
  return duties(db, workspace)
    .leftJoin('member as closer', (join) =>
      join
        .onRef('closer.workspaceId', '=', 'followUp.workspaceId')
        .onRef('closer.id', '=', 'followUp.closedBy'),
    )
    .select(['followUp.closedAt', 'followUp.closedHow', 'followUp.closedBy', 'closer.name as closer'])
    .where('followUp.id', '=', id)
    .executeTakeFirst()
}

/** The duty as the rules read it. */
export const asOpen = (duty: Duty): OpenDuty & { id: number } => ({
  id: duty.id,
  rule: duty.rule,
  originId: duty.originId,
  since: duty.since,
  ideal: duty.idealOn,
  needs: duty.needs,
})

type FollowUp = Schema['followUp']

export interface Closing {
  closedAt: Date
  closedBy: string | null
  closedHow: NonNullable<FollowUp['closedHow']>
  interactionId?: number | null
}

/** Closes those of the duties that are still open; returns them as they are now. */
export function closeDuties(db: Db, workspace: WorkspaceId, ids: readonly number[], closing: Closing) {
  return db
    .updateTable('followUp')
    .set({ ...closing, revision: sql`revision + 1` })
    .where('workspaceId', '=', workspace)
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .where('closedAt', 'is', null)
    .returning(['id', 'rule', 'revision'])
    .execute()
}

/** Opens a closed duty again; one of the same cause that was opened meanwhile gives way. */
export async function reopenDuty(
  db: Db,
  workspace: WorkspaceId,
  duty: Pick<Duty, 'id' | 'accountId' | 'rule' | 'originId'>,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  await db
    .updateTable('followUp')
    .set({ closedAt: now, closedBy: by, closedHow: 'withdrawn', revision: sql`revision + 1` })
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', duty.accountId)
    .where('rule', '=', duty.rule)
    .where('originId', '=', duty.originId)
    .where('closedAt', 'is', null)
    .execute()
  await db
    .updateTable('followUp')
    .set({ closedAt: null, closedBy: null, closedHow: null, interactionId: null })
    .set({ revision: sql`revision + 1` })
    .where('workspaceId', '=', workspace)
    .where('id', '=', duty.id)
    .execute()
}

/** Says that another interaction answered these closed duties. */
export async function reassignDuties(
  db: Db,
  workspace: WorkspaceId,
  ids: readonly number[],
  interactionId: number,
): Promise<void> {
  await db
    .updateTable('followUp')
    .set({ interactionId })
    .where('workspaceId', '=', workspace)
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .execute()
}

/** What a duty must still be like for somebody's change to hold: nobody else was there meanwhile. */
export type Seen = Pick<Duty, 'id' | 'revision'>
/** What a rep may change of an open duty. */
export type Change = Partial<
  Pick<Insertable<FollowUp>, 'repId' | 'snoozedUntil' | 'snoozes' | 'idealOn' | 'latestOn'>
>

/** Changes an open duty that nobody changed since it was seen; returns it as it is now, or nothing. */
export function changeDuty(db: Db, workspace: WorkspaceId, seen: Seen, change: Change) {
  return db
    .updateTable('followUp')
    .set({ ...change, revision: sql`revision + 1` })
    .where('workspaceId', '=', workspace)
    .where('id', '=', seen.id)
    .where('revision', '=', seen.revision)
    .where('closedAt', 'is', null)
    .returning(['id', 'accountId', 'repId', 'rule', 'snoozes', 'snoozedUntil', 'revision'])
    .executeTakeFirst()
}
