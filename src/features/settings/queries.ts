import { sql } from 'kysely'
import { CareError } from '../../care/errors.ts'
import {
  boundsOf,
  isOvertaken,
  type Setting,
  SETTING_GROUPS,
  type SettingGroup,
  type SettingName,
} from '../../care/setting-groups.ts'
import { settingsFrom } from '../../care/settings.ts'
import type { Day } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { audit } from '../people/queries.ts'

/** Who changed a setting last, when, and what it was before. */
export interface SettingChange {
  name: SettingName
  who: string
  at: Date
  before: Setting
}

/** The last change of each setting of a group that anybody ever changed. */
export async function lastChanges(
  db: Db,
  workspace: WorkspaceId,
  group: SettingGroup,
): Promise<SettingChange[]> {
  const { rows } = await sql<SettingChange>`
    select distinct on (subject_id) subject_id as name, coalesce(member.name, member_id, '') as who, acted_at as at,
      detail -> 'before' as before
    from audit
    left join member on member.workspace_id = audit.workspace_id and member.id = audit.member_id
    where audit.workspace_id = ${workspace} and subject = 'setting'
      and subject_id = any(${[...SETTING_GROUPS[group]]}::text[])
    order by subject_id, acted_at desc, audit.id desc`.execute(db)
  return rows
}

interface Wanted {
  group: SettingGroup
  /** What the admin saw, and what they want instead. */
  seen: Readonly<Record<string, Setting>>
  wanted: Readonly<Record<string, Setting>>
}

interface By {
  workspace: { id: WorkspaceId }
  reader: { id: string; zone: string }
  now: Date
  today: Day
}

/**
 * Changes the settings of a group in the caller's transaction; what is as usual is not stored. Returns those that changed;
 * a CareError names who changed one of them meanwhile.
 */
export async function changeSettings(trx: Db, by: By, change: Wanted): Promise<SettingName[]> {
  const { id } = by.workspace
  const { settings: stored } = await trx
    .selectFrom('workspace')
    .select('settings')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const current = settingsFrom(stored)
  await refuseOvertaken(trx, by, change, current)
  const changed = SETTING_GROUPS[change.group].flatMap((name) => {
    const after = change.wanted[name]
    return after === undefined || after === current[name] ? [] : [{ name, before: current[name], after }]
  })
  if (changed.length === 0) return []
  const news = changed.map(({ name, after }) => [name, after === boundsOf(name).default ? null : after])
  await trx
    .updateTable('workspace')
    .set({ settings: sql`jsonb_strip_nulls(settings || ${JSON.stringify(Object.fromEntries(news))}::jsonb)` })
    .where('id', '=', id)
    .execute()
  for (const { name, before, after } of changed)
    await audit(trx, by, 'settings.change', 'setting', name, { before, after })
  return changed.map(({ name }) => name)
}

async function refuseOvertaken(
  trx: Db,
  { workspace, reader, today }: By,
  { group, seen, wanted }: Wanted,
  current: Readonly<Record<SettingName, Setting>>,
): Promise<void> {
  const name = SETTING_GROUPS[group].find((one) =>
    isOvertaken(seen[one], current[one], wanted[one] ?? current[one]),
  )
  if (!name) return
  const change = (await lastChanges(trx, workspace.id, group)).find((one) => one.name === name)
  const when = { at: change?.at ?? new Date(0), today, zone: reader.zone }
  const who = change?.who ?? ''
  throw new CareError('settings.overtaken', { who, was: seen[name] ?? '', value: current[name], when }, name)
}
