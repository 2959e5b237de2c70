import { type RawBuilder, sql } from 'kysely'
import type { Level } from '../../care/at-stake.ts'
import type { Tier } from '../../care/cadence.ts'
import { type Day, dayIn } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { counted, type Filter, leavesOf, type Question, type Sort } from '../../care/filter.ts'
import type { MbgNbd } from '../../care/mbg-nbd.ts'
import type { Segment, Stage } from '../../care/segment.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { moneyAtStake, pAlive } from '../expectations/queries.ts'
import { newestFit } from '../model/queries.ts'
import { conditionOf } from '../segment-conditions/queries.ts'
import { countOf, type Scope } from '../segment-counts/queries.ts'

/** The workspace asked, on which of its days, and the model that tells what is at stake. */
export interface Asked {
  id: WorkspaceId
  currency: string
  today: Day
  model: MbgNbd | null
}

/** As it is now, by the newest model. */
export async function askedNow(
  db: Db,
  { id, zone, currency }: { id: WorkspaceId; zone: string; currency: string },
  now: Date,
): Promise<Asked> {
  const fit = await newestFit(db, id)
  return { id, currency, today: dayIn(zone, now), model: fit?.orders.model ?? null }
}

/** Accounts on a page. */
const PAGE = 20
/** What is not counted as it changes is counted up to here. */
const COUNTED = 1000
/** What is at stake is worked out for so many of the most valuable: for more the answer comes late. */
const WEIGHED = 1000
/** Milliseconds that a person's question may take of the database. */
const PATIENCE = 1500

export interface Listed {
  id: number
  name: string
  externalId: string | null
  ownerId: string | null
  owner: string | null
  tier: Tier
  stage: Stage
  segment: Segment
  r: number | null
  f: number | null
  m: number | null
  orders: number
  /** Minor units, over the window of the scores. */
  revenue: number
  lastOrderOn: Day | null
  pAlive: number | null
  /** Minor units. */
  atStake: number | null
}

export interface Page {
  accounts: Listed[]
  /** Whether there is a page after this one. */
  more: boolean
  total: number
  /** There are more than `total`. */
  over: boolean
}

/** One page of the accounts in scope that are asked for, and how many there are; a CareError when it would take too long. */
export async function pageOf(
  db: Db,
  asked: Asked,
  scope: Scope,
  question: Question,
  page: number,
): Promise<Page> {
  return withPatience(db, async (trx) => {
    const rows = await accountsOf(trx, asked, scope, question, {
      limit: PAGE + 1,
      offset: page * PAGE,
      weighed: WEIGHED,
    })
    return {
      accounts: rows.slice(0, PAGE),
      more: rows.length > PAGE,
      ...(await totalOf(trx, asked, scope, question.filter, COUNTED)),
    }
  })
}

/** Cancelled by PostgreSQL because it took too long. */
const CANCELLED = '57014'

async function withPatience<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`select set_config('statement_timeout', ${String(PATIENCE)}, true), set_config('jit', 'off', true)`.execute(
        trx,
      )
      return work(trx)
    })
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) throw new CareError('segments.tooWide')
    throw error
  }
}

/** How many accounts in scope are asked for: names by their counts, anything else up to `most`; absent: all. */
export async function totalOf(
  db: Db,
  asked: Asked,
  scope: Scope,
  filter: Filter,
  most?: number,
): Promise<{ total: number; over: boolean }> {
  const name = counted(filter)
  if (name) return { total: await countOf(db, asked.id, scope, name), over: false }
  const limit = most === undefined ? sql`` : sql`limit ${most + 1}`
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select 1 ${among(asked, scope, filter)} ${limit}) as found`.execute(db)
  const n = rows[0]?.n ?? 0
  return most !== undefined && n > most ? { total: most, over: true } : { total: n, over: false }
}

/** The accounts in scope that are asked for, in the order asked for; by stake of the `weighed` most valuable, absent: of all. */
export async function accountsOf(
  db: Db,
  asked: Asked,
  scope: Scope,
  { filter, sort }: Question,
  { limit, offset = 0, weighed }: { limit?: number; offset?: number; weighed?: number },
): Promise<Listed[]> {
  const order = orderOf(sort, asked)
  const few = limit === undefined ? sql`` : sql`limit ${limit} offset ${offset}`
  const from =
    sort === 'stake' && weighed !== undefined
      ? sql`from (select score.* ${among(asked, scope, filter)} order by ${byValue} limit ${weighed}) as score
          ${withStats(asked)}`
      : among(asked, scope, filter, sort !== 'value')
  const { rows } = await sql<Listed>`
    select account.id, account.name, account.external_id, score.owner_id, owner.name as owner, score.tier, score.stage,
      score.segment, score.r, score.f, score.m, stats.order_count as orders, score.value as revenue,
      stats.last_order_on, ${pAlive({ ...asked, stats: 'stats' })} as p_alive, ${atStake(asked)} as at_stake
    from (select score.* ${from} order by ${order} ${few}) as score
    join account on account.workspace_id = ${asked.id} and account.id = score.account_id
    join account_stats stats on stats.workspace_id = ${asked.id} and stats.account_id = score.account_id
    left join member owner on owner.workspace_id = ${asked.id} and owner.id = score.owner_id
    order by ${order}`.execute(db)
  return rows
}

/** Where no model tells what is at stake, the level of an open warning does. */
const atStake = (asked: Asked): RawBuilder<number | null> => {
  const level = sql<Level | null>`(select level from warning
    where warning.workspace_id = ${asked.id} and warning.account_id = stats.account_id and ended_at is null)`
  return moneyAtStake({ ...asked, stats: 'stats' }, asked, level)
}

const byValue = sql`score.value desc, score.account_id`

function orderOf(sort: Sort, asked: Asked): RawBuilder<unknown> {
  if (sort === 'stake') return sql`${atStake(asked)} desc nulls last, ${byValue}`
  return sort === 'gap' ? sql`stats.last_order_on nulls last, ${byValue}` : byValue
}

const withStats = ({ id }: Asked): RawBuilder<unknown> => sql`
  join account_stats stats on stats.workspace_id = ${id} and stats.account_id = score.account_id`

/** The scores of accounts in scope that meet a filter; what belongs to them is joined where it is asked for. */
function among(asked: Asked, scope: Scope, filter: Filter, sorted = false): RawBuilder<unknown> {
  const asks = leavesOf(filter).map(({ is }) => is)
  const account = sql`join account on account.workspace_id = ${asked.id} and account.id = score.account_id`
  const theirs = scope.owners(sql`score.owner_id`)
  return sql`
    from account_score score
    ${asks.includes('tag') ? account : sql``}
    ${sorted || asks.includes('gap') || asks.includes('orders') ? withStats(asked) : sql``}
    where score.workspace_id = ${asked.id} and ${conditionOf(filter, asked)}
      and ${scope.unowned ? sql`(score.owner_id is null or ${theirs})` : sql`score.owner_id is not null and ${theirs}`}`
}
