import { sql } from 'kysely'
import type { Tier } from '../../care/cadence.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { noteChanges } from '../account-history/queries.ts'
import type { Account } from '../accounts/queries.ts'
import type { Acting } from '../outlook/queries.ts'

/** The plan of a key account, in days; null: the workspace's intervals. */
interface Plan {
  rhythmDays: number | null
  visitDays: number | null
}

/** What a plan comes to: both intervals or, where they are the workspace's own, none; none for other tiers. */
export function planOf(tier: Tier, { rhythmDays, visitDays }: Plan, settings: Settings): Plan {
  const contact = rhythmDays ?? settings.keyRhythmDays
  const visit = visitDays ?? settings.keyVisitDays
  const usual = contact === settings.keyRhythmDays && visit === settings.keyVisitDays
  return tier !== 'key' || usual
    ? { rhythmDays: null, visitDays: null }
    : { rhythmDays: contact, visitDays: visit }
}

/** Gives an account a tier and a plan. Returns false when it has both already. */
export async function changeTier(
  db: Db,
  by: Acting,
  account: Account,
  { tier, reason, ...plan }: Plan & { tier: Tier; reason: string },
): Promise<boolean> {
  const { rhythmDays, visitDays } = plan
  const changes = [
    { field: 'tier', before: account.tier, after: tier },
    { field: 'plan', before: written(account), after: written(plan) },
  ].filter(({ before, after }) => before !== after)
  if (changes.length === 0) return false
  await update(db, by, account.id, { tier, rhythmDays, visitDays })
  await noteChanges(db, by, 'accounts.tier', account.id, changes, reason)
  return true
}

const written = ({ rhythmDays, visitDays }: Plan): string | null =>
  rhythmDays && visitDays ? `${rhythmDays}/${visitDays}` : null

/** Gives an account to another owner; returns the id of the change. */
export async function changeOwner(
  db: Db,
  by: Acting,
  account: Account,
  owner: string,
  reason: string,
): Promise<number> {
  await update(db, by, account.id, { ownerId: owner })
  return noteChanges(
    db,
    by,
    'accounts.owner',
    account.id,
    [{ field: 'owner', before: account.ownerId, after: owner }],
    reason,
  )
}

/** Retires an account: it is kept in the figures and asks for nothing. */
export async function retire(db: Db, by: Acting, account: Account, reason: string): Promise<void> {
  await update(db, by, account.id, { retiredAt: by.now, retiredWhy: reason })
  await noteState(db, by, account, 'retired', reason)
}

export async function bringBack(db: Db, by: Acting, account: Account, reason: string): Promise<void> {
  await update(db, by, account.id, { retiredAt: null, retiredWhy: null })
  await noteState(db, by, account, 'active', reason)
}

const noteState = (db: Db, by: Acting, account: Account, after: 'retired' | 'active', reason: string) =>
  noteChanges(
    db,
    by,
    after === 'retired' ? 'accounts.retire' : 'accounts.bring-back',
    account.id,
    [{ field: 'state', before: after === 'retired' ? 'active' : 'retired', after }],
    reason,
  )

interface Changed {
  tier?: Tier
  rhythmDays?: number | null
  visitDays?: number | null
  ownerId?: string
  retiredAt?: Date | null
  retiredWhy?: string | null
}

async function update(db: Db, { workspace, now }: Acting, id: number, changed: Changed): Promise<void> {
  await db
    .updateTable('account')
    .set({ ...changed, changedAt: now })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', id)
    .execute()
}

/** Who took an account that nobody owned, and when. */
export function takenBy(db: Db, workspace: WorkspaceId, accountId: number) {
  return db
    .selectFrom('accountChange as change')
    .innerJoin('member', (join) =>
      join.onRef('member.workspaceId', '=', 'change.workspaceId').onRef('member.id', '=', 'change.after'),
    )
    .select(['member.name as who', 'change.changedAt as at'])
    .where('change.workspaceId', '=', workspace)
    .where('change.accountId', '=', accountId)
    .where('change.field', '=', 'owner')
    .where('change.before', 'is', null)
    .orderBy('change.changedAt', 'desc')
    .orderBy('change.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A change of owner as the new owner is told of it; undefined when they are not the owner any more. */
export function handover(db: Db, workspace: WorkspaceId, changeId: number) {
  return db
    .selectFrom('accountChange as change')
    .innerJoin('account', (join) =>
      join
        .onRef('account.workspaceId', '=', 'change.workspaceId')
        .onRef('account.id', '=', 'change.accountId')
        .onRef('account.ownerId', '=', 'change.after'),
    )
    .innerJoin('member as owner', (join) =>
      join
        .onRef('owner.workspaceId', '=', 'account.workspaceId')
        .onRef('owner.id', '=', 'account.ownerId')
        .on('owner.active', '=', sql.lit(true)),
    )
    .leftJoin('member as giver', (join) =>
      join.onRef('giver.workspaceId', '=', 'change.workspaceId').onRef('giver.id', '=', 'change.memberId'),
    )
    .select(['account.id', 'account.name', 'account.tier', 'account.rhythmDays', 'account.visitDays'])
    .select(['change.before', 'change.reason', 'giver.name as giver'])
    .select(['owner.id as ownerId', 'owner.locale', 'owner.zone'])
    .where('change.workspaceId', '=', workspace)
    .where('change.id', '=', changeId)
    .executeTakeFirst()
}
