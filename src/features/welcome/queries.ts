import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** At most this many welcomes in a minute, so that a first import doesn't delay the mornings. */
const A_MINUTE = 50

/** Members who own customers and were never welcomed; marked, so that each is welcomed once. */
export function takeOwnersToWelcome(db: Db, now: Date) {
  return db
    .updateTable('member')
    .set({ welcomedAt: now })
    .where((eb) =>
      eb(
        sql`(workspace_id, id)`,
        'in',
        eb
          .selectFrom('member as m')
          .select([sql`m.workspace_id`.as('w'), sql`m.id`.as('i')])
          .where('m.welcomedAt', 'is', null)
          .where('m.active', '=', true)
          .where(ownsCustomers('m'))
          .limit(A_MINUTE),
      ),
    )
    .returning(['workspaceId', 'id'])
    .execute()
}

/** Admins of a workspace without customers who were never told what to do first; marked. */
export function takeAdminsToIntroduce(db: Db, now: Date) {
  return db
    .updateTable('member')
    .set({ introducedAt: now })
    .where('introducedAt', 'is', null)
    .where('active', '=', true)
    .where((eb) => eb.or([eb('slackAdmin', '=', true), eb('role', '=', 'admin')]))
    .where(sql<boolean>`not exists (select from account a where a.workspace_id = member.workspace_id)`)
    .returning(['workspaceId', 'id'])
    .execute()
}

const ownsCustomers = (member: string) =>
  sql<boolean>`exists (select from account a where a.workspace_id = ${sql.ref(`${member}.workspace_id`)}
    and a.owner_id = ${sql.ref(`${member}.id`)} and a.retired_at is null)`

/** How many customers a member has, retired ones left out. */
export async function customerCount(db: Db, workspace: WorkspaceId, memberId?: string): Promise<number> {
  const { count } = await db
    .selectFrom('account')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspace)
    .where('retiredAt', 'is', null)
    .$if(memberId !== undefined, (query) => query.where('ownerId', '=', memberId ?? ''))
    .executeTakeFirstOrThrow()
  return count
}
