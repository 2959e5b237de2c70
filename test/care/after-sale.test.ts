import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterSale, answered, type OpenDuty, openSteps, purchaseStarts } from '../../src/care/after-sale.ts'
import { RULES, TIERS } from '../../src/care/cadence.ts'
import { addDays, day, daysBetween, nextWorkday } from '../../src/care/calendar.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { anyDay, anyWorkCalendar, everyDay, office } from './support.ts'

const settings = settingsFrom()
const monday = day('2026-03-02')

test('orders within 3 days of one another are one purchase, however long the chain (care-rules §2.3)', () => {
  const days = ['2026-03-02', '2026-02-01', '2026-03-05', '2026-03-08', '2026-03-12', '2026-03-02'].map(day)
  expect(purchaseStarts(days, settings)).toEqual(['2026-02-01', '2026-03-02', '2026-03-12'])
  expect(purchaseStarts([], settings)).toEqual([])
})

test('every order belongs to the purchase that began last before it, and each purchase began with an order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 30 }), (gaps) => {
      const days = gaps.map((gap) => addDays(monday, gap))
      const starts = purchaseStarts(days, settings)
      for (const start of starts) {
        expect(days.some((on) => on === start)).toBe(true)
        expect(days.some((on) => on < start && daysBetween(on, start) <= 3)).toBe(false)
      }
      for (const on of days) expect(starts.some((start) => start <= on)).toBe(true)
      const lonely = days.filter((on) => !days.some((other) => other < on && daysBetween(other, on) <= 3))
      expect(starts).toEqual([...new Set(lonely)].toSorted())
    }),
  )
})

test.for([
  [
    'general',
    [
      ['thank', '2026-03-03', '2026-03-05'],
      ['care', '2026-04-01', '2026-04-16'],
    ],
  ],
  [
    'important',
    [
      ['thank', '2026-03-03', '2026-03-05'],
      ['settle', '2026-03-09', '2026-03-13'],
    ],
  ],
  [
    'key',
    [
      ['thank', '2026-03-03', '2026-03-03'],
      ['settle', '2026-03-09', '2026-03-13'],
    ],
  ],
] as const)(
  'after a purchase on 2 March a %s customer is thanked, then asked (care-rules §2)',
  ([tier, steps]) => {
    expect(afterSale(tier, monday, settings).map((step) => [step.rule, step.ideal, step.latest])).toEqual(
      steps,
    )
  },
)

const rules = (touches: readonly string[], today: string, cal = office): string[] =>
  openSteps('important', monday, touches.map(day), day(today), cal, settings).map((step) => step.rule)

test('a purchase that nobody followed starts both steps', () => {
  expect(rules([], '2026-03-02')).toEqual(['thank', 'settle'])
})

test('a call before the purchase thanks for nothing; one call after it thanks and does not settle (care-rules §2.4)', () => {
  expect(rules(['2026-03-01'], '2026-03-04')).toEqual(['thank', 'settle'])
  expect(rules(['2026-03-04'], '2026-03-04')).toEqual(['settle'])
  expect(rules(['2026-03-06', '2026-03-03'], '2026-03-06')).toEqual(['settle'])
  expect(rules(['2026-03-03', '2026-03-07'], '2026-03-07')).toEqual([])
})

test('history starts only the steps whose latest day is not past (care-rules §2.7)', () => {
  expect(rules([], '2026-03-05')).toEqual(['thank', 'settle'])
  expect(rules([], '2026-03-06')).toEqual(['settle'])
  expect(rules([], '2026-03-14')).toEqual([])
})

test('a latest day on the weekend of the rep holds until Monday', () => {
  const wednesday = day('2026-03-04')
  expect(openSteps('general', wednesday, [], day('2026-03-09'), office, settings)).toHaveLength(2)
  expect(openSteps('general', wednesday, [], day('2026-03-10'), office, settings)).toHaveLength(1)
})

