import { sql } from 'kysely'
import { addDays, dayIn } from '../../care/calendar.ts'
import { type Caused, CAUSES, type Repeats, repeatsOf, type UsualCause } from '../../care/complaint-cause.ts'
import { CareError } from '../../care/errors.ts'
import { nameKey } from '../../care/name.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { audit, workspaceById } from '../people/queries.ts'

/** A root cause: a usual one by key, or one of the workspace's own by name. */
export interface Cause {
  /** What a form hands over: the key, or the id. */
  value: string
  /** Null: nobody named this usual one yet. */
  id: number | null
  key: UsualCause | null
  name: string | null
  retired: boolean
}

/** Every cause that a workspace tells apart, retired ones too: the usual ones in their order, then its own. */
export async function causesOf(db: Db, workspace: WorkspaceId): Promise<Cause[]> {
  const rows = await db
    .selectFrom('complaintCause')
    .select(['id', 'key', 'name', 'retiredAt'])
    .where('workspaceId', '=', workspace)
    .orderBy('name')
    .execute()
  const usual = CAUSES.map((key): Cause => {
    const row = rows.find((one) => one.key === key)
    return { value: key, id: row?.id ?? null, key, name: null, retired: !!row?.retiredAt }
  })
  const own = rows.filter(({ key }) => key === null)
  return [
    ...usual,
    ...own.map(({ id, name, retiredAt }) => ({
      value: String(id),
      id,
      key: null,
      name,
      retired: retiredAt !== null,
    })),
  ]
}

/** Slack's menus have a hundred options at most. */
const MOST = 90

interface Naming {
  workspace: { id: WorkspaceId }
  reader: { id: string }
  now: Date
}

/** The id of a cause that somebody chose; a CareError where it is offered no longer, unless it was chosen before. */
export async function chosenCause(
  trx: Db,
  by: Naming,
  value: string,
  before: number | null,
): Promise<number> {
  const cause = (await causesOf(trx, by.workspace.id)).find((one) => one.value === value)
  if (!cause || (cause.retired && cause.id !== before))
    throw new CareError('complaintReviews.causeGone', {}, 'rootCause')
  return cause.id ?? keep(trx, by, { key: cause.key, name: null })
}

/** The id of a cause of the workspace's own, made where there is none of this name; one that was retired is offered again. */
export async function namedCause(trx: Db, by: Naming, name: string): Promise<number> {
  const causes = await causesOf(trx, by.workspace.id)
  const known = causes.find((one) => one.name !== null && nameKey(one.name) === nameKey(name))
  if (!known && causes.length >= MOST)
    throw new CareError('complaintReviews.tooMany', { most: MOST }, 'another')
  const id = await keep(trx, by, { key: null, name: known?.name ?? name })
  await audit(trx, by, 'complaint-causes.add', 'complaint-cause', id)
  return id
}

/** The id of a usual cause, offered again where it was retired. */
export async function usualCause(trx: Db, by: Naming, key: UsualCause): Promise<number> {
  return keep(trx, by, { key, name: null })
}

type Called = { key: UsualCause | null; name: null } | { key: null; name: string }

async function keep(trx: Db, { workspace }: Naming, { key, name }: Called): Promise<number> {
  const { id } = await trx
    .insertInto('complaintCause')
    .values({ workspaceId: workspace.id, key, name, retiredAt: null })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', key ? 'key' : 'name']).doUpdateSet({ retiredAt: null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** These causes are offered no longer; what has them keeps them. “Other” is there for what no cause fits. */
export async function retireCauses(trx: Db, by: Naming, values: readonly string[]): Promise<void> {
  const causes = await causesOf(trx, by.workspace.id)
  const chosen = causes.filter(
    ({ value, key, retired }) => values.includes(value) && key !== 'other' && !retired,
  )
  for (const { id, key } of chosen) {
    const known = id ?? (await keep(trx, by, { key, name: null }))
    await trx
      .updateTable('complaintCause')
      .set({ retiredAt: by.now })
      .where('workspaceId', '=', by.workspace.id)
      .where('id', '=', known)
      .execute()
    await audit(trx, by, 'complaint-causes.retire', 'complaint-cause', known)
  }
}

/** As much of a complaint as its repeats depend on. */
interface Told {
  id: number
  accountId: number
  receivedAt: Date
}

/** How often a cause came up around a complaint, whether it is written down as its own yet or not. */
export async function repeatsAround(
  db: Db,
  workspace: { id: WorkspaceId; zone: string; settings: Settings },
  complaint: Told,
  causeId: number,
): Promise<Repeats> {
  const on = dayIn(workspace.zone, complaint.receivedAt)
  const one = { id: complaint.id, accountId: complaint.accountId, on }
  return repeatsOf(one, await around(db, workspace, one, causeId), workspace.settings)
}

/** Complaints of a cause that may be repeats together with one. */
async function around(
  db: Db,
  { id, zone, settings }: { id: WorkspaceId; zone: string; settings: Settings },
  { accountId, on }: Caused,
  causeId: number,
): Promise<Caused[]> {
  const { repeatDays, repeatAccountsDays } = settings
  const most = Math.max(repeatDays, repeatAccountsDays) + 1
  const { rows } = await sql<Caused>`
    select complaint.id, account_id, received.on
    from complaint cross join lateral (select (received_at at time zone ${zone})::date as on) as received
    where workspace_id = ${id} and cause_id = ${causeId}
      and received_at between ${addDays(on, -most)}::date and ${addDays(on, most)}::date and (
      received.on between ${addDays(on, -repeatAccountsDays)} and ${addDays(on, repeatAccountsDays)}
      or account_id = ${accountId} and received.on between ${addDays(on, -repeatDays)} and ${addDays(on, repeatDays)})
    order by complaint.id`.execute(db)
  return rows
}

/** Other complaints whose cards say something else when a cause comes up once more, or once less. */
export async function neighbours(
  db: Db,
  workspace: { id: WorkspaceId; zone: string; settings: Settings },
  complaint: Told,
  causeId: number,
): Promise<number[]> {
  const one = { ...complaint, on: dayIn(workspace.zone, complaint.receivedAt) }
  const all = await around(db, workspace, one, causeId)
  return all.map(({ id }) => id).filter((id) => id !== complaint.id)
}

/** A complaint's cause, who wrote the review so far, and how often the cause came up. */
export async function reviewOf(
  db: Db,
  workspaceId: WorkspaceId,
  complaint: Told & { causeId: number | null; draftedBy: string | null },
) {
  const { causeId, draftedBy } = complaint
  if (!draftedBy || causeId === null) return { cause: null, drafter: null, repeats: null }
  const workspace = await workspaceById(db, workspaceId)
  const cause = (await causesOf(db, workspaceId)).find(({ id }) => id === causeId) ?? null
  const drafter = await db
    .selectFrom('member')
    .select('name')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', draftedBy)
    .executeTakeFirst()
  const { repeatDays, repeatAccounts, repeatAccountsDays } = workspace.settings
  const limits = { repeatDays, repeatAccounts, repeatAccountsDays }
  const repeats = { ...(await repeatsAround(db, workspace, complaint, causeId)), ...limits }
  return { cause, drafter: drafter?.name ?? null, repeats }
}
