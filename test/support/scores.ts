import { sql } from 'kysely'
import { daysBetween, type Day } from '../../src/care/calendar.ts'
import { isOrder } from '../../src/care/order-days.ts'
import { type Cuts, cutsOf, type Measures, scoresOf } from '../../src/care/rfm.ts'
import { segmentOf, stageOf } from '../../src/care/segment.ts'
import type { Db } from '../../src/db/database.ts'
import type { WorkspaceId } from '../../src/db/schema.ts'
import type { Standing } from './histories.ts'

/** What is kept of each account in use, in the order of their ids. */
export function scoreRows(db: Db, workspace: WorkspaceId) {
  return db
    .selectFrom('accountScore')
    .select(['accountId', 'ownerId', 'tier', 'segment', 'stage', 'r', 'f', 'm', 'value'])
    .where('workspaceId', '=', workspace)
    .orderBy('accountId')
    .execute()
}

/** What the counts say, and what a recount says; names of which there are none left out. */
export async function bothCounts(
  db: Db,
  workspace: WorkspaceId,
): Promise<{ kept: object[]; real: object[] }> {
  const kept = await sql<object>`
    select name, owner_id as owner, sum(n) as n from segment_tally where workspace_id = ${workspace}
    group by 1, 2 having sum(n) <> 0 order by 1, 2`.execute(db)
  const real = await sql<object>`
    select name, owner, count(*) as n from account_score
    cross join lateral (values (coalesce(owner_id, '')), ('*')) as whose (owner)
    cross join lateral (
      values (segment), (tier), ('stage:' || stage), (case when overdue then 'overdue' end)) as names (name)
    where workspace_id = ${workspace} and name is not null
    group by 1, 2 order by 1, 2`.execute(db)
  return { kept: kept.rows, real: real.rows }
}

/** What src/care is told of a customer; null: it never ordered. */
function measuresOf({ orders }: Standing, asOf: Day, windowDays: number): Measures | null {
  const bought = orders.filter(isOrder)
  const last = bought
    .map(({ on }) => on)
    .toSorted()
    .at(-1)
  if (!last) return null
  const counted = orders.filter(({ on }) => windowDays === 0 || daysBetween(on, asOf) < windowDays)
  return {
    recency: daysBetween(last, asOf),
    frequency: counted.filter(isOrder).length,
    money: counted.reduce((sum, { amount }) => sum + amount, 0),
  }
}

/** The cuts that src/care makes of all customers, retired ones too. */
export function cutsOfAll(standings: readonly Standing[], asOf: Day, windowDays: number) {
  const buyers = standings.flatMap((standing) => measuresOf(standing, asOf, windowDays) ?? [])
  const cuts = (name: keyof Measures): Cuts => cutsOf(buyers.map((one) => one[name]))
  return { recency: cuts('recency'), frequency: cuts('frequency'), money: cuts('money') }
}

/** What src/care says of each customer by these cuts, as `scoreRows` has it. */
export function expectedScores(
  standings: readonly Standing[],
  cuts: ReturnType<typeof cutsOfAll>,
  { asOf, windowDays, reps }: { asOf: Day; windowDays: number; reps: readonly { id: string }[] },
): object[] {
  return standings
    .filter(({ retired }) => !retired)
    .toSorted((one, other) => one.id - other.id)
    .map((standing) => {
      const { id, tier, owner, orders } = standing
      const measures = measuresOf(standing, asOf, windowDays)
      const scores = measures && scoresOf(measures, cuts)
      const count = orders.filter(isOrder).length
      return {
        accountId: id,
        ownerId: reps[owner ?? -1]?.id ?? null,
        tier,
        segment: segmentOf(scores, count),
        stage: stageOf({ orders: count, warned: false, advocated: false }),
        ...(scores ?? { r: null, f: null, m: null }),
        value:
          measures?.money ??
          standing.orders.reduce((sum, { on, amount }) => {
            const counts = windowDays === 0 || daysBetween(on, asOf) < windowDays
            return counts ? sum + amount : sum
          }, 0),
      }
    })
}
