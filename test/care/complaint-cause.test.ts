import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../src/care/calendar.ts'
import { type Caused, isRepeat, repeatsOf } from '../../src/care/complaint-cause.ts'
import { settingsFrom } from '../../src/care/settings.ts'

const settings = settingsFrom()
const first = day('2026-03-02')
const caused = (id: number, accountId: number, after: number): Caused => ({
  id,
  accountId,
  on: addDays(first, after),
})

test('the same cause at the same customer within 90 days is a repeat, from whichever of the two one looks', () => {
  const [one, other] = [caused(1, 7, 0), caused(2, 7, 90)]
  expect(repeatsOf(one, [one, other], settings)).toEqual({ same: 1, accounts: 1 })
  expect(repeatsOf(other, [one, other], settings)).toEqual({ same: 1, accounts: 1 })
  expect(isRepeat(repeatsOf(one, [one, other], settings), settings)).toBe(true)
  expect(isRepeat(repeatsOf(one, [one, caused(2, 7, 91)], settings), settings)).toBe(false)
})

test('so it is at three customers within 30 days', () => {
  const three = [caused(1, 1, 0), caused(2, 2, 15), caused(3, 3, 30)]
  for (const one of three) expect(repeatsOf(one, three, settings)).toEqual({ same: 0, accounts: 3 })
  const spread = [caused(1, 1, 0), caused(2, 2, 15), caused(3, 3, 31)]
  // Two windows of 30 days hold two customers each.
  for (const one of spread) expect(isRepeat(repeatsOf(one, spread, settings), settings)).toBe(false)
})

test('one complaint repeats nothing, whether it is among the others yet or not', () => {
  const one = caused(1, 1, 0)
  expect(repeatsOf(one, [], settings)).toEqual({ same: 0, accounts: 1 })
  expect(repeatsOf(one, [one], settings)).toEqual({ same: 0, accounts: 1 })
})

const some = fc
  .array(fc.record({ accountId: fc.integer({ min: 1, max: 4 }), after: fc.nat(120) }), { minLength: 1 })
  .map((rows) => rows.map(({ accountId, after }, i) => caused(i + 1, accountId, after)))

test('the most customers of any 30 days around a complaint are counted, as one by one finds them', () => {
  fc.assert(
    fc.property(some, (all) => {
      for (const one of all) {
        const counts = Array.from({ length: settings.repeatAccountsDays + 1 }, (_, back) => {
          const from = addDays(one.on, -back)
          const to = addDays(from, settings.repeatAccountsDays)
          return new Set(all.filter(({ on }) => on >= from && on <= to).map(({ accountId }) => accountId))
            .size
        })
        expect(repeatsOf(one, all, settings).accounts).toBe(Math.max(...counts))
      }
    }),
  )
})

test('another complaint never makes a repeat of another fall away', () => {
  fc.assert(
    fc.property(some, some, (known, more) => {
      const all = [...known, ...more.map((one) => ({ ...one, id: one.id + 1000 }))]
      for (const one of known) {
        const [before, after] = [repeatsOf(one, known, settings), repeatsOf(one, all, settings)]
        expect(after.same).toBeGreaterThanOrEqual(before.same)
        expect(after.accounts).toBeGreaterThanOrEqual(before.accounts)
      }
    }),
  )
})
