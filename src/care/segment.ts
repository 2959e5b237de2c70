import { SCORES, type Scores } from './rfm.ts'

/** Where every account stands, exactly one each (care-rules §3.2); the first that fits. */
export const SEGMENTS = ['vip', 'dormant', 'new', 'promising', 'at-risk', 'stable', 'prospect'] as const
export type Segment = (typeof SEGMENTS)[number]

const fits: Record<Exclude<Segment, 'stable' | 'prospect'>, (scores: Scores, orders: number) => boolean> = {
  vip: ({ r, f, m }) => r >= 4 && f >= 4 && m >= 4,
  dormant: ({ r, f, m }) => r <= 2 && (f >= 4 || m >= 4),
  new: ({ r }, orders) => orders === 1 && r >= 4,
  promising: ({ r }) => r >= 4,
  'at-risk': ({ r, f, m }) => r <= 2 && f <= 2 && m <= 2,
}

/** The segment of an account with these scores and so many orders ever; null: it has none. */
export function segmentOf(scores: Scores | null, orders: number): Segment {
  if (!scores || orders === 0) return 'prospect'
  return (
    SEGMENTS.find((name) => name !== 'stable' && name !== 'prospect' && fits[name](scores, orders)) ??
    'stable'
  )
}

/**
 * The segment of every cell, for a statement that scores many at once: 25 (R - 1) + 5 (F - 1) + (M - 1) of those with
 * one order, then of those with more.
 */
export function segmentTable(): Segment[] {
  const cells = SCORES.flatMap((r) => SCORES.flatMap((f) => SCORES.map((m) => ({ r, f, m }))))
  return [1, 2].flatMap((orders) => cells.map((scores) => segmentOf(scores, orders)))
}

/** How far the relation with an account has come (care-rules §3.3). */
export type Stage = 'acquaintance' | 'stable' | 'advocate' | 'lapsing'

/** The life stage of an account: lapsing before advocate before stable before acquaintance (care-rules §3.3). */
export function stageOf(account: {
  /** Ever. */
  orders: number
  /** A warning that it may be leaving is open. */
  warned: boolean
  /** In the last 365 days it gave a referral, scored NPS 9 or 10, or took part in co-creation. */
  advocated: boolean
}): Stage {
  if (account.warned) return 'lapsing'
  if (account.orders < 2) return 'acquaintance'
  return account.advocated ? 'advocate' : 'stable'
}
