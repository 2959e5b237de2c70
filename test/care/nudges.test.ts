import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reachable, Rung } from '../../src/care/ladder.ts'
import { type Nudging, nudgesDue, type Told } from '../../src/care/nudges.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import {
  afterOpen,
  AROUND_THE_CLOCK,
  isOpenAt,
  nextOpening,
  type OpeningHours,
} from '../../src/care/opening-hours.ts'
import { anyInstant, anyOpeningHours, hoursOf } from './opening-hours-support.ts'

const MINUTE = 60_000
const settings = settingsFrom()
const office = hoursOf('Mon-Fri 09:00-17:00')

/** Somebody, the hours they work, and whom of. */
interface Person {
  id: string
  rung: Rung
  hours: OpeningHours
  standIn?: boolean
  /** They work while the workspace is closed. */
  outside?: boolean
}

const here = (id: string, rung: Rung): Person => ({ id, rung, hours: AROUND_THE_CLOCK })
const crew = [here('olga', 'owner'), here('mia', 'manager'), here('ada', 'admin')]

const atHand = (people: readonly Person[], now: Date): Reachable[] =>
  people.map(({ id, rung, hours, standIn = false, outside = false }) => ({
    id,
    rung,
    standIn,
    outside,
    atWork: isOpenAt(hours, now),
    nextAtWork: nextOpening(hours, now),
  }))

interface Case {
  warnAt: Date
  dueAt: Date
  people: readonly Person[]
  hours?: OpeningHours
  severity?: Nudging['severity']
  /** In order. */
  acts?: readonly Date[]
  numbers?: Partial<Nudging['settings']>
}

const at = (text: string): Date => new Date(`2026-03-${text}Z`)

function askedAt(one: Case, now: Date, told: readonly Told[]): Nudging {
  const { warnAt, dueAt, people, hours = AROUND_THE_CLOCK, severity = 'normal', acts = [], numbers } = one
  return {
    now,
    clock: { warnAt, dueAt, metAt: null, voidAt: null },
    waitingSince: null,
    told,
    lastActAt: acts.findLast((act) => act <= now) ?? null,
    people: atHand(people, now),
    severity,
    hours,
    settings: { ...settings, ...numbers },
  }
}

/** What is told from `from` on, when it is looked at each time that was asked for, at most so many days. */
function story(one: Case, from: Date, days = 30): Told[] {
  const told: Told[] = []
  const end = from.getTime() + days * 1440 * MINUTE
  for (let now: Date | null = from; now && now.getTime() <= end;) {
    const { nudges, nextAt } = nudgesDue(askedAt(one, now, told))
    for (const nudge of nudges) told.push({ ...nudge, at: now })
    if (nextAt && nextAt <= now) throw new Error('it would be looked at again and again')
    now = nextAt
  }
  return told
}

const lines = (told: readonly Told[]): string[] =>
  told.map(({ at: when, kind, to }) => `${when.toISOString().slice(8, 16)} ${kind} ${to}`)

// 2 March 2026 is a Monday.
const morning: Case = { warnAt: at('02T09:45'), dueAt: at('02T10:00'), people: crew }

test('the owner is told at 75 %, owner and manager at the breach and twice more, the admins when nobody did anything', () => {
  expect(lines(story(morning, at('02T09:00')))).toEqual([
    '02T09:45 warn olga',
    '02T10:00 breach olga',
    '02T10:00 breach mia',
    '02T10:30 breach olga',
    '02T10:30 breach mia',
    '02T11:00 breach olga',
    '02T11:00 breach mia',
    '02T11:00 breach ada',
    '02T11:30 breach ada',
    '02T12:00 breach ada',
  ])
})

const warned = (people: readonly Person[]): string[] =>
  nudgesDue(askedAt({ ...morning, people }, morning.warnAt, [])).nudges.map(({ to }) => to)

test('while neither the owner nor a stand-in is at work the manager is told at 75 %, and never the admins', () => {
  const nobody: OpeningHours = {
    ...AROUND_THE_CLOCK,
    week: [[{ from: '20:00', to: '21:00' }], [], [], [], [], [], []],
  }
  const away = { id: 'olga', rung: 'owner', hours: nobody } as const
  expect(warned([away, here('mia', 'manager'), here('ada', 'admin')])).toEqual(['mia'])
  expect(warned([away, here('ada', 'admin')])).toEqual([])
})

