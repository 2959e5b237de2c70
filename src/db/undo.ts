import type { Db } from './database.ts'
import type { WorkspaceId } from './schema.ts'

/** Columns of an open duty before an act, and its revision after it. */
export interface DutyBefore {
  id: number
  revision: number
  repId: string | null
  snoozedUntil: Date | null
  snoozes: number
}

/** What an undo puts back. Ids and dates alone: the words of people are not kept twice. */
export interface Image {
  interactionId?: number
  duties: readonly DutyBefore[]
}

/** What of a request an undo needs. */
interface Acting {
  workspace: { id: WorkspaceId }
  reader: { id: string }
  now: Date
}

/** What can be undone. */
export type UndoableAct = 'log' | 'done' | 'snooze' | 'hand-over'

/** Keeps how things were before an act; returns the undo's id. */
export async function keepUndo(
  db: Db,
  { workspace, reader, now }: Acting,
  act: UndoableAct,
  accountId: number,
  image: Image,
): Promise<number> {
  const { id } = await db
    .insertInto('undo')
    .values({
      workspaceId: workspace.id,
      memberId: reader.id,
      accountId,
      act,
      image: JSON.stringify(image),
      doneAt: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type Undoable = NonNullable<Awaited<ReturnType<typeof undoable>>>

/** An act that can be undone, held until the transaction ends. */
export async function undoable(db: Db, workspace: WorkspaceId, id: number) {
  const row = await db
    .selectFrom('undo')
    .select(['id', 'memberId', 'accountId', 'act', 'image', 'doneAt', 'undoneAt'])
    .where('workspaceId', '=', workspace)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && { ...row, image: imageOf(row.image as Kept) }
}

/** JSON has no dates. */
type Kept = Omit<Image, 'duties'> & {
  duties: (Omit<DutyBefore, 'snoozedUntil'> & { snoozedUntil: string | null })[]
}

const imageOf = ({ duties, ...image }: Kept): Image => ({
  ...image,
  duties: duties.map((duty) => ({
    ...duty,
    snoozedUntil: duty.snoozedUntil ? new Date(duty.snoozedUntil) : null,
  })),
})

/** Writes down that an act was undone. */
export async function markUndone(db: Db, workspace: WorkspaceId, id: number, at: Date): Promise<void> {
  await db
    .updateTable('undo')
    .set({ undoneAt: at })
    .where('workspaceId', '=', workspace)
    .where('id', '=', id)
    .execute()
}
