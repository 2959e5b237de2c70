import { CareError } from '../../care/errors.ts'
import type { ComplaintChannel, Severity } from '../../care/complaint.ts'
import type { Db } from '../../db/database.ts'
import { type Actor, acted } from '../complaint-acts/queries.ts'
import { startClocks } from '../complaint-clocks/queries.ts'
import { accountFor } from '../accounts/queries.ts'
import { type Complaint, complaintById, openComplaints } from '../complaints/queries.ts'
import { holdAccount } from '../outlook/queries.ts'

export interface Received {
  account: number
  channel: ComplaintChannel
  received: Date
  facts: string
  feelings: string
  needs: string
  complex: boolean
  severity: Severity
}

/**
 * Opens a complaint and starts its clocks, in the caller's transaction. A CareError for a customer that is not to be seen,
 * and where somebody opened a complaint of theirs of which the caller was not told.
 */
export async function openComplaint(
  trx: Db,
  by: Actor,
  input: Received,
  told: readonly number[] = [],
): Promise<Complaint> {
  const { workspace, reader, now } = by
  await accountFor(trx, workspace.id, reader, input.account)
  await holdAccount(trx, workspace.id, input.account)
  const open = await openComplaints(trx, workspace.id, input.account)
  if (open.some((one) => !told.includes(one.id)))
    throw new CareError('complaints.openedMeanwhile', {}, 'account')
  const { account, received, ...rest } = input
  const { id } = await trx
    .insertInto('complaint')
    .values({
      workspaceId: workspace.id,
      accountId: account,
      openedBy: reader.id,
      receivedAt: received,
      openedAt: now,
      ...rest,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const clocks = ['respond', ...(input.complex ? (['contact'] as const) : []), 'solution'] as const
  await startClocks(trx, workspace.id, { id, round: 1 }, clocks, received)
  const complaint = await complaintById(trx, workspace.id, id)
  if (!complaint) throw new CareError('complaints.unknown')
  await acted(trx, by, complaint, 'open')
  return (await complaintById(trx, workspace.id, id)) ?? complaint
}
