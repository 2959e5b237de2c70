import type { Day } from './calendar.ts'

/** An order as the rules read it; `amount` in minor units of its currency, a return is negative. */
export interface OrderFact {
  on: Day
  amount: number
  /** ISO 4217. */
  currency: string
}

/** What the model of purchases knows of an account (care-rules §4.2). */
export interface OrderDays {
  /** Days with an order, several on one day once. */
  orderDays: number
  firstOrderOn: Day | null
  lastOrderOn: Day | null
  /** Of the days after the first, those with an order in the workspace's currency. */
  spendDays: number
  /** The total of those days, in minor units. */
  spend: number
}

/**
 * The days on which an account ordered. A return is no order: it lowers revenue, never the number of orders nor what
 * one is worth. An order of nothing is one (a sample, a replacement). One in another currency is an order whose worth is
 * not known: its day counts among the order days and not among the spend days.
 */
export function orderDays(orders: readonly OrderFact[], currency: string): OrderDays {
  const kept = orders.filter(isOrder)
  const days = [...new Set(kept.map(({ on }) => on))].toSorted()
  const [first = null] = days
  const known = kept.filter((order) => order.on !== first && order.currency === currency)
  return {
    orderDays: days.length,
    firstOrderOn: first,
    lastOrderOn: days.at(-1) ?? null,
    spendDays: new Set(known.map(({ on }) => on)).size,
    spend: known.reduce((sum, { amount }) => sum + amount, 0),
  }
}

/** Whether this is an order and no return. */
export const isOrder = ({ amount }: { amount: number }): boolean => amount >= 0
