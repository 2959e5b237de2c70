import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { CareError } from '../../src/care/errors.ts'
import {
  calendarFrom,
  parseDays,
  parseStretches,
  printDays,
  printStretches,
  storedCalendar,
} from '../../src/care/workspace-calendar.ts'
import { anyStretches } from './opening-hours-support.ts'
import { anyDay, refusal } from './support.ts'

const noon = { from: '09:00', to: '12:00' }
const afternoon = { from: '13:30', to: '18:00' }

test.for([
  '09:00-12:00, 13:30-18:00',
  '9-12 13:30-18',
  '13:30–18:00,9:00–12:00',
  '9:00~12:00、13:30~18:00',
  '０９：００－１２：００，１３：３０－１８：００',
  '9：00至12：00；13：30到18：00',
  '9 to 12, 13:30 TO 18',
  ' 09:00 - 12:00 ,\n13:30 — 18:00, ',
])('“%s” is a morning and an afternoon', (text) => {
  expect(parseStretches(text)).toEqual([noon, afternoon])
})

test('nothing typed is a day that is closed, and a night ends at 24:00 to go on at 00:00', () => {
  expect([parseStretches(''), parseStretches('  ')]).toEqual([[], []])
  expect(parseStretches('22-24, 0-6')).toEqual([
    { from: '00:00', to: '06:00' },
    { from: '22:00', to: '24:00' },
  ])
  expect(parseStretches('9-12, 12-15')).toEqual([noon, { from: '12:00', to: '15:00' }])
})

test.for([
  ['9-12, 11:30-15', 'calendar.overlap', { one: '09:00-12:00', two: '11:30-15:00' }],
  ['9-12, 9-12', 'calendar.overlap', { one: '09:00-12:00', two: '09:00-12:00' }],
  ['9-9', 'calendar.reversed', { text: '09:00-09:00' }],
  ['22:00-06:00', 'calendar.reversed', { text: '22:00-06:00' }],
  ['24-24', 'calendar.reversed', { text: '24:00-24:00' }],
  ['9-25', 'calendar.stretch', { text: '9-25' }],
  ['9-24:30', 'calendar.stretch', { text: '9-24:30' }],
  ['9:60-12', 'calendar.stretch', { text: '9:60-12' }],
  ['9-12-15', 'calendar.stretch', { text: '9-12-15' }],
  ['9', 'calendar.stretch', { text: '9' }],
  ['-12', 'calendar.stretch', { text: '-12' }],
  ['closed', 'calendar.stretch', { text: 'closed' }],
] as const)('“%s” is refused: %s', ([text, key, values]) => {
  expect(refusal(() => parseStretches(text))).toEqual({ key, values })
})

test('dates are read as people write them, in order and each once', () => {
  expect(parseDays('2026-12-24\n2026/1/2\n\n2026年10月1日、2026-01-02')).toEqual([
    '2026-01-02',
    '2026-10-01',
    '2026-12-24',
  ])
  expect(parseDays(' ')).toEqual([])
  for (const text of ['2026-02-30', '24/12/2026', 'Christmas', '2026-1'])
    expect(refusal(() => parseDays(`2026-12-24\n${text}`))).toEqual({ key: 'calendar.day', values: { text } })
})

test('more dates than the field holds are refused', () => {
  const days = Array.from({ length: 251 }, (_, at) => `${2000 + at}-01-01`)
  expect(refusal(() => parseDays(days.join('\n')))).toEqual({
    key: 'calendar.manyDays',
    values: { most: 250 },
  })
  expect(printDays(parseDays(days.slice(1).join('\n'))).length).toBeLessThan(3000)
})

test('nothing stored is around the clock, with holidays should hours ever be set', () => {
  const always = { week: null, closed: [], open: [], holidays: true }
  expect([calendarFrom({}), calendarFrom(undefined), calendarFrom({ week: null })]).toEqual([
    always,
    always,
    always,
  ])
  expect(storedCalendar(always)).toEqual({})
})

const week = [[noon, afternoon], [noon], [noon], [noon], [noon], [], []]

test.for([
  [{ week: [[noon]] }, 'calendar.unreadable'],
  [{ week: 'always' }, 'calendar.unreadable'],
  [{ week: week.with(3, ['9-12'] as never) }, 'calendar.unreadable'],
  [{ week: week.with(3, [{ from: '09:00', to: '25:00' }]) }, 'calendar.stretch'],
  [{ week: week.with(3, [{ from: '12:00', to: '09:00' }]) }, 'calendar.reversed'],
  [{ week: week.with(3, [noon, { from: '11:00', to: '15:00' }]) }, 'calendar.overlap'],
  [{ closed: '2026-12-24' }, 'calendar.unreadable'],
  [{ closed: ['2026-02-30'] }, 'calendar.day'],
  [{ open: [20_261_224] }, 'calendar.day'],
  [{ holidays: 'yes' }, 'calendar.unreadable'],
  [{ closed: ['2026-12-24'], open: ['2026-12-24'] }, 'calendar.bothWays'],
] as const)('a stored calendar that cannot be is refused: %j', ([stored, key]) => {
  expect(refusal(() => calendarFrom(stored)).key).toBe(key)
})

test('what was printed reads the same', () => {
  fc.assert(
    fc.property(anyStretches, fc.uniqueArray(anyDay, { maxLength: 200 }), (stretches, days) => {
      expect(parseStretches(printStretches(stretches))).toEqual(stretches)
      expect(parseDays(printDays(days))).toEqual(days.toSorted())
    }),
  )
})

test('what was stored reads the same', () => {
  const anyWeek = fc.array(anyStretches, { minLength: 7, maxLength: 7 })
  const anyCalendar = fc.record({
    week: fc.option(anyWeek),
    closed: fc.uniqueArray(anyDay).map((days) => days.toSorted()),
    holidays: fc.boolean(),
    open: fc.constantFrom([], [day('2042-03-01')]),
  })
  fc.assert(
    fc.property(anyCalendar, (calendar) => {
      expect(calendarFrom(JSON.parse(JSON.stringify(storedCalendar(calendar))))).toEqual(calendar)
    }),
  )
})

test('whatever is typed is read or refused in a sentence', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'0 1 2 9 : - , ~ 、 年 月 日 x'.split(' '), ' ', '\n') })
  fc.assert(
    fc.property(typed, (text) => {
      expect(keyOf(() => parseStretches(text))).toMatch(/^(read|calendar\.(stretch|reversed|overlap))$/)
      expect(keyOf(() => parseDays(text))).toMatch(/^(read|calendar\.day)$/)
    }),
  )
})

function keyOf(read: () => unknown): string {
  try {
    read()
    return 'read'
  } catch (error) {
    return error instanceof CareError ? error.key : String(error)
  }
}
