import type { Day } from '../care/calendar.ts'
import type { WhyNot } from '../care/mbg-nbd.ts'
import type { WorkspaceId } from './rows-people.ts'

/** One fit of the model of purchases to a workspace's orders; the newest counts (care-rules §4.2). */
export interface ModelFitRow {
  workspaceId: WorkspaceId
  fittedAt: Date
  /** The day up to which ages were counted. */
  asOf: Day
  /** Buyers it was fitted on, or would have been. */
  customers: number
  /** MBG/NBD; time in weeks. Null where nothing was fitted: `whyNot` says why. */
  r: number | null
  alpha: number | null
  a: number | null
  b: number | null
  logLikelihood: number | null
  whyNot: WhyNot | null
  /** Buyers whose spend is known from a repeat day. */
  spendCustomers: number
  /** The workspace's when it was fitted, ISO 4217. */
  currency: string
  /** Gamma–Gamma; money in major units. Null where nothing was fitted: `whyNoSpend` says why. */
  p: number | null
  q: number | null
  v: number | null
  spendLogLikelihood: number | null
  whyNoSpend: WhyNot | null
}
