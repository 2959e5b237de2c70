import { type RawBuilder, sql } from 'kysely'
import { TIERS } from '../../care/cadence.ts'
import { type Day, dayIn } from '../../care/calendar.ts'
import { FREQUENT, LARGE, MAINSTAY_PERCENT, TIER_DAYS } from '../../care/suggested-tier.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** A workspace whose tiers are looked at. */
interface Looked {
  id: WorkspaceId
  /** IANA name. */
  zone: string
  currency: string
}

/**
 * Suggests another tier where the last year earns one, as src/care/suggested-tier.ts says, and lets go of suggestions that
 * hold no longer. What was declined is not suggested again before its day. Returns how many are new.
 */
export async function suggestTiers(db: Db, workspace: Looked, now: Date): Promise<number> {
  const today = dayIn(workspace.zone, now)
  const { rows } = await sql<{ made: number }>`
    with ${years(workspace, today)}, ${suggested(workspace, today)},
    gone as (
      update tier_suggestion set state = 'gone', decided_at = ${now}
      where workspace_id = ${workspace.id} and state = 'open' and not exists (
        select from suggested where suggested.id = account_id and suggested.tier = tier_before
          and suggested.suggested = tier_suggestion.tier)
      returning account_id),
    made as (
      insert into tier_suggestion (workspace_id, account_id, tier_before, tier, evidence, made_at)
      select ${workspace.id}, id, tier, suggested, jsonb_build_object('largest', largest, 'large', large, 'orders', orders,
        'quarters', quarters, 'isMainstay', is_mainstay, 'revenue', revenue), ${now}
      from suggested
      where not exists (select from tier_suggestion before
        where before.workspace_id = ${workspace.id} and before.account_id = suggested.id
          and (before.state = 'open' and before.tier = suggested and before.tier_before = suggested.tier
            or before.state in ('kept', 'put-off') and before.tier = suggested and before.not_before > ${today}::date))
        and not exists (select from gone where gone.account_id = suggested.id)
      on conflict do nothing
      returning 1)
    select count(*) as made from made`.execute(db)
  return rows[0]?.made ?? 0
}

/** `years`: what accounts ordered in the last 365 days; `limits`: which order is large, how much revenue the mainstays make. */
const years = ({ id, currency }: Looked, today: Day): RawBuilder<unknown> => sql`
  ordered as materialized (
    select account_id, amount, currency = ${currency} as ours, ((${today}::date - ordered_on) * 4) / ${TIER_DAYS}::int as quarter
    from "order"
    where workspace_id = ${id} and ordered_on > ${today}::date - ${TIER_DAYS}::int and ordered_on <= ${today}::date),
  years as materialized (
    select account_id, count(*) filter (where amount >= 0) as orders,
      count(distinct quarter) filter (where amount >= 0) as quarters,
      max(amount) filter (where ours and amount > 0) as largest,
      coalesce(sum(amount) filter (where ours), 0)::bigint as revenue
    from ordered group by account_id),
  steps as (
    select revenue, sum(sum(revenue)) over (order by revenue desc rows between unbounded preceding and 1 preceding) as above
    from years where revenue > 0 group by revenue),
  limits as materialized (
    select (select percentile_cont(${LARGE}::float8) within group (order by amount) from ordered where ours and amount > 0) as large,
      (select min(revenue) from steps
        where coalesce(above, 0) * 100 < ${MAINSTAY_PERCENT}::int * (select sum(revenue) from years where revenue > 0)) as mainstay)`

/** `suggested`: accounts in use with the tier they should have, `earnedTier` and `suggestedTier` of src/care. */
const suggested = ({ id, zone }: Looked, today: Day): RawBuilder<unknown> => sql`
  earned as (
    select account.id, account.tier, orders, quarters, largest, large, revenue, revenue >= mainstay as is_mainstay,
      array_position(${TIERS}::text[], account.tier) as ranks,
      case
        when quarters = 4 and revenue >= mainstay then 3
        when orders >= ${FREQUENT}::int or largest >= large then 2
        else 1
      end as earns
    from account
    left join years on years.account_id = account.id
    cross join limits
    where account.workspace_id = ${id} and retired_at is null),
  suggested as materialized (
    select *, (${TIERS}::text[])[case when earns > ranks then earns else ranks - 1 end] as suggested
    from earned
    where earns > ranks or earns < ranks and ${today}::date - ${TIER_DAYS}::int >= greatest(
      (select came_on from account a where a.workspace_id = ${id} and a.id = earned.id),
      (select max((changed_at at time zone ${zone})::date) from account_change
        where workspace_id = ${id} and account_id = earned.id and field = 'tier')))`

