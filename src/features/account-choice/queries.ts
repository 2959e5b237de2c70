import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { byName, found } from '../accounts/queries.ts'

/** One's own accounts, those due soonest first, then the most valuable: what is offered before anything was typed. */
export function ownAccounts(db: Db, workspace: WorkspaceId, ownerId: string, limit = 20) {
  return found(db, workspace)
    .leftJoin('accountStats as stats', (join) =>
      join.onRef('stats.workspaceId', '=', 'account.workspaceId').onRef('stats.accountId', '=', 'account.id'),
    )
    .where('account.ownerId', '=', ownerId)
    .where('account.retiredAt', 'is', null)
    .orderBy(
      (eb) =>
        eb
          .selectFrom('followUp')
          .select((duty) => duty.fn.min('followUp.idealOn').as('dueOn'))
          .whereRef('followUp.workspaceId', '=', 'account.workspaceId')
          .whereRef('followUp.accountId', '=', 'account.id')
          .where('followUp.closedAt', 'is', null),
      (order) => order.asc().nullsLast(),
    )
    .orderBy('stats.revenue', (order) => order.desc().nullsLast())
    .orderBy(byName)
    .limit(limit)
    .execute()
}
