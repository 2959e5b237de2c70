import { expect, test } from 'vitest'
import { SCORES, type Scores } from '../../src/care/rfm.ts'
import { SEGMENTS, type Segment, segmentOf, segmentTable, stageOf } from '../../src/care/segment.ts'

const cells: Scores[] = SCORES.flatMap((r) => SCORES.flatMap((f) => SCORES.map((m) => ({ r, f, m }))))

/**
 * The map of care-rules §3.2 drawn by hand, for buyers with more than one order: a block for each R from 5 to 1, in it a
 * line for each F from 5 to 1, in it a letter for each M from 1 to 5.
 */
const map = `
pppvv pppvv ppppp ppppp ppppp
pppvv pppvv ppppp ppppp ppppp
sssss sssss sssss sssss sssss
ddddd ddddd sssdd aasdd aasdd
ddddd ddddd sssdd aasdd aasdd`
const letters: Record<string, Segment> = {
  v: 'vip',
  d: 'dormant',
  p: 'promising',
  a: 'at-risk',
  s: 'stable',
}
const drawn = map
  .trim()
  .split('\n')
  .map((block) => block.split(' '))

test('each of the 125 cells is the segment that the map shows', () => {
  for (const scores of cells) {
    const letter = drawn[5 - scores.r]?.[5 - scores.f]?.charAt(scores.m - 1) ?? ''
    expect([scores, segmentOf(scores, 2)]).toEqual([scores, letters[letter]])
  }
})

test('with one order a buyer of lately is new, unless frequent and dear; else as those with more', () => {
  for (const scores of cells) {
    const { r, f, m } = scores
    const isNew = r >= 4 && !(f >= 4 && m >= 4)
    expect([scores, segmentOf(scores, 1)]).toEqual([scores, isNew ? 'new' : segmentOf(scores, 2)])
  }
})

test('every segment is reached, and who never ordered is a prospect', () => {
  const reached = new Set([
    ...[1, 2].flatMap((n) => cells.map((cell) => segmentOf(cell, n))),
    segmentOf(null, 0),
  ])
  expect([...reached].toSorted()).toEqual(SEGMENTS.toSorted())
})

test('the table for statements has each cell where it is looked for', () => {
  const table = segmentTable()
  expect(table).toHaveLength(250)
  for (const scores of cells)
    for (const orders of [1, 2, 9]) {
      const { r, f, m } = scores
      const place = (orders > 1 ? 125 : 0) + 25 * (r - 1) + 5 * (f - 1) + m - 1
      expect(table[place]).toBe(segmentOf(scores, orders))
    }
})

test.for([
  [{ orders: 0, warned: false, advocated: false }, 'acquaintance'],
  [{ orders: 1, warned: false, advocated: true }, 'acquaintance'],
  [{ orders: 2, warned: false, advocated: false }, 'stable'],
  [{ orders: 2, warned: false, advocated: true }, 'advocate'],
  [{ orders: 2, warned: true, advocated: true }, 'lapsing'],
  [{ orders: 0, warned: true, advocated: false }, 'lapsing'],
] as const)('an account with %o is in the stage %s', ([account, stage]) => {
  expect(stageOf(account)).toBe(stage)
})
