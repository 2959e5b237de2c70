import type { Generated, GeneratedAlways } from 'kysely'
import type { Day } from '../care/calendar.ts'
import type {
  Clock,
  ClosedHow,
  ComplaintAct,
  ComplaintChannel,
  FourDuty,
  Remedy,
  Severity,
} from '../care/complaint.ts'
import type { WorkspaceId } from './rows-people.ts'

/** A complaint (care-rules §5). A round ends with the customer's verdict; re-opened it begins another. */
export interface ComplaintRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  accountId: number
  /** Who took it, or was given it; null: the account’s rep works on it. */
  takenBy: string | null
  openedBy: string
  /** How it reached us. */
  channel: ComplaintChannel
  receivedAt: Date
  openedAt: Date
  facts: string
  feelings: Generated<string>
  needs: Generated<string>
  /** Somebody speaks with the customer within hours. */
  complex: boolean
  severity: Severity
  round: Generated<number>
  answeredAt: Date | null
  answeredBy: string | null
  spokenAt: Date | null
  spokenBy: string | null
  closedAt: Date | null
  closedBy: string | null
  closedHow: ClosedHow | null
  causeId: number | null
  causeWords: Generated<string>
  improvement: Generated<string>
  /** When the customer was told of the improvement. */
  toldOn: Day | null
  /** When the review was last written, and by whom; reviewed it is once the customer was told too. */
  draftedAt: Date | null
  draftedBy: string | null
  reviewedAt: Date | null
  reviewedBy: string | null
}

export interface ComplaintClockRow {
  workspaceId: WorkspaceId
  complaintId: number
  clock: Clock
  round: number
  startedAt: Date
  /** Null while it stands still. */
  dueAt: Date | null
  /** When its owner is nudged. */
  warnAt: Date | null
  metAt: Date | null
  metBy: string | null
  /** It ran out: for good, also when it is met later. */
  breachedAt: Date | null
  /** It asks for nothing any more. */
  voidAt: Date | null
  /** When to look at it again. */
  nextAt: Date | null
}

/** The customer is asked for something: the clock of the solution stands still (care-rules §5.3). */
export interface ComplaintWaitRow {
  workspaceId: WorkspaceId
  complaintId: number
  id: GeneratedAlways<number>
  round: number
  beganAt: Date
  endedAt: Date | null
}

/** One of the four duties, done (care-rules §5.1); a compensation that was not approved stays beside the next one. */
export interface ComplaintDutyRow {
  workspaceId: WorkspaceId
  complaintId: number
  id: GeneratedAlways<number>
  round: number
  duty: FourDuty
  words: Generated<string>
  /** Of `act`: who does it, by when. */
  whoId: string | null
  byOn: Day | null
  remedy: Remedy | null
  /** Minor units. */
  amount: number | null
  currency: string | null
  doneAt: Date
  doneBy: string
  /** Of a compensation above the limit. */
  approval: 'waiting' | 'approved' | 'rejected' | null
  approverId: string | null
  approvedAt: Date | null
  approvalWords: Generated<string>
  /** Something else was written in its place. */
  replacedAt: Date | null
}

export interface ComplaintSolutionRow {
  workspaceId: WorkspaceId
  complaintId: number
  round: number
  words: string
  /** By when it is done. */
  byOn: Day
  givenAt: Date
  givenBy: string
}

/** What the customer said of a solution, or a try to hear it (care-rules §5.4). */
export interface ComplaintVerdictRow {
  workspaceId: WorkspaceId
  complaintId: number
  id: GeneratedAlways<number>
  round: number
  kind: 'verdict' | 'attempt'
  solved: boolean | null
  /** 1–5. */
  satisfaction: number | null
  satisfied: boolean | null
  words: Generated<string>
  saidAt: Date
  saidOn: Day
  recordedBy: string
}

/** Root causes that a workspace tells apart: usual ones by key, its own by name. */
export interface ComplaintCauseRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  key: string | null
  name: string | null
  retiredAt: Date | null
}

/** Who did what when: ids and choices, never the words of people. */
export interface ComplaintEventRow {
  workspaceId: WorkspaceId
  complaintId: number
  id: GeneratedAlways<number>
  act: ComplaintAct
  round: number
  /** Null: it happened by itself. */
  memberId: string | null
  detail: Generated<unknown>
  happenedAt: Date
}

export interface ComplaintNudgeRow {
  workspaceId: WorkspaceId
  complaintId: number
  id: GeneratedAlways<number>
  clock: Clock
  round: number
  kind: 'warn' | 'breach' | 'wait'
  rung: 'owner' | 'manager' | 'admin'
  memberId: string
  toldAt: Date
}

/** A message of ours about a complaint. */
export interface ComplaintPostRow {
  workspaceId: WorkspaceId
  complaintId: number
  id: GeneratedAlways<number>
  kind: 'card' | 'update' | 'nudge' | 'approval' | 'reopening'
  /** A channel, or the member whose direct message it is. */
  channel: string
  /** Who reads it; null: a channel. */
  memberId: string | null
  /** The card in whose thread it stands. */
  parentId: number | null
  eventId: number | null
  nudgeId: number | null
  /** The compensation that a manager is asked about. */
  dutyId: number | null
  /** Opaque, carried in the message’s metadata so that Slack’s history can be asked for it. */
  key: Generated<string>
  /** Where Slack put it. */
  postedIn: string | null
  ts: string | null
  attempt: Generated<number>
  sendingAt: Date | null
  /** Why it will never be posted, or never be changed again. */
  endedWhy: string | null
  /** A hash of what it shows. */
  shown: string | null
  madeAt: Date
}
