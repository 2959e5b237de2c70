import { type Duty, latestAfter, type Rule, type Tier } from './cadence.ts'
import { addDays, type Day, daysBetween, nextWorkday, type WorkCalendar } from './calendar.ts'
import type { Settings } from './settings.ts'

/** The days on which a purchase began, earliest first: orders close behind one another are one (care-rules §2.3). */
export function purchaseStarts(orderDays: readonly Day[], settings: Settings): Day[] {
  const days = orderDays.toSorted()
  return days.filter((on, i) => {
    const before = days[i - 1]
    return before === undefined || daysBetween(before, on) > settings.samePurchaseDays
  })
}

/** The steps after a purchase that began on `start`, in their order (care-rules §2, the table, and §2.2). */
export function afterSale(tier: Tier, start: Day, settings: Settings): Duty[] {
  const step = (rule: Rule, ideal: number, latest: number): Duty => ({
    rule,
    ideal: addDays(start, ideal),
    latest: addDays(start, latest),
    needs: 'any',
  })
  const thankLatest = {
    general: settings.thankLatestDaysGeneral,
    important: settings.thankLatestDaysImportant,
    key: settings.thankLatestDaysKey,
  }[tier]
  const [rule, on] =
    tier === 'general' ? (['care', settings.careDay] as const) : (['settle', settings.settleDay] as const)
  return [step('thank', 1, thankLatest), step(rule, on, latestAfter(on, settings))]
}

/**
 * The steps of the purchase begun on `start` that are still to be done: not answered by the days of touches since,
 * and with a latest day that is not past for the rep (care-rules §2.4, §2.7).
 */
export function openSteps(
  tier: Tier,
  start: Day,
  touches: readonly Day[],
  today: Day,
  cal: WorkCalendar,
  settings: Settings,
): Duty[] {
  let open = afterSale(tier, start, settings)
  for (const on of touches.toSorted()) {
    const [first] = open
    if (first && on >= start && isNear(first, on, settings)) open = open.slice(1)
  }
  return open.filter((step) => nextWorkday(cal, step.latest) >= today)
}

/** A duty that stands open, as the answer to a touch needs it. */
export interface OpenDuty {
  rule: Rule
  /** What made it: steps with the same origin are one sequence. */
  originId: number | string | null
  /** The first day whose touches count: the purchase for its steps, else the day the duty was made. */
  since: Day
  ideal: Day
  needs: Duty['needs']
}

const STEPS: readonly Rule[] = ['thank', 'settle', 'care']
// A promise, a complaint's clock and an occasion are closed by an act of their own (§5, §6, §7).
const ANSWERED: readonly Rule[] = [...STEPS, 'rhythm', 'visit', 'leaving', 'manual']

/**
 * The open duties of an account that a touch closes: those near enough whose channel rule it meets, and of one
 * sequence the earliest step alone (care-rules §2.4). An attempt or a note is no touch (`isTouch`): do not ask.
 */
export function answered<D extends OpenDuty>(
  duties: readonly D[],
  touch: { on: Day; visit: boolean },
  settings: Settings,
): D[] {
  const met = duties.filter(
    (duty) =>
      ANSWERED.includes(duty.rule) &&
      duty.since <= touch.on &&
      isNear(duty, touch.on, settings) &&
      (duty.needs === 'any' || (duty.needs === 'visit' && touch.visit)),
  )
  return met.filter((duty) => !met.some((other) => isEarlierStep(other, duty)))
}

const isNear = (duty: { ideal: Day }, on: Day, settings: Settings): boolean =>
  daysBetween(on, duty.ideal) <= settings.closeAheadDays

function isEarlierStep(other: OpenDuty, duty: OpenDuty): boolean {
  const [one, two] = [STEPS.indexOf(other.rule), STEPS.indexOf(duty.rule)]
  return one >= 0 && two >= 0 && other.originId === duty.originId && one < two
}
