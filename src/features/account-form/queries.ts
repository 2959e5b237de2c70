import { sql } from 'kysely'
import type { Tier } from '../../care/cadence.ts'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Change, noteChanges } from '../account-history/queries.ts'
import { nameColumns } from '../accounts/queries.ts'
import type { Acting } from '../outlook/queries.ts'

/** What a person may write down of a customer; phone, e-mail and birthday are its first contact's. */
export interface Facts {
  name: string
  externalId: string | null
  industry: string | null
  phone: string | null
  email: string | null
  birthday: string | null
  tags: string[]
}

/** Writes a new account; a CareError when another has its number. */
export async function createAccount(
  db: Db,
  by: Acting,
  { tier, owner, ...facts }: Facts & { tier: Tier; owner: string },
): Promise<{ id: number; change: number }> {
  const { workspace, now, today } = by
  const { name, externalId, industry, tags } = facts
  const made = await db
    .insertInto('account')
    .values({
      workspaceId: workspace.id,
      ...nameColumns(workspace.id, name),
      name,
      externalId,
      industry,
      tags,
      tier,
      ownerId: owner,
      cameOn: today,
      createdAt: now,
      changedAt: now,
    })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'externalId']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new CareError('accounts.numberTaken', { number: externalId ?? '' }, 'externalId')
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
  if (taken) throw new CareError('accounts.numberTaken', { number: after.externalId ?? '' }, 'externalId')
  const changes = differences(before, after)
  if (changes.length === 0) return false
  const { name, externalId, industry, tags } = after
  await db
    .updateTable('account')
    .set({ name, externalId, industry, tags, ...nameColumns(workspace.id, name), changedAt: now })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', before.id)
    .execute()
  await keepContact(db, by, before.id, after)
  await noteChanges(db, by, 'accounts.edit', before.id, changes)
  return true
}

function otherWith(db: Db, workspace: WorkspaceId, id: number, externalId: string) {
  return db
    .selectFrom('account')
    .select('id')
    .where('workspaceId', '=', workspace)
    .where('externalId', '=', externalId)
    .where('id', '<>', id)
    .executeTakeFirst()
}

/** What was and is, field by field; of a contact only that it changed, so that forgetting someone stays possible. */
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
  const contact = (['phone', 'email', 'birthday'] as const).filter((field) => before[field] !== after[field])
  return [...changes, ...contact.map((field) => ({ field, before: null, after: null }))]
}

/** The contact that the form and an import keep, else the first one; none where nothing is said of anybody. */
export function mainContact(db: Db, workspace: WorkspaceId, accountId: number) {
  return db
    .selectFrom('contact')
    .select(['id', 'phone', 'email', 'birthday'])
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
  { phone, email, birthday }: Pick<Facts, 'phone' | 'email' | 'birthday'>,
): Promise<void> {
  const known = await mainContact(db, workspace.id, accountId)
  const contact = { phone, email, birthday, changedAt: now }
  if (known)
    await db
      .updateTable('contact')
      .set(contact)
      .where('workspaceId', '=', workspace.id)
      .where('id', '=', known.id)
      .where(sql<boolean>`(phone, email, birthday) is distinct from (${phone}, ${email}, ${birthday})`)
      .execute()
  else if (phone || email || birthday)
    await db
      .insertInto('contact')
      .values({ workspaceId: workspace.id, accountId, ...contact, imported: true })
      .execute()
}
