import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Complaint } from '../complaints/queries.ts'
import { managersOf } from '../team/queries.ts'

/** A complaint is open again: each of its owner’s managers is told, save whoever opened it (care-rules §5.4). */
export async function enterReopening(
  trx: Db,
  { workspace, reader, now }: { workspace: { id: WorkspaceId }; reader: { id: string }; now: Date },
  { id, round, ownerId }: Pick<Complaint, 'id' | 'round' | 'ownerId'>,
): Promise<void> {
  const managers = (await managersOf(trx, workspace.id, ownerId ?? '')).filter((one) => one.id !== reader.id)
  const opened = await trx
    .selectFrom('complaintEvent')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('workspaceId', '=', workspace.id)
    .where('complaintId', '=', id)
    .where('act', '=', 'reopen')
    .where('round', '=', round)
    .executeTakeFirst()
  if (!opened?.id || managers.length === 0) return
  const own = {
    workspaceId: workspace.id,
    complaintId: id,
    kind: 'reopening',
    eventId: opened.id,
    madeAt: now,
  } as const
  await trx
    .insertInto('complaintPost')
    .values(managers.map((one) => ({ ...own, channel: one.id, memberId: one.id })))
    .execute()
}
