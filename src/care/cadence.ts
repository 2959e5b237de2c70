import { addDays, type Day, daysBetween, nextWorkday, type WorkCalendar } from './calendar.ts'
import type { Settings } from './settings.ts'

/** What an account is to us, the least first (care-rules §2). */
export const TIERS = ['general', 'important', 'key'] as const
export type Tier = (typeof TIERS)[number]

/** What makes a duty (contract §4); `settle` is day 7, `care` day 30, `respond` to `review` are a complaint's clocks. */
export const RULES = [
  'thank',
  'settle',
  'care',
  'rhythm',
  'visit',
  'promise',
  'respond',
  'contact',
  'solution',
  'follow-up',
  'review',
  'leaving',
  'occasion',
  'manual',
] as const
export type Rule = (typeof RULES)[number]

/** What one account asks of its rep; both days are calendar days, not yet moved off anybody's weekend. */
export interface Duty {
  rule: Rule
  /** Due from here. */
  ideal: Day
  /** Overdue after this. */
  latest: Day
  /** `visit`: only seeing the customer in person meets it; `word`: no touch does, its rep says something. */
  needs: 'any' | 'visit' | 'word'
}

/** The intervals of a `key` account that has a plan of its own, in days. */
export interface KeyPlan {
  rhythmDays: number
  visitDays: number
}

/** What the standing rhythm starts from. */
export interface History {
  tier: Tier
  accountId: number
  /** The day the account came in. */
  cameOn: Day
  lastTouch: Day | null
  /** The last touch in person; an imported last contact counts as one. */
  lastVisit: Day | null
  lastOrder: Day | null
  /** Of a `key` account; without one the workspace's intervals hold, so none is ever left without a plan. */
  plan?: KeyPlan | null
}

/** One strand of the standing rhythm. */
export interface Beat {
  rule: 'rhythm' | 'visit'
  needs: Duty['needs']
  /** Calendar days between two. */
  every: number
}

/** The standing rhythm of a tier (care-rules §2, the table). */
export function beats(tier: Tier, settings: Settings, plan?: KeyPlan | null): Beat[] {
  if (tier === 'general') return [{ rule: 'rhythm', needs: 'any', every: settings.generalRhythmDays }]
  if (tier === 'important') return [{ rule: 'rhythm', needs: 'visit', every: settings.importantRhythmDays }]
  return [
    { rule: 'rhythm', needs: 'any', every: plan?.rhythmDays ?? settings.keyRhythmDays },
    { rule: 'visit', needs: 'visit', every: plan?.visitDays ?? settings.keyVisitDays },
  ]
}

/**
 * The standing duties of an account: the last touch and the interval; never touched, the last order and the interval;
 * without either, spread over the interval from the day it came in (care-rules §2.1, §2.2).
 */
export function rhythms(history: History, settings: Settings): Duty[] {
  return beats(history.tier, settings, history.plan).map(({ rule, needs, every }) => {
    const last = (needs === 'visit' ? history.lastVisit : history.lastTouch) ?? history.lastOrder
    const ideal = last ? addDays(last, every) : addDays(history.cameOn, 1 + (history.accountId % every))
    return { rule, needs, ideal, latest: addDays(ideal, latestAfter(every, settings) - every) }
  })
}

/** Days to the latest day of something ideal after `days`: 90 → 135, 30 → 45, 14 → 21, 7 → 11 (care-rules §2.2). */
export function latestAfter(days: number, settings: Settings): number {
  return Math.ceil((days * settings.latestPercent) / 100)
}

/** The duty on the days that its rep works: both days move to the next working one (care-rules §2.2). */
export function moved<D extends { ideal: Day; latest: Day }>(duty: D, cal: WorkCalendar): D {
  return { ...duty, ideal: nextWorkday(cal, duty.ideal), latest: nextWorkday(cal, duty.latest) }
}

/** How a duty stands on a day. */
export interface Standing {
  state: 'later' | 'due' | 'overdue'
  /** Calendar days past the latest day, 0 when none. */
  daysLate: number
}

/** How a duty stands for a rep with this calendar: due from the ideal day, overdue after the latest (care-rules §2.2). */
export function standing(duty: { ideal: Day; latest: Day }, today: Day, cal: WorkCalendar): Standing {
  const { ideal, latest } = moved(duty, cal)
  if (today > latest) return { state: 'overdue', daysLate: daysBetween(latest, today) }
  return { state: today < ideal ? 'later' : 'due', daysLate: 0 }
}
