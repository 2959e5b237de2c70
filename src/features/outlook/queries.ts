import { sql } from 'kysely'
import { moved, type Rule, type Tier } from '../../care/cadence.ts'
import type { Day, WorkCalendar } from '../../care/calendar.ts'
import { MUTED } from '../../care/complaint.ts'
import { CareError } from '../../care/errors.ts'
import { beatsOf, type Planned } from '../../care/next-step.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { calendarOf } from '../../holidays/member.ts'
import { planDuties } from '../cadence/queries.ts'
import { type Duty, openDuties } from '../follow-ups/queries.ts'
import { restate } from '../statistics/queries.ts'

/** Who acts, where and when. */
export interface Acting {
  workspace: { id: WorkspaceId; zone: string; currency: string; region: string | null; settings: Settings }
  reader: { id: string }
  now: Date
  today: Day
}

export type Held = Awaited<ReturnType<typeof holdAccount>>

/** The account, held until the transaction ends: what happens with one customer happens in a row. */
export async function holdAccount(db: Db, workspace: WorkspaceId, id: number) {
  const account = await db
    .selectFrom('account')
    .select(['id', 'name', 'tier', 'rhythmDays', 'visitDays', 'ownerId', 'retiredAt'])
    .where('workspaceId', '=', workspace)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!account) throw new CareError('accounts.unknownId')
  return account
}

/** Makes figures and duties of an account follow from what is now written down of it. */
export async function replan(db: Db, { workspace, now }: Acting, accountId: number): Promise<void> {
  await restate(db, workspace, [accountId])
  await planDuties(db, workspace, now, [accountId])
}

/** Something to be done at an account, on a day that its rep works. */
export interface Coming {
  dutyId: number
  rule: Rule
  needs: Duty['needs']
  /** A touch that a closed complaint asks for (care-rules §4.6). */
  afterComplaint: boolean
  tier: Tier
  /** From this day on. */
  on: Day
  /** Days between two, of the standing rhythm. */
  every: number | null
}

/** What is asked for at an account. */
export interface Outlook {
  /** Due today or before. */
  due: Coming[]
  /** The first that is due later. */
  next: Coming | null
  /** The standing rhythm, where something else comes first. */
  after: Coming | null
  /** An open complaint keeps more than this quiet (care-rules §4.6). */
  quiet: boolean
}

/** What is asked for at an account from `today` on. */
export async function outlookOf(
  db: Db,
  workspace: Acting['workspace'],
  account: Planned & { id: number },
  today: Day,
): Promise<Outlook> {
  const duties = await openDuties(db, workspace.id, account.id)
  const calendars = await calendarsOf(db, workspace, duties)
  const quiet = duties.some(isMuted) && (await isComplaining(db, workspace.id, account.id))
  const coming = duties
    .filter((duty) => !quiet || !isMuted(duty))
    .map((duty) => comingOf(duty, account, calendars.get(duty.repId) ?? weekdays, workspace.settings))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const later = coming.filter(({ on }) => on > today)
  const [next = null] = later
  const standing = later.find(({ every }) => every !== null) ?? null
  const due = coming.filter(({ on }) => on <= today)
  return { due, next, after: standing === next ? null : standing, quiet }
}

const isMuted = ({ rule }: Duty): boolean => MUTED.includes(rule)

async function isComplaining(db: Db, workspace: WorkspaceId, accountId: number): Promise<boolean> {
  const open = await db
    .selectFrom('complaint')
    .select('id')
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}

/** The days of duties that are nobody's. */
export const weekdays: WorkCalendar = { weekdays: [1, 2, 3, 4, 5], off: new Set(), extra: new Set() }

function comingOf(duty: Duty, account: Planned, cal: WorkCalendar, settings: Settings): Coming {
  const beat = beatsOf(account, settings).find(({ rule }) => rule === duty.rule)
  const { ideal } = moved({ ideal: duty.idealOn, latest: duty.latestOn }, cal)
  const { id, rule, needs, complaintId } = duty
  const afterComplaint = complaintId !== null
  return {
    dutyId: id,
    rule,
    needs,
    afterComplaint,
    tier: account.tier,
    on: ideal,
    every: beat?.every ?? null,
  }
}

/** The days that each rep of these duties works, holidays left out. */
export async function calendarsOf(
  db: Db,
  workspace: Pick<Acting['workspace'], 'id' | 'region'>,
  duties: readonly Pick<Duty, 'repId'>[],
) {
  const reps = [...new Set(duties.map(({ repId }) => repId))]
  const rows = await db
    .selectFrom('member')
    .select(['id', 'zone', 'region', 'workingDays'])
    .where('workspaceId', '=', workspace.id)
    .where(sql<boolean>`id = any(${reps}::text[])`)
    .execute()
  const entries = rows.map(({ id, ...member }): [string | null, WorkCalendar] => [
    id,
    calendarOf(member, workspace),
  ])
  return new Map(entries)
}
