import type { CardAct, Clock, ComplaintAct } from '../../care/complaint.ts'
import { refusalOf } from '../../care/complaint.ts'
import { CareError } from '../../care/errors.ts'
import type { Channel } from '../../care/interaction.ts'
import type { Day } from '../../care/calendar.ts'
import type { WorkspaceCalendar } from '../../care/workspace-calendar.ts'
import type { Db } from '../../db/database.ts'
import type { Viewer } from '../accounts/queries.ts'
import { endWait, meetClocks, settleClocks, startClocks, voidClocks } from '../complaint-clocks/queries.ts'
import { enterReopening } from '../complaint-reopenings/queries.ts'
import { dropTouches } from '../complaint-touches/queries.ts'
import {
  type Complaint,
  complaintFor,
  holdComplaint,
  lastEvent,
  recordEvent,
  stateOf,
} from '../complaints/queries.ts'
import { type Happening, logInteraction } from '../interactions/queries.ts'
import type { Acting } from '../outlook/queries.ts'

/** Who does something about a complaint. */
export interface Actor extends Acting {
  workspace: Acting['workspace'] & { calendar: WorkspaceCalendar }
  reader: Viewer & { zone: string }
}

/** What the last doing of an act is called among the events. */
const eventOf = (act: CardAct): ComplaintAct => (act === 'duties' ? 'duty' : act)

/** A complaint, held with its account until the transaction ends, for whoever may see it. */
export async function held(trx: Db, { workspace, reader }: Actor, id: number): Promise<Complaint> {
  await holdComplaint(trx, workspace.id, await complaintFor(trx, workspace.id, reader, id))
  return complaintFor(trx, workspace.id, reader, id)
}

/** The same for whoever may do this about it now; a CareError says who was faster, what comes first, or that it is closed. */
export async function heldFor(trx: Db, by: Actor, id: number, act: CardAct): Promise<Complaint> {
  const complaint = await held(trx, by, id)
  await checkAct(trx, by, complaint, act)
  return complaint
}

/** A CareError where this cannot be done about a complaint as it stands. */
export async function checkAct(
  db: Db,
  { workspace, reader, today }: Actor,
  complaint: Complaint,
  act: CardAct,
): Promise<void> {
  const refusal = refusalOf(act, stateOf(complaint))
  if (!refusal) return
  if (refusal === 'early') throw new CareError(`complaints.early.${act}`)
  const of = { workspace: workspace.id, id: complaint.id, round: complaint.round }
  const last = await lastEvent(db, of, refusal === 'closed' ? 'close' : eventOf(act))
  if (!last) throw new CareError('complaints.notAsked')
  const when = { at: last.at, today, zone: reader.zone }
  const isOwn = last.memberId === reader.id
  const what =
    refusal === 'closed' ? 'complaints.closed' : isOwn ? 'complaints.doneYourself' : 'complaints.done'
  throw new CareError(what, { who: last.who ?? '–', when })
}

const update = (trx: Db, { workspace }: Actor, { id }: Complaint) =>
  trx.updateTable('complaint').where('workspaceId', '=', workspace.id).where('id', '=', id)

/** What every act ends with: it is written down, and the clocks and duties follow. */
export async function acted(
  trx: Db,
  by: Actor,
  complaint: Complaint,
  act: ComplaintAct,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await recordEvent(trx, { ...by, member: by.reader.id }, complaint, act, detail)
  await settleClocks(trx, by, complaint)
}

/**
 * The customer was reached: the account’s last touch moves, and what that answers is closed (care-rules §2.4); `said` where
 * it was at another time, or came out in some way.
 */
export async function touched(
  trx: Db,
  by: Actor,
  { accountId }: Complaint,
  channel: Channel,
  said: Partial<Happening> = {},
): Promise<void> {
  const when = { occurredAt: by.now, occurredOn: by.today }
  const silent = { kind: 'feeling', outcome: null, summary: '', nextStep: '', nextOn: null } as const
  await logInteraction(trx, by, { accountId, channel, ...when, ...silent, ...said })
}

/** Somebody takes a complaint that is nobody’s. */
export async function takeComplaint(trx: Db, by: Actor, id: number): Promise<Complaint> {
  const complaint = await heldFor(trx, by, id, 'take')
  await update(trx, by, complaint).set({ takenBy: by.reader.id }).execute()
  const taken = { ...complaint, ownerId: by.reader.id }
  await acted(trx, by, taken, 'take')
  return taken
}

