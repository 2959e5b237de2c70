import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOURS, NUMBERS, settingsFrom } from '../../src/care/settings.ts'
import { refusal } from './support.ts'

test('a workspace that changed nothing has the numbers of care-rules §2, §5 and §10', () => {
  expect(settingsFrom()).toMatchObject({
    generalRhythmDays: 90,
    importantRhythmDays: 90,
    keyRhythmDays: 14,
    keyVisitDays: 90,
    latestPercent: 150,
    thankLatestDaysGeneral: 3,
    thankLatestDaysImportant: 3,
    thankLatestDaysKey: 1,
    settleDay: 7,
    careDay: 30,
    samePurchaseDays: 3,
    closeAheadDays: 2,
    capacity: 12,
    rowsShown: 12,
    snoozeLimit: 3,
    undoMinutes: 10,
    messagesPerMinute: 300,
    respondMinutes: 60,
    contactMinutes: 240,
    solutionHours: 24,
    verdictDays: 3,
    reviewDays: 7,
    nudgePercent: 75,
    verdictAttempts: 3,
    repeatDays: 90,
    repeatAccounts: 3,
    repeatAccountsDays: 30,
    complaintTouchFirstDay: 7,
    complaintTouchSecondDay: 30,
    defaultHour: '08:30',
    catchUpUntil: '12:00',
    laterTodayUntil: '18:00',
  })
})

test('what is usual lies within its own bounds', () => {
  const usual = Object.fromEntries(Object.entries({ ...NUMBERS, ...HOURS }).map(([k, b]) => [k, b.default]))
  expect(settingsFrom(usual)).toEqual(settingsFrom())
})

test('a workspace that calls its key accounts every week keeps the rest', () => {
  expect(settingsFrom({ keyRhythmDays: 7, defaultHour: '9:15' })).toEqual({
    ...settingsFrom(),
    keyRhythmDays: 7,
    defaultHour: '09:15',
  })
})

test('a setting of another version is passed over, and null is what is usual', () => {
  expect(settingsFrom({ moonPhase: 3, capacity: null })).toEqual(settingsFrom())
})

test('what is outside its bounds is refused with the bounds, what is no whole number with what it was', () => {
  expect(refusal(() => settingsFrom({ capacity: 0 }))).toEqual({
    key: 'settings.outOfBounds',
    values: { name: 'capacity', min: 1, max: 100, value: 0 },
  })
  expect(refusal(() => settingsFrom({ laterTodayUntil: '06:00' }))).toEqual({
    key: 'settings.outOfBounds',
    values: { name: 'laterTodayUntil', min: '12:00', max: '23:59', value: '06:00' },
  })
  for (const [value, shown] of [
    [7.5, '7.5'],
    ['7', '7'],
    [Number.NaN, 'null'],
    [{}, '{}'],
  ] as const) {
    expect(refusal(() => settingsFrom({ careDay: value }))).toEqual({
      key: 'settings.notWhole',
      values: { name: 'careDay', value: shown },
    })
  }
  expect(refusal(() => settingsFrom({ defaultHour: 'dawn' })).key).toBe('calendar.hour')
})

test('every number is kept within its bounds and refused outside them', () => {
  const anyName = fc.constantFrom(...(Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]))
  fc.assert(
    fc.property(anyName, fc.integer({ min: -1_000, max: 1_000 }), (name, value) => {
      const { min, max } = NUMBERS[name]
      const read = (): number => settingsFrom({ [name]: value })[name]
      const right =
        value >= min && value <= max ? read() === value : refusal(read).key === 'settings.outOfBounds'
      expect(right).toBe(true)
    }),
  )
})
