import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { WorkspaceId } from '../db/schema.ts'

/** Claims a request; false when it was claimed before. In a transaction the claim stands only if that commits. */
export async function claim(db: Db, workspace: WorkspaceId, key: string, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('slackRequest')
    .values({ workspaceId: workspace, key, handledAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Whether a request was done before: it came again. */
export async function wasDone(
  db: Db,
  { workspace, request }: { workspace: { id: WorkspaceId }; request: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('slackRequest')
    .select('key')
    .where('workspaceId', '=', workspace.id)
    .where('key', '=', request)
    .executeTakeFirst()
  return found !== undefined
}

/** Gives a claim back, so that Slack's next try is taken. */
export async function release(db: Db, workspace: WorkspaceId, key: string): Promise<void> {
  await db.deleteFrom('slackRequest').where('workspaceId', '=', workspace).where('key', '=', key).execute()
}

/**
 * Runs `work` in one transaction that also claims the request.
 * Undefined when the same request was done before: then nothing runs.
 */
export async function once<T>(
  db: Db,
  { workspace, request, now }: { workspace: { id: WorkspaceId }; request: string; now: Date },
  work: (trx: Db) => Promise<T>,
): Promise<T | undefined> {
  return db.transaction().execute(async (trx) => {
    if (!(await claim(trx, workspace.id, request, now))) return undefined
    return work(trx)
  })
}

/** Forgets requests older than a day: Slack repeats none for that long. */
export async function forgetRequests(db: Db, workspace: WorkspaceId, now: Date): Promise<void> {
  await db
    .deleteFrom('slackRequest')
    .where('workspaceId', '=', workspace)
    .where('handledAt', '<', sql<Date>`${now}::timestamptz - interval '1 day'`)
    .execute()
}