test('what is to be opened is what touches, logged one by one, would have left open', () => {
  const anyTouches = fc.array(fc.integer({ min: -5, max: 50 }), { maxLength: 6 })
  fc.assert(
    fc.property(fc.constantFrom(...TIERS), anyTouches, (tier, when) => {
      const touches = when.map((after) => addDays(monday, after))
      let open: OpenDuty[] = afterSale(tier, monday, settings).map((step) => ({
        ...step,
        originId: 1,
        since: monday,
      }))
      for (const on of touches.toSorted()) {
        const closed = answered(open, { on, visit: false }, settings)
        open = open.filter((step) => !closed.includes(step))
      }
      expect(openSteps(tier, monday, touches, monday, everyDay, settings).map((step) => step.rule)).toEqual(
        open.map((step) => step.rule),
      )
    }),
  )
})

test('no step is opened whose latest day is past for the rep', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TIERS), anyDay, fc.nat(60), anyWorkCalendar, (tier, start, after, cal) => {
      const today = addDays(start, after)
      const open = openSteps(tier, start, [], today, cal, settings)
      const past = afterSale(tier, start, settings).filter((step) => nextWorkday(cal, step.latest) < today)
      expect(open.length + past.length).toBe(2)
      expect(open.every((step) => nextWorkday(cal, step.latest) >= today)).toBe(true)
    }),
  )
})

const open = (rule: OpenDuty['rule'], ideal: string, more: Partial<OpenDuty> = {}): OpenDuty => ({
  rule,
  ideal: day(ideal),
  needs: 'any',
  since: monday,
  originId: null,
  ...more,
})
const call = (on: string) => ({ on: day(on), visit: false })

test('a call closes what is due within 2 days and leaves the rest (care-rules §2.4)', () => {
  const near = open('rhythm', '2026-03-12')
  const far = open('manual', '2026-03-13')
  expect(answered([near, far], call('2026-03-10'), settings)).toEqual([near])
})

test('only a visit answers what asks for one', () => {
  const visit = open('visit', '2026-03-10', { needs: 'visit' })
  expect(answered([visit], call('2026-03-10'), settings)).toEqual([])
  expect(answered([visit], { on: day('2026-03-10'), visit: true }, settings)).toEqual([visit])
})

test('a touch before the purchase does not thank for it', () => {
  expect(answered([open('thank', '2026-03-03', { originId: 7 })], call('2026-03-01'), settings)).toEqual([])
})

test('one call never closes two steps of one sequence, but one each of two', () => {
  const thank = open('thank', '2026-03-03', { originId: 7 })
  const settle = open('settle', '2026-03-09', { originId: 7 })
  const other = open('settle', '2026-03-09', { originId: 8 })
  expect(answered([settle, other, thank], call('2026-03-09'), settings)).toEqual([other, thank])
  expect(answered([settle, other], call('2026-03-09'), settings)).toEqual([settle, other])
})

test('promises, the clocks of a complaint and greetings are closed by an act of their own (care-rules §5–§7)', () => {
  const closed = answered(
    RULES.map((rule, i) => open(rule, '2026-03-03', { originId: i })),
    call('2026-03-09'),
    settings,
  )
  expect(closed.map((duty) => duty.rule)).toEqual([
    'thank',
    'settle',
    'care',
    'rhythm',
    'visit',
    'leaving',
    'manual',
  ])
})

const anyOpen: fc.Arbitrary<OpenDuty> = fc.record({
  rule: fc.constantFrom(...RULES),
  originId: fc.constantFrom(1, 2, null),
  since: fc.nat(20).map((after) => addDays(monday, after)),
  ideal: fc.nat(30).map((after) => addDays(monday, after)),
  needs: fc.constantFrom('any', 'visit'),
})

test('whatever a touch closes it met, and a visit closes all that a call does unless an earlier step takes its place', () => {
  fc.assert(
    fc.property(fc.array(anyOpen, { maxLength: 8 }), fc.nat(30), (duties, after) => {
      const on = addDays(monday, after)
      const byCall = answered(duties, { on, visit: false }, settings)
      for (const duty of byCall) {
        expect(duty.since <= on && duty.needs === 'any' && daysBetween(on, duty.ideal) <= 2).toBe(true)
      }
      const byVisit = answered(duties, { on, visit: true }, settings)
      const standing = byCall.filter((duty) => ['rhythm', 'visit', 'leaving', 'manual'].includes(duty.rule))
      expect(standing.every((duty) => byVisit.includes(duty))).toBe(true)
    }),
  )
})
