import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { WorkspaceId } from '../db/schema.ts'

/** A fifth of a minute's calls may come ahead of their time, so that what one person does shows at once. */
const AHEAD = 5

/** No place further ahead than this is given, milliseconds: whoever comes later may have more reason to go first. */
const HORIZON = 5000
const SECOND = 1000

export interface Method {
  workspace: WorkspaceId
  /** Slack's, `chat.postMessage`. */
  method: string
}

/** When a call may be made; where no place is given, the first moment at which one may be, and why. */
export interface Slot {
  is: 'reserved' | 'full' | 'paused'
  at: Date
}

/**
 * Reserves the next place in a method's pace, one after another for however many processes ask at once; a few follow
 * each other directly, and no minute has more than `perMinute`. During a pause none is given: all who wait come back at
 * its end, and the most urgent goes first.
 */
export async function reserveSlot(
  db: Db,
  { workspace, method }: Method,
  perMinute: number,
  now: Date,
): Promise<Slot> {
  const few = Math.floor(perMinute / AHEAD)
  const step = 60 / (perMinute - few)
  const ahead = sql`make_interval(secs => ${few * step}::float8)`
  const one = sql`make_interval(secs => ${step}::float8)`
  const { rows } = await sql<{ at: Date }>`
    insert into pace (workspace_id, method, free_at) values (${workspace}, ${method}, ${now}::timestamptz + ${one})
    on conflict (workspace_id, method) do update
    set free_at = greatest(pace.free_at, excluded.free_at - ${one}) + ${one}
    where pace.free_at - ${ahead} <= ${new Date(now.getTime() + HORIZON)}
      and coalesce(pace.paused_until <= ${now}, true)
    returning greatest(free_at - ${one} - ${ahead}, ${now}::timestamptz) as at`.execute(db)
  const [slot] = rows
  return slot
    ? { is: 'reserved', at: slot.at }
    : askAgain(db, { workspace, method }, few * step * SECOND + HORIZON, now)
}

/** `before`: so many milliseconds before it is free a place may be taken. */
async function askAgain(db: Db, { workspace, method }: Method, before: number, now: Date): Promise<Slot> {
  const { freeAt = now, pausedUntil = null } =
    (await db
      .selectFrom('pace')
      .select(['freeAt', 'pausedUntil'])
      .where('workspaceId', '=', workspace)
      .where('method', '=', method)
      .executeTakeFirst()) ?? {}
  return pausedUntil && pausedUntil > now
    ? { is: 'paused', at: pausedUntil }
    : { is: 'full', at: new Date(freeAt.getTime() - before) }
}

/** Slack asked us to wait: nobody calls this method before `until`. */
export async function pauseMethod(db: Db, { workspace, method }: Method, until: Date): Promise<void> {
  await db
    .insertInto('pace')
    .values({ workspaceId: workspace, method, freeAt: until, pausedUntil: until })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'method']).doUpdateSet({
        pausedUntil: sql`greatest(pace.paused_until, excluded.paused_until)`,
      }),
    )
    .execute()
}

/** Where hours have gone by at once, nothing of the pace before is left. */
export async function forgetPace(db: Db, workspace: WorkspaceId): Promise<void> {
  await db.deleteFrom('pace').where('workspaceId', '=', workspace).execute()
}