/** How a suggestion stands, with its account and owner; undefined: there is none such. */
export function suggestionById(db: Db, workspace: WorkspaceId, id: number) {
  return db
    .selectFrom('tierSuggestion as suggestion')
    .innerJoin('account', (join) =>
      join
        .onRef('account.workspaceId', '=', 'suggestion.workspaceId')
        .onRef('account.id', '=', 'suggestion.accountId'),
    )
    .leftJoin('member as owner', (join) =>
      join.onRef('owner.workspaceId', '=', 'account.workspaceId').onRef('owner.id', '=', 'account.ownerId'),
    )
    .leftJoin('member as decider', (join) =>
      join
        .onRef('decider.workspaceId', '=', 'suggestion.workspaceId')
        .onRef('decider.id', '=', 'suggestion.decidedBy'),
    )
    .select(['suggestion.id', 'suggestion.accountId', 'tierBefore', 'suggestion.tier', 'evidence', 'state'])
    .select(['notBefore', 'toldTo', 'account.name', 'owner.name as owner', 'decider.name as decider'])
    .where('suggestion.workspaceId', '=', workspace)
    .where('suggestion.id', '=', id)
    .executeTakeFirst()
}

export type Suggestion = NonNullable<Awaited<ReturnType<typeof suggestionById>>>

/** Holds a suggestion until the transaction ends; returns its state. */
export async function heldSuggestion(
  db: Db,
  workspace: WorkspaceId,
  id: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('tierSuggestion')
    .select('state')
    .where('workspaceId', '=', workspace)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.state
}

/** Writes down what became of a suggestion; `notBefore`: the same is not suggested again before that day. */
export async function decide(
  db: Db,
  { workspace, reader, now }: { workspace: { id: WorkspaceId }; reader: { id: string }; now: Date },
  id: number,
  { state, notBefore = null }: { state: 'accepted' | 'kept' | 'put-off'; notBefore?: Day | null },
): Promise<void> {
  await db
    .updateTable('tierSuggestion')
    .set({ state, notBefore, decidedBy: reader.id, decidedAt: now })
    .where('workspaceId', '=', workspace.id)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
}

/** Open suggestions that nobody was told of, with the account's owner, the most revenue first. */
export async function untoldSuggestions(db: Db, workspace: WorkspaceId, most: number) {
  const { rows } = await sql<{ id: number; ownerId: string | null }>`
    select suggestion.id, owner_id
    from tier_suggestion suggestion
    join account on account.workspace_id = ${workspace} and account.id = account_id
    where suggestion.workspace_id = ${workspace} and state = 'open' and told_at is null
    order by coalesce((evidence->>'revenue')::bigint, 0) desc, suggestion.id
    limit ${most}`.execute(db)
  return rows
}

/** How many suggestions each manager was told of since an instant. */
export async function toldSince(db: Db, workspace: WorkspaceId, since: Date): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('tierSuggestion')
    .select(['toldTo', (eb) => eb.fn.countAll<number>().as('n')])
    .where('workspaceId', '=', workspace)
    .where('toldAt', '>', since)
    .groupBy('toldTo')
    .execute()
  return new Map(rows.map(({ toldTo, n }) => [toldTo ?? '', n]))
}

/** Gives suggestions to managers; returns those that were not given before. */
export async function giveAll(
  db: Db,
  workspace: WorkspaceId,
  gifts: readonly { id: number; to: string }[],
  now: Date,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update tier_suggestion set told_to = gift.manager, told_at = ${now}
    from unnest(${gifts.map(({ id }) => id)}::bigint[], ${gifts.map(({ to }) => to)}::text[]) as gift (suggestion, manager)
    where workspace_id = ${workspace} and id = suggestion and told_at is null and state = 'open'
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}
