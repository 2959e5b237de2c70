import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/**
 * Common table expressions that count, by name, for each owner and for everybody (`*`), what `changed` has become and what
 * `before`, rows of account_score with a sign of -1, were. Rows are only added: nobody waits for somebody else's count.
 */
export const differences = (workspace: WorkspaceId, before: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  steps as (
    select owner_id, segment, tier, stage, overdue, 1 as sign from changed
    union all select owner_id, segment, tier, stage, overdue, sign from (${before}) as before),
  counted as (
    insert into segment_tally (workspace_id, name, owner_id, n)
    select ${workspace}, name, owner, sum(sign)
    from steps cross join lateral (${names}) as named (name)
    cross join lateral (values (coalesce(owner_id, '')), ('*')) as whose (owner)
    where name is not null
    group by name, owner having sum(sign) <> 0)`

const names = sql`values (segment), (tier), ('stage:' || stage), (case when overdue then 'overdue' end)`

/** Puts what belongs together in one row each; whoever counts meanwhile sees the same. */
export async function addUp(db: Db, workspace: WorkspaceId): Promise<void> {
  await sql`
    with many as (
      select name, owner_id from segment_tally where workspace_id = ${workspace}
      group by name, owner_id having count(*) > 1 or sum(n) = 0),
    gone as (
      delete from segment_tally where workspace_id = ${workspace} and (name, owner_id) in (select * from many)
      returning name, owner_id, n)
    insert into segment_tally (workspace_id, name, owner_id, n)
    select ${workspace}, name, owner_id, sum(n) from gone group by name, owner_id having sum(n) <> 0`.execute(
    db,
  )
}
