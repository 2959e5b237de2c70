import { day } from '../../src/care/calendar.ts'
import type { Db } from '../../src/db/database.ts'
import type { WorkspaceId } from '../../src/db/schema.ts'
import type { Names } from './customer.ts'

const now = new Date('2026-03-02T09:00Z')
const later = new Date('2026-03-02T10:00Z')
const said = { channel: 'call', receivedAt: now, openedAt: now, facts: 'broken', severity: 'normal' } as const

/** A complaint that is open, one that is solved and one that is closed, with something in each of their tables. */
export async function addComplaints(
  db: Db,
  workspaceId: WorkspaceId,
  { member, channel, ts, number }: Names,
  accountId: number,
) {
  const own = { workspaceId, accountId, openedBy: member, ...said }
  const answered = { answeredAt: now, answeredBy: member }
  const closed = { closedAt: later, closedBy: member, closedHow: 'satisfied' } as const
  const drafted = { improvement: 'better boxes', draftedAt: later, draftedBy: member }
  const cause = await db
    .insertInto('complaintCause')
    .values({ workspaceId, key: null, name: `cause ${number}` })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rows = await db
    .insertInto('complaint')
    .values([
      { ...own, complex: true },
      { ...own, ...answered, complex: false, takenBy: member, causeId: cause.id },
      { ...own, ...answered, ...closed, ...drafted, complex: false, causeId: cause.id },
    ])
    .returning('id')
    .execute()
  const [complaint = 0, solved = 0, over = 0] = rows.map(({ id }) => id)
  const of = (complaintId: number) => ({ workspaceId, complaintId, round: 1 })
  await withClocks(db, of, { complaint, solved, over, member })
  const { event, compensation } = await withWork(db, of, { solved, over, member })
  const post = await withPosts(db, of, { complaint, solved, event, channel, ts, member })
  return { complaint, solved, over, cause: cause.id, post, compensation, complaintTs: `${ts}.card` }
}

type Of = (complaintId: number) => { workspaceId: WorkspaceId; complaintId: number; round: number }

async function withClocks(
  db: Db,
  of: Of,
  { complaint, solved, over, member }: { complaint: number; solved: number; over: number; member: string },
): Promise<void> {
  const started = { startedAt: now, dueAt: later, warnAt: later }
  await db
    .insertInto('complaintClock')
    .values([
      { ...of(complaint), ...started, clock: 'respond', nextAt: later },
      { ...of(complaint), ...started, clock: 'contact', nextAt: later },
      { ...of(complaint), ...started, clock: 'solution', nextAt: later },
      { ...of(solved), ...started, clock: 'solution', metAt: later, metBy: member },
      { ...of(solved), ...started, clock: 'follow-up', nextAt: later },
      { ...of(over), ...started, clock: 'review', nextAt: later },
    ])
    .execute()
  await db
    .insertInto('complaintWait')
    .values([
      { ...of(complaint), beganAt: now, endedAt: later },
      { ...of(solved), beganAt: now, endedAt: later },
    ])
    .execute()
}

async function withWork(
  db: Db,
  of: Of,
  { solved, over, member }: { solved: number; over: number; member: string },
): Promise<{ event: number; compensation: number }> {
  const done = { doneAt: now, doneBy: member, words: 'sorry' }
  await db
    .insertInto('complaintDuty')
    .values({ ...of(solved), ...done, duty: 'apologise' })
    .execute()
  const offer = { amount: 90_000, currency: 'EUR', approval: 'waiting', doneBy: 'UBOTH' } as const
  const { id: compensation } = await db
    .insertInto('complaintDuty')
    .values({ ...of(solved), ...done, ...offer, duty: 'compensate' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('complaintSolution')
    .values({ ...of(solved), words: 'a new one', byOn: day('2026-03-05'), givenAt: later, givenBy: member })
    .execute()
  const heard = { saidAt: later, saidOn: day('2026-03-02'), recordedBy: member }
  await db
    .insertInto('complaintVerdict')
    .values([
      { ...of(solved), ...heard, kind: 'attempt' },
      { ...of(over), ...heard, kind: 'verdict', solved: true, satisfaction: 5, satisfied: true },
    ])
    .execute()
  const acts = [
    { ...of(solved), act: 'solve', memberId: member, happenedAt: later },
    { ...of(over), act: 'close', memberId: member, happenedAt: later },
    { ...of(over), act: 'reopen', memberId: member, happenedAt: later },
  ] as const
  const [event] = await db
    .insertInto('complaintEvent')
    .values([...acts])
    .returning('id')
    .execute()
  return { event: event?.id ?? 0, compensation }
}

interface Posted {
  complaint: number
  solved: number
  event: number
  channel: string
  ts: string
  member: string
}

async function withPosts(
  db: Db,
  of: Of,
  { complaint, solved, event, channel, ts, member }: Posted,
): Promise<number> {
  const nudge = { clock: 'respond', kind: 'warn', rung: 'owner', memberId: member, toldAt: now } as const
  const told = await db
    .insertInto('complaintNudge')
    .values({ ...of(complaint), ...nudge })
    .returning('id')
    .executeTakeFirstOrThrow()
  const about = (complaintId: number) => ({ workspaceId: of(complaintId).workspaceId, complaintId })
  const post = { channel: member, memberId: member, madeAt: now }
  const card = await db
    .insertInto('complaintPost')
    .values({ ...about(solved), ...post, kind: 'card', postedIn: channel, ts: `${ts}.card` })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('complaintPost')
    .values([
      { ...about(solved), ...post, kind: 'update', parentId: card.id, eventId: event },
      { ...about(complaint), ...post, kind: 'nudge', nudgeId: told.id },
    ])
    .execute()
  return card.id
}
