import { type RawBuilder, sql } from 'kysely'
import type { Settings } from '../../care/settings.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** What the figures of a workspace's accounts depend on. */
export interface Bookkeeping {
  id: WorkspaceId
  /** Revenue and spend are summed in this one, ISO 4217. */
  currency: string
  settings: Pick<Settings, 'samePurchaseDays'>
}

/** Condition on a column: it names one of these accounts. */
export const among = (column: string, accounts: readonly number[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${accounts}::bigint[])`

/**
 * The figures of these accounts from their orders and interactions, one row each. What an import told of counts as a
 * touch in person, once: a touch logged on that day is the same one.
 */
export const figures = (workspace: Bookkeeping, accounts: readonly number[]): RawBuilder<unknown> => sql`
  select account.workspace_id, account.id as account_id,
    coalesce(order_count, 0) as order_count, coalesce(revenue, 0) as revenue,
    first_order_on, last_order_on, last_order_amount,
    coalesce(order_days, 0) as order_days, coalesce(spend_days, 0) as spend_days, coalesce(spend, 0) as spend,
    purchase_on, purchase_order_id,
    greatest(touch_on, last_contact_on) as last_touch_on,
    case
      when last_contact_on > touch_on then touch_on
      when last_contact_on < touch_on then greatest(last_contact_on, before_on)
      else before_on
    end as touch_before_on,
    greatest(visit_on, last_contact_on) as last_visit_on,
    last_interaction_id
  from account
  left join (${purchases(workspace, accounts)}) as purchases on purchases.account_id = account.id
  left join (${touches(workspace.id, accounts)}) as touches on touches.account_id = account.id
  where account.workspace_id = ${workspace.id} and ${among('account.id', accounts)}`

/**
 * Orders as `orderDays` and `purchaseStarts` of src/care read them: returns are no orders, begin no purchase and stand
 * between none. Where a row is to be taken by a date, the maximum of [date, …, row] takes it without a sort.
 */
const purchases = (workspace: Bookkeeping, accounts: readonly number[]): RawBuilder<unknown> => sql`
  select account_id,
    count(*) filter (where ordered) as order_count,
    coalesce(sum(amount) filter (where ours), 0)::bigint as revenue,
    min(ordered_on) filter (where ordered) as first_order_on,
    max(ordered_on) filter (where ordered) as last_order_on,
    (max(array[day_number, moment, id, amount]) filter (where ordered))[4] as last_order_amount,
    count(*) filter (where ordered and day_before is distinct from ordered_on) as order_days,
    count(*) filter (where ordered and ours and first_on < ordered_on
      and our_day_before is distinct from ordered_on) as spend_days,
    coalesce(sum(amount) filter (where ordered and ours and first_on < ordered_on), 0)::bigint as spend,
    max(ordered_on) filter (where begins) as purchase_on,
    (max(array[day_number, id]) filter (where begins))[2] as purchase_order_id
  from (
    select account_id, id, amount, ordered_on, amount >= 0 as ordered, currency = ${workspace.currency} as ours,
      (ordered_on - date '2000-01-01')::bigint as day_number,
      (extract(epoch from ordered_at) * 1000000)::bigint as moment,
      min(ordered_on) filter (where amount >= 0) over before as first_on,
      max(ordered_on) filter (where amount >= 0) over before as day_before,
      max(ordered_on) filter (where amount >= 0 and currency = ${workspace.currency}) over before as our_day_before,
      amount > 0 and coalesce(ordered_on - max(ordered_on) filter (where amount > 0) over before
        > ${workspace.settings.samePurchaseDays}::int, true) as begins
    from "order"
    where workspace_id = ${workspace.id} and ${among('account_id', accounts)}
    window before as (partition by account_id order by ordered_on, id
      rows between unbounded preceding and 1 preceding)
  ) as orders
  group by account_id`

/** Interactions that reached the customer, as `isTouch` of src/care; where only "done" was said there is no channel. */
const touches = (workspace: WorkspaceId, accounts: readonly number[]): RawBuilder<unknown> => sql`
  select account_id,
    max(occurred_on) filter (where reached) as touch_on,
    max(before_on) filter (where reached) as before_on,
    max(occurred_on) filter (where reached and channel = 'visit') as visit_on,
    (max(array[moment, id]))[2] as last_interaction_id
  from (
    select account_id, id, channel, occurred_on, ${reached} as reached,
      (extract(epoch from occurred_at) * 1000000)::bigint as moment,
      max(occurred_on) filter (where ${reached}) over (partition by account_id order by occurred_on, id
        rows between unbounded preceding and 1 preceding) as before_on
    from interaction
    where workspace_id = ${workspace} and ${among('account_id', accounts)}
  ) as interactions
  group by account_id`

const reached = sql`(channel is distinct from 'note' and outcome is distinct from 'no-answer')`
