import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { type Present, standIns } from '../../src/care/stand-in.ts'

const leave = [{ from: day('2026-03-02'), to: day('2026-03-06') }]
const there = (id: string, standInId: string | null = null): Present => ({ id, leave: [], standInId })
const away = (id: string, standInId: string | null = null): Present => ({ id, leave, standInId })
const covered = (people: Present[], date = '2026-03-04'): Record<string, string[]> =>
  Object.fromEntries([...standIns(people, day(date))].map(([id, list]) => [id, list.map((one) => one.id)]))

test('the stand-in has the duties of whoever is away, from the first to the last day (care-rules §2.2)', () => {
  const people = [away('ben', 'mei'), there('mei')]
  expect(standIns(people, day('2026-03-02'))).toEqual(
    new Map([['mei', [{ id: 'ben', until: '2026-03-06' }]]]),
  )
  expect(covered(people, '2026-03-06')).toEqual({ mei: ['ben'] })
  expect(covered(people, '2026-03-01')).toEqual({})
  expect(covered(people, '2026-03-07')).toEqual({})
})

test('a stand-in who is away too passes both on', () => {
  expect(covered([away('ben', 'mei'), away('mei', 'ada'), there('ada')])).toEqual({ ada: ['ben', 'mei'] })
})

test('without a stand-in, with one who is gone, or in a circle of people away, nobody has them', () => {
  expect(covered([away('ben'), there('mei')])).toEqual({})
  expect(covered([away('ben', 'gone'), there('mei')])).toEqual({})
  expect(covered([away('ben', 'mei'), away('mei', 'ben')])).toEqual({})
})
