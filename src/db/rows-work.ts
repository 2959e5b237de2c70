import type { Generated, GeneratedAlways } from 'kysely'
import type { Duty, Rule } from '../care/cadence.ts'
import type { Day } from '../care/calendar.ts'
import type { WorkspaceId } from './rows-people.ts'

export interface FollowUpRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  accountId: number
  /** Who is to do it; null while the account has no owner. */
  repId: string | null
  rule: Rule
  /** The order, promise or interaction that caused it; 0 for the standing rhythm. */
  originId: Generated<number>
  /** The closed complaint after which it is a touch. */
  complaintId: number | null
  needs: Generated<Duty['needs']>
  /** The day of its cause: an earlier touch cannot answer it. */
  since: Day
  idealOn: Day
  latestOn: Day
  snoozedUntil: Date | null
  snoozes: Generated<number>
  /** Counts changes, so that an undo knows when something newer touched it. */
  revision: Generated<number>
  openedAt: Date
  closedAt: Date | null
  closedBy: string | null
  closedHow: 'done' | 'logged' | 'replaced' | 'retired' | 'withdrawn' | null
  /** The interaction that answered it. */
  interactionId: number | null
}

export interface MorningRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  memberId: string
  localDate: Day
  dueAt: Date
  state: Generated<'queued' | 'sending' | 'sent' | 'unknown' | 'skipped'>
  attempt: Generated<number>
  why: string | null
  /** Opaque, carried in the message's metadata so that Slack's history can be asked for it. */
  key: Generated<string>
  channel: string | null
  ts: string | null
  more: Generated<number>
  /** A hash of what the message shows. */
  shown: string | null
  queuedAt: Date
  sendingAt: Date | null
  sentAt: Date | null
}

export interface MorningRowRow {
  workspaceId: WorkspaceId
  morningId: number
  position: number
  lane: 'clocks' | 'owed' | 'leaving' | 'close' | 'occasions'
  accountId: number
  followUpId: number
}

export interface PaceRow {
  workspaceId: WorkspaceId
  /** Slack's, `chat.postMessage`. */
  method: string
  /** When it may be called next, in real time. */
  freeAt: Date
  pausedUntil: Date | null
}

export interface SlackRequestRow {
  workspaceId: WorkspaceId
  key: string
  handledAt: Date
}

export interface UndoRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  memberId: string
  accountId: number
  act: string
  image: unknown
  doneAt: Date
  undoneAt: Date | null
}

export interface AuditRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  memberId: string | null
  act: string
  subject: string
  subjectId: string
  detail: Generated<unknown>
  actedAt: Date
}
