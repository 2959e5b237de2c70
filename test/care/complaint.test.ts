import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  actsOf,
  type CardAct,
  type ComplaintState,
  FOUR_DUTIES,
  refusalOf,
} from '../../src/care/complaint.ts'

const at = new Date('2026-03-02T09:00Z')
const fresh: ComplaintState = {
  ownerId: 'U1',
  complex: false,
  answeredAt: null,
  spokenAt: null,
  waiting: false,
  dutiesDone: [],
  solved: false,
  closedAt: null,
  reviewedAt: null,
}

test.for<[string, Partial<ComplaintState>, CardAct[]]>([
  ['a new one', {}, ['answer', 'duties', 'solve', 'wait']],
  ['nobody’s', { ownerId: null }, ['take', 'answer', 'duties', 'solve', 'wait']],
  ['a complex one', { complex: true }, ['answer', 'speak', 'duties', 'solve', 'wait']],
  [
    'answered, while the customer is waited for',
    { answeredAt: at, waiting: true },
    ['duties', 'solve', 'resume'],
  ],
  ['solved with all duties done', { answeredAt: at, solved: true, dutiesDone: FOUR_DUTIES }, ['verdict']],
  [
    'solved with duties left',
    { answeredAt: at, solved: true, dutiesDone: ['apologise'] },
    ['duties', 'verdict'],
  ],
  ['closed', { answeredAt: at, solved: true, closedAt: at }, ['review', 'reopen']],
  ['reviewed', { answeredAt: at, solved: true, closedAt: at, reviewedAt: at }, ['reopen']],
])('the buttons of %s (contract §5)', ([, state, acts]) => {
  expect(actsOf({ ...fresh, ...state })).toEqual(acts)
})

test.for<[CardAct, Partial<ComplaintState>, ReturnType<typeof refusalOf>]>([
  ['verdict', {}, 'early'],
  ['review', { solved: true }, 'early'],
  ['reopen', {}, 'early'],
  ['resume', {}, 'early'],
  ['answer', { answeredAt: at }, 'done'],
  ['solve', { solved: true }, 'done'],
  ['take', {}, 'done'],
  ['wait', { waiting: true }, 'done'],
  ['speak', { complex: true, spokenAt: at }, 'done'],
  ['solve', { solved: true, closedAt: at }, 'closed'],
  ['verdict', { solved: true, closedAt: at }, 'closed'],
  ['review', { solved: true, closedAt: at, reviewedAt: at }, 'done'],
  ['answer', {}, null],
])('“%s” is refused for the right reason', ([act, state, why]) => {
  expect(refusalOf(act, { ...fresh, ...state })).toBe(why)
})

const maybe = fc.constantFrom(null, at)
const anyState = fc.record({
  ownerId: fc.constantFrom(null, 'U1'),
  complex: fc.boolean(),
  answeredAt: maybe,
  spokenAt: maybe,
  waiting: fc.boolean(),
  dutiesDone: fc.nat(4).map((count) => FOUR_DUTIES.slice(0, count)),
  solved: fc.boolean(),
  closedAt: maybe,
  reviewedAt: maybe,
})
const ALL: CardAct[] = [
  'take',
  'answer',
  'speak',
  'duties',
  'solve',
  'wait',
  'resume',
  'verdict',
  'review',
  'reopen',
]

test('whatever its state, a complaint offers exactly what is not refused, and never nothing', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const acts = actsOf(state)
      expect(ALL.filter((act) => refusalOf(act, state) === null)).toEqual(acts)
      expect(acts.length).toBeGreaterThan(0)
      expect(acts.includes('wait') && acts.includes('resume')).toBe(false)
    }),
  )
})
