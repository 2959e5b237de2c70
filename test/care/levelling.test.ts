import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, isWorkday, nextWorkday, type WorkCalendar } from '../../src/care/calendar.ts'
import { dutiesOfToday, type Levelled } from '../../src/care/levelling.ts'
import { anyWorkCalendar, everyDay, office } from './support.ts'

interface Named extends Levelled {
  id: number
}

const monday = day('2026-03-02')
const duty = (id: number, ideal: string, latest: string, value = 0): Named => ({
  id,
  ideal: day(ideal),
  latest: day(latest),
  value,
})
const ids = (duties: readonly Named[]): number[] => duties.map(({ id }) => id)

test('on a quiet day all that is due is for today, and nothing that is not due', () => {
  const duties = [duty(1, '2026-02-20', '2026-04-01'), duty(2, '2026-03-03', '2026-03-04')]
  expect(ids(dutiesOfToday(duties, [], 12, monday, office))).toEqual([1])
})

test('on a full day the most valuable come first', () => {
  const duties = [1, 2, 3, 4].map((id) => duty(id, '2026-02-20', '2026-04-01', id === 2 ? 9 : id))
  expect(ids(dutiesOfToday(duties, [], 2, monday, office))).toEqual([2, 4])
})

test('what is at its latest day stays, however much it is', () => {
  const duties = [1, 2, 3].map((id) => duty(id, '2026-02-20', '2026-03-02'))
  const rich = duty(4, '2026-02-20', '2026-04-01', 100)
  expect(ids(dutiesOfToday([...duties, rich], [], 2, monday, office))).toEqual([1, 2, 3])
})

test('a poorer duty goes first when tomorrow is full already', () => {
  const poor = duty(1, '2026-02-20', '2026-03-03', 1)
  const rich = duty(2, '2026-02-20', '2026-03-06', 9)
  expect(ids(dutiesOfToday([poor, rich], [], 1, monday, office))).toEqual([2])
  expect(
    ids(dutiesOfToday([poor, rich], [{ latest: day('2026-03-03'), count: 1 }], 1, monday, office)),
  ).toEqual([1])
  const tomorrow = duty(3, '2026-03-03', '2026-03-03')
  expect(ids(dutiesOfToday([poor, rich, tomorrow], [], 1, monday, office))).toEqual([1])
})

test('on a Friday, what must be done by Monday waits for no more than one day', () => {
  const friday = day('2026-03-06')
  const duties = [1, 2, 3].map((id) => duty(id, '2026-02-20', '2026-03-09', id))
  expect(
    ids(dutiesOfToday([...duties, duty(4, '2026-02-20', '2026-03-30', 9)], [], 2, friday, office)),
  ).toEqual([3, 4])
  expect(
    ids(dutiesOfToday([...duties, duty(4, '2026-02-20', '2026-03-09', 0)], [], 2, friday, office)),
  ).toEqual([2, 3])
})

test('where the days to come cannot hold it all, the most pressing come first', () => {
  const duties = [duty(1, '2026-02-20', '2026-03-04', 9), duty(2, '2026-02-20', '2026-03-03', 1)]
  const ahead = [
    { latest: day('2026-03-03'), count: 5 },
    { latest: day('2026-03-04'), count: 5 },
  ]
  expect(ids(dutiesOfToday(duties, ahead, 1, monday, office))).toEqual([2])
})

interface Work {
  duties: Named[]
  capacity: number
  cal: WorkCalendar
  today: Day
}

const anyWork = (most: number): fc.Arbitrary<Work> =>
  fc
    .record({
      windows: fc.array(fc.tuple(fc.integer({ min: -3, max: 12 }), fc.nat(12), fc.nat(4)), {
        maxLength: most,
      }),
      capacity: fc.integer({ min: 1, max: 3 }),
      cal: fc.oneof(fc.constant(office), fc.constant(everyDay), anyWorkCalendar),
    })
    .map(({ windows, capacity, cal }) => {
      const today = nextWorkday(cal, monday)
      const duties = windows.map(([from, wide, value], id) => {
        const ideal = addDays(today, from)
        return { id, value, ideal: nextWorkday(cal, ideal), latest: nextWorkday(cal, addDays(ideal, wide)) }
      })
      return { duties: duties.filter(({ latest }) => latest >= today), capacity, cal, today }
    })

