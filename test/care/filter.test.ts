import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CareError } from '../../src/care/errors.ts'
import { counted, type Filter, type Leaf, MEASURES, NAMES, SORTS, written } from '../../src/care/filter.ts'
import { parseFilter } from '../../src/care/filter-parser.ts'
import { nearest } from '../../src/care/nearest.ts'
import { filterWords as english } from '../../src/words/en/filter.ts'
import { vocabulary } from '../../src/words/vocabulary.ts'
import { filterWords as chinese } from '../../src/words/zh-cn/filter.ts'
import { refusal } from './support.ts'

const parsed = (text: string) => parseFilter(text, vocabulary)

test.for([
  ['', 'all'],
  ['vip', 'vip'],
  ['VIP', 'vip'],
  ['高价值活跃', 'vip'],
  ['key', 'key'],
  ['leaving', 'lapsing'],
  ['stable', 'stable'],
  ['stage:stable', 'established'],
  ['稳定期', 'established'],
  ['stage:流失期', 'lapsing'],
  ['vip owner:@mei gap>60 tag:cost sort:stake', 'vip owner:@mei gap>60 tag:cost sort:stake'],
  ['高价值活跃 负责人：我 间隔＞60', 'vip owner:我 gap>60'],
  ['vip owner: @mei', 'vip owner:@mei'],
  ['gap >= 60 and gap <= 90', 'gap>=60 gap<=90'],
  ['revenue≥10,000', 'revenue>=10000'],
  ['r:5', 'r=5'],
  ['tag:"north fair"', 'tag:"north fair"'],
  ['-vip', 'not vip'],
  ['not (vip or dormant) key', 'not (vip or dormant) key'],
  ['vip or key tag:a', 'vip or (key tag:a)'],
  ['（vip 或 新客） 重要客户', '(vip or new) important'],
  ['at-risk -at-risk', 'at-risk not at-risk'],
] as const)('“%s” is read as “%s”', ([text, meant]) => {
  expect(written(parsed(text))).toBe(meant)
})

test.for([
  ['vpi', 'segments.unknownNear', { marked: '»vpi«', near: 'vip' }],
  ['vip onwer:@mei', 'segments.unknownNear', { marked: 'vip »onwer:@mei«', near: 'owner:@mei' }],
  ['vip gpa>60', 'segments.unknownNear', { marked: 'vip »gpa>60«', near: 'gap>60' }],
  ['tier:kye', 'segments.unknownNear', { marked: '»tier:kye«', near: 'tier:key' }],
  ['vip sort:stak', 'segments.unknownNear', { marked: 'vip »sort:stak«', near: 'sort:stake' }],
  ['高价值活', 'segments.unknownNear', { marked: '»高价值活«', near: '高价值活跃' }],
  ['vip xyzzy', 'segments.unknown', { marked: 'vip »xyzzy«' }],
  ['gap>soon', 'segments.notNumber', { marked: '»gap>soon«' }],
  ['gap>', 'segments.notNumber', { marked: '»gap>«' }],
  ['vip tag:', 'segments.nothingBehind', { marked: 'vip »tag:«' }],
  ['(vip or key', 'segments.unclosed', { marked: '»(«vip or key' }],
  ['vip)', 'segments.unopened', { marked: 'vip»)«' }],
  ['or vip', 'segments.nothingThere', { marked: '»or« vip' }],
  ['vip or', 'segments.nothingThere', { marked: 'vip »or«' }],
  ['vip not', 'segments.nothingThere', { marked: 'vip »not«' }],
] as const)('“%s” is refused, and the word is pointed at', ([text, key, values]) => {
  expect(refusal(() => parsed(text))).toEqual({ key, values })
})

test('what nobody would type is refused', () => {
  expect(refusal(() => parsed('vip '.repeat(100))).key).toBe('segments.tooLong')
})

const anyLeaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.constantFrom(...Object.values(NAMES)),
  fc.record({
    is: fc.constantFrom('owner' as const, 'tag' as const),
    value: fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/["“”]/.test(text)),
  }),
  fc.record({
    is: fc.constantFrom(...MEASURES),
    than: fc.constantFrom('<', '<=', '=', '>=', '>'),
    value: fc.integer({ min: -1000, max: 1000 }),
  }),
)
const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    anyLeaf,
    fc.record({ not: tie('filter') }),
    fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map((or) => ({ or })),
  ),
}))

test('written down and read again, every question is the same', () => {
  fc.assert(
    fc.property(anyFilter, fc.constantFrom(...SORTS), (filter, sort) => {
      const text = written({ filter, sort })
      fc.pre(text.length <= 300)
      expect(parsed(text)).toEqual({ filter, sort })
    }),
  )
})

/** A refusal in words is one too. */
function outcome(text: string): string {
  try {
    parsed(text)
  } catch (error) {
    if (!(error instanceof CareError)) return String(error)
  }
  return 'understood'
}

test('whatever is typed is read or refused in words, never anything else', () => {
  const bits = fc.constantFrom(
    'vip',
    'or',
    'not',
    '(',
    ')',
    '-',
    ':',
    '>',
    'owner:',
    'gap>',
    '"',
    'sort:',
    '60',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string()), { maxLength: 8 }), (parts) => {
      const text = parts.join(' ')
      expect(outcome(text)).toBe('understood')
    }),
  )
})

const of = (text: string) => counted(parsed(text).filter)

test('a name alone, or of one owner, is counted as it changes; anything else is not', () => {
  expect(of('vip')).toEqual({ leaf: NAMES.vip, owner: null })
  expect(of('vip owner:U1')).toEqual({ leaf: NAMES.vip, owner: 'U1' })
  expect(of('owner:U1')).toEqual({ leaf: NAMES.all, owner: 'U1' })
  expect(['vip key', 'vip gap>3', 'tag:a', 'not vip', 'vip or key', 'owner:A owner:B'].map(of)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  )
})

test('the nearest word is offered for a slip, none for another word', () => {
  expect(['dormnat', 'promissing', 'leaving'].map((word) => nearest(word, Object.keys(NAMES)))).toEqual([
    'dormant',
    'promising',
    'leaving',
  ])
  expect(nearest('banana', Object.keys(NAMES))).toBeUndefined()
})

test('no word means two things', () => {
  const pairs = [english, chinese].flatMap((words) =>
    Object.entries(words).flatMap(([name, text]) => text.split(/[,、]/).map((word) => [word, name] as const)),
  )
  expect(pairs.filter(([word, name]) => vocabulary.get(word.toLowerCase()) !== name)).toEqual([])
})
