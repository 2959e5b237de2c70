import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RULES, TIERS } from '../../src/care/cadence.ts'
import { addDays, day, nextWorkday } from '../../src/care/calendar.ts'
import { type Candidate, laneOf, LANES, type Morning, morningOf } from '../../src/care/morning.ts'
import { anyWorkCalendar, everyDay, office } from './support.ts'

const monday = day('2026-03-02')
const room = { capacity: 12, rowsShown: 12 }

let made = 0
const duty = (accountId: number, more: Partial<Candidate> = {}): Candidate => ({
  id: ++made,
  accountId,
  rule: 'rhythm',
  ideal: day('2026-02-20'),
  latest: day('2026-04-01'),
  tier: 'general',
  worth: 0,
  ...more,
})

const owed = (accountId: number, latest: string, more: Partial<Candidate> = {}): Candidate =>
  duty(accountId, { rule: 'thank', latest: day(latest), ...more })

const morning = (candidates: Candidate[], more: Partial<typeof room> = {}): Morning<Candidate> =>
  morningOf(candidates, [], { ...room, ...more }, monday, office)

/** The accounts shown, lane by lane. */
const accounts = ({ lanes }: Morning<Candidate>): Record<string, (number | string)[]> =>
  Object.fromEntries(lanes.map(({ lane, rows }) => [lane, rows.map((row) => row.duty.accountId)]))

test('every rule has its lane (care-rules §10.2)', () => {
  expect(
    Object.fromEntries(LANES.map((lane) => [lane, RULES.filter((rule) => laneOf(rule) === lane)])),
  ).toEqual({
    clocks: ['respond', 'contact', 'solution', 'follow-up', 'review'],
    owed: ['thank', 'settle', 'care', 'promise', 'manual'],
    leaving: ['leaving'],
    close: ['rhythm', 'visit'],
    occasions: ['occasion'],
  })
})

test('a customer with a step and a rhythm stands once, where we owe them, with the rhythm beside it', () => {
  const thank = duty(1, { rule: 'thank', latest: monday })
  const settle = duty(1, { rule: 'settle', latest: day('2026-02-27') })
  const { lanes } = morning([duty(1), thank, settle])
  expect(lanes).toMatchObject([{ lane: 'owed', rows: [{ duty: settle, also: [thank, { rule: 'rhythm' }] }] }])
})

test('what is not due yet is not in the message', () => {
  expect(accounts(morning([duty(1, { ideal: day('2026-03-03') }), duty(2)]))).toEqual({ close: [2] })
})

test('what falls on the weekend before is due on Monday, what falls on the one after is not', () => {
  const saturday = duty(1, { ideal: day('2026-02-28'), latest: day('2026-02-28') })
  const { lanes } = morning([saturday, duty(2, { ideal: day('2026-03-07') })])
  expect(lanes[0]?.rows.map((row) => row.duty)).toEqual([{ ...saturday, ideal: monday, latest: monday }])
})

test('what we owe is ordered by the latest day, then tier, then revenue', () => {
  const candidates = [
    owed(1, '2026-03-04'),
    owed(2, '2026-03-03', { worth: 5 }),
    owed(3, '2026-03-03', { worth: 9 }),
    owed(4, '2026-03-03', { tier: 'key' }),
    owed(5, '2026-03-03', { tier: 'important', worth: 99 }),
  ]
  expect(accounts(morning(candidates))).toEqual({ owed: [4, 5, 3, 2, 1] })
})

test('whom to stay close to is ordered by lateness, then tier, then revenue', () => {
  const candidates = [
    duty(1, { worth: 5, latest: day('2026-03-03') }),
    duty(2, { tier: 'key' }),
    duty(3, { worth: 9 }),
    duty(4, { latest: day('2026-02-20') }),
    duty(5, { latest: day('2026-02-27'), worth: 1 }),
  ]
  expect(accounts(morning(candidates))).toEqual({ close: [5, 4, 2, 3, 1] })
})

test('warnings are ordered by the money at stake, clocks by when they are due', () => {
  const candidates = [
    duty(1, { rule: 'leaving', worth: 5, tier: 'key' }),
    duty(2, { rule: 'leaving', worth: 9 }),
    duty(3, { rule: 'review', latest: day('2026-03-05') }),
    duty(4, { rule: 'respond', latest: monday }),
    duty(5, { rule: 'occasion' }),
  ]
  expect(accounts(morning(candidates))).toEqual({ clocks: [4, 3], leaving: [2, 1], occasions: [5] })
})

test('the message shows 12 rows in the order of the lanes, the rest stands behind “more” (care-rules §10.4)', () => {
  const close = Array.from({ length: 9 }, (_, i) => duty(i, { latest: monday }))
  const promised = Array.from({ length: 6 }, (_, i) => duty(100 + i, { rule: 'promise' }))
  const { lanes, more } = morning([...close, ...promised])
  expect(lanes.map(({ lane, rows }) => [lane, rows.length])).toEqual([
    ['owed', 6],
    ['close', 6],
  ])
  expect(more.map((row) => row.duty.accountId)).toEqual([6, 7, 8])
})

