import type { WorkspaceRow, TeamRow, MemberRow } from './rows-people.ts'
import type {
  AccountRow,
  ContactRow,
  AccountChangeRow,
  AccountStatsRow,
  OrderRow,
  InteractionRow,
} from './rows-customers.ts'
import type { ModelFitRow } from './rows-model.ts'
import type {
  FollowUpRow,
  MorningRow,
  MorningRowRow,
  PaceRow,
  SlackRequestRow,
  UndoRow,
  AuditRow,
} from './rows-work.ts'

import type {
  AccountScoreRow,
  SavedSegmentRow,
  ScoreCutsRow,
  SegmentTallyRow,
  TierSuggestionRow,
} from './rows-scores.ts'
import type {
  ComplaintCauseRow,
  ComplaintClockRow,
  ComplaintDutyRow,
  ComplaintEventRow,
  ComplaintNudgeRow,
  ComplaintPostRow,
  ComplaintRow,
  ComplaintSolutionRow,
  ComplaintVerdictRow,
  ComplaintWaitRow,
} from './rows-complaints.ts'
import type {
  CauseRecordRow,
  FeedbackRow,
  RuleRecordRow,
  WarningReasonRow,
  WarningRow,
} from './rows-warnings.ts'

export type { Role, WorkspaceId } from './rows-people.ts'

/** One property per table, one interface per row; migrations/ is the truth they mirror. */
export interface Schema {
  workspace: WorkspaceRow
  team: TeamRow
  member: MemberRow
  account: AccountRow
  contact: ContactRow
  accountChange: AccountChangeRow
  accountStats: AccountStatsRow
  order: OrderRow
  interaction: InteractionRow
  scoreCuts: ScoreCutsRow
  accountScore: AccountScoreRow
  segmentTally: SegmentTallyRow
  savedSegment: SavedSegmentRow
  tierSuggestion: TierSuggestionRow
  followUp: FollowUpRow
  morning: MorningRow
  morningRow: MorningRowRow
  pace: PaceRow
  slackRequest: SlackRequestRow
  undo: UndoRow
  audit: AuditRow
  modelFit: ModelFitRow
  warning: WarningRow
  warningReason: WarningReasonRow
  ruleRecord: RuleRecordRow
  causeRecord: CauseRecordRow
  feedback: FeedbackRow
  complaint: ComplaintRow
  complaintCause: ComplaintCauseRow
  complaintClock: ComplaintClockRow
  complaintWait: ComplaintWaitRow
  complaintDuty: ComplaintDutyRow
  complaintSolution: ComplaintSolutionRow
  complaintVerdict: ComplaintVerdictRow
  complaintEvent: ComplaintEventRow
  complaintNudge: ComplaintNudgeRow
  complaintPost: ComplaintPostRow
}