/** Whether all fits from `from` on, doing on each working day what must be done soonest: for single days that is exact. */
function fits(duties: readonly Named[], { capacity, cal }: Work, from: Day): boolean {
  let open = duties.toSorted((a, b) => (a.latest < b.latest ? -1 : 1))
  for (let date = from; open.length > 0; date = addDays(date, 1)) {
    if (open.some(({ latest }) => latest < date)) return false
    if (!isWorkday(cal, date)) continue
    const done = open.filter(({ ideal }) => ideal <= date).slice(0, capacity)
    open = open.filter((one) => !done.includes(one))
  }
  return true
}

test('day by day nothing is lost or late, and no day is over its capacity if there is any way at all', () => {
  fc.assert(
    fc.property(anyWork(24), (work) => {
      const possible = fits(work.duties, work, work.today)
      let open = work.duties
      for (let date = work.today, days = 0; open.length > 0; date = addDays(date, 1)) {
        expect(days++).toBeLessThan(60)
        if (!isWorkday(work.cal, date)) continue
        const done = dutiesOfToday(open, [], work.capacity, date, work.cal)
        expect(done.every(({ ideal, latest }) => ideal <= date && date <= latest)).toBe(true)
        expect(!possible || done.length <= work.capacity).toBe(true)
        open = open.filter((one) => !done.includes(one))
      }
    }),
    { numRuns: 1_000 },
  )
})

const worth = (duties: readonly Named[]): number => duties.reduce((sum, { value }) => sum + value, 0)

function subsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((all, item) => [...all, ...all.map((some) => [...some, item])], [[]])
}

test('of all ways to fill today that leave the rest possible it takes a most valuable one', () => {
  fc.assert(
    fc.property(anyWork(9), (work) => {
      fc.pre(fits(work.duties, work, work.today))
      const chosen = dutiesOfToday(work.duties, [], work.capacity, work.today, work.cal)
      const due = work.duties.filter(({ ideal }) => ideal <= work.today)
      expect(chosen.length).toBe(Math.min(due.length, work.capacity))
      const ways = subsets(due).filter(
        (some) =>
          some.length === chosen.length &&
          fits(
            work.duties.filter((one) => !some.includes(one)),
            work,
            addDays(work.today, 1),
          ),
      )
      expect(worth(chosen)).toBe(Math.max(...ways.map(worth)))
    }),
  )
})

test('counts of what is ahead weigh as the duties themselves do', () => {
  fc.assert(
    fc.property(anyWork(16), ({ duties, capacity, cal, today }) => {
      const due = duties.filter(({ ideal }) => ideal <= today)
      const ahead = duties.filter(({ ideal }) => ideal > today).map(({ latest }) => ({ latest, count: 1 }))
      expect(dutiesOfToday(due, ahead, capacity, today, cal)).toEqual(
        dutiesOfToday(duties, [], capacity, today, cal),
      )
    }),
  )
})

test('a date far in the future costs nothing and presses nobody', () => {
  const duties = [duty(1, '2026-02-20', '9999-12-31', 5), duty(2, '2026-02-20', '2026-03-05', 1)]
  expect(ids(dutiesOfToday(duties, [], 1, monday, office))).toEqual([1])
})

test('200 open duties take a rep no more than 5 ms', () => {
  const duties = Array.from({ length: 200 }, (_, id) => ({
    id,
    ideal: addDays(monday, ((id * 7) % 40) - 30),
    latest: nextWorkday(office, addDays(monday, 1 + ((id * 13) % 100))),
    value: (id * 31) % 17,
  }))
  const times = Array.from({ length: 21 }, () => {
    const start = performance.now()
    dutiesOfToday(duties, [], 12, monday, office)
    return performance.now() - start
  })
  expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(5)
})
