import { CareError } from '../../care/errors.ts'
import { type Filter, type Leaf, leavesOf, mapLeaves } from '../../care/filter.ts'
import { nearest } from '../../care/nearest.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** A member as an owner is named: by id, by name or a part of it, by e-mail. */
interface Named {
  id: string
  name: string
  email: string | null
}

/**
 * The filter with its owners' ids in the place of their names; `isMe` says of a word that it means the reader, `me`. A
 * CareError where nobody, or more than one, is called so.
 */
export async function withOwners(
  db: Db,
  workspace: WorkspaceId,
  filter: Filter,
  { me, isMe }: { me: string | null; isMe: (word: string) => boolean },
): Promise<Filter> {
  const words = leavesOf(filter).flatMap((leaf) => (leaf.is === 'owner' ? [leaf.value] : []))
  if (words.length === 0) return filter
  const members = await db
    .selectFrom('member')
    .select(['id', 'name', 'email'])
    .where('workspaceId', '=', workspace)
    .orderBy('id')
    .execute()
  const idOf = (word: string): string => (me !== null && isMe(word) ? me : memberCalled(members, word).id)
  return mapLeaves(filter, (leaf): Leaf =>
    leaf.is === 'owner' ? { ...leaf, value: idOf(leaf.value) } : leaf,
  )
}

function memberCalled(members: readonly Named[], text: string): Named {
  const word = text.replace(/^@/, '').toLowerCase()
  const ways: ((member: Named) => boolean)[] = [
    ({ id }) => id.toLowerCase() === word,
    ({ name, email }) => name.toLowerCase() === word || email === word,
    ({ name, email }) => name.toLowerCase().split(/\s+/).includes(word) || email?.split('@')[0] === word,
  ]
  for (const way of ways) {
    const [found, ...others] = members.filter(way)
    if (found && others.length === 0) return found
    if (found) throw new CareError('segments.manyOwners', { word: text })
  }
  const near = nearest(
    word,
    members.flatMap(({ name }) => [name, ...name.split(/\s+/)]),
  )
  throw near === undefined
    ? new CareError('segments.unknownOwner', { word: text })
    : new CareError('segments.unknownOwnerNear', { word: text, near })
}

/** The names of these members, by id. */
export async function memberNames(
  db: Db,
  workspace: WorkspaceId,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name'])
    .where('workspaceId', '=', workspace)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
