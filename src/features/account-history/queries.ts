import type { Insertable } from 'kysely'
import { CareError } from '../../care/errors.ts'
import { mayChange } from '../../care/rights.ts'
import type { Db } from '../../db/database.ts'
import type { Schema, WorkspaceId } from '../../db/schema.ts'
import { accountFor, type Viewer } from '../accounts/queries.ts'
import { type Acting, holdAccount, outlookOf, replan } from '../outlook/queries.ts'
import { audit } from '../people/queries.ts'

/** What was and is of one field, as text. */
export type Change = Pick<Insertable<Schema['accountChange']>, 'field' | 'before' | 'after'>

/** Keeps what changed of an account, who did it, when and why; the audit says that it was done. Returns the id of the first change. */
export async function noteChanges(
  db: Db,
  by: Acting,
  act: string,
  accountId: number,
  changes: readonly Change[],
  reason = '',
): Promise<number> {
  const common = {
    workspaceId: by.workspace.id,
    accountId,
    memberId: by.reader.id,
    reason,
    changedAt: by.now,
  }
  const rows = await db
    .insertInto('accountChange')
    .values(changes.map((change) => ({ ...common, ...change })))
    .returning('id')
    .execute()
  await audit(db, by, act, 'account', accountId, { fields: changes.map(({ field }) => field) })
  return rows[0]?.id ?? 0
}

/**
 * The account, held until the transaction ends, and what somebody else changed of it since it was seen. A CareError when
 * this person may not change it.
 */
export async function changeable(
  db: Db,
  { workspace, reader }: { workspace: { id: WorkspaceId }; reader: Viewer },
  { account: id, seen }: { account: number; seen: Date },
) {
  await holdAccount(db, workspace.id, id)
  const account = await accountFor(db, workspace.id, reader, id)
  if (!mayChange(reader, account)) throw new CareError('accounts.notYours')
  if (account.changedAt.getTime() === seen.getTime()) return { account, newer: undefined }
  const change = await newerChange(db, workspace.id, id, seen)
  return { account, newer: change ?? { changedAt: account.changedAt, by: null } }
}

/** Makes figures and duties follow from an account as it is now; what is asked for next. */
export async function settled(db: Db, by: Acting, accountId: number) {
  await replan(db, by, accountId)
  return outlookOf(db, by.workspace, await holdAccount(db, by.workspace.id, accountId), by.today)
}

/** The newest change of an account after `seen`, with the name of who made it. */
function newerChange(db: Db, workspace: WorkspaceId, accountId: number, seen: Date) {
  return db
    .selectFrom('accountChange')
    .leftJoin('member', (join) =>
      join
        .onRef('member.workspaceId', '=', 'accountChange.workspaceId')
        .onRef('member.id', '=', 'accountChange.memberId'),
    )
    .select(['accountChange.changedAt', 'member.name as by'])
    .where('accountChange.workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .where('accountChange.changedAt', '>', seen)
    .orderBy('accountChange.changedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}
