import { sql } from 'kysely'
import { dayIn } from '../../care/calendar.ts'
import { inTransaction } from '../../db/batches.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { cutoffsOf, type Planned } from '../duties/queries.ts'
import { newestFit } from '../model/queries.ts'
import { rescore } from '../scores/queries.ts'
import { judge, type Look, releaseBacklog } from '../warnings/queries.ts'

type Watched = Planned & { currency: string }

/** Accounts whose facts and verdicts are in memory at a time, some 20 MB. */
const AT_A_TIME = 1000

/** Takes the workspaces whose day is over, so that one replica looks. */
export async function takeUnwatched(
  db: Db,
  known: readonly Pick<Watched, 'id' | 'zone'>[],
  now: Date,
): Promise<WorkspaceId[]> {
  const days = known.map(({ zone }) => dayIn(zone, now))
  const { rows } = await sql<{ id: WorkspaceId }>`
    update workspace set warned_on = day
    from unnest(${known.map(({ id }) => id)}::int[], ${days}::date[]) as today (workspace_id, day)
    where id = workspace_id and (warned_on is null or warned_on < day)
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * Looks at every account of a workspace unless somebody did today: opens, keeps and ends cases (care-rules §4). It goes on
 * where an earlier look of the day was left, and leaves off itself after `atMost` accounts.
 */
export async function ensureWatched(
  db: Db,
  workspace: Watched,
  now: Date,
  atMost: number = Number.POSITIVE_INFINITY,
): Promise<void> {
  const { warnedAt, lookedOn, lookedTo } = await db
    .selectFrom('workspace')
    .select(['warnedAt', 'lookedOn', 'lookedTo'])
    .where('id', '=', workspace.id)
    .executeTakeFirstOrThrow()
  const today = dayIn(workspace.zone, now)
  if (warnedAt && dayIn(workspace.zone, warnedAt) >= today) return
  const model = (await newestFit(db, workspace.id))?.orders.model ?? null
  const look = { workspace, now, today, model, before: warnedAt }
  let after = (lookedOn === today && lookedTo) || 0
  for (let seen = 0; seen < atMost; seen += AT_A_TIME) {
    const last = await watchBatch(db, look, after)
    if (last === undefined) return endLook(db, look)
    after = last
  }
}

/** Judges the next accounts behind `after`, and keeps how far that is; returns the last of them. */
function watchBatch(db: Db, look: Look & { workspace: Watched }, after: number): Promise<number | undefined> {
  return inTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom('accountStats')
      .select('accountId')
      .where('workspaceId', '=', look.workspace.id)
      .where('accountId', '>', after)
      .orderBy('accountId')
      .limit(AT_A_TIME)
      .forUpdate()
      .execute()
    const accounts = rows.map(({ accountId }) => accountId)
    const last = accounts.at(-1)
    if (last === undefined) return undefined
    const changed = await judge(trx, look, accounts)
    if (changed.length > 0) await rescore(trx, look.workspace, await momentOf(trx, look, changed), changed)
    await trx
      .updateTable('workspace')
      .set({ lookedOn: look.today, lookedTo: last })
      .where('id', '=', look.workspace.id)
      .execute()
    return last
  })
}

async function endLook(db: Db, look: Look & { workspace: Watched }): Promise<void> {
  await inTransaction(db, (trx) => releaseBacklog(trx, look))
  await db
    .updateTable('workspace')
    .set({ warnedAt: look.now, warnedOn: look.today })
    .where('id', '=', look.workspace.id)
    .execute()
}

/**
 * Judges an account at once, when something that the rules ask about was written down; whoever calls holds it, and plans and
 * scores it then. `urgent`: a case that opens is no backlog, whoever looked before.
 */
export async function watchAccount(
  trx: Db,
  workspace: Watched,
  now: Date,
  accountId: number,
  urgent: boolean,
): Promise<void> {
  const { warnedAt } = await trx
    .selectFrom('workspace')
    .select('warnedAt')
    .where('id', '=', workspace.id)
    .executeTakeFirstOrThrow()
  await trx
    .selectFrom('accountStats')
    .select('accountId')
    .where('workspaceId', '=', workspace.id)
    .where('accountId', '=', accountId)
    .forUpdate()
    .execute()
  const model = (await newestFit(trx, workspace.id))?.orders.model ?? null
  const today = dayIn(workspace.zone, now)
  await judge(trx, { workspace, now, today, model, before: urgent ? now : warnedAt }, [accountId])
}

const momentOf = async (trx: Db, { workspace, now }: Look & { workspace: Watched }, accounts: number[]) => ({
  now,
  cutoffs: await cutoffsOf(trx, workspace, now, accounts),
})
