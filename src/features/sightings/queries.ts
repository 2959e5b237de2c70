import { sql } from 'kysely'
import { STAKE_DAYS } from '../../care/at-stake.ts'
import { addDays, type Day } from '../../care/calendar.ts'
import { rhythmDayBefore, type Sighting } from '../../care/churn.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

interface Of {
  id: WorkspaceId
  currency: string
  settings: Settings
}

/** What the rules of churn ask of these accounts on a day, retired ones left out. */
export async function sightings(
  db: Db,
  { id, currency, settings }: Of,
  today: Day,
  accounts: readonly number[],
): Promise<(Sighting & { createdAt: Date; yearRevenue: number })[]> {
  const windowStart = addDays(today, -settings.ordersWindowDays)
  const windowBefore = addDays(windowStart, -settings.ordersWindowDays)
  const { rows } = await sql<Sighting & { createdAt: Date; yearRevenue: number }>`
    select account.id as account_id, account.tier, account.rhythm_days, account.visit_days, account.came_on,
      account.created_at, stats.last_touch_on, stats.last_visit_on, stats.first_order_on, stats.last_order_on,
      stats.last_order_amount, stats.order_days,
      (select currency from "order" last where last.workspace_id = account.workspace_id
        and last.account_id = account.id and last.ordered_on = stats.last_order_on
        and last.amount = stats.last_order_amount limit 1) as last_order_currency,
      coalesce(orders.days_then, 0) as order_days_then, orders.last_then as last_order_then,
      coalesce(orders.recent, 0) as recent_orders, coalesce(orders.before, 0) as orders_before,
      coalesce(orders.year, 0) as year_revenue,
      json_build_object('count', coalesce(tries.count, 0), 'first', tries.first, 'since', tries.since) as attempts,
      opted.opted_out, answered.answer
    from account
    join account_stats stats on stats.workspace_id = account.workspace_id and stats.account_id = account.id
    left join (
      select account_id,
        count(distinct ordered_on) filter (where amount >= 0 and ordered_on <= ${rhythmDayBefore(today)}) as days_then,
        max(ordered_on) filter (where amount >= 0 and ordered_on <= ${rhythmDayBefore(today)}) as last_then,
        count(*) filter (where amount >= 0 and ordered_on > ${windowStart}) as recent,
        count(*) filter (where amount >= 0 and ordered_on > ${windowBefore} and ordered_on <= ${windowStart}) as before,
        sum(amount) filter (where currency = ${currency} and ordered_on > ${addDays(today, -STAKE_DAYS)})::bigint as year
      from "order"
      where workspace_id = ${id} and account_id = any(${accounts}::bigint[]) and ordered_on <= ${today}
      group by account_id
    ) orders on orders.account_id = account.id
    left join lateral (
      -- Attempts since the last time somebody was reached; notes are neither.
      select count(*)::int as count, min(interaction.id) as first, min(occurred_on) as since
      from interaction
      where interaction.workspace_id = account.workspace_id and interaction.account_id = account.id
        and outcome = 'no-answer' and channel is distinct from 'note'
        and occurred_at > coalesce((select max(occurred_at) from interaction touch
          where touch.workspace_id = account.workspace_id and touch.account_id = account.id
            and touch.channel is distinct from 'note' and touch.outcome is distinct from 'no-answer'), '-infinity')
    ) tries on stats.last_interaction_id is not null
    left join lateral (
      select json_build_object('on', (min(opted_out_at) at time zone 'UTC')::date,
        'channel', (array_agg(opted_out_via order by opted_out_at))[1]) as opted_out
      from contact
      where contact.workspace_id = account.workspace_id and contact.account_id = account.id and opted_out_at is not null
      having count(*) > 0
    ) opted on true
    left join lateral (
      select answer from (
        (select json_build_object('kind', kind, 'id', feedback.id, 'score', score, 'on', given_on) as answer,
          given_on as day, recorded_at as at
        from feedback
        where feedback.workspace_id = account.workspace_id and feedback.account_id = account.id and kind = 'nps'
        order by given_on desc, feedback.id desc limit 1)
        union all
        (select json_build_object('kind', kind, 'id', heard.id, 'score', satisfaction, 'solved', solved,
            'satisfied', satisfied, 'on', said_on), said_on, said_at
        from complaint
        join complaint_verdict heard on heard.workspace_id = complaint.workspace_id and heard.complaint_id = complaint.id
        where complaint.workspace_id = account.workspace_id and complaint.account_id = account.id and kind = 'verdict'
        order by said_at desc, heard.id desc limit 1)
      ) answers
      order by day desc, at desc limit 1
    ) answered on true
    where account.workspace_id = ${id} and account.id = any(${accounts}::bigint[]) and account.retired_at is null
    order by account.id`.execute(db)
  return rows
}
