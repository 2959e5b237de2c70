import { sql } from 'kysely'
import type { UsualCause } from '../../care/complaint-cause.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Viewer, visible } from '../accounts/queries.ts'

interface Of {
  id: WorkspaceId
  zone: string
  settings: Pick<Settings, 'repeatDays' | 'repeatAccounts' | 'repeatAccountsDays'>
}

/** A cause that came up again. */
export interface RepeatedCause {
  key: UsualCause | null
  name: string | null
  complaints: number
  customers: number
  /** Of those that the reader sees, some. */
  names: string[]
}

/**
 * Causes that were written down since and are repeats by §5.5, as `repeatsOf` of src/care has it, where one of the
 * customers is one that this person sees; those of the most customers first.
 */
export async function repeatedCauses(
  db: Db,
  { id, zone, settings }: Of,
  viewer: Viewer,
  since: Date,
): Promise<RepeatedCause[]> {
  const { repeatDays, repeatAccounts, repeatAccountsDays: days } = settings
  const { rows } = await sql<RepeatedCause>`
    with caused as materialized (
      select complaint.id, complaint.account_id, cause_id, drafted_at, account.name, ${visible(id, viewer)} as seen,
        (received_at at time zone ${zone})::date as came_on
      from complaint
      join account on account.workspace_id = complaint.workspace_id and account.id = complaint.account_id
      where complaint.workspace_id = ${id} and cause_id in (
        select cause_id from complaint where workspace_id = ${id} and drafted_at >= ${since})),
    news as (select * from caused where drafted_at >= ${since}),
    windows as (
      select distinct on (news.id) news.cause_id, start.came_on as opens, count(distinct other.account_id) as customers
      from news
      join caused start on start.cause_id = news.cause_id and start.came_on between news.came_on - ${days}::int and news.came_on
      join caused other on other.cause_id = news.cause_id and other.came_on between start.came_on and start.came_on + ${days}::int
      group by news.id, news.cause_id, start.came_on
      order by news.id, customers desc, start.came_on),
    repeated as (
      select caused.* from windows
      join caused on caused.cause_id = windows.cause_id and came_on between opens and opens + ${days}::int
      where customers >= ${repeatAccounts}
      union
      select unnested.* from news
      join caused other on other.cause_id = news.cause_id and other.account_id = news.account_id and other.id <> news.id
        and abs(other.came_on - news.came_on) <= ${repeatDays}
      cross join lateral (select news.* union all select other.*) as unnested)
    select cause.key, cause.name, count(*)::int as complaints, count(distinct account_id)::int as customers,
      (array_agg(distinct repeated.name) filter (where seen))[1:${SHOWN}] as names
    from repeated
    join complaint_cause cause on cause.workspace_id = ${id} and cause.id = repeated.cause_id
    group by cause.id, cause.key, cause.name
    having bool_or(seen)
    order by customers desc, complaints desc, cause.id
    limit ${SHOWN}`.execute(db)
  return rows
}

/** So many causes, and so many names of each. */
const SHOWN = 5
