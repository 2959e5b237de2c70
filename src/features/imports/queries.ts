import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** How many rows came to what. */
interface Came {
  rows: number
  created: number
  updated: number
  unchanged: number
  bad: number
}

/** Writes down what came of a file; `file` is Slack's id of it, or the kind where the operator brought it. */
export async function noteImport(
  trx: Db,
  workspace: WorkspaceId,
  { by, now }: { by: string | null; now: Date },
  file: string,
  detail: Came & { kind: string },
): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      workspaceId: workspace,
      memberId: by,
      act: 'imports.done',
      subject: 'file',
      subjectId: file,
      detail: JSON.stringify(detail),
      actedAt: now,
    })
    .execute()
}

/** What came of a file, where it is in already. */
export async function importDone(db: Db, workspace: WorkspaceId, file: string) {
  const row = await db
    .selectFrom('audit')
    .select('detail')
    .where('workspaceId', '=', workspace)
    .where('subject', '=', 'file')
    .where('subjectId', '=', file)
    .where('act', '=', 'imports.done')
    .executeTakeFirst()
  return row && (row.detail as Came)
}

/** Who pressed a button of a file's preview last. */
export function lastPress(db: Db, workspace: WorkspaceId, file: string) {
  return db
    .selectFrom('audit')
    .innerJoin('member', (join) =>
      join.onRef('member.workspaceId', '=', 'audit.workspaceId').onRef('member.id', '=', 'audit.memberId'),
    )
    .select(['audit.act', 'audit.actedAt', 'member.name as by'])
    .where('audit.workspaceId', '=', workspace)
    .where('subject', '=', 'file')
    .where('subjectId', '=', file)
    .where('act', 'in', ['imports.run', 'imports.cancel'])
    .orderBy('audit.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Names of those who may bring lists in, managers first, a few. */
export async function whoImports(db: Db, workspace: WorkspaceId): Promise<string[]> {
  const rows = await db
    .selectFrom('member')
    .select('name')
    .where('workspaceId', '=', workspace)
    .where('active', '=', true)
    .where((eb) => eb.or([eb('role', '<>', 'rep'), eb('slackAdmin', '=', true)]))
    .orderBy(sql`case role when 'manager' then 0 else 1 end`)
    .orderBy('name')
    .limit(5)
    .execute()
  return rows.map(({ name }) => name)
}
