import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import type { Filter, Leaf } from '../../care/filter.ts'
import { decimalsOf } from '../../care/money.ts'

type Condition = RawBuilder<SqlBool>

interface Asked {
  /** ISO 4217. */
  currency: string
  /** The workspace's day. */
  today: Day
}

/** A filter as a condition on `score`, the account's `account` and its `stats`. */
export function conditionOf(filter: Filter, asked: Asked): Condition {
  if ('is' in filter) return leafCondition(filter, asked)
  if ('not' in filter) return sql`not coalesce(${conditionOf(filter.not, asked)}, false)`
  const [parts, joint] = 'and' in filter ? [filter.and, sql` and `] : [filter.or, sql` or `]
  return sql`(${sql.join(
    parts.map((part) => conditionOf(part, asked)),
    joint,
  )})`
}

function leafCondition(leaf: Leaf, { today, currency }: Asked): Condition {
  if ('than' in leaf) {
    const measured = {
      gap: sql`${today}::date - stats.last_order_on`,
      orders: sql`stats.order_count`,
      revenue: sql`score.value / ${10 ** decimalsOf(currency)}::float8`,
      r: sql`score.r`,
      f: sql`score.f`,
      m: sql`score.m`,
    }
    return sql`${measured[leaf.is]} ${sql.raw(leaf.than)} ${leaf.value}::float8`
  }
  if (leaf.is === 'overdue') return sql`score.overdue`
  if (leaf.is === 'unowned') return sql`score.owner_id is null`
  if (leaf.is === 'owner') return sql`score.owner_id = ${leaf.value}`
  if (leaf.is === 'tag')
    return sql`exists (select from unnest(account.tags) tag where lower(tag) = lower(${leaf.value}))`
  if (leaf.is === 'segment' || leaf.is === 'tier' || leaf.is === 'stage')
    return sql`${sql.ref(`score.${leaf.is}`)} = ${leaf.value}`
  return sql`true`
}
