import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** Members by e-mail, those who can have customers. */
export async function membersByEmail(db: Db, workspace: WorkspaceId) {
  const rows = await db
    .selectFrom('member')
    .select(['id', 'email', 'zone'])
    .where('workspaceId', '=', workspace)
    .where('active', '=', true)
    .where('email', 'is not', null)
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ email, ...member }) => [email ?? '', member]))
}
