import { sql } from 'kysely'
import { dayIn } from '../care/calendar.ts'
import type { Db } from '../db/database.ts'
import { planDuties } from '../features/cadence/queries.ts'
import { complaintsWithClocks, settleClocks } from '../features/complaint-clocks/queries.ts'
import { complaintById } from '../features/complaints/queries.ts'
import { restate } from '../features/statistics/queries.ts'
import { renewAll } from '../features/scores/queries.ts'
import type { Workspace } from '../slack/ask.ts'

/**
 * Asks something of the plan as it would have been made at `at`: of the orders, touches and duties there were. The work
 * sees copies that hide the real tables and are gone when it ends, so that nobody waits and nothing is written.
 */
export async function asOf<T>(
  db: Db,
  workspace: Workspace,
  at: Date,
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await hide(trx, workspace, ['account', 'order', 'interaction', 'follow_up', ...COMPLAINTS])
    await hide(trx, workspace, ['account_stats'], { empty: true })
    await forget(trx, workspace, at)
    await rewindClocks(trx, workspace, at)
    await restate(trx, workspace, 'all')
    await planDuties(trx, workspace, at, undefined, { scored: false })
    return work(trx)
  })
}

const COMPLAINTS = ['complaint', 'complaint_clock', 'complaint_wait', 'complaint_duty']

/**
 * Asks something of the scores as they would have been at `at`, of the orders there were: cut by the buyers of then, by
 * the tiers and owners of now. Copies hide the real tables, as above.
 */
export async function scoresAsOf<T>(
  db: Db,
  workspace: Workspace,
  at: Date,
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await hide(trx, workspace, ['order', 'warning', 'feedback'])
    await hide(
      trx,
      workspace,
      ['account_stats', 'account_score', 'segment_tally', 'score_cuts', 'follow_up'],
      {
        empty: true,
      },
    )
    const { id } = workspace
    await trx
      .withSchema('pg_temp')
      .deleteFrom('order')
      .where('workspaceId', '=', id)
      .where('orderedAt', '>', at)
      .execute()
    const copies = trx.withSchema('pg_temp')
    await copies.deleteFrom('warning').where('workspaceId', '=', id).where('openedAt', '>', at).execute()
    await copies
      .updateTable('warning')
      .set({ endedAt: null, endedHow: null })
      .where('workspaceId', '=', id)
      .where('endedAt', '>', at)
      .execute()
    await copies.deleteFrom('feedback').where('workspaceId', '=', id).where('recordedAt', '>', at).execute()
    await restate(trx, workspace, 'all')
    await renewAll(trx, workspace, at)
    for (const table of ['account_stats', 'account_score'])
      await sql`analyze ${sql.id('pg_temp', table)}`.execute(trx)
    return work(trx)
  })
}

/** Puts a copy of each table before it, for this transaction. */
async function hide(trx: Db, { id }: Workspace, tables: readonly string[], { empty = false } = {}) {
  for (const table of tables) {
    const [real, copy] = [sql.id('public', table), sql.id('pg_temp', table)]
    await sql`create temp table ${sql.id(table)} (like ${real} including all) on commit drop`.execute(trx)
    if (empty) continue
    await sql`insert into ${copy} overriding system value
      select * from ${real} where workspace_id = ${id}`.execute(trx)
    await sql`analyze ${copy}`.execute(trx)
  }
}

/** Takes out of the copies what came after `at`; new duties get numbers of their own. */
async function forget(trx: Db, { id, zone }: Workspace, at: Date): Promise<void> {
  const query = trx.withSchema('pg_temp')
  await query.deleteFrom('order').where('workspaceId', '=', id).where('orderedAt', '>', at).execute()
  await query.deleteFrom('interaction').where('workspaceId', '=', id).where('occurredAt', '>', at).execute()
  await query.deleteFrom('followUp').where('workspaceId', '=', id).where('openedAt', '>', at).execute()
  const reopened = { closedAt: null, closedBy: null, closedHow: null, interactionId: null }
  await query
    .updateTable('followUp')
    .set(reopened)
    .where('workspaceId', '=', id)
    .where('closedAt', '>', at)
    .execute()
  await query.deleteFrom('complaint').where('workspaceId', '=', id).where('openedAt', '>', at).execute()
  const unclosed = { closedAt: null, closedBy: null, closedHow: null, reviewedAt: null, reviewedBy: null }
  await query
    .updateTable('complaint')
    .set(unclosed)
    .where('workspaceId', '=', id)
    .where('closedAt', '>', at)
    .execute()
  await query
    .updateTable('account')
    .set({ lastContactOn: null })
    .where('workspaceId', '=', id)
    .where('lastContactOn', '>', dayIn(zone, at))
    .execute()
  const { last } = await query
    .selectFrom('followUp')
    .select(sql<number>`coalesce(max(id), 0)`.as('last'))
    .where('workspaceId', '=', id)
    .executeTakeFirstOrThrow()
  await sql`alter table pg_temp.follow_up alter column id restart with ${sql.lit(last + 1)}`.execute(trx)
}

/** Lets the copies of complaints' clocks run as they did at `at`: of what was done and waited for until then. */
async function rewindClocks(trx: Db, workspace: Workspace, at: Date): Promise<void> {
  const { id } = workspace
  const undone = [
    sql`delete from pg_temp.complaint_clock where started_at > ${at}`,
    sql`update pg_temp.complaint_clock set met_at = null, met_by = null where met_at > ${at}`,
    sql`update pg_temp.complaint_clock set void_at = null where void_at > ${at}`,
    sql`update pg_temp.complaint_clock set breached_at = null where breached_at > ${at}`,
    sql`delete from pg_temp.complaint_wait where began_at > ${at}`,
    sql`update pg_temp.complaint_wait set ended_at = null where ended_at > ${at}`,
    sql`delete from pg_temp.complaint_duty where done_at > ${at}`,
    sql`update pg_temp.complaint_duty set replaced_at = null where replaced_at > ${at}`,
    sql`update pg_temp.complaint_duty set approval = 'waiting', approver_id = null, approved_at = null where approved_at > ${at}`,
    sql`update pg_temp.complaint set round = clock.round from (
      select complaint_id, max(round) as round from pg_temp.complaint_clock group by complaint_id) as clock
      where clock.complaint_id = complaint.id`,
  ]
  for (const query of undone) await query.execute(trx)
  for (const { id: complaintId } of await complaintsWithClocks(trx, id)) {
    const complaint = await complaintById(trx, id, complaintId)
    if (complaint) await settleClocks(trx, { workspace, now: at }, complaint)
  }
}