test('before 75 % nobody is told, and it is looked at again then', () => {
  expect(nudgesDue(askedAt(morning, at('02T09:00'), []))).toEqual({ nudges: [], nextAt: at('02T09:45') })
})

test.for([
  ['met', { metAt: at('02T10:20') }],
  ['over', { voidAt: at('02T10:20') }],
  ['standing still', { warnAt: null, dueAt: null }],
] as const)('a clock that is %s asks for nothing', ([, change]) => {
  const asked = askedAt(morning, at('02T10:30'), [])
  expect(nudgesDue({ ...asked, clock: { ...asked.clock, ...change } })).toEqual({ nudges: [], nextAt: null })
})

test('who did something is left alone for a while, and the admins hear of it only when it went quiet again', () => {
  const acts = [at('02T10:20'), at('02T10:55')]
  expect(lines(story({ ...morning, acts }, at('02T10:00')))).toEqual([
    '02T10:00 breach olga',
    '02T10:00 breach mia',
    '02T10:50 breach olga',
    '02T10:50 breach mia',
    '02T11:25 breach olga',
    '02T11:25 breach mia',
    '02T11:55 breach ada',
    '02T12:25 breach ada',
    '02T12:55 breach ada',
  ])
})

test('a clock that ran out while the server was off is told once, without the warning, and the admins wait their turn', () => {
  const told = story(morning, at('02T18:00'))
  expect(lines(told).slice(0, 3)).toEqual([
    '02T18:00 breach olga',
    '02T18:00 breach mia',
    '02T18:30 breach olga',
  ])
  expect(lines(told).find((line) => line.endsWith('ada'))).toBe('02T19:00 breach ada')
})

const daytime = (id: string, rung: Rung, standIn = false): Person => ({ id, rung, standIn, hours: office })

test('what runs out at night waits for the owner’s morning', () => {
  const night = { warnAt: at('02T22:00'), dueAt: at('03T02:00'), people: [daytime('olga', 'owner')] }
  expect(lines(story(night, at('02T20:00'))).slice(0, 2)).toEqual([
    '03T09:00 breach olga',
    '03T09:30 breach olga',
  ])
})

test('on the most severe hours are not looked at', () => {
  const night: Case = {
    warnAt: at('02T22:00'),
    dueAt: at('03T02:00'),
    people: [daytime('olga', 'owner'), daytime('mia', 'manager'), daytime('ada', 'admin')],
    severity: 'high',
    hours: office,
  }
  expect(lines(story(night, at('02T20:00'))).slice(0, 3)).toEqual([
    '02T22:00 warn olga',
    '03T02:00 breach olga',
    '03T02:00 breach mia',
  ])
  expect(lines(story(night, at('02T20:00'))).find((line) => line.endsWith('ada'))).toBe('03T03:00 breach ada')
})

test('the stand-in is told while the owner is away, and the owner alone once they are back', () => {
  const people = [
    { ...daytime('olga', 'owner'), hours: hoursOf('Mon-Fri 13:00-17:00') },
    daytime('sam', 'owner', true),
  ]
  const numbers = { nudgeEveryMinutes: 120 }
  expect(lines(story({ ...morning, people, numbers }, at('02T09:00')))).toEqual([
    '02T09:45 warn sam',
    '02T10:00 breach sam',
    '02T12:00 breach sam',
    '02T14:00 breach olga',
  ])
})

test('nobody is nudged while the workspace is closed; what came due as it closed is still said', () => {
  const late = { ...hoursOf('Mon-Fri 08:00-20:00') }
  const people = [{ ...daytime('olga', 'owner'), hours: late }]
  const closing = { warnAt: at('06T16:45'), dueAt: at('06T17:00'), people, hours: office }
  expect(lines(story(closing, at('06T16:00')))).toEqual([
    '06T16:45 warn olga',
    '06T17:00 breach olga',
    '09T09:00 breach olga',
    '09T09:30 breach olga',
  ])
})

