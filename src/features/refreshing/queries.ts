import { sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** Only one redraws a message at a time, of however many processes; held until the transaction ends. */
export async function holdMessage(trx: Db, workspace: WorkspaceId, morning: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${workspace}::int, ${morning % 2 ** 31}::int)`.execute(trx)
}

/** Accounts with an open duty that was put off until between the two instants. */
export function accountsBack(db: Db, workspace: WorkspaceId, after: Date, until: Date) {
  return db
    .selectFrom('followUp')
    .select('accountId')
    .distinct()
    .where('workspaceId', '=', workspace)
    .where('closedAt', 'is', null)
    .where('snoozedUntil', '>', after)
    .where('snoozedUntil', '<=', until)
    .execute()
}

/** Accounts at which somebody with a message of `since` or later did something between the two instants. */
export function accountsActedOn(db: Db, workspace: WorkspaceId, since: Day, after: Date, until: Date) {
  return db
    .selectFrom('morning')
    .innerJoin('undo', (join) =>
      join
        .onRef('undo.workspaceId', '=', 'morning.workspaceId')
        .onRef('undo.memberId', '=', 'morning.memberId'),
    )
    .select('undo.accountId')
    .distinct()
    .where('morning.workspaceId', '=', workspace)
    .where('morning.localDate', '>=', since)
    .where('morning.state', '=', 'sent')
    .where('undo.doneAt', '>', after)
    .where('undo.doneAt', '<=', until)
    .where('undo.undoneAt', 'is', null)
    .execute()
}

/** Those of the accounts that have a row in a message of `since` or later. */
export function accountsShown(db: Db, workspace: WorkspaceId, accounts: readonly number[], since: Day) {
  return db
    .selectFrom('morningRow')
    .innerJoin('morning', (join) =>
      join
        .onRef('morning.workspaceId', '=', 'morningRow.workspaceId')
        .onRef('morning.id', '=', 'morningRow.morningId'),
    )
    .select('morningRow.accountId')
    .distinct()
    .where('morningRow.workspaceId', '=', workspace)
    .where(sql<boolean>`morning_row.account_id = any(${accounts}::bigint[])`)
    .where('morning.localDate', '>=', since)
    .where('morning.state', '=', 'sent')
    .orderBy('morningRow.accountId')
    .execute()
}
