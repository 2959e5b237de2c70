import type { Rule } from './cadence.ts'
import { CHANNELS, type Channel } from './interaction.ts'
import type { Settings } from './settings.ts'

/** How a complaint reaches us; a note of our own is none. */
export type ComplaintChannel = Exclude<Channel, 'note'>
export const COMPLAINT_CHANNELS = CHANNELS.filter((channel) => channel !== 'note')

/** The most severe is attended to at any hour (care-rules §5.3). */
export const SEVERITIES = ['low', 'normal', 'high'] as const
export type Severity = (typeof SEVERITIES)[number]

/** In the order in which they run out (care-rules §5, the table). */
export const CLOCKS = ['respond', 'contact', 'solution', 'follow-up', 'review'] as const
export type Clock = (typeof CLOCKS)[number]

/** Whether a duty is a clock of a complaint: it stands first, is never put off and waits for no capacity. */
export const isClock = (rule: Rule): rule is Clock => (CLOCKS as readonly Rule[]).includes(rule)

/**
 * What an open complaint keeps quiet at its account: warnings, greetings and what sells; not the clocks, what was promised
 * or what was agreed by hand (care-rules §4.6).
 */
export const MUTED: readonly Rule[] = ['thank', 'settle', 'care', 'rhythm', 'visit', 'leaving', 'occasion']

/** In this order, each with words (care-rules §5.1). */
export const FOUR_DUTIES = ['apologise', 'explain', 'act', 'compensate'] as const
export type FourDuty = (typeof FOUR_DUTIES)[number]

/** What a customer may choose from (care-rules §5.1, `compensate`). */
export const REMEDIES = [
  'refund',
  'replacement',
  'repair',
  'discount',
  'gift',
  'service',
  'other',
  'none',
] as const
export type Remedy = (typeof REMEDIES)[number]

/** The verdict of a satisfied customer, three attempts to hear one, or it was opened by mistake. */
export type ClosedHow = 'satisfied' | 'attempts' | 'withdrawn'

/** What people do about a complaint: a button of its card each. */
const COMPLAINT_ACTS = [
  'take',
  'answer',
  'speak',
  'duties',
  'solve',
  'wait',
  'resume',
  'verdict',
  'review',
  'reopen',
] as const
export type CardAct = (typeof COMPLAINT_ACTS)[number]

/** What meets each clock. */
export const MEETS: Readonly<Record<Clock, CardAct>> = {
  respond: 'answer',
  contact: 'speak',
  solution: 'solve',
  'follow-up': 'verdict',
  review: 'review',
}

/** What happens to a complaint; some of it by itself, or in answer to something done. */
export type ComplaintAct =
  | CardAct
  | 'open'
  | 'duty'
  | 'change'
  | 'attempt'
  | 'approve'
  | 'reject'
  | 'close'
  | 'breach'
  | 'hand-over'
  | 'take-back'
  | 'follow'
  | 'strand'
  | 'withdraw'

/** As much of a complaint as decides what can be done about it. */
export interface ComplaintState {
  ownerId: string | null
  complex: boolean
  answeredAt: Date | null
  spokenAt: Date | null
  /** The customer is asked for something. */
  waiting: boolean
  /** Of this round. */
  dutiesDone: readonly FourDuty[]
  solved: boolean
  closedAt: Date | null
  reviewedAt: Date | null
}

/** The duty to be done next, null after the last (care-rules §5.1). */
export const nextDuty = (done: readonly FourDuty[]): FourDuty | null =>
  FOUR_DUTIES.find((duty) => !done.includes(duty)) ?? null

/** Whether what was done can be put right: until the customer has a solution. */
export const canChange = (state: Pick<ComplaintState, 'dutiesDone' | 'solved' | 'closedAt'>): boolean =>
  state.dutiesDone.length > 0 && !state.solved && state.closedAt === null

/** What can be done about a complaint as it stands, in the order of its buttons (contract §5). */
export function actsOf(state: ComplaintState): CardAct[] {
  const { ownerId, complex, answeredAt, spokenAt, waiting, dutiesDone, solved, closedAt, reviewedAt } = state
  if (closedAt && reviewedAt) return ['reopen']
  // Somebody has to review it.
  if (closedAt) return ownerId === null ? ['take', 'review', 'reopen'] : ['review', 'reopen']
  const can: Record<CardAct, boolean> = {
    take: ownerId === null,
    answer: answeredAt === null,
    speak: complex && spokenAt === null,
    duties: nextDuty(dutiesDone) !== null,
    solve: !solved,
    wait: !solved && !waiting,
    resume: !solved && waiting,
    verdict: solved,
    review: false,
    reopen: false,
  }
  return COMPLAINT_ACTS.filter((act) => can[act])
}

/** Why an act is not possible now: the complaint is closed, it is too early, or it was done before. */
export type Refusal = 'closed' | 'early' | 'done'

export function refusalOf(act: CardAct, state: ComplaintState): Refusal | null {
  if (actsOf(state).includes(act)) return null
  const isAfter = act === 'review' || act === 'reopen'
  if (state.closedAt) return isAfter ? 'done' : 'closed'
  const isEarly = isAfter || (act === 'verdict' && !state.solved) || (act === 'resume' && !state.waiting)
  return isEarly ? 'early' : 'done'
}

/** What a customer said of a solution. */
export interface Heard {
  solved: boolean
  /** 1–5. */
  satisfaction: number
}

/** From here on they are satisfied (care-rules §5.4). */
export const isSatisfied = (
  { satisfaction }: Pick<Heard, 'satisfaction'>,
  { satisfiedFrom }: Pick<Settings, 'satisfiedFrom'>,
): boolean => satisfaction >= satisfiedFrom

/** Whether a verdict closes the complaint: it is solved, and they are satisfied with how (care-rules §5.4). */
export const isContent = (heard: Heard, settings: Pick<Settings, 'satisfiedFrom'>): boolean =>
  heard.solved && isSatisfied(heard, settings)

const minuteOf = (at: Date): number => Math.floor(at.getTime() / 60_000)

/** Slack’s pickers know minutes alone, so two of one minute are the same. */
export const isSameMinute = (one: Date, other: Date): boolean => minuteOf(one) === minuteOf(other)

/** When it was tried to hear the verdict on this round’s solution. */
export const attemptsOf = ({
  verdicts,
  round,
}: {
  verdicts: readonly { kind: 'verdict' | 'attempt'; round: number; saidAt: Date }[]
  round: number
}): Date[] =>
  verdicts.filter((one) => one.kind === 'attempt' && one.round === round).map(({ saidAt }) => saidAt)

/** How many attempts to hear a verdict are missing before the complaint can be closed without one (care-rules §5.4). */
export function attemptsMissing(
  attempts: readonly Date[],
  { verdictAttempts }: Pick<Settings, 'verdictAttempts'>,
): number {
  return Math.max(0, verdictAttempts - new Set(attempts.map(minuteOf)).size)
}

/** Whose complaints are listed: one’s own, the team’s, or those of the team of which a clock ran out. */
export const COMPLAINT_LISTS = ['mine', 'team', 'breached'] as const
export type ListOfComplaints = (typeof COMPLAINT_LISTS)[number]
