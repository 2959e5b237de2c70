import {
  attemptsMissing,
  attemptsOf,
  type CardAct,
  type ClosedHow,
  type Heard,
  isContent,
  isSameMinute,
  isSatisfied,
} from '../../care/complaint.ts'
import { dayIn, type Day } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import { acted, type Actor, heldFor, nextRound, touched } from '../complaint-acts/queries.ts'
import { endWait, meetClocks, startClocks, voidClocks } from '../complaint-clocks/queries.ts'
import { enterReopening } from '../complaint-reopenings/queries.ts'
import { planTouches } from '../complaint-touches/queries.ts'
import { type Complaint, complaintFor, lastEvent, recordEvent } from '../complaints/queries.ts'
import { recordAnswer } from '../feedback/queries.ts'

/** What became of a complaint, and when its customer is contacted again. */
export interface Became {
  complaint: Complaint
  touches: Day[]
}

/** Which round of a complaint somebody had before them. */
export interface SeenRound {
  complaint: number
  round: number
}

/** As `heldFor`, for what was written about one round: a CareError where the complaint was opened again meanwhile. */
export async function heldInRound(
  trx: Db,
  by: Actor,
  { complaint: id, round }: SeenRound,
  act: CardAct,
): Promise<Complaint> {
  const seen = await complaintFor(trx, by.workspace.id, by.reader, id)
  if (seen.round !== round) await refuseStale(trx, by, seen)
  const held = await heldFor(trx, by, id, act)
  if (held.round !== round) await refuseStale(trx, by, held)
  return held
}

async function refuseStale(
  trx: Db,
  { workspace, reader, today }: Actor,
  { id, round }: Complaint,
): Promise<never> {
  const last = await lastEvent(trx, { workspace: workspace.id, id, round }, 'reopen')
  const when = { at: last?.at ?? new Date(0), today, zone: reader.zone }
  throw new CareError('complaintVerdicts.stale', { who: last?.who ?? '–', when })
}

/** In which words, and when. */
interface Saying {
  words: string
  saidAt: Date
}

/**
 * The customer judged the solution: content closes the complaint, anything else opens it again with a clock of its own
 * (care-rules §5.4). The answer counts as feedback, and the account is judged by it at once (§4, `unhappy`).
 */
export async function hearVerdict(
  trx: Db,
  by: Actor,
  seen: SeenRound,
  { solved, satisfaction, words, saidAt }: Heard & Saying,
): Promise<Became> {
  const complaint = await heldInRound(trx, by, seen, 'verdict')
  const { settings } = by.workspace
  const heard = { solved, satisfaction }
  const when = whenSaid(by, complaint, saidAt)
  const verdict = { kind: 'verdict', ...heard, satisfied: isSatisfied(heard, settings) } as const
  await insertHeard(trx, by, complaint, { ...verdict, words, ...when })
  const { reader, now, workspace } = by
  await meetClocks(trx, workspace.id, complaint.id, ['follow-up'], { member: reader.id, at: now })
  const outcome = isContent(heard, settings) ? 'good' : 'bad'
  await touched(trx, by, complaint, complaint.channel, { outcome, ...happened(when) })
  await recordEvent(trx, { ...by, member: reader.id }, complaint, 'verdict', heard)
  const became = isContent(heard, settings)
    ? await closeComplaint(trx, by, complaint, 'satisfied')
    : { complaint: await openAgain(trx, by, complaint), touches: [] }
  const answer = { kind: 'satisfaction', score: satisfaction, on: when.saidOn } as const
  await recordAnswer(trx, by, complaint.accountId, answer, outcome === 'bad')
  return became
}

async function openAgain(trx: Db, by: Actor, complaint: Complaint): Promise<Complaint> {
  const again = await nextRound(trx, by, complaint)
  await acted(trx, by, again, 'reopen')
  await enterReopening(trx, by, again)
  return again
}

