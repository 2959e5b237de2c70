import { CareError } from '../../care/errors.ts'
import { nameKey } from '../../care/name.ts'
import type { Db } from '../../db/database.ts'
import type { Role, WorkspaceId } from '../../db/schema.ts'
import { audit } from '../people/queries.ts'

/** As many as the list of all names has room for: fifteen of the longest fit a message beside it. */
const MOST = 15

export type SavedSegment = Awaited<ReturnType<typeof savedSegments>>[number]

/** What is saved for everybody, by name. */
export function savedSegments(db: Db, workspace: WorkspaceId) {
  return db
    .selectFrom('savedSegment')
    .select(['id', 'name', 'nameKey', 'filter', 'savedBy'])
    .where('workspaceId', '=', workspace)
    .orderBy('nameKey')
    .limit(MOST)
    .execute()
}

/** What is saved by this name. */
export function savedNamed(db: Db, workspace: WorkspaceId, name: string) {
  return db
    .selectFrom('savedSegment')
    .select('filter')
    .where('workspaceId', '=', workspace)
    .where('nameKey', '=', nameKey(name))
    .executeTakeFirst()
}

interface Acting {
  workspace: { id: WorkspaceId }
  reader: { id: string; role: Role }
  now: Date
}

/** Saves a filter; a CareError where the name is taken, or there are too many. */
export async function saveSegment(db: Db, by: Acting, name: string, filter: string): Promise<void> {
  const { workspace, reader, now } = by
  const known = await savedSegments(db, workspace.id)
  if (known.length >= MOST) throw new CareError('segments.tooManySaved', { most: MOST })
  const made = await db
    .insertInto('savedSegment')
    .values({
      workspaceId: workspace.id,
      name,
      nameKey: nameKey(name),
      filter,
      savedBy: reader.id,
      savedAt: now,
    })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'nameKey']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new CareError('segments.nameTaken', { name }, 'name')
  await audit(db, by, 'segments.save', 'saved-segment', made.id)
}

/** Removes one, for whoever saved it, managers and admins; returns its name. */
export async function removeSegment(db: Db, by: Acting, id: number): Promise<string> {
  const { workspace, reader } = by
  const saved = (await savedSegments(db, workspace.id)).find((one) => one.id === id)
  if (!saved) throw new CareError('segments.gone')
  if (reader.role === 'rep' && saved.savedBy !== reader.id) throw new CareError('segments.notYours')
  await db.deleteFrom('savedSegment').where('workspaceId', '=', workspace.id).where('id', '=', id).execute()
  await audit(db, by, 'segments.remove', 'saved-segment', id)
  return saved.name
}
