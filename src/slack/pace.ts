import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { WorkspaceId } from '../db/schema.ts'

/** A slot further away than this is not reserved: whoever asks comes back, milliseconds. */
const HORIZON = 5000

interface Method {
  workspace: WorkspaceId
  /** Slack's, `chat.postMessage`. */
  method: string
}

/** When a call may be made; `reserved` says whether that place is ours or only the first moment to ask again. */
export interface Slot {
  reserved: boolean
  at: Date
}

/** Reserves the next place in a method's pace, one after another for however many processes ask at once. */
export async function reserveSlot(
  db: Db,
  { workspace, method }: Method,
  perMinute: number,
  now: Date,
): Promise<Slot> {
  const step = sql`make_interval(secs => ${60 / perMinute}::float8)`
  const { rows } = await sql<{ at: Date }>`
    insert into pace (workspace_id, method, free_at) values (${workspace}, ${method}, ${now}::timestamptz + ${step})
    on conflict (workspace_id, method) do update
    set free_at = greatest(pace.free_at, pace.paused_until, excluded.free_at - ${step}) + ${step}
    where greatest(pace.free_at, pace.paused_until) <= ${new Date(now.getTime() + HORIZON)}
    returning free_at - ${step} as at`.execute(db)
  const [slot] = rows
  return slot
    ? { reserved: true, at: slot.at }
    : { reserved: false, at: await freeAt(db, { workspace, method }, now) }
}

async function freeAt(db: Db, { workspace, method }: Method, now: Date): Promise<Date> {
  const row = await db
    .selectFrom('pace')
    .select(sql<Date>`greatest(free_at, paused_until)`.as('at'))
    .where('workspaceId', '=', workspace)
    .where('method', '=', method)
    .executeTakeFirst()
  return row?.at ?? now
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
