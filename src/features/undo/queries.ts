import { CareError } from '../../care/errors.ts'
import { undoUntil } from '../../care/follow-up.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { markUndone, type Undoable, undoable } from '../../db/undo.ts'
import { corrected, type Corrected, interactionById, withdrawInteraction } from '../corrections/queries.ts'
import { changeDuty, dutiesClosedBy } from '../follow-ups/queries.ts'
import { type Acting, type Held, holdAccount } from '../outlook/queries.ts'
import { audit } from '../people/queries.ts'

/** What was undone, and how things stand now. */
export interface Undone extends Corrected {
  act: string
}

/** Undoes what somebody did a few minutes ago; a CareError says why it can no longer be. */
export async function undoAct(db: Db, by: Acting, undoId: number): Promise<Undone> {
  const { workspace, reader, now } = by
  const row = Number.isSafeInteger(undoId) ? await undoable(db, workspace.id, undoId) : undefined
  if (!row || row.memberId !== reader.id) throw new CareError('undo.notYours')
  if (row.undoneAt) throw new CareError('undo.undoneBefore')
  const { undoMinutes } = workspace.settings
  const isLog = row.image.interactionId !== undefined
  if (now > undoUntil(row.doneAt, workspace.settings))
    throw new CareError(isLog ? 'undo.tooLateLog' : 'undo.tooLate', { count: undoMinutes })
  const account = await holdAccount(db, workspace.id, row.accountId)
  await markUndone(db, workspace.id, undoId, now)
  const undone =
    row.image.interactionId === undefined
      ? await putBack(db, by, account, row)
      : await withdrawNewest(db, by, row, row.image.interactionId)
  return { ...undone, act: row.act }
}

/** Puts back how duties were; refused when anybody was there after. */
async function putBack(db: Db, by: Acting, account: Held, row: Undoable): Promise<Corrected> {
  const { workspace } = by
  for (const { id, revision, ...before } of row.image.duties) {
    const restored = await changeDuty(db, workspace.id, { id, revision }, before)
    if (!restored) throw new CareError('undo.newer', { who: await newest(db, workspace.id, row) })
    await audit(db, by, 'undo.act', 'follow-up', id, { of: row.act, account: account.id })
  }
  return corrected(db, by, account, [])
}

/** Takes a log back, as long as it is the last thing that happened to its account and its duties. */
async function withdrawNewest(db: Db, by: Acting, row: Undoable, interactionId: number): Promise<Corrected> {
  const { workspace } = by
  const written = await interactionById(db, workspace.id, interactionId)
  if (!written) throw new CareError('undo.goneBefore')
  const touched = await isTouchedSince(db, workspace.id, row, interactionId)
  if (touched || written.changedAt > written.createdAt)
    throw new CareError('undo.newerLog', { who: await newest(db, workspace.id, row) })
  const undone = await withdrawInteraction(db, by, interactionId, 'undo')
  if (!undone) throw new CareError('undo.goneBefore')
  return undone
}

async function isTouchedSince(db: Db, workspace: WorkspaceId, row: Undoable, interactionId: number) {
  const newer = await db
    .selectFrom('interaction')
    .select('id')
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', row.accountId)
    .where('id', '>', interactionId)
    .limit(1)
    .executeTakeFirst()
  if (newer) return true
  const closed = await dutiesClosedBy(db, workspace, interactionId)
  return row.image.duties.some(
    ({ id, revision }) => closed.find((duty) => duty.id === id)?.revision !== revision,
  )
}

/** The name of whoever acted last on the account after this act. */
async function newest(db: Db, workspace: WorkspaceId, row: Undoable): Promise<string> {
  const found = await db
    .selectFrom('undo')
    .innerJoin('member', (join) =>
      join.onRef('member.workspaceId', '=', 'undo.workspaceId').onRef('member.id', '=', 'undo.memberId'),
    )
    .select('member.name')
    .where('undo.workspaceId', '=', workspace)
    .where('undo.accountId', '=', row.accountId)
    .where('undo.id', '>=', row.id)
    .orderBy('undo.id', 'desc')
    .executeTakeFirst()
  return found?.name ?? row.memberId
}
