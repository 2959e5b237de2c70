import { type Day, daysBetween } from './calendar.ts'
import type { Settings } from './settings.ts'

/** Root causes that every workspace tells apart; it may add its own, and offer some no longer (care-rules §5, §5.5). */
export const CAUSES = [
  'product',
  'delivery',
  'service',
  'communication',
  'billing',
  'training',
  'other',
] as const
export type UsualCause = (typeof CAUSES)[number]

/** A complaint whose cause is known. */
export interface Caused {
  id: number
  accountId: number
  /** The day it came in. */
  on: Day
}

/** How often a complaint's cause came up around it. */
export interface Repeats {
  /** Other complaints of the same customer. */
  same: number
  /** Customers, this one counted, within some days that it is one of. */
  accounts: number
}

type Limits = Pick<Settings, 'repeatDays' | 'repeatAccounts' | 'repeatAccountsDays'>

const isWithin = (one: Day, other: Day, days: number): boolean => Math.abs(daysBetween(one, other)) <= days

/** How often the cause of a complaint came up; `all` are those of the same cause, itself among them or not (care-rules §5.5). */
export function repeatsOf(one: Caused, all: readonly Caused[], limits: Limits): Repeats {
  const others = all.filter(({ id }) => id !== one.id)
  const same = others.filter(
    ({ accountId, on }) => accountId === one.accountId && isWithin(on, one.on, limits.repeatDays),
  )
  const days = limits.repeatAccountsDays
  const starts = [one, ...others]
    .map(({ on }) => on)
    .filter((on) => on <= one.on && isWithin(on, one.on, days))
  const counts = starts.map((start) => {
    const during = others.filter(({ on }) => on >= start && isWithin(on, start, days))
    return new Set([one, ...during].map(({ accountId }) => accountId)).size
  })
  return { same: same.length, accounts: Math.max(...counts) }
}

/** Whether that is to be shown: the same customer complains again, or several do (care-rules §5.5). */
export const isRepeat = ({ same, accounts }: Repeats, { repeatAccounts }: Limits): boolean =>
  same > 0 || accounts >= repeatAccounts
