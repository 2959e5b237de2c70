import type { Day } from '../../care/calendar.ts'
import type { Evidence } from '../../care/churn.ts'
import { CareError } from '../../care/errors.ts'
import type { Cause } from '../../care/playbook.ts'
import type { Ending, KeptReason } from '../../care/warning.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { accountFor, type Viewer } from '../accounts/queries.ts'
import { closeDuties, openDuties } from '../follow-ups/queries.ts'
import { type Acting, holdAccount, replan } from '../outlook/queries.ts'
import { audit } from '../people/queries.ts'
import { purchasesOf } from '../purchases/queries.ts'

export type Case = NonNullable<Awaited<ReturnType<typeof caseById>>>

/** One case, open or ended, with the name of whoever ended it. */
export function caseById(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('warning')
    .innerJoin('account', (join) =>
      join
        .onRef('account.workspaceId', '=', 'warning.workspaceId')
        .onRef('account.id', '=', 'warning.accountId'),
    )
    .leftJoin('member', (join) =>
      join.onRef('member.workspaceId', '=', 'warning.workspaceId').onRef('member.id', '=', 'warning.endedBy'),
    )
    .select(['warning.id', 'accountId', 'account.name as account', 'cause', 'step', 'endedAt', 'endedHow'])
    .select(['member.name as ender', 'openedOn', 'level'])
    .where('warning.workspaceId', '=', workspace)
    .where('warning.id', '=', id)
    .executeTakeFirst()
}

/** What speaks for a case, the first first. */
export async function caseReasons(db: Db, workspace: WorkspaceId, id: number): Promise<KeptReason[]> {
  const rows = await db
    .selectFrom('warningReason')
    .select(['rule', 'evidenceKey as key', 'evidence'])
    .where('workspaceId', '=', workspace)
    .where('warningId', '=', id)
    .where('holds', '=', true)
    .orderBy('since')
    .orderBy('rule')
    .execute()
  return rows.map(({ evidence, ...row }) => ({ ...row, evidence: evidence as Evidence }))
}

/** The open case of an account. */
export function openCaseOf(db: Db, workspace: WorkspaceId, accountId: number) {
  return db
    .selectFrom('warning')
    .select('id')
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
}

/** An open case and what speaks for it, for whoever may see its account; a CareError where it is over or nobody's. */
export async function caseToWork(
  db: Db,
  {
    workspace,
    reader,
    today,
  }: { workspace: { id: WorkspaceId }; reader: Viewer & { zone: string }; today: Day },
  id: number,
) {
  const known = await caseById(db, workspace.id, id)
  if (!known) throw new CareError('warnings.none')
  await accountFor(db, workspace.id, reader, known.accountId)
  if (known.endedAt) throw overError(known, { today, zone: reader.zone })
  const purchases = await purchasesOf(db, workspace.id, known.accountId, today)
  return { known, reasons: await caseReasons(db, workspace.id, id), purchases, today }
}

/** Says who ended a case, and when. */
function overError({ endedAt, ender }: Case, { today, zone }: { today: Day; zone: string }): CareError {
  const day = { at: endedAt ?? new Date(0), today, zone }
  return ender
    ? new CareError('warnings.over', { who: ender, day })
    : new CareError('warnings.overItself', { day })
}

/** What a rep said of a case. */
export interface Said {
  cause: Cause | null
  outcome: Exclude<Ending, 'faded'> | null
  words: string
}

/**
 * Writes down a case's cause or its ending, and plans what follows (care-rules §4.4); everything in the caller's transaction.
 * A CareError where somebody ended it meanwhile.
 */
export async function workCase(
  db: Db,
  by: Acting & { reader: { zone: string } },
  id: number,
  said: Said,
): Promise<Case> {
  const { workspace, reader, now, today } = by
  const known = await caseById(db, workspace.id, id)
  if (!known) throw new CareError('warnings.none')
  await holdAccount(db, workspace.id, known.accountId)
  const held = await caseById(db, workspace.id, id)
  if (!held || held.endedAt) throw overError(held ?? known, { today, zone: reader.zone })
  const isNewCause = said.cause !== null && said.cause !== held.cause
  if (!isNewCause && !said.outcome) throw new CareError('warnings.nothing')
  const noteId = said.words === '' ? null : await noteWords(db, by, held.accountId, said.words)
  const cause = { cause: said.cause, causeOn: today, causeAt: now, causeBy: reader.id, causeNoteId: noteId }
  const ending = { endedAt: now, endedHow: said.outcome, endedBy: reader.id, endedNoteId: noteId, step: null }
  await db
    .updateTable('warning')
    .set({ ...(isNewCause && cause), ...(said.outcome && ending) })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', id)
    .execute()
  await closeStep(db, by, held)
  await audit(db, by, 'warnings.work', 'warning', id, { cause: said.cause, outcome: said.outcome })
  await replan(db, by, held.accountId)
  return (await caseById(db, workspace.id, id)) ?? held
}

/** Words of people stand in interactions alone; a note is no touch. */
async function noteWords(
  db: Db,
  { workspace, reader, now, today }: Acting,
  accountId: number,
  summary: string,
) {
  const { id } = await db
    .insertInto('interaction')
    .values({
      workspaceId: workspace.id,
      accountId,
      memberId: reader.id,
      channel: 'note',
      kind: null,
      outcome: null,
      occurredAt: now,
      occurredOn: today,
      summary,
      createdAt: now,
      changedAt: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What stood open of the case is done with: what follows is another step. */
async function closeStep(db: Db, { workspace, reader, now }: Acting, { id, accountId }: Case): Promise<void> {
  const open = await openDuties(db, workspace.id, accountId)
  const own = open.filter(({ rule, originId }) => rule === 'leaving' && originId === id)
  await closeDuties(
    db,
    workspace.id,
    own.map((duty) => duty.id),
    { closedAt: now, closedBy: reader.id, closedHow: 'done' },
  )
}
