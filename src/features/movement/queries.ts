import { type RawBuilder, sql } from 'kysely'
import type { Level } from '../../care/at-stake.ts'
import { type Day, dayIn } from '../../care/calendar.ts'
import type { Tier } from '../../care/cadence.ts'
import { FELL_STEPS } from '../../care/rfm.ts'
import { type Segment, SEGMENTS } from '../../care/segment.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { cutsAmong, measuresThen, scored } from '../cuts/queries.ts'
import { moneyAtStake } from '../expectations/queries.ts'
import { newestFit } from '../model/queries.ts'
import { countsOf, type Scope } from '../segment-counts/queries.ts'

/** A workspace whose accounts moved. */
interface Moving {
  id: WorkspaceId
  /** IANA name. */
  zone: string
  currency: string
  settings: Pick<Settings, 'scoreWindowDays'>
}

/**
 * Finds the accounts whose scores are lower now than they were on a day, by two or more steps in all (care-rules §3.5),
 * and those that stand in another segment; who had not ordered then stood among the prospects.
 * They stand in the table `moved` until the transaction ends.
 */
export async function findMoved(db: Db, workspace: Moving, since: Day): Promise<void> {
  const over = { asOf: since, windowDays: workspace.settings.scoreWindowDays }
  const then = measuresThen(workspace.id, over)
  const cuts = { ...over, ...(await cutsAmong(db, then)) }
  await sql`
    create temp table moved on commit drop as
    with ${then}, ${scored(cuts)},
    both_times as (
      select score.*, scored.r as r_before, scored.f as f_before, scored.m as m_before,
        coalesce(scored.segment, 'prospect') as segment_before,
        coalesce(scored.r + scored.f + scored.m >= score.r + score.f + score.m + ${FELL_STEPS}::int, false) as fell
      from account_score score left join scored on scored.account_id = score.account_id
      where score.workspace_id = ${workspace.id})
    select account_id, owner_id, tier, r_before, f_before, m_before, r, f, m, segment_before, segment, fell
    from both_times where fell or segment_before <> segment`.execute(db)
}

/** One account that fell back, with its scores before and now. */
interface Fallen {
  id: number
  before: number[]
  scores: number[]
  /** Minor units; null where no model tells. */
  atStake: number | null
}

export interface Movement {
  accounts: Fallen[]
  total: number
  atStake: number | null
}

/** How many of the same accounts stood in each segment then and stand there now, as SEGMENTS has them. */
export interface Sizes {
  before: number[]
  now: number[]
}

/** Of a message so many rows. */
const SHOWN = 10

/** Accounts of the table `moved` that are in scope. */
const movedIn = (scope: Scope): RawBuilder<unknown> => {
  const theirs = scope.owners(sql`moved.owner_id`)
  return scope.unowned
    ? sql`(moved.owner_id is null or ${theirs})`
    : sql`moved.owner_id is not null and ${theirs}`
}

/** The accounts in scope that `findMoved` found fallen, those with the most at stake first, and what all of them come to. */
export async function fallenAmong(db: Db, workspace: Moving, scope: Scope, now: Date): Promise<Movement> {
  const fit = await newestFit(db, workspace.id)
  const reading = { model: fit?.orders.model ?? null, today: dayIn(workspace.zone, now), stats: 'stats' }
  const level = sql<Level | null>`(select level from warning where warning.workspace_id = ${workspace.id}
    and warning.account_id = stats.account_id and ended_at is null)`
  const { rows } = await sql<Fallen & { count: number; sum: number | null }>`
    select moved.account_id as id, at_stake, array[r_before, f_before, m_before] as before, array[r, f, m] as scores,
      count(*) over () as count, (sum(at_stake) over ())::bigint as sum
    from moved
    join account_stats stats on stats.workspace_id = ${workspace.id} and stats.account_id = moved.account_id
    cross join lateral (
      select ${moneyAtStake(reading, workspace, level)} as at_stake) as stake
    where fell and ${movedIn(scope)}
    order by at_stake desc nulls last, stats.revenue desc, moved.account_id
    limit ${SHOWN}`.execute(db)
  const [first] = rows
  const accounts = rows.map(({ id, before, scores, atStake }): Fallen => ({ id, before, scores, atStake }))
  return { accounts, total: first?.count ?? 0, atStake: first?.sum ?? null }
}

/** How large each segment was among the accounts in scope, and is: what moved is taken back from what is counted now. */
export async function sizesAmong(db: Db, workspace: WorkspaceId, scope: Scope): Promise<Sizes> {
  const { names } = await countsOf(db, workspace, scope)
  const { rows } = await sql<{ from: Segment; to: Segment; count: number }>`
    select segment_before as from, segment as to, count(*)::int as count
    from moved where segment_before <> segment and ${movedIn(scope)} group by 1, 2`.execute(db)
  const now = SEGMENTS.map((name) => names.get(name) ?? 0)
  const before = SEGMENTS.map((name, i) =>
    rows.reduce(
      (size, { from, to, count }) => size + (from === name ? count : 0) - (to === name ? count : 0),
      now[i] ?? 0,
    ),
  )
  return { before, now }
}

export type Named = Awaited<ReturnType<typeof withNames>>[number]

/** The same with the accounts' names, tiers and owners, those that are there no more left out. */
export async function withNames(db: Db, workspace: WorkspaceId, fallen: readonly Fallen[]) {
  const { rows } = await sql<{ id: number; name: string; tier: Tier; owner: string | null }>`
    select account.id, account.name, account.tier, owner.name as owner
    from account
    left join member owner on owner.workspace_id = ${workspace} and owner.id = account.owner_id
    where account.workspace_id = ${workspace} and account.id = any(${fallen.map(({ id }) => id)}::bigint[])`.execute(
    db,
  )
  const named = new Map(rows.map((row) => [row.id, row]))
  return fallen.flatMap((one) => {
    const row = named.get(one.id)
    return row ? [{ ...one, ...row }] : []
  })
}
