/** How firm a warning is (care-rules §4.1). */
export type Level = 'quiet' | 'at-risk'

/** Without a fitted model a warning is taken for this probability of leaving (care-rules §4.3). */
const WITHOUT_MODEL: Readonly<Record<Level, number>> = { quiet: 0.5, 'at-risk': 1 }

/** What stands to be lost of a year's revenue, in its minor units; returns that outweigh the purchases put nothing at stake. */
export function moneyAtStake(
  yearsRevenue: number,
  { pAlive, level }: { pAlive: number | null; level: Level },
): number {
  const risk = pAlive === null ? WITHOUT_MODEL[level] : 1 - pAlive
  return Math.round(Math.max(0, yearsRevenue) * risk)
}

/** The days over which revenue is at stake (care-rules §4.3). */
export const STAKE_DAYS = 365
