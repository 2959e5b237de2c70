import { addDays } from '../../care/calendar.ts'
import { answered } from '../../care/after-sale.ts'
import { isTouch, isVisit } from '../../care/interaction.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import {
  asOpen,
  changeDuty,
  closeDuties,
  type Duty,
  dutiesClosedBy,
  reassignDuties,
  reopenDuty,
} from '../follow-ups/queries.ts'
import { detachStep, planStep, stepOf } from '../planned-steps/queries.ts'
import { checkContact, closeAnswered, type Happening, planNext } from '../interactions/queries.ts'
import { type Acting, type Held, holdAccount, type Outlook, outlookOf, replan } from '../outlook/queries.ts'
import { audit } from '../people/queries.ts'

export type Written = NonNullable<Awaited<ReturnType<typeof interactionById>>>

/** An interaction as it was written down. */
export function interactionById(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('interaction')
    .innerJoin('account', (join) =>
      join
        .onRef('account.workspaceId', '=', 'interaction.workspaceId')
        .onRef('account.id', '=', 'interaction.accountId'),
    )
    .select(['interaction.id', 'interaction.accountId', 'interaction.memberId', 'account.name as account'])
    .select(['interaction.channel', 'interaction.kind', 'interaction.outcome', 'interaction.occurredAt'])
    .select(['interaction.occurredOn', 'interaction.summary', 'interaction.nextStep'])
    .select(['interaction.contactId', 'interaction.createdAt', 'interaction.changedAt'])
    .where('interaction.workspaceId', '=', workspace)
    .where('interaction.id', '=', id)
    .executeTakeFirst()
}

export interface Corrected extends Outlook {
  account: string
  accountId: number
  /** Duties that stand open again. */
  reopened: Pick<Duty, 'id' | 'rule'>[]
}

/** Takes an interaction back: what it closed opens again unless another touch answers it, and the plan follows. */
export async function withdrawInteraction(db: Db, by: Acting, id: number, act: 'remove' | 'undo') {
  const { workspace } = by
  const written = await interactionById(db, workspace.id, id)
  if (!written) return undefined
  const account = await holdAccount(db, workspace.id, written.accountId)
  const closed = await dutiesClosedBy(db, workspace.id, id)
  const gone = await db
    .deleteFrom('interaction')
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) return undefined
  await dropStep(db, by, account.id, id)
  const reopened = await reopenUnanswered(db, by, closed)
  await replan(db, by, account.id)
  await audit(db, by, `corrections.${act}`, 'interaction', id, { account: account.id })
  return corrected(db, by, account, reopened)
}

/** How things stand after a correction. */
export async function corrected(
  db: Db,
  by: Acting,
  account: Held,
  reopened: readonly Duty[],
): Promise<Corrected> {
  const outlook = await outlookOf(db, by.workspace, account, by.today)
  const open = reopened.map(({ id, rule }) => ({ id, rule }))
  return { ...outlook, account: account.name, accountId: account.id, reopened: open }
}

async function dropStep(db: Db, { workspace, reader, now }: Acting, account: number, id: number) {
  const step = await stepOf(db, workspace.id, account, id)
  const closing = { closedAt: now, closedBy: reader.id, closedHow: 'withdrawn' } as const
  if (step) await closeDuties(db, workspace.id, [step.id], closing)
  await detachStep(db, workspace.id, account, id)
}

/** Opens closed duties again, save those that a touch still written down answers: that one has closed them, then. */
async function reopenUnanswered(db: Db, by: Acting, closed: readonly Duty[], first = 0): Promise<Duty[]> {
  const reopened: Duty[] = []
  for (const duty of closed) {
    const touches = await touchesSince(db, by.workspace.id, duty)
    const met = touches.filter((touch) => answered([asOpen(duty)], touch, by.workspace.settings).length > 0)
    const other = met.find(({ id }) => id === first) ?? met[0]
    if (other) await reassignDuties(db, by.workspace.id, [duty.id], other.id)
    else {
      await reopenDuty(db, by.workspace.id, duty, { by: by.reader.id, now: by.now })
      reopened.push(duty)
    }
  }
  return reopened
}

async function touchesSince(db: Db, workspace: WorkspaceId, { accountId, since }: Duty) {
  const rows = await db
    .selectFrom('interaction')
    .select(['id', 'channel', 'outcome', 'occurredOn as on'])
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .where('occurredOn', '>=', since)
    .orderBy('occurredOn')
    .orderBy('id')
    .execute()
  return rows.filter(isTouch).map(({ id, on, ...contact }) => ({ id, on, visit: isVisit(contact) }))
}

/** Plans another try for tomorrow; the day it will be shown on, or nothing where one is planned. */
export async function remindTomorrow(db: Db, by: Acting, { id, accountId }: Written) {
  const { workspace, reader, now, today } = by
  const account = await holdAccount(db, workspace.id, accountId)
  const on = addDays(today, 1)
  const step = { accountId, repId: reader.id, originId: id, since: today, on }
  const planned = await planStep(db, workspace.id, step, now)
  if (!planned) return undefined
  await audit(db, by, 'corrections.remind', 'follow-up', planned.id, { account: accountId })
  const { due, next, after } = await outlookOf(db, workspace, account, today)
  return [next, after, ...due].find((coming) => coming?.dutyId === planned.id)?.on ?? on
}

/** What became of a log that was edited. */
export interface Edited extends Corrected {
  closed: Pick<Duty, 'id' | 'rule'>[]
}

/** Writes an interaction anew; duties it no longer answers open again, and those it answers now close. */
export async function editInteraction(
  db: Db,
  by: Acting,
  id: number,
  input: Happening,
): Promise<Edited | undefined> {
  const { workspace, reader } = by
  const account = await holdAccount(db, workspace.id, input.accountId)
  const before = await interactionById(db, workspace.id, id)
  if (!before || before.memberId !== reader.id) return undefined
  await checkContact(db, workspace.id, input)
  await rewrite(db, by, id, input)
  const closed = await dutiesClosedBy(db, workspace.id, id)
  const reopened = await reopenUnanswered(db, by, closed, id)
  const kept = closed.filter((duty) => !reopened.includes(duty))
  const newly = await closeAnswered(db, by, input, id, kept)
  await replan(db, by, account.id)
  await editStep(db, by, account, { id, before }, input)
  await audit(db, by, 'corrections.edit', 'interaction', id, { account: account.id })
  const open = reopened.filter((duty) => !newly.some((other) => other.id === duty.id))
  return { ...(await corrected(db, by, account, open)), closed: newly.map(({ id, rule }) => ({ id, rule })) }
}

async function rewrite(db: Db, { workspace, now }: Acting, id: number, input: Happening): Promise<void> {
  const { accountId: _, nextOn: __, dutyId: ___, ...said } = input
  await db
    .updateTable('interaction')
    .set({ ...said, changedAt: now })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', id)
    .execute()
}

/** The step follows: dropped, moved, or planned where a new one was agreed. */
async function editStep(
  db: Db,
  by: Acting,
  account: Held,
  { id, before }: { id: number; before: Written },
  input: Happening,
): Promise<void> {
  const step = await stepOf(db, by.workspace.id, account.id, id)
  const { nextOn, nextStep } = input
  if (nextOn === null && nextStep === '') return dropStep(db, by, account.id, id)
  if (step && nextOn !== null && nextOn !== step.idealOn)
    await changeDuty(db, by.workspace.id, step, { idealOn: nextOn, latestOn: nextOn })
  if (!step && (nextOn !== null || nextStep !== before.nextStep)) await planNext(db, by, account, input, id)
}
