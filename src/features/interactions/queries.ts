import { sql } from 'kysely'
import { answered } from '../../care/after-sale.ts'
import type { Day } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { type Channel, isAttempt, isTouch, isVisit, type Kind, type Outcome } from '../../care/interaction.ts'
import { usualNextStep } from '../../care/next-step.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type DutyBefore, keepUndo } from '../../db/undo.ts'
import { contactsAt } from '../accounts/queries.ts'
import {
  asOpen,
  closeDuties,
  type Duty,
  dutyById,
  type KnownDuty,
  openDuties,
} from '../follow-ups/queries.ts'
import { planStep } from '../planned-steps/queries.ts'
import { type Acting, type Held, holdAccount, type Outlook, outlookOf, replan } from '../outlook/queries.ts'
import { audit } from '../people/queries.ts'

/** What happened with a customer. */
export interface Happening {
  accountId: number
  /** Whom it was with; null: nobody said. */
  contactId?: number | null
  /** Null when only “done” was said. */
  channel: Channel | null
  kind: Kind | null
  outcome: Outcome | null
  occurredAt: Date
  /** The day of it where its member was. */
  occurredOn: Day
  summary: string
  nextStep: string
  /** Null with a next step: when the rhythm says; without: nothing is planned. */
  nextOn: Day | null
  /** What “Done” was said of: a planned step is done with, however far ahead it is. */
  dutyId?: number
}

export interface Logged extends Outlook {
  interactionId: number
  undoId: number
  account: { id: number; name: string; retired: boolean }
  closed: Pick<Duty, 'id' | 'rule'>[]
  /** It was tried and nobody answered. */
  attempt: boolean
  /** A next step was planned with it. */
  planned: boolean
  /** The same was logged a moment ago: nothing was written. */
  again: boolean
}

/** Two logs of the same time with the same words, written within so many seconds, are one. */
const SAME_WORDS = 10

/**
 * Writes down what happened and does all that follows: closes the duties it answers, plans the next ones, and the step
 * that was agreed; everything in the caller's transaction. Who may see the account may log, which the caller has asked.
 */
export async function logInteraction(
  db: Db,
  by: Acting,
  input: Happening,
  act: 'log' | 'done' = 'log',
): Promise<Logged> {
  const { workspace } = by
  const account = await holdAccount(db, workspace.id, input.accountId)
  await checkContact(db, workspace.id, input)
  const said = act === 'log' ? await saidJustNow(db, by, input) : undefined
  const done = said ? { ...said, closed: [] } : await write(db, by, account, input, act)
  return {
    ...(await outlookOf(db, workspace, account, by.today)),
    ...done,
    account: { id: account.id, name: account.name, retired: account.retiredAt !== null },
    attempt: isAttempt(input),
    planned: isPlanned(input),
    again: said !== undefined,
  }
}

async function write(db: Db, by: Acting, account: Held, input: Happening, act: 'log' | 'done') {
  const interactionId = await insertInteraction(db, by, input)
  const closed = await closeAnswered(db, by, input, interactionId)
  await replan(db, by, account.id)
  await planNext(db, by, account, input, interactionId)
  const undoId = await keepUndo(db, by, act, account.id, { interactionId, duties: closed })
  await audit(db, by, `interactions.${act}`, 'interaction', interactionId, { account: account.id })
  return { interactionId, undoId, closed: closed.map(({ id, rule }) => ({ id, rule })) }
}

/** A CareError where the contact is another account's: the account was changed in the form after it. */
export async function checkContact(
  db: Db,
  workspace: WorkspaceId,
  { accountId, contactId }: Pick<Happening, 'accountId' | 'contactId'>,
): Promise<void> {
  if (!contactId) return
  const known = await contactsAt(db, workspace, accountId)
  if (!known.some(({ id }) => id === contactId)) throw new CareError('log.contactOther', {}, 'contact')
}

