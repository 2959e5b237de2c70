import { type RawBuilder, sql } from 'kysely'
import { BATCH, batchesOf, inTransaction } from '../../db/batches.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { among, type Bookkeeping, figures } from '../account-figures/queries.ts'

/** Which definition of the figures src/features/account-figures has: raised with it, so that all are worked out anew. */
const VERSION = 1

/** Takes the workspaces whose figures follow an earlier definition, so that one replica has them restated. */
export function takeOutdatedWorkspaces(db: Db) {
  return db
    .updateTable('workspace')
    .set({ figuresVersion: VERSION })
    .where('suspendedAt', 'is', null)
    .where('figuresVersion', '<', VERSION)
    .returning('id')
    .execute()
}

/**
 * Works out the figures of these accounts anew from their orders and interactions, and marks those that changed for
 * planning; where nothing changed nothing is written. Returns how many changed.
 */
export async function restate(
  db: Db,
  workspace: Bookkeeping,
  accounts: readonly number[] | 'all',
): Promise<number> {
  let changed = 0
  const batches = accounts === 'all' ? allAccounts(db, workspace.id) : batchesOf(accounts)
  for await (const batch of batches)
    changed += await inTransaction(db, (trx) => restateBatch(trx, workspace, batch))
  return changed
}

/** Marks accounts for planning: their tier, owner, plan or state changed, or the settings did. */
export async function markForPlanning(
  db: Db,
  workspace: WorkspaceId,
  accounts: readonly number[] | 'all',
): Promise<void> {
  for await (const batch of accounts === 'all' ? allAccounts(db, workspace) : batchesOf(accounts))
    await inTransaction(db, async (trx) => {
      await held(trx, workspace, batch)
      await trx
        .updateTable('accountStats')
        .set({ replan: true })
        .where('workspaceId', '=', workspace)
        .where('replan', '=', false)
        .where(among('account_id', batch))
        .execute()
    })
}

/** Writes the figures of accounts made in this transaction, which have no order and no interaction yet; they wait for planning. */
export async function beginFigures(
  trx: Db,
  workspace: WorkspaceId,
  accounts: readonly number[],
): Promise<void> {
  await sql`
    insert into account_stats (workspace_id, account_id, last_touch_on, last_visit_on)
    select workspace_id, id, last_contact_on, last_contact_on
    from account
    where workspace_id = ${workspace} and ${among('id', accounts)}`.execute(trx)
}

async function* allAccounts(db: Db, workspace: WorkspaceId): AsyncGenerator<number[]> {
  for (let last: number | undefined = 0; last !== undefined;) {
    const rows = await db
      .selectFrom('account')
      .select('id')
      .where('workspaceId', '=', workspace)
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    if (rows.length > 0) yield rows.map(({ id }) => id)
    last = rows.at(-1)?.id
  }
}

async function restateBatch(db: Db, workspace: Bookkeeping, batch: readonly number[]): Promise<number> {
  const known = await held(db, workspace.id, batch)
  const missing = batch.filter((id) => !known.has(id))
  const made = await insertMissing(db, workspace, missing)
  // Somebody else made these meanwhile, and may not have seen what we have.
  const raced = missing.filter((id) => !made.has(id))
  if (raced.length > 0) for (const id of await held(db, workspace.id, raced)) known.add(id)
  return made.size + (await updateChanged(db, workspace, [...known]))
}

/**
 * Those of the accounts that have figures, held until the transaction ends. An order or touch is written before its
 * account is restated, so that whoever holds the account sees, in a later statement, all that came before.
 */
async function held(db: Db, workspace: WorkspaceId, accounts: readonly number[]): Promise<Set<number>> {
  const rows = await db
    .selectFrom('accountStats')
    .select('accountId')
    .where('workspaceId', '=', workspace)
    .where(among('account_id', accounts))
    .orderBy('accountId')
    .forUpdate()
    .execute()
  return new Set(rows.map(({ accountId }) => accountId))
}

async function insertMissing(
  db: Db,
  workspace: Bookkeeping,
  missing: readonly number[],
): Promise<Set<number>> {
  if (missing.length === 0) return new Set()
  const { rows } = await sql<{ accountId: number }>`
    insert into account_stats (workspace_id, account_id, ${columns})
    ${figures(workspace, missing)}
    on conflict do nothing
    returning account_id`.execute(db)
  return new Set(rows.map(({ accountId }) => accountId))
}

async function updateChanged(db: Db, workspace: Bookkeeping, known: readonly number[]): Promise<number> {
  if (known.length === 0) return 0
  const { numAffectedRows } = await sql`
    update account_stats
    set (replan, ${columns}) = row(true, ${prefixed('figures')})
    from (${figures(workspace, known)}) as figures
    where account_stats.workspace_id = figures.workspace_id
      and account_stats.account_id = figures.account_id
      and (${prefixed('account_stats')}) is distinct from (${prefixed('figures')})`.execute(db)
  return Number(numAffectedRows)
}

const FIGURES = [
  'order_count',
  'revenue',
  'first_order_on',
  'last_order_on',
  'last_order_amount',
  'order_days',
  'spend_days',
  'spend',
  'purchase_on',
  'purchase_order_id',
  'last_touch_on',
  'touch_before_on',
  'last_visit_on',
  'last_interaction_id',
] as const
const columns = sql.raw(FIGURES.join(', '))
const prefixed = (table: string): RawBuilder<unknown> =>
  sql.raw(FIGURES.map((column) => `${table}.${column}`).join(', '))
