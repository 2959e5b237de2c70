import { sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { StageColumns } from '../../db/staging.ts'
import { beginFigures } from '../statistics/queries.ts'

/** A customer as a file has it; null leaves what is known. */
export const accountStage = {
  external_id: 'text',
  name: 'text',
  name_key: 'text',
  bigrams: 'text[]',
  owner_id: 'text',
  tier: 'text',
  industry: 'text',
  zone: 'text',
  tags: 'text[]',
  last_contact_on: 'date',
  phone: 'text',
  email: 'text',
  birthday: 'text',
} as const satisfies StageColumns

/** What the file says over what is known: an import adds and corrects, it does not erase. */
const told = sql`s.name, coalesce(s.owner_id, a.owner_id), coalesce(s.tier, a.tier), coalesce(s.industry, a.industry),
  coalesce(s.zone, a.zone), coalesce(s.tags, a.tags), coalesce(s.last_contact_on, a.last_contact_on)`
const known = sql`a.name, a.owner_id, a.tier, a.industry, a.zone, a.tags, a.last_contact_on`
const toldContact = sql`coalesce(s.phone, c.phone), coalesce(s.email, c.email), coalesce(s.birthday, c.birthday)`
const knownContact = sql`c.phone, c.email, c.birthday`

/** Compares the staged customers with those known: how many are new, how many differ. Nothing is written. */
export async function compareAccounts(
  trx: Db,
  workspace: WorkspaceId,
): Promise<{ created: number; updated: number }> {
  await sql`
    create temp table verdict on commit drop as
    select s.line, a.id as account_id, c.id as contact_id,
      a.id is not null and (${told}) is distinct from (${known}) as differs,
      num_nonnulls(s.phone, s.email, s.birthday) > 0 and (${toldContact}) is distinct from (${knownContact}) as contact_differs
    from staged s
    left join account a on a.workspace_id = ${workspace} and a.external_id = s.external_id
    left join contact c on c.workspace_id = ${workspace} and c.account_id = a.id and c.imported
  `.execute(trx)
  const { rows } = await sql<{ created: number; updated: number }>`
    select count(*) filter (where account_id is null) as created,
      count(*) filter (where account_id is not null and (differs or contact_differs)) as updated
    from verdict
  `.execute(trx)
  return rows[0] ?? { created: 0, updated: 0 }
}

export interface Writing {
  /** The workspace's day. */
  today: Day
  now: Date
  /** Who brought the file; null: the operator. */
  by: string | null
}

/** Writes what `compareAccounts` found. Returns the known accounts whose figures or duties may follow. */
export async function writeAccounts(trx: Db, workspace: WorkspaceId, writing: Writing): Promise<number[]> {
  const changed = await noteChanges(trx, workspace, writing)
  await updateAccounts(trx, workspace, writing.now)
  await beginFigures(trx, workspace, await createAccounts(trx, workspace, writing))
  await writeContacts(trx, workspace, writing.now)
  return changed
}

/** Keeps who had a customer and in which tier until now; returns all customers that differ. */
async function noteChanges(trx: Db, workspace: WorkspaceId, { now, by }: Writing): Promise<number[]> {
  await sql`
    insert into account_change (workspace_id, account_id, member_id, field, before, after, reason, changed_at)
    select ${workspace}, a.id, ${by}, c.field, c.before, c.after, '', ${now}
    from verdict v join staged s on s.line = v.line
    join account a on a.workspace_id = ${workspace} and a.id = v.account_id
    cross join lateral (values ('owner', a.owner_id, s.owner_id), ('tier', a.tier, s.tier)) c (field, before, after)
    where v.differs and c.after is not null and c.before is distinct from c.after
  `.execute(trx)
  const { rows } = await sql<{ id: number }>`select account_id as id from verdict where differs`.execute(trx)
  return rows.map(({ id }) => id)
}

async function updateAccounts(trx: Db, workspace: WorkspaceId, now: Date): Promise<void> {
  await sql`
    update account a set
      (name, owner_id, tier, industry, zone, tags, last_contact_on) = row (${told}),
      name_key = s.name_key, bigrams = s.bigrams, changed_at = ${now},
      -- A plan of its own is for key customers.
      rhythm_days = case when coalesce(s.tier, a.tier) = 'key' then a.rhythm_days end,
      visit_days = case when coalesce(s.tier, a.tier) = 'key' then a.visit_days end
    from verdict v join staged s on s.line = v.line
    where v.differs and a.workspace_id = ${workspace} and a.id = v.account_id
  `.execute(trx)
}

async function createAccounts(trx: Db, workspace: WorkspaceId, { today, now }: Writing): Promise<number[]> {
  // Numbered beforehand, so that the contacts need not look for their accounts.
  await sql`
    create temp table created on commit drop as
    select line, nextval((select pg_get_serial_sequence('account', 'id'))) as id
    from (select line from verdict where account_id is null order by line) lines
  `.execute(trx)
  await sql`
    insert into account (workspace_id, id, external_id, name, name_key, bigrams, owner_id, tier, industry, zone, tags,
      last_contact_on, came_on, created_at, changed_at) overriding system value
    select ${workspace}, c.id, s.external_id, s.name, s.name_key, s.bigrams, s.owner_id, coalesce(s.tier, 'general'),
      s.industry, s.zone, coalesce(s.tags, '{}'), s.last_contact_on, ${today}, ${now}, ${now}
    from created c join staged s on s.line = c.line
  `.execute(trx)
  const { rows } = await sql<{ id: number }>`select id from created order by id`.execute(trx)
  return rows.map(({ id }) => id)
}

async function writeContacts(trx: Db, workspace: WorkspaceId, now: Date): Promise<void> {
  await sql`
    update contact c set (phone, email, birthday) = row (${toldContact}), changed_at = ${now}
    from verdict v join staged s on s.line = v.line
    where v.contact_differs and c.workspace_id = ${workspace} and c.id = v.contact_id
  `.execute(trx)
  await sql`
    insert into contact (workspace_id, account_id, phone, email, birthday, imported, changed_at)
    select ${workspace}, coalesce(v.account_id, n.id), s.phone, s.email, s.birthday, true, ${now}
    from verdict v join staged s on s.line = v.line left join created n on n.line = v.line
    where v.contact_differs and v.contact_id is null
  `.execute(trx)
}
