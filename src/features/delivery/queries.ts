import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** Of which attempt at a morning something is said: an older one has nothing to say any more. */
export interface Attempt {
  workspace: WorkspaceId
  id: number
  attempt: number
}

const attempted = (db: Db, { workspace, id, attempt }: Attempt) =>
  db
    .updateTable('morning')
    .where('workspaceId', '=', workspace)
    .where('id', '=', id)
    .where('attempt', '=', attempt)

/** Begins the next attempt; false when somebody else did, or it is over. `now` is real time, as in all that follows. */
export async function beginAttempt(db: Db, before: Attempt, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await attempted(db, before)
    .set({ state: 'sending', attempt: before.attempt + 1, sendingAt: now, why: null })
    .where('state', 'in', ['queued', 'sending'])
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** The attempt did nothing at Slack and counts for none. */
export async function takeBackAttempt(db: Db, attempt: Attempt): Promise<void> {
  await attempted(db, attempt)
    .set({ state: 'queued', attempt: attempt.attempt - 1, sendingAt: null })
    .where('state', '=', 'sending')
    .execute()
}

/** The attempt is over and nobody knows what it did: Slack's history is asked from `now` on. */
export async function leaveUnclear(db: Db, attempt: Attempt, now: Date): Promise<void> {
  await attempted(db, attempt)
    .set({ sendingAt: now, why: 'unclear' })
    .where('state', '=', 'sending')
    .execute()
}

/** The message stands at Slack; the member's channel is kept, so that the next one goes straight there. */
export async function markSent(
  db: Db,
  attempt: Attempt,
  { memberId, channel, ts, shown }: { memberId: string; channel: string; ts: string; shown: string | null },
  now: Date,
): Promise<void> {
  await attempted(db, attempt)
    .set({ state: 'sent', channel, ts, shown, sentAt: now, why: null })
    .where('state', '=', 'sending')
    .execute()
  await keepChannel(db, attempt.workspace, memberId, channel)
}

/** Nothing more is done about this morning. */
export async function endMorning(
  db: Db,
  attempt: Attempt,
  state: 'skipped' | 'unknown',
  why: string,
): Promise<void> {
  await attempted(db, attempt).set({ state, why }).where('state', 'in', ['queued', 'sending']).execute()
}

/** The direct channel with a member; null when it is no longer good. */
export async function keepChannel(
  db: Db,
  workspace: WorkspaceId,
  memberId: string,
  channel: string | null,
): Promise<void> {
  await db
    .updateTable('member')
    .set({ channel })
    .where('workspaceId', '=', workspace)
    .where('id', '=', memberId)
    .where(sql<boolean>`channel is distinct from ${channel}::text`)
    .execute()
}

/** No call is made for this workspace any more; true for the one who noticed first. */
export async function suspend(db: Db, workspace: WorkspaceId, why: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('workspace')
    .set({ suspendedAt: now, suspendedWhy: why })
    .where('id', '=', workspace)
    .where('suspendedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Our token is good again. */
export async function resume(db: Db, workspace: WorkspaceId): Promise<void> {
  await db
    .updateTable('workspace')
    .set({ suspendedAt: null, suspendedWhy: null })
    .where('id', '=', workspace)
    .where('suspendedAt', 'is not', null)
    .execute()
}

export async function isSuspended(db: Db, workspace: WorkspaceId): Promise<boolean> {
  const row = await db
    .selectFrom('workspace')
    .select('id')
    .where('id', '=', workspace)
    .where('suspendedAt', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}
