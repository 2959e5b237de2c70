import type { Generated, GeneratedAlways } from 'kysely'
import type { Day } from '../care/calendar.ts'

/** Which workspace a row belongs to; every query takes it right after the database. */
export type WorkspaceId = number & { readonly __brand: 'WorkspaceId' }
export type Role = 'rep' | 'manager' | 'admin'

export interface WorkspaceRow {
  id: GeneratedAlways<WorkspaceId>
  /** Slack's team id, `T…`. */
  slackId: string
  name: Generated<string>
  /** IANA name. */
  zone: Generated<string>
  /** ISO 4217. */
  currency: Generated<string>
  /** Whose public holidays are kept, `US` or `US-CA`; null: that of each member's zone. */
  region: string | null
  calendar: Generated<unknown>
  settings: Generated<Record<string, unknown>>
  suspendedAt: Date | null
  suspendedWhy: string | null
  peopleReadAt: Date | null
  /** Which definition of the accounts' figures the stored ones follow. */
  figuresVersion: Generated<number>
  /** When a fit of the model was last asked for. */
  modelAskedAt: Date | null
  /** The workspace's day for which its accounts were last looked at for warnings, and when. */
  warnedOn: Day | null
  warnedAt: Date | null
  /** Where complaints of teams without a channel of their own are shown, `C…`. */
  complaintChannel: string | null
  /** The day of a look that has begun, and the last account that it came to. */
  lookedOn: Day | null
  lookedTo: number | null
  /** The day on which its warnings' outcomes were last counted; null: they are counted when somebody asks. */
  recordedOn: Day | null
  createdAt: Date
}

export interface TeamRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  name: string
  /** Where its complaints are shown, `C…`. */
  complaintChannel: string | null
}

export interface MemberRow {
  workspaceId: WorkspaceId
  /** Slack user id, `U…`. */
  id: string
  name: string
  email: string | null
  role: Generated<Role>
  /** Slack owners and admins are admins here, whatever their role. */
  slackAdmin: Generated<boolean>
  teamId: number | null
  zone: Generated<string>
  /** As Slack writes it, `en-US`. */
  locale: Generated<string>
  /** Local time of the morning message, `08:30`. */
  hour: Generated<string>
  /** 1 for Monday to 7 for Sunday. */
  workingDays: Generated<number[]>
  region: string | null
  quietWhenEmpty: Generated<boolean>
  leaveFrom: Day | null
  leaveTo: Day | null
  standInId: string | null
  /** Not removed from Slack, not a bot, not a guest. */
  active: Generated<boolean>
  /** The direct message with this member, `D…`, once known. */
  channel: string | null
  /** When an admin was told what to do first. */
  introducedAt: Date | null
  /** When a member with accounts was told what Tend does for them. */
  welcomedAt: Date | null
  changedAt: Date
}