test('whoever works only while the workspace is closed is told in their own hours, the manager meanwhile', () => {
  const night: Person = { ...daytime('olga', 'owner'), hours: hoursOf('Mon-Fri 20:00-23:00'), outside: true }
  const people = [night, daytime('mia', 'manager')]
  expect(lines(story({ ...morning, people, hours: office }, at('02T09:00')))).toEqual([
    '02T09:45 warn mia',
    '02T10:00 breach mia',
    '02T10:30 breach mia',
    '02T11:00 breach mia',
    '02T20:00 breach olga',
    '02T20:30 breach olga',
    '02T21:00 breach olga',
  ])
  expect(lines(story({ ...morning, people: [night], hours: office }, at('02T09:00')))[0]).toBe(
    '02T20:00 breach olga',
  )
})

test('after a breach on Friday at closing time the admins hear of it on Monday, an open hour later', () => {
  const people = [daytime('olga', 'owner'), daytime('mia', 'manager'), daytime('ada', 'admin')]
  const closing = { warnAt: at('06T16:45'), dueAt: at('06T17:00'), people, hours: office }
  const told = lines(story(closing, at('06T16:00')))
  expect(told.slice(0, 3)).toEqual(['06T16:45 warn olga', '09T09:00 breach olga', '09T09:00 breach mia'])
  expect(told.find((line) => line.endsWith('ada'))).toBe('09T10:00 breach ada')
})

test('where nobody below can be reached, the admins are told after the same while', () => {
  const away = { hours: hoursOf('Sat 09:00-10:00') }
  const people = [
    { ...here('olga', 'owner'), ...away },
    { ...here('mia', 'manager'), ...away },
    here('ada', 'admin'),
  ]
  expect(lines(story({ ...morning, people }, at('02T09:00')))[0]).toBe('02T11:00 breach ada')
})

test('a complaint that nobody took is the manager’s, and without a manager the admins’', () => {
  const first = (people: readonly Person[]) =>
    lines(story({ ...morning, people }, at('02T09:00'))).slice(0, 2)
  expect(first([here('mia', 'manager'), here('ada', 'admin')])).toEqual([
    '02T09:45 warn mia',
    '02T10:00 breach mia',
  ])
  expect(first([here('ada', 'admin')])).toEqual(['02T09:45 warn ada', '02T10:00 breach ada'])
  expect(nudgesDue(askedAt({ ...morning, people: [] }, at('02T10:00'), []))).toEqual({
    nudges: [],
    nextAt: null,
  })
})

test('a manager who owns the customer is told once at a time', () => {
  const people = [here('mia', 'owner'), here('mia', 'manager')]
  expect(lines(story({ ...morning, people }, at('02T09:00')))).toEqual([
    '02T09:45 warn mia',
    '02T10:00 breach mia',
    '02T10:30 breach mia',
    '02T11:00 breach mia',
  ])
})

test('of whom nobody knows when they are back, it is asked again in a day', () => {
  const asked = askedAt({ ...morning, people: [daytime('olga', 'owner')] }, at('02T20:00'), [])
  const people = asked.people.map((one) => ({ ...one, nextAtWork: null }))
  expect(nudgesDue({ ...asked, people })).toEqual({ nudges: [], nextAt: at('03T20:00') })
})

const anyPeople: fc.Arbitrary<Person[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('olga', 'mia', 'ada', 'sam', 'kim'),
    rung: fc.constantFrom('owner', 'manager', 'admin'),
    standIn: fc.boolean(),
    hours: fc.oneof(anyOpeningHours, fc.constant(AROUND_THE_CLOCK)),
  }),
  { maxLength: 6, selector: ({ id, rung }) => `${id} ${rung}` },
)

