import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TIERS } from '../../src/care/cadence.ts'
import { addDays, day } from '../../src/care/calendar.ts'
import { beatsOf, usualNextStep } from '../../src/care/next-step.ts'
import { settingsFrom } from '../../src/care/settings.ts'

const settings = settingsFrom()
const today = day('2026-03-02')
const key = { tier: 'key', rhythmDays: null, visitDays: null } as const

test('a key customer keeps its own plan, and the workspace’s where it has none', () => {
  expect(beatsOf({ ...key, rhythmDays: 5 }, settings).map(({ every }) => every)).toEqual([5, 90])
  expect(beatsOf(key, settings).map(({ every }) => every)).toEqual([14, 90])
})

test('a step without a date comes with the rhythm, after an attempt tomorrow', () => {
  expect(usualNextStep(key, { on: today, attempt: false }, today, settings)).toBe('2026-03-16')
  expect(usualNextStep(key, { on: today, attempt: true }, today, settings)).toBe('2026-03-03')
  expect(usualNextStep(key, { on: day('2026-01-02'), attempt: false }, today, settings)).toBe('2026-03-03')
})

test('a step always lies ahead', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TIERS),
      fc.integer({ min: -731, max: 0 }),
      fc.boolean(),
      (tier, ago, attempt) => {
        const on = usualNextStep({ ...key, tier }, { on: addDays(today, ago), attempt }, today, settings)
        expect(on > today).toBe(true)
      },
    ),
  )
})
