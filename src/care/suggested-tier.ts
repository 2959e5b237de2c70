import { TIERS, type Tier } from './cadence.ts'

/** What an account did in the last 365 days, as far as it decides its tier (care-rules §2.5). */
export interface Year {
  /** The largest order, in minor units of the workspace's currency; null: none. */
  largest: number | null
  orders: number
  /** In how many of the year's four quarters, counted back from the day, it ordered. */
  quarters: number
  /** Among the accounts that together make the first 80 % of the year's revenue. */
  isMainstay: boolean
}

/** `important` from so many orders in 365 days, or one order from this quantile of the workspace's orders on. */
export const FREQUENT = 6
export const LARGE = 0.95
/** The accounts that make the first part of the revenue, in percent. */
export const MAINSTAY_PERCENT = 80
/** Days over which a tier is earned, and for which one must stand before a lower one is suggested (care-rules §2.6). */
export const TIER_DAYS = 365

/** The tier that a year earns; `large`: the 95th percentile of the workspace's order amounts, null without any. */
export function earnedTier({ largest, orders, quarters, isMainstay }: Year, large: number | null): Tier {
  if (quarters === 4 && isMainstay) return 'key'
  if (orders >= FREQUENT) return 'important'
  return largest !== null && large !== null && largest >= large ? 'important' : 'general'
}

/**
 * The tier to suggest: a higher one as soon as it is earned, the next lower one when the year no longer earns a tier that
 * has stood for 365 days; null: the tier is right (care-rules §2.5, §2.6).
 */
export function suggestedTier(tier: Tier, earned: Tier, stoodDays: number): Tier | null {
  const [is, ought] = [TIERS.indexOf(tier), TIERS.indexOf(earned)]
  if (ought > is) return earned
  return ought < is && stoodDays >= TIER_DAYS ? (TIERS[is - 1] ?? null) : null
}
