import { type Day, instantOf, type WorkCalendar } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import type { Snoozed } from '../../care/follow-up.ts'
import { mayChange } from '../../care/rights.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type DutyBefore, keepUndo } from '../../db/undo.ts'
import { calendarOf } from '../../holidays/member.ts'
import { type Account, accountFor, type Viewer } from '../accounts/queries.ts'
import { changeDuty, dutyById, type KnownDuty, type Seen } from '../follow-ups/queries.ts'
import type { Acting } from '../outlook/queries.ts'
import { audit } from '../people/queries.ts'

/** Whose duty it is, as far as its dates and its hand-over depend on them. */
interface DutyRep {
  id: string
  /** IANA name. */
  zone: string
  standInId: string | null
  cal: WorkCalendar
}

/** Who asks, where and when. */
export interface Asking extends Acting {
  reader: Viewer & { zone: string }
}

/** An open duty that somebody may put off or hand over. */
export interface Changeable {
  duty: KnownDuty
  account: Account
  rep: DutyRep
}

/** An open duty that this person may put off or hand over: its rep, their stand-in, the account's owner, managers. */
export async function changeableDuty(db: Db, by: Asking, id: number): Promise<Changeable> {
  const { workspace, reader, today } = by
  const duty = Number.isSafeInteger(id) ? await dutyById(db, workspace.id, id) : undefined
  if (!duty) throw new CareError('followUps.gone')
  const account = await accountFor(db, workspace.id, reader, duty.accountId)
  const rep = await repOf(db, workspace, duty.repId ?? reader.id)
  const theirs = mayChange(reader, account) || [duty.repId, rep.standInId].includes(reader.id)
  if (!theirs) throw new CareError('followUps.notYours')
  if (duty.closedAt) throw goneError(duty, { today, zone: reader.zone })
  return { duty, account, rep }
}

/** Says that somebody changed a duty since it was seen, who and when. */
export async function changedError(db: Db, by: Asking, id: number): Promise<CareError> {
  const { workspace, reader, today } = by
  const at = { today, zone: reader.zone }
  const duty = await dutyById(db, workspace.id, id)
  if (!duty || duty.closedAt) return goneError(duty, at)
  const last = await lastChange(db, workspace.id, id)
  if (!last) return new CareError('followUps.gone')
  const when = { at: last.actedAt, ...at }
  return new CareError('followUps.changedBefore', { who: last.name, when })
}

/** Where and when the rep of a duty works. */
async function repOf(db: Db, workspace: Acting['workspace'], id: string): Promise<DutyRep> {
  const member = await db
    .selectFrom('member')
    .select(['id', 'zone', 'region', 'workingDays', 'standInId'])
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...member, cal: calendarOf(member, workspace) }
}

/** Puts a duty off; the undo's id, or nothing when somebody else changed the duty since it was seen. */
export async function putOff(
  db: Db,
  by: Acting,
  duty: KnownDuty,
  seen: Seen,
  { until, at, zone }: Snoozed & { zone: string },
): Promise<number | undefined> {
  const snoozedUntil = at ?? instantOf(until, '00:00', zone)
  const changed = await changeDuty(db, by.workspace.id, seen, { snoozedUntil, snoozes: duty.snoozes + 1 })
  if (!changed) return undefined
  await audit(db, by, 'follow-ups.snooze', 'follow-up', duty.id, { until, account: duty.accountId })
  return keepUndo(db, by, 'snooze', duty.accountId, { duties: [before(duty, changed.revision)] })
}

/** Gives a duty to another member, at once on their list; the undo's id, or nothing as above. */
export async function handOver(
  db: Db,
  by: Acting,
  duty: KnownDuty,
  seen: Seen,
  to: string,
): Promise<number | undefined> {
  const changed = await changeDuty(db, by.workspace.id, seen, { repId: to, snoozedUntil: null })
  if (!changed) return undefined
  await audit(db, by, 'follow-ups.hand-over', 'follow-up', duty.id, { to, account: duty.accountId })
  return keepUndo(db, by, 'hand-over', duty.accountId, { duties: [before(duty, changed.revision)] })
}

const before = ({ id, repId, snoozedUntil, snoozes }: KnownDuty, revision: number): DutyBefore => ({
  id,
  revision,
  repId,
  snoozedUntil,
  snoozes,
})

/** Who last put a duty off, handed it over or undid that, and when. */
function lastChange(db: Db, workspace: WorkspaceId, dutyId: number) {
  return db
    .selectFrom('audit')
    .innerJoin('member', (join) =>
      join.onRef('member.workspaceId', '=', 'audit.workspaceId').onRef('member.id', '=', 'audit.memberId'),
    )
    .select(['member.name', 'audit.actedAt'])
    .where('audit.workspaceId', '=', workspace)
    .where('audit.subject', '=', 'follow-up')
    .where('audit.subjectId', '=', String(dutyId))
    .orderBy('audit.actedAt', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Says that a duty was closed before, by whom and when; `today` and `zone` are the reader's. */
export function goneError(
  duty: Pick<KnownDuty, 'closedHow' | 'closedAt' | 'closer'> | undefined,
  { today, zone }: { today: Day; zone: string },
): CareError {
  if (!duty?.closedAt) return new CareError('followUps.gone')
  const when = { at: duty.closedAt, today, zone }
  const done = duty.closedHow === 'done' || duty.closedHow === 'logged'
  return done && duty.closer
    ? new CareError('followUps.doneBefore', { who: duty.closer, when })
    : new CareError('followUps.replaced', { when })
}