/** The log that this one repeats: the same member, channel and words a moment ago. */
function saidJustNow(db: Db, { workspace, reader, now }: Acting, input: Happening) {
  return db
    .selectFrom('interaction')
    .innerJoin('undo', (join) =>
      join
        .onRef('undo.workspaceId', '=', 'interaction.workspaceId')
        .onRef('undo.accountId', '=', 'interaction.accountId')
        .on(sql<boolean>`(undo.image ->> 'interactionId')::bigint = interaction.id`),
    )
    .select(['interaction.id as interactionId', 'undo.id as undoId'])
    .where('interaction.workspaceId', '=', workspace.id)
    .where('interaction.accountId', '=', input.accountId)
    .where('interaction.memberId', '=', reader.id)
    .where('interaction.summary', '=', input.summary)
    .where('interaction.channel', 'is not distinct from', input.channel)
    .where('outcome', 'is not distinct from', input.outcome)
    .where('interaction.createdAt', '>', new Date(now.getTime() - SAME_WORDS * 1000))
    .where(sql<boolean>`abs(extract(epoch from occurred_at - ${input.occurredAt})) < ${SAME_WORDS}`)
    .executeTakeFirst()
}

async function insertInteraction(db: Db, { workspace, reader, now }: Acting, input: Happening) {
  const { nextOn: _, dutyId: __, ...happened } = input
  const { id } = await db
    .insertInto('interaction')
    .values({ workspaceId: workspace.id, memberId: reader.id, ...happened, createdAt: now, changedAt: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Closes the duties that a touch answers besides those it has; returns them as they were, with their new revision. */
export async function closeAnswered(
  db: Db,
  { workspace, reader, now }: Acting,
  input: Happening,
  interactionId: number,
  has: readonly Duty[] = [],
): Promise<(DutyBefore & Pick<Duty, 'rule'>)[]> {
  if (!isTouch(input)) return []
  const open = await openDuties(db, workspace.id, input.accountId)
  const touch = { on: input.occurredOn, visit: isVisit(input) }
  const meant = open.filter(({ id, rule }) => id === input.dutyId && rule === 'manual')
  const met = answered([...has, ...open].map(asOpen), touch, workspace.settings)
  const ids = [...meant, ...met].map(({ id }) => id)
  const closedHow = input.dutyId === undefined ? 'logged' : 'done'
  const closing = { closedAt: now, closedBy: reader.id, closedHow, interactionId } as const
  const closed = await closeDuties(db, workspace.id, ids, closing)
  return closed.flatMap(({ id, rule, revision }) => {
    const before = open.find((duty) => duty.id === id)
    if (!before) return []
    const { repId, snoozedUntil, snoozes } = before
    return [{ id, rule, revision, repId, snoozedUntil, snoozes }]
  })
}

const isPlanned = ({ nextOn, nextStep }: Happening): boolean => nextOn !== null || nextStep !== ''

/** Plans the step that was agreed; without a day on the one that the rhythm says, after an attempt on the next. */
export async function planNext(
  db: Db,
  { workspace, reader, now, today }: Acting,
  account: Held,
  input: Happening,
  interactionId: number,
): Promise<void> {
  if (account.retiredAt || !isPlanned(input)) return
  const contact = { on: input.occurredOn, attempt: isAttempt(input) }
  const on = input.nextOn ?? usualNextStep(account, contact, today, workspace.settings)
  const repId = account.ownerId ?? reader.id
  const step = { accountId: account.id, repId, originId: interactionId, since: today, on }
  await planStep(db, workspace.id, step, now)
}

/** What came of “Done”: it was logged, or somebody was there before, or it was replaced. */
export type Finished = { done: Logged } | { gone: Pick<KnownDuty, 'closedHow' | 'closedAt' | 'closer'> }

/** “Done” was said of a duty: a touch of an unknown kind, a visit where one was asked for. */
export async function finishDuty(
  db: Db,
  by: Acting,
  { id: dutyId, accountId }: Pick<Duty, 'id' | 'accountId'>,
): Promise<Finished> {
  const { workspace, now, today } = by
  await holdAccount(db, workspace.id, accountId)
  const found = await dutyById(db, workspace.id, dutyId)
  if (!found || found.closedAt) {
    const { closedHow = null, closedAt = null, closer = null } = found ?? {}
    return { gone: { closedHow, closedAt, closer } }
  }
  const channel = found.needs === 'visit' ? 'visit' : null
  const silent = { kind: null, outcome: null, summary: '', nextStep: '', nextOn: null }
  const input = { channel, occurredAt: now, occurredOn: today, ...silent } as const
  return { done: await logInteraction(db, by, { accountId, dutyId, ...input }, 'done') }
}
