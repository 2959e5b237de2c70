import type { Db } from '../db/database.ts'
import type { WorkspaceId } from '../db/schema.ts'
import type { Queue } from './queue.ts'

/** Has the clocks that run in a workspace reckoned anew, in the transaction that changed when it works. */
export async function retimeClocks(_queue: Queue, _trx: Db, _workspace: WorkspaceId): Promise<void> {
  // Nothing runs by the calendar yet.
}