/** Nobody was reached: an attempt with its date, and the clock runs on. Returns how many are missing to close it without. */
export async function attemptVerdict(
  trx: Db,
  by: Actor,
  seen: SeenRound,
  { words, saidAt }: Saying,
): Promise<{ complaint: Complaint; missing: number }> {
  const complaint = await heldInRound(trx, by, seen, 'verdict')
  const when = whenSaid(by, complaint, saidAt)
  const before = attemptsOf(complaint)
  if (before.some((at) => isSameMinute(at, when.saidAt)))
    throw new CareError('complaintVerdicts.attemptBefore', {}, 'saidAt')
  const none = { kind: 'attempt', solved: null, satisfaction: null, satisfied: null } as const
  await insertHeard(trx, by, complaint, { ...none, words, ...when })
  await touched(trx, by, complaint, complaint.channel, { outcome: 'no-answer', ...happened(when) })
  await acted(trx, by, complaint, 'attempt')
  return { complaint, missing: attemptsMissing([...before, when.saidAt], by.workspace.settings) }
}

/** Closes a complaint of which no verdict was to be had; a CareError says how many attempts are missing (care-rules §5.4). */
export async function closeWithoutVerdict(
  trx: Db,
  by: Actor,
  seen: SeenRound,
  words: string,
): Promise<Became> {
  const complaint = await heldInRound(trx, by, seen, 'verdict')
  const count = attemptsMissing(attemptsOf(complaint), by.workspace.settings)
  if (count > 0) throw new CareError('complaintVerdicts.attemptsMissing', { count }, 'solved')
  if (words !== '') await touched(trx, by, complaint, 'note', { kind: null, summary: words })
  return closeComplaint(trx, by, complaint, 'attempts')
}

/**
 * Closes a complaint: no other clock runs on, its review is asked for, and its customer is contacted again on two days
 * (care-rules §5, §4.6); one that was opened by mistake asks for neither. Whoever calls holds it.
 */
export async function closeComplaint(
  trx: Db,
  by: Actor,
  complaint: Complaint,
  how: ClosedHow,
): Promise<Became> {
  const { workspace, reader, now } = by
  const { id, round } = complaint
  const closing = { closedAt: now, closedBy: reader.id, closedHow: how }
  await trx
    .updateTable('complaint')
    .set(closing)
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', id)
    .execute()
  await endWait(trx, workspace.id, id, now)
  await voidClocks(trx, workspace.id, id, now)
  const isReal = how !== 'withdrawn'
  if (isReal) await startClocks(trx, workspace.id, { id, round }, ['review'], now)
  const closed = { ...complaint, ...closing }
  const touches = isReal ? await planTouches(trx, by, closed) : []
  await acted(trx, by, closed, 'close', { how })
  return { complaint: closed, touches }
}

interface When {
  saidAt: Date
  saidOn: Day
}

const happened = ({ saidAt, saidOn }: When) => ({ occurredAt: saidAt, occurredOn: saidOn })

/** A CareError where it would have been said before there was a solution; within its minute it came after it. */
function whenSaid({ reader, today }: Actor, { solution }: Complaint, saidAt: Date): When {
  const given = solution?.givenAt ?? saidAt
  if (saidAt < given && !isSameMinute(saidAt, given)) {
    const when = { at: given, today, zone: reader.zone }
    throw new CareError('complaintVerdicts.beforeSolution', { when }, 'saidAt')
  }
  const at = saidAt < given ? given : saidAt
  return { saidAt: at, saidOn: dayIn(reader.zone, at) }
}

type Row = When & {
  kind: 'verdict' | 'attempt'
  solved: boolean | null
  satisfaction: number | null
  satisfied: boolean | null
  words: string
}

async function insertHeard(
  trx: Db,
  { workspace, reader }: Actor,
  { id, round }: Complaint,
  row: Row,
): Promise<void> {
  await trx
    .insertInto('complaintVerdict')
    .values({ workspaceId: workspace.id, complaintId: id, round, recordedBy: reader.id, ...row })
    .execute()
}