test('on a full day key customers come first and the others wait, without standing behind “more”', () => {
  const tiers = ['general', 'key', 'important', 'general'] as const
  const { lanes, more } = morning(
    tiers.map((tier, i) => duty(i, { tier })),
    { capacity: 2 },
  )
  expect(lanes[0]?.rows.map((row) => row.duty.tier)).toEqual(['key', 'important'])
  expect(more).toEqual([])
})

test('promises, warnings, clocks and occasions stand in the message before their last day, however full it is', () => {
  const firm = ['promise', 'leaving', 'occasion', 'respond'] as const
  const candidates = firm.map((rule, i) => duty(i, { rule }))
  expect(Object.keys(accounts(morning([...candidates, duty(9, { tier: 'key' })], { capacity: 1 })))).toEqual([
    'clocks',
    'owed',
    'leaving',
    'occasions',
  ])
})

test('what a rep put off until today stands today, however full it is', () => {
  const candidates = [duty(1, { firm: true }), duty(2, { tier: 'key' })]
  expect(accounts(morning(candidates, { capacity: 1 }))).toEqual({ close: [1] })
})

test('two duties at one customer take one place of the day', () => {
  const candidates = [duty(1), duty(1, { rule: 'visit' }), duty(2)]
  expect(accounts(morning(candidates, { capacity: 2 }))).toEqual({ close: [1, 2] })
})

test('what comes tomorrow is made room for today', () => {
  const [poor, rich] = [duty(1, { latest: day('2026-03-03') }), duty(2, { worth: 9 })]
  const tomorrow = [{ latest: day('2026-03-03'), count: 1 }]
  expect(accounts(morningOf([poor, rich], [], { ...room, capacity: 1 }, monday, office))).toEqual({
    close: [2],
  })
  expect(accounts(morningOf([poor, rich], tomorrow, { ...room, capacity: 1 }, monday, office))).toEqual({
    close: [1],
  })
})

test('what must be done by a Saturday ahead takes its place on the Monday', () => {
  const [poor, rich] = [duty(1, { latest: day('2026-03-09') }), duty(2, { worth: 9 })]
  const saturday = [{ latest: day('2026-03-07'), count: 1 }]
  const friday = day('2026-03-06')
  expect(accounts(morningOf([poor, rich], saturday, { ...room, capacity: 1 }, friday, office))).toEqual({
    close: [1],
  })
})

const anyCandidate = (id: number): fc.Arbitrary<Candidate> =>
  fc.record({
    id: fc.constant(id),
    accountId: fc.nat(8),
    rule: fc.constantFrom(...RULES),
    ideal: fc.integer({ min: -20, max: 5 }).map((days) => addDays(monday, days)),
    latest: fc.integer({ min: 5, max: 30 }).map((days) => addDays(monday, days - 10)),
    tier: fc.constantFrom(...TIERS),
    worth: fc.nat(3),
  })
const anyCandidates = fc
  .nat(20)
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, id) => anyCandidate(id))))

test('each customer stands once, all that cannot wait stands, and the order of what came in does not matter', () => {
  fc.assert(
    fc.property(
      anyCandidates,
      anyWorkCalendar,
      fc.integer({ min: 1, max: 6 }),
      (candidates, cal, capacity) => {
        const today = nextWorkday(cal, monday)
        const result = morningOf(candidates, [], { capacity, rowsShown: 4 }, today, cal)
        const rows = [...result.lanes.flatMap((lane) => lane.rows), ...result.more]
        const standing = rows.map((row) => row.duty.accountId)
        expect(new Set(standing).size).toBe(standing.length)
        for (const { ideal, latest, accountId } of candidates) {
          const cannotWait = nextWorkday(cal, ideal) <= today && nextWorkday(cal, latest) <= today
          expect(!cannotWait || standing.includes(accountId)).toBe(true)
        }
        const duties = rows.flatMap((row) => [row.duty, ...row.also])
        const due = candidates.filter(({ ideal }) => nextWorkday(cal, ideal) <= today)
        const mine = due.filter(({ accountId }) => standing.includes(accountId))
        expect(new Set(duties.map(({ id }) => id))).toEqual(new Set(mine.map(({ id }) => id)))
        expect(duties.length).toBe(mine.length)
        const accountsDue = new Set(due.map(({ accountId }) => accountId)).size
        expect(standing.length).toBeGreaterThanOrEqual(Math.min(capacity, accountsDue))
        expect(morningOf(candidates.toReversed(), [], { capacity, rowsShown: 4 }, today, cal)).toEqual(result)
      },
    ),
    { numRuns: 500 },
  )
})

test('day after day every customer is reached in time, although no day holds them all', () => {
  let open = Array.from({ length: 40 }, (_, i) =>
    duty(i, { latest: addDays(monday, 8 + (i % 5)), worth: i % 7 }),
  )
  for (let date = monday; open.length > 0; date = addDays(date, 1)) {
    const { lanes, more } = morningOf(open, [], { capacity: 4, rowsShown: 12 }, date, everyDay)
    const done = [...lanes.flatMap(({ rows }) => rows), ...more].map(({ duty }) => duty)
    expect(done.length).toBeLessThanOrEqual(4)
    expect(done.every(({ latest }) => latest >= date)).toBe(true)
    open = open.filter(({ id }) => !done.some((one) => one.id === id))
  }
})
