import { sql } from 'kysely'
import type { Tier } from '../../care/cadence.ts'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Change, noteChanges } from '../account-history/queries.ts'
import { nameColumns } from '../accounts/queries.ts'
import type { Acting } from '../outlook/queries.ts'

/** What a person may write down of a customer; `contact` is the name of its first one, whose phone, e-mail and birthday these are. */
export interface Facts {
  name: string
  externalId: string | null
  industry: string | null
  contact: string | null
  phone: string | null
  email: string | null
  birthday: string | null
  tags: string[]
  note: string
}

/** Writes a new account; a CareError when another has its number. */
export async function createAccount(
  db: Db,
  by: Acting,
  { tier, owner, ...facts }: Facts & { tier: Tier; owner: string },
): Promise<{ id: number; change: number }> {
  const { workspace, now, today } = by
  const { name, externalId, industry, tags, note } = facts
  const made = await db
    .insertInto('account')
    .values({
      workspaceId: workspace.id,
      ...nameColumns(workspace.id, name),
      name,
      externalId,
      industry,
      tags,
      note,
      tier,
      ownerId: owner,
      cameOn: today,
      createdAt: now,
      changedAt: now,
    })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'externalId']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw numberTaken(externalId)
  await keepContact(db, by, made.id, facts)
  const owned = { field: 'owner', before: null, after: owner }
  return { id: made.id, change: await noteChanges(db, by, 'accounts.create', made.id, [owned]) }
}

/** Writes what differs of an account's facts; a CareError when another account has its number. Returns whether anything did. */
export async function editAccount(
  db: Db,
  by: Acting,
  before: Facts & { id: number },
  after: Facts,
): Promise<boolean> {
  const { workspace, now } = by
  const taken = after.externalId && (await otherWith(db, workspace.id, before.id, after.externalId))
  if (taken) throw numberTaken(after.externalId)
  const changes = differences(before, after)
  if (changes.length === 0) return false
  const { name, externalId, industry, tags, note } = after
  await db
    .updateTable('account')
    .set({ name, externalId, industry, tags, note, ...nameColumns(workspace.id, name), changedAt: now })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', before.id)
    .execute()
    .catch((error: unknown) => {
      // Somebody gave another account this number since it was looked for.
      throw isTaken(error) ? numberTaken(externalId) : error
    })
  await keepContact(db, by, before.id, after)
  await noteChanges(db, by, 'accounts.edit', before.id, changes)
  return true
}

const numberTaken = (number: string | null): CareError =>
  new CareError('accounts.numberTaken', { number: number ?? '' }, 'externalId')

/** SQLSTATE 23505: something that may be there once is there. */
const isTaken = (error: unknown): boolean => (error as { code?: string }).code === '23505'

function otherWith(db: Db, workspace: WorkspaceId, id: number, externalId: string) {
  return db
    .selectFrom('account')
    .select('id')
    .where('workspaceId', '=', workspace)
    .where('externalId', '=', externalId)
    .where('id', '<>', id)
    .executeTakeFirst()
}

/** What was and is, field by field; of a contact and a note only that they changed, so that forgetting someone stays possible. */
function differences(before: Facts, after: Facts): Change[] {
  const told = (facts: Facts): [string, string | null][] => [
    ['name', facts.name],
    ['externalId', facts.externalId],
    ['industry', facts.industry],
    ['tags', facts.tags.join('; ') || null],
  ]
  const old = new Map(told(before))
  const changes = told(after)
    .filter(([field, value]) => old.get(field) !== value)
    .map(([field, value]) => ({ field, before: old.get(field) ?? null, after: value }))
  const silent = SILENT.filter((field) => before[field] !== after[field])
  return [...changes, ...silent.map((field) => ({ field, before: null, after: null }))]
}

const SILENT = ['contact', 'phone', 'email', 'birthday', 'note'] as const

/** The contact that the form and an import keep, else the first one; none where nothing is said of anybody. */
export function mainContact(db: Db, workspace: WorkspaceId, accountId: number) {
  return db
    .selectFrom('contact')
    .select(['id', 'name as contact', 'phone', 'email', 'birthday'])
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .orderBy('imported', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

async function keepContact(
  db: Db,
  { workspace, now }: Acting,
  accountId: number,
  { contact, phone, email, birthday }: Pick<Facts, 'contact' | 'phone' | 'email' | 'birthday'>,
): Promise<void> {
  const known = await mainContact(db, workspace.id, accountId)
  const name = contact ?? ''
  const told = { name, phone, email, birthday, changedAt: now }
  if (known)
    await db
      .updateTable('contact')
      .set(told)
      .where('workspaceId', '=', workspace.id)
      .where('id', '=', known.id)
      .where(
        sql<boolean>`(name, phone, email, birthday) is distinct from (${name}, ${phone}, ${email}, ${birthday})`,
      )
      .execute()
  else if (contact || phone || email || birthday)
    await db
      .insertInto('contact')
      .values({ workspaceId: workspace.id, accountId, ...told, imported: true })
      .execute()
}
