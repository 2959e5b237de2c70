import type { Insertable } from 'kysely'
import { day } from '../../src/care/calendar.ts'
import type { Db } from '../../src/db/database.ts'
import type { Role, Schema, WorkspaceId } from '../../src/db/schema.ts'
import { nameColumns } from '../../src/features/accounts/queries.ts'
import { ensureWorkspace } from '../../src/features/people/queries.ts'

const MADE = new Date('2026-01-05T09:00:00Z')

/** A workspace for tests that need no Slack. */
export async function addWorkspace(db: Db, slackId = 'T1'): Promise<WorkspaceId> {
  return (await ensureWorkspace(db, slackId, '', MADE)).id
}

/** Members by their ids, each as wanted. */
export async function addMembers(
  db: Db,
  workspaceId: WorkspaceId,
  members: Record<string, { role?: Role; team?: string; standInId?: string }>,
): Promise<void> {
  for (const [id, { team, ...member }] of Object.entries(members)) {
    const teamId = team ? await teamNamed(db, workspaceId, team) : null
    const values = { workspaceId, id, name: id.toLowerCase(), teamId, changedAt: MADE, ...member }
    await db.insertInto('member').values(values).execute()
  }
}

async function teamNamed(db: Db, workspaceId: WorkspaceId, name: string): Promise<number> {
  const { id } = await db
    .insertInto('team')
    .values({ workspaceId, name })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'name']).doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type NewAccount = Partial<Insertable<Schema['account']>> & { name: string }

/** Customers as an import would have brought them; their ids, in the order given. */
export async function addAccounts(
  db: Db,
  workspaceId: WorkspaceId,
  accounts: readonly NewAccount[],
): Promise<number[]> {
  const rows = await db
    .insertInto('account')
    .values(
      accounts.map((account) => ({
        workspaceId,
        ...nameColumns(workspaceId, account.name),
        cameOn: day('2026-01-05'),
        createdAt: MADE,
        changedAt: MADE,
        ...account,
      })),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