const anyCase: fc.Arbitrary<{ one: Case; from: Date }> = fc
  .record({
    start: anyInstant,
    ahead: fc.integer({ min: 1, max: 600 }),
    left: fc.integer({ min: 1, max: 300 }),
    late: fc.integer({ min: -900, max: 3000 }),
    acts: fc.array(fc.nat(5000), { maxLength: 4 }),
    people: anyPeople,
    hours: fc.oneof(anyOpeningHours, fc.constant(AROUND_THE_CLOCK)),
    severity: fc.constantFrom('low', 'normal', 'high'),
    numbers: fc.record({
      nudgeEveryMinutes: fc.integer({ min: 5, max: 600 }),
      nudgeCap: fc.integer({ min: 1, max: 5 }),
      escalateMinutes: fc.integer({ min: 5, max: 600 }),
    }),
  })
  .map(({ start, ahead, left, late, acts, ...rest }) => {
    const later = (minutes: number) => new Date(start.getTime() + minutes * MINUTE)
    const [warnAt, dueAt] = [later(ahead), later(ahead + left)]
    const sorted = acts.toSorted((a, b) => a - b).map(later)
    return { one: { ...rest, warnAt, dueAt, acts: sorted }, from: later(Math.max(0, ahead + left + late)) }
  })

const DAYS = 15
const ran = ({ one, from }: { one: Case; from: Date }) => ({ one, from, told: story(one, from, DAYS) })
const runs = anyCase.map(ran)

const grouped = (told: readonly Told[], by: (one: Told) => string): Told[][] => [
  ...Map.groupBy(
    told.filter(({ kind }) => kind === 'breach'),
    by,
  ).values(),
]

test('nobody and no rung hears of a breach more often than the cap, or sooner than the interval', () => {
  fc.assert(
    fc.property(runs, ({ one, told }) => {
      const { nudgeCap = 0, nudgeEveryMinutes = 0 } = one.numbers ?? {}
      for (const of of [...grouped(told, ({ to }) => to), ...grouped(told, ({ rung }) => rung)]) {
        const times = [...new Set(of.map(({ at: when }) => when.getTime()))]
        expect(times.length).toBeLessThanOrEqual(nudgeCap)
        for (const [i, time] of times.slice(1).entries())
          expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(nudgeEveryMinutes * MINUTE)
      }
    }),
  )
})

test('nothing is told before its time: one warning before the breach, then the breach, the admins after those below', () => {
  fc.assert(
    fc.property(runs, ({ one, told }) => {
      const { warnAt, dueAt, people, hours = AROUND_THE_CLOCK, severity } = one
      const warnings = told.filter(({ kind }) => kind === 'warn')
      expect(new Set(warnings.map(({ at: when }) => when.getTime())).size).toBeLessThanOrEqual(1)
      expect(warnings.every(({ at: when }) => warnAt <= when && when < dueAt)).toBe(true)
      const breaches = told.filter(({ kind }) => kind === 'breach')
      expect(breaches.every(({ at: when }) => when >= dueAt)).toBe(true)
      const below = people.some(({ rung }) => rung !== 'admin')
      const ladder = severity === 'high' ? AROUND_THE_CLOCK : hours
      const first = below ? afterOpen(ladder, dueAt, (one.numbers?.escalateMinutes ?? 0) * MINUTE) : dueAt
      expect(breaches.every(({ rung, at: when }) => rung !== 'admin' || when >= first)).toBe(true)
    }),
  )
})

test('whoever is told is at work, a stand-in only for somebody who is not', () => {
  fc.assert(
    fc.property(runs, ({ one, told }) => {
      for (const { to, rung, at: when } of told) {
        const colleagues = atHand(one.people, when).filter((other) => other.rung === rung)
        const members = colleagues.filter(({ standIn }) => !standIn)
        const person = colleagues.find(({ id }) => id === to)
        const isTheirTurn = !person?.standIn || !members.some(({ atWork }) => atWork)
        expect([to, isTheirTurn, person?.atWork || one.severity === 'high']).toEqual([to, true, true])
      }
    }),
  )
})

test('who is there when it runs out is told then', () => {
  const onTime = anyCase.map(({ one }) => ran({ one, from: new Date(one.warnAt.getTime() - MINUTE) }))
  fc.assert(
    fc.property(onTime, ({ one, told }) => {
      const { dueAt, people, hours = AROUND_THE_CLOCK } = one
      const open = isOpenAt(hours, dueAt)
      const there = people.filter(
        ({ rung, standIn, hours: own }) => rung !== 'admin' && !standIn && isOpenAt(own, dueAt) && open,
      )
      const heard = told.filter(
        ({ kind, at: when }) => kind === 'breach' && when.getTime() === dueAt.getTime(),
      )
      const names = heard.map(({ to }) => to)
      expect(there.map(({ id }) => id).filter((id) => !names.includes(id))).toEqual([])
    }),
  )
})

