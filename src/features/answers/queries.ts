import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

export type Answer = Awaited<ReturnType<typeof lastAnswers>>[number]

/** What an account answered or did for us last, the newest first. */
export function lastAnswers(db: Db, workspace: WorkspaceId, accountId: number, limit: number) {
  return db
    .selectFrom('feedback')
    .leftJoin('member', (join) =>
      join
        .onRef('member.workspaceId', '=', 'feedback.workspaceId')
        .onRef('member.id', '=', 'feedback.memberId'),
    )
    .select(['feedback.id', 'kind', 'score', 'givenOn', 'memberId', 'member.name as member'])
    .where('feedback.workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .orderBy('givenOn', 'desc')
    .orderBy('feedback.id', 'desc')
    .limit(limit)
    .execute()
}

/** One answer, and who recorded it. */
export function answerById(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('feedback')
    .select(['id', 'accountId', 'kind', 'score', 'memberId'])
    .where('workspaceId', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
}

export type Somebody = Awaited<ReturnType<typeof peopleAt>>[number]

/** Everybody at an account who may ask for no more contact, or did. */
export function peopleAt(db: Db, workspace: WorkspaceId, accountId: number) {
  return db
    .selectFrom('contact')
    .select(['id', 'name', 'role', 'phone', 'email', 'optedOutAt'])
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .orderBy('id')
    .limit(100)
    .execute()
}
