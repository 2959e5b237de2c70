import type { Generated, GeneratedAlways } from 'kysely'
import type { Day } from '../care/calendar.ts'
import type { ChurnRule } from '../care/churn.ts'
import type { FeedbackKind } from '../care/feedback.ts'
import type { Cause, PlaybookStep } from '../care/playbook.ts'
import type { Level } from '../care/at-stake.ts'
import type { Ending } from '../care/warning.ts'
import type { WorkspaceId } from './rows-people.ts'

/** A case that an account may be leaving; one an episode (care-rules §4). */
export interface WarningRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  accountId: number
  openedAt: Date
  /** The workspace's day. */
  openedOn: Day
  /** Found by the first evaluation: it has no 24-hour clock. */
  backlog: Generated<boolean>
  /** Since when its rep is told; null: it waits. */
  releasedOn: Day | null
  level: Level
  /** Since when no rule holds. */
  quietSince: Day | null
  pAlive: number | null
  /** Minor units of the workspace's currency. */
  atStake: Generated<number>
  /** What is asked of the rep next. */
  step: PlaybookStep | null
  cause: Cause | null
  causeOn: Day | null
  causeAt: Date | null
  causeBy: string | null
  causeNoteId: number | null
  endedAt: Date | null
  endedHow: Ending | null
  endedBy: string | null
  endedNoteId: number | null
}

export interface WarningReasonRow {
  workspaceId: WorkspaceId
  warningId: number
  accountId: number
  rule: ChurnRule
  /** What it is about: the same evidence opens no second case. */
  evidenceKey: string
  /** Numbers and dates; words name them. */
  evidence: unknown
  since: Day
  holds: boolean
}

/** How right a rule was among an owner's accounts (care-rules §4.5); as `RuleRecord` of features/rule-records. */
export interface RuleRecordRow {
  workspaceId: WorkspaceId
  ownerId: string | null
  rule: ChurnRule
  opened: number
  contacted: number
  young: number
  youngBack: number
  leftAlone: number
  leftAloneBack: number
  helped: number
  helpedBack: number
}

/** How win-backs of a cause went among an owner's accounts; null: no cause was told. */
export interface CauseRecordRow {
  workspaceId: WorkspaceId
  ownerId: string | null
  cause: Cause | null
  ended: number
  won: number
  wonBefore: number
  lostAgain: number
}

/** What a customer answered or did for us (care-rules §3.3, §11). */
export interface FeedbackRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  accountId: number
  kind: FeedbackKind
  /** NPS 0–10, satisfaction 1–5. */
  score: number | null
  givenOn: Day
  memberId: string
  recordedAt: Date
}