test('asked twice at one instant it tells nobody twice', () => {
  fc.assert(
    fc.property(runs, ({ one, told }) => {
      for (const { at: when } of told) {
        const until = told.filter((other) => other.at <= when)
        const { nudges, nextAt } = nudgesDue(askedAt(one, when, until))
        expect(nudges).toEqual([])
        expect(nextAt === null || nextAt > when).toBe(true)
      }
    }),
  )
})

test('once it was met nobody is told any more', () => {
  fc.assert(
    fc.property(runs, ({ one, told }) => {
      for (const { at: when } of told) {
        const asked = askedAt(one, when, [])
        const met = nudgesDue({ ...asked, clock: { ...asked.clock, metAt: when } })
        expect(met).toEqual({ nudges: [], nextAt: null })
      }
    }),
  )
})

test('it comes to an end: with everybody there, all are told as often as the cap says and it is not looked at again', () => {
  fc.assert(
    fc.property(anyCase, ({ one, from }) => {
      const people = [here('olga', 'owner'), here('mia', 'manager'), here('ada', 'admin')]
      const all = { ...one, people, hours: AROUND_THE_CLOCK }
      const told = story(all, from, 365)
      const rounds = one.numbers?.nudgeCap ?? 0
      expect(grouped(told, ({ to }) => to).map((of) => of.length)).toEqual([rounds, rounds, rounds])
      const end = new Date(from.getTime() + 365 * 1440 * MINUTE)
      expect(nudgesDue(askedAt(all, end, told))).toEqual({ nudges: [], nextAt: null })
    }),
  )
})

const standing = (now: Date, told: readonly Told[] = [], people = crew, hours = AROUND_THE_CLOCK) => {
  const asked = askedAt({ ...morning, people, hours, severity: 'high' }, now, told)
  return nudgesDue({ ...asked, waitingSince: at('05T09:00') })
}

const waited = (day: string, ...whom: ['owner' | 'manager', string][]): Told[] =>
  whom.map(([rung, to]) => ({ kind: 'wait', rung, to, at: at(day) }))

test('who waits for a customer is reminded every three days, the manager from the second time on, and not for ever', () => {
  expect(standing(at('08T08:59'))).toEqual({ nudges: [], nextAt: at('08T09:00') })
  expect(standing(at('08T09:00'))).toEqual({
    nudges: [{ kind: 'wait', rung: 'owner', to: 'olga' }],
    nextAt: at('11T09:00'),
  })
  const once = waited('08T09:00', ['owner', 'olga'])
  expect(standing(at('11T08:59'), once).nudges).toEqual([])
  const second = standing(at('11T09:00'), once)
  expect(second.nudges.map(({ to }) => to)).toEqual(['olga', 'mia'])
  const twice = [...once, ...waited('11T09:00', ['owner', 'olga'], ['manager', 'mia'])]
  expect(standing(at('14T09:00'), twice)).toMatchObject({
    nextAt: null,
    nudges: [{ to: 'olga' }, { to: 'mia' }],
  })
  const thrice = [...twice, ...waited('14T09:00', ['owner', 'olga'], ['manager', 'mia'])]
  expect(standing(at('29T09:00'), thrice)).toEqual({ nudges: [], nextAt: null })
})

test('what was told of an earlier waiting does not count, nor does anybody hear twice who is their own manager', () => {
  const before = ['01T09:00', '02T09:00', '03T09:00'].flatMap((day) => waited(day, ['owner', 'olga']))
  expect(standing(at('08T09:00'), before).nudges).toHaveLength(1)
  const both = [here('olga', 'owner'), here('olga', 'manager')]
  expect(standing(at('11T09:00'), waited('08T09:00', ['owner', 'olga']), both).nudges).toHaveLength(1)
})

test('a customer who is waited for, of whatever severity, is no matter for a Sunday', () => {
  // 5 March is a Thursday.
  expect(standing(at('08T09:00'), [], crew, office)).toEqual({ nudges: [], nextAt: at('09T09:00') })
  expect(standing(at('09T09:00'), [], crew, office).nudges).toHaveLength(1)
})
