import type { Generated, GeneratedAlways } from 'kysely'
import type { Tier } from '../care/cadence.ts'
import type { Day } from '../care/calendar.ts'
import type { Channel, Kind, Outcome } from '../care/interaction.ts'
import type { WorkspaceId } from './rows-people.ts'

export interface AccountRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  externalId: string | null
  name: string
  nameKey: string
  /** Pairs of characters of the name, each behind `<workspace>:`. */
  bigrams: string[]
  ownerId: string | null
  tier: Generated<Tier>
  industry: string | null
  zone: string | null
  tags: Generated<string[]>
  note: Generated<string>
  /** The plan of a `key` account, in days; null: the workspace's intervals. */
  rhythmDays: number | null
  visitDays: number | null
  /** The last contact an import told of. */
  lastContactOn: Day | null
  cameOn: Day
  retiredAt: Date | null
  retiredWhy: string | null
  createdAt: Date
  changedAt: Date
}

export interface ContactRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  accountId: number
  name: Generated<string>
  role: string | null
  phone: string | null
  email: string | null
  /** `1980-05-17`, or `--05-17` without a year. */
  birthday: string | null
  lunar: Generated<boolean>
  channel: Channel | null
  language: string | null
  hoursFrom: string | null
  hoursTo: string | null
  optedOutAt: Date | null
  /** How they said so. */
  optedOutVia: Channel | null
  imported: Generated<boolean>
  changedAt: Date
}

export interface AccountChangeRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  accountId: number
  memberId: string | null
  field: string
  before: string | null
  after: string | null
  reason: Generated<string>
  changedAt: Date
}

export interface AccountStatsRow {
  workspaceId: WorkspaceId
  accountId: number
  /** Orders, those of nothing too; returns are not counted. */
  orderCount: Generated<number>
  /** Orders less returns, in minor units of the workspace's currency; other currencies are left out. */
  revenue: Generated<number>
  firstOrderOn: Day | null
  lastOrderOn: Day | null
  /** In minor units of its own currency. */
  lastOrderAmount: number | null
  /** Days with an order, several on one day once. */
  orderDays: Generated<number>
  /** Of those after the first, the days with an order in the workspace's currency, and the total of these, in minor units. */
  spendDays: Generated<number>
  spend: Generated<number>
  /** First day of the purchase whose after-sale steps run, and the order that began it. */
  purchaseOn: Day | null
  purchaseOrderId: number | null
  lastTouchOn: Day | null
  /** The touch before the last one; both can be of one day. */
  touchBeforeOn: Day | null
  lastVisitOn: Day | null
  lastInteractionId: number | null
  /** Something changed since the duties were last planned. */
  replan: Generated<boolean>
  /** The account's owner when the duties were last planned. */
  plannedFor: string | null
}

export interface OrderRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  accountId: number
  externalId: string | null
  orderedAt: Date
  /** The day of it in the workspace's zone. */
  orderedOn: Day
  /** Minor units; a return is negative. */
  amount: number
  currency: string
  recordedBy: string | null
  createdAt: Date
}

export interface InteractionRow {
  workspaceId: WorkspaceId
  id: GeneratedAlways<number>
  accountId: number
  contactId: number | null
  memberId: string | null
  /** Null when only "done" was said. */
  channel: Channel | null
  kind: Kind | null
  direction: Generated<'in' | 'out'>
  outcome: Outcome | null
  occurredAt: Date
  /** The day of it where its member was. */
  occurredOn: Day
  summary: Generated<string>
  nextStep: Generated<string>
  importKey: string | null
  createdAt: Date
  changedAt: Date
}
