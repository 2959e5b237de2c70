import { sql } from 'kysely'
import { addDays, type Day } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Acting, holdAccount } from '../outlook/queries.ts'

/** Plans the touches after a closed complaint, for the account’s rep (care-rules §4.6); those of an earlier closing give way. */
export async function planTouches(
  trx: Db,
  by: Acting,
  { id, accountId }: { id: number; accountId: number },
): Promise<Day[]> {
  const { workspace, now, today } = by
  await dropTouches(trx, by, id)
  const { ownerId, retiredAt } = await holdAccount(trx, workspace.id, accountId)
  if (retiredAt) return []
  const { complaintTouchFirstDay, complaintTouchSecondDay } = workspace.settings
  const days = [...new Set([complaintTouchFirstDay, complaintTouchSecondDay])].map((n) => addDays(today, n))
  const rows = days.map((on, place) => ({
    workspaceId: workspace.id,
    accountId,
    repId: ownerId,
    rule: 'manual' as const,
    originId: originOf(id, place),
    complaintId: id,
    since: today,
    idealOn: on,
    latestOn: on,
    openedAt: now,
  }))
  await trx.insertInto('followUp').values(rows).execute()
  return days
}

/** The interactions that other steps were agreed in are counted up from 1. */
const originOf = (complaint: number, place: number): number => -(complaint * 2 + place)

/** The complaint is open again: its touches are not asked for. */
export async function dropTouches(
  trx: Db,
  { workspace, reader, now }: { workspace: { id: WorkspaceId }; reader: { id: string }; now: Date },
  complaint: number,
): Promise<void> {
  await trx
    .updateTable('followUp')
    .set({ closedAt: now, closedBy: reader.id, closedHow: 'replaced', revision: sql`revision + 1` })
    .where('workspaceId', '=', workspace.id)
    .where('complaintId', '=', complaint)
    .where('closedAt', 'is', null)
    .execute()
}
