import { sql } from 'kysely'
import { addDays, type Day } from '../../src/care/calendar.ts'
import type { Settings } from '../../src/care/settings.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import type { Db } from '../../src/db/database.ts'
import type { WorkspaceId } from '../../src/db/schema.ts'
import type { Interaction, Order, Past, Standing } from './histories.ts'

export interface Rep {
  id: string
  zone: string
  region: string | null
  workingDays: number[]
}

export interface TestWorkspace {
  id: WorkspaceId
  slackId: string
  zone: string
  currency: string
  region: string | null
  settings: Settings
}

let workspaces = 0

/** A workspace of its own with these reps. */
export async function newWorkspace(
  db: Db,
  reps: readonly Rep[],
  settings: Settings = settingsFrom(),
  zone = 'UTC',
): Promise<TestWorkspace> {
  const now = new Date(0)
  const slackId = `T${++workspaces}`
  const { id } = await db
    .insertInto('workspace')
    .values({ slackId, zone, currency: 'EUR', createdAt: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  const members = reps.map((rep) => ({ ...rep, workspaceId: id, name: rep.id, changedAt: now }))
  if (members.length > 0) await db.insertInto('member').values(members).execute()
  return { id, slackId, zone, currency: 'EUR', region: null, settings }
}

/** Writes customers and their pasts, whose days count from `zero`. */
export async function keepPasts(
  db: Db,
  workspace: TestWorkspace,
  reps: readonly Rep[],
  pasts: readonly Past[],
  zero: Day,
): Promise<Standing[]> {
  const now = new Date(`${zero}T00:00Z`)
  const rows = pasts.map((past, place) => ({
    workspaceId: workspace.id,
    name: `Customer ${place}`,
    nameKey: `customer ${place}`,
    bigrams: [],
    ownerId: past.owner === null ? null : (reps[past.owner]?.id ?? null),
    tier: past.tier,
    rhythmDays: past.rhythmDays,
    visitDays: past.visitDays,
    lastContactOn: past.lastContact === null ? null : addDays(zero, past.lastContact),
    cameOn: addDays(zero, past.cameOn),
    retiredAt: past.retired ? now : null,
    retiredWhy: past.retired ? 'closed down' : null,
    createdAt: now,
    changedAt: now,
  }))
  const made = await db
    .insertInto('account')
    .values(rows)
    .returning(['id', 'cameOn', 'lastContactOn'])
    .execute()
  const standings = made.map((account, place) => ({
    ...(pasts[place] as Past),
    ...account,
    orders: [],
    touched: [],
  }))
  await keepOrders(
    db,
    workspace,
    standings.flatMap((standing, place) =>
      (pasts[place]?.orders ?? []).map((order) => ({ standing, ...order })),
    ),
    zero,
  )
  await keepInteractions(
    db,
    workspace,
    standings.flatMap((standing, place) =>
      (pasts[place]?.interactions ?? []).map((one) => ({ standing, ...one })),
    ),
    zero,
  )
  return standings
}

/** Writes orders, and tells each customer of its own. */
export async function keepOrders(
  db: Db,
  workspace: TestWorkspace,
  orders: readonly (Order & { standing: Standing })[],
  zero: Day,
): Promise<void> {
  if (orders.length === 0) return
  const rows = orders.map(({ standing, on, amount }) => ({
    workspaceId: workspace.id,
    accountId: standing.id,
    orderedAt: new Date(`${addDays(zero, on)}T12:00Z`),
    orderedOn: addDays(zero, on),
    amount,
    currency: workspace.currency,
    createdAt: new Date(0),
  }))
  const made = await db
    .insertInto('order')
    .values(rows)
    .returning(['id', 'orderedOn as on', 'amount'])
    .execute()
  for (const [place, order] of made.entries()) orders[place]?.standing.orders.push(order)
}

/** Writes interactions, and tells each customer of its own. */
export async function keepInteractions(
  db: Db,
  workspace: TestWorkspace,
  interactions: readonly (Interaction & { standing: Standing })[],
  zero: Day,
): Promise<void> {
  if (interactions.length === 0) return
  const rows = interactions.map(({ standing, on, channel, outcome }) => ({
    workspaceId: workspace.id,
    accountId: standing.id,
    channel,
    outcome,
    occurredAt: new Date(`${addDays(zero, on)}T12:00Z`),
    occurredOn: addDays(zero, on),
    createdAt: new Date(0),
    changedAt: new Date(0),
  }))
  await db.insertInto('interaction').values(rows).execute()
  for (const { standing, on, channel, outcome } of interactions)
    standing.touched.push({ on: addDays(zero, on), channel, outcome })
}

/** Open duties of a workspace, in a steady order. */
export function openRows(db: Db, workspace: WorkspaceId) {
  return db
    .selectFrom('followUp')
    .selectAll()
    .where('workspaceId', '=', workspace)
    .where('closedAt', 'is', null)
    .orderBy('accountId')
    .orderBy(sql`rule collate "C"`)
    .execute()
}