/** What an answer to the customer means for the clocks: whoever spoke with them or solved it has answered. */
async function answered(trx: Db, by: Actor, complaint: Complaint, clocks: readonly Clock[]): Promise<void> {
  const { workspace, reader, now } = by
  if (!complaint.answeredAt)
    await update(trx, by, complaint).set({ answeredAt: now, answeredBy: reader.id }).execute()
  await meetClocks(trx, workspace.id, complaint.id, ['respond', ...clocks], { member: reader.id, at: now })
}

export async function answerCustomer(trx: Db, by: Actor, id: number): Promise<Complaint> {
  const complaint = await heldFor(trx, by, id, 'answer')
  await answered(trx, by, complaint, [])
  await touched(trx, by, complaint, complaint.channel)
  await acted(trx, by, complaint, 'answer')
  return complaint
}

export async function speakWithCustomer(trx: Db, by: Actor, id: number): Promise<Complaint> {
  const complaint = await heldFor(trx, by, id, 'speak')
  await update(trx, by, complaint).set({ spokenAt: by.now, spokenBy: by.reader.id }).execute()
  await answered(trx, by, complaint, ['contact'])
  await touched(trx, by, complaint, 'call')
  await acted(trx, by, complaint, 'speak')
  return complaint
}

/** The customer was given a solution with a date: from now on they are asked whether it is one. */
export async function giveSolution(
  trx: Db,
  by: Actor,
  id: number,
  solution: { words: string; byOn: Day },
): Promise<Complaint> {
  const complaint = await heldFor(trx, by, id, 'solve')
  const { workspace, reader, now } = by
  const { round } = complaint
  const given = { givenAt: now, givenBy: reader.id, ...solution }
  await trx
    .insertInto('complaintSolution')
    .values({ workspaceId: workspace.id, complaintId: id, round, ...given })
    .execute()
  await endWait(trx, by.workspace.id, id, by.now)
  await answered(trx, by, complaint, ['solution'])
  await startClocks(trx, workspace.id, complaint, ['follow-up'], now)
  await touched(trx, by, complaint, complaint.channel)
  await acted(trx, by, complaint, 'solve')
  return complaint
}

/** The clock of the solution stands until the customer is back. */
export async function waitForCustomer(trx: Db, by: Actor, id: number): Promise<Complaint> {
  const complaint = await heldFor(trx, by, id, 'wait')
  await trx
    .insertInto('complaintWait')
    .values({
      workspaceId: by.workspace.id,
      complaintId: id,
      round: complaint.round,
      beganAt: by.now,
      endedAt: null,
    })
    .execute()
  await acted(trx, by, complaint, 'wait')
  return complaint
}

export async function resumeComplaint(trx: Db, by: Actor, id: number): Promise<Complaint> {
  const complaint = await heldFor(trx, by, id, 'resume')
  await endWait(trx, by.workspace.id, id, by.now)
  await acted(trx, by, complaint, 'resume')
  return complaint
}

/** A closed complaint is opened again: another round, with a clock of its own for the solution (care-rules §5.4). */
export async function reopenComplaint(trx: Db, by: Actor, id: number): Promise<Complaint> {
  const complaint = await heldFor(trx, by, id, 'reopen')
  const again = await nextRound(trx, by, complaint)
  await acted(trx, by, again, 'reopen')
  await enterReopening(trx, by, again)
  return again
}

/** Begins another round; whoever calls has written down why, and ends with `acted`. */
export async function nextRound(trx: Db, by: Actor, complaint: Complaint): Promise<Complaint> {
  const { workspace, now } = by
  const round = complaint.round + 1
  const closing = { closedAt: null, closedBy: null, closedHow: null }
  const open = { ...closing, reviewedAt: null, reviewedBy: null, toldOn: null }
  await update(trx, by, complaint)
    .set({ round, ...open })
    .execute()
  await voidClocks(trx, workspace.id, complaint.id, now)
  await dropTouches(trx, by, complaint.id)
  await startClocks(trx, workspace.id, { id: complaint.id, round }, ['solution'], now)
  return { ...complaint, round, ...open }
}
