import type { Generated, GeneratedAlways } from 'kysely'
import type { Tier } from '../care/cadence.ts'
import type { Day } from '../care/calendar.ts'
import type { Segment, Stage } from '../care/segment.ts'
import type { WorkspaceId } from './rows-people.ts'

export interface ScoreCutsRow {
  workspaceId: WorkspaceId
  /** Recency is counted to this day, in the cuts and in the scores made by them: between two nights nothing ages. */
  asOf: Day
  /** Days back over which orders were counted; 0: all history. */
  windowDays: number
  /** How many the cuts were made of. */
  buyers: number
  /** Days. */
  recency: number[]
  frequency: number[]
  /** Minor units of the workspace's currency. */
  money: number[]
  /** So many began to buy since that the cuts are to be made anew. */
  due: Generated<boolean>
  /** When a worker was last sent to make them anew. */
  takenAt: Date | null
}

/** Of accounts in use, what is looked for among many. */
export interface AccountScoreRow {
  workspaceId: WorkspaceId
  accountId: number
  ownerId: string | null
  tier: Tier
  segment: Segment
  stage: Stage
  /** An open duty is past its latest day. */
  overdue: boolean
  /** 1 to 5; null without an order. */
  r: number | null
  f: number | null
  m: number | null
  /** What M is of, in minor units. */
  value: number
}

export interface SegmentTallyRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  /** A segment, a tier, `stage:` and a stage, or `overdue`. */
  name: string
  /** Empty: nobody's; `*`: everybody's. */
  ownerId: string
  /** How many came to be so, less those that ceased to. */
  n: number
}

export interface SavedSegmentRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  name: string
  nameKey: string
  /** As it could be typed. */
  filter: string
  savedBy: string
  savedAt: Date
}

export interface TierSuggestionRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  accountId: number
  tierBefore: Tier
  tier: Tier
  /** A key of words and its values. */
  evidence: unknown
  state: Generated<'open' | 'accepted' | 'kept' | 'put-off' | 'gone'>
  /** The day from which the same may be suggested again. */
  notBefore: Day | null
  /** The manager who got the card. */
  toldTo: string | null
  toldAt: Date | null
  decidedBy: string | null
  decidedAt: Date | null
  madeAt: Date
}
