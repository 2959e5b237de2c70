import fc from 'fast-check'
import { openSteps, purchaseStarts } from '../../src/care/after-sale.ts'
import { type Duty, rhythms, type Tier, TIERS } from '../../src/care/cadence.ts'
import { addDays, type Day, type WorkCalendar } from '../../src/care/calendar.ts'
import { type Channel, CHANNELS, isTouch, type Outcome, OUTCOMES } from '../../src/care/interaction.ts'
import { isOrder } from '../../src/care/order-days.ts'
import { type Settings, settingsFrom } from '../../src/care/settings.ts'

/** One customer's past, its days counted from a day that the test chooses. */
export interface Past {
  tier: Tier
  /** Place among the test's reps; absent: nobody's. */
  owner: number | null
  rhythmDays: number | null
  visitDays: number | null
  lastContact: number | null
  cameOn: number
  retired: boolean
  orders: Order[]
  interactions: Interaction[]
}

export interface Order {
  on: number
  /** Negative: a return. */
  amount: number
}

export interface Interaction {
  on: number
  channel: Channel | null
  outcome: Outcome | null
}

// Most of it is recent, where days matter.
const recent = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -45, max: 3 }) },
  fc.integer({ min: -400, max: 30 }),
)
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null })

export const anyOrder: fc.Arbitrary<Order> = fc.record({
  on: recent,
  amount: fc.integer({ min: -3, max: 9 }),
})

export const anyInteraction: fc.Arbitrary<Interaction> = fc.record({
  on: recent,
  channel: maybe(fc.constantFrom(...CHANNELS)),
  outcome: maybe(fc.constantFrom(...OUTCOMES)),
})

export const anyPast = (reps: number): fc.Arbitrary<Past> =>
  fc.record({
    tier: fc.constantFrom(...TIERS),
    owner: maybe(fc.nat(reps - 1)),
    rhythmDays: maybe(fc.integer({ min: 1, max: 60 })),
    visitDays: maybe(fc.integer({ min: 1, max: 400 })),
    lastContact: maybe(recent),
    cameOn: recent,
    retired: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    orders: fc.array(anyOrder, { maxLength: 8 }),
    interactions: fc.array(anyInteraction, { maxLength: 6 }),
  })

/** Settings of which each is within its bounds. */
export const anySettings: fc.Arbitrary<Settings> = fc
  .record(
    {
      latestPercent: fc.integer({ min: 100, max: 300 }),
      thankLatestDaysKey: fc.integer({ min: 1, max: 30 }),
      settleDay: fc.integer({ min: 2, max: 20 }),
      careDay: fc.integer({ min: 2, max: 60 }),
      samePurchaseDays: fc.integer({ min: 0, max: 9 }),
      closeAheadDays: fc.integer({ min: 0, max: 14 }),
    },
    { requiredKeys: [] },
  )
  .map((stored) => settingsFrom(stored))

/** A customer as it stands in the database, for the pure rule. */
export interface Standing extends Omit<Past, 'orders' | 'lastContact' | 'cameOn'> {
  id: number
  cameOn: Day
  lastContactOn: Day | null
  orders: { id: number; on: Day; amount: number }[]
  touched: { on: Day; channel: Channel | null; outcome: Outcome | null }[]
}

export interface Expected extends Duty {
  origin: number
  since: Day
}

/** Days of touches: what was logged, and what an import told of, once. */
function touchDays({ touched, lastContactOn }: Standing): { any: Day[]; visits: Day[] } {
  const reached = touched.filter(({ channel, outcome }) =>
    // "Done" says no channel: it is a touch.
    isTouch({ channel: channel ?? 'message', outcome }),
  )
  const any = reached.map(({ on }) => on)
  const visits = reached.filter(({ channel }) => channel === 'visit').map(({ on }) => on)
  if (lastContactOn === null) return { any, visits }
  return {
    any: any.includes(lastContactOn) ? any : [...any, lastContactOn],
    visits: [...visits, lastContactOn],
  }
}

const last = (days: readonly Day[]): Day | null => days.toSorted().at(-1) ?? null

/** What src/care says of one customer on `today`; steps that stood open before in `open` stay, however late. */
export function expectedOf(
  standing: Standing,
  today: Day,
  cal: WorkCalendar,
  settings: Settings,
  open: (step: { rule: string; origin: number }) => boolean = () => false,
): Expected[] {
  if (standing.retired) return []
  const { any, visits } = touchDays(standing)
  const bought = standing.orders.filter(({ amount }) => amount > 0)
  const lastOrder = last(standing.orders.filter(isOrder).map(({ on }) => on))
  const [lastTouch, lastVisit] = [last(any), last(visits)]
  const plan = {
    rhythmDays: standing.rhythmDays ?? settings.keyRhythmDays,
    visitDays: standing.visitDays ?? settings.keyVisitDays,
  }
  const { tier, id, cameOn } = standing
  const standingDuties = rhythms(
    { tier, accountId: id, cameOn, lastTouch, lastVisit, lastOrder, plan },
    settings,
  )
  const start = purchaseStarts(
    bought.map(({ on }) => on),
    settings,
  ).at(-1)
  const origin = Math.min(...bought.filter(({ on }) => on === start).map((order) => order.id))
  const steps = (on: Day): Duty[] => (start ? openSteps(tier, start, any, on, cal, settings) : [])
  const now = steps(today).map(({ rule }) => rule)
  const unanswered = steps(addDays(start ?? today, -40))
  return [
    ...standingDuties.map((duty) => ({
      ...duty,
      origin: 0,
      since: (duty.needs === 'visit' ? lastVisit : lastTouch) ?? lastOrder ?? cameOn,
    })),
    ...unanswered
      .filter(({ rule }) => now.includes(rule) || open({ rule, origin }))
      .map((duty) => ({ ...duty, origin, since: start ?? today })),
  ]
}
