import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fewestIn, hoursUntil, type Span } from '../../src/demo/hours.ts'
import { startTend } from '../support/tend.ts'

const at = (time: string): Date => new Date(`2026-03-${time}Z`)
const span = (from: string, until = from): Span => ({ from: at(from), until: at(until) })

test('who works is seen to at their very hour', () => {
  const [london, shanghai] = [span('09T08:30'), span('09T00:30')]
  expect(fewestIn([london, shanghai, london])).toEqual([at('09T00:30'), at('09T08:30')])
})

test('all who are off on a day are seen to at once, before the first of them sleeps', () => {
  const [shanghai, london] = [span('07T00:30', '07T15:59'), span('07T08:30', '07T23:59')]
  expect(fewestIn([london, shanghai])).toEqual([at('07T15:59')])
})

test('who is off is seen to when somebody else works', () => {
  expect(fewestIn([span('06T08:30', '06T23:59'), span('06T13:30')])).toEqual([at('06T13:30')])
})

test('from Friday to Monday the app looks once on each free day, and on Monday at everybody’s own hour', async () => {
  const { deps } = await startTend({ now: '2026-03-06T13:35:00Z' })
  const found = await hoursUntil(deps, at('09T12:30'))
  const [freeDays, monday] = [
    ['07T15:59', '08T15:59'],
    ['09T00:30', '09T08:30', '09T12:30'],
  ]
  expect(found).toEqual([...freeDays, ...monday].map(at))
})

const spans = fc.array(
  fc
    .tuple(fc.nat(200), fc.nat(40))
    .map(([from, long]): Span => ({ from: new Date(from), until: new Date(from + long) })),
  { maxLength: 12 },
)

test('each span has one of the instants, which rise, and as many spans as there are instants share none', () => {
  fc.assert(
    fc.property(spans, (all) => {
      const found = fewestIn(all)
      for (const { from, until } of all) expect(found.some((one) => from <= one && one <= until)).toBe(true)
      expect(found).toEqual([...new Set(found)].toSorted((a, b) => a.getTime() - b.getTime()))
      // A greedy choice of spans that share nothing: no fewer instants could do.
      let [apart, end] = [0, -1]
      for (const { from, until } of all.toSorted((a, b) => a.until.getTime() - b.until.getTime())) {
        if (from.getTime() <= end) continue
        apart += 1
        end = until.getTime()
      }
      expect(found.length).toBe(apart)
    }),
  )
})
