import fc from 'fast-check'
import { expect, test } from 'vitest'
import { falseComfort } from '../../src/care/false-comfort.ts'
import { en } from '../../src/words/en/all.ts'
import { zhCn } from '../../src/words/zh-cn/all.ts'

const PHRASES = [
  ["don't worry", 'worry'],
  ['do not worry', 'worry'],
  ['dont worry', 'worry'],
  ['no need to worry', 'worry'],
  ['nothing to worry about', 'worry'],
  ['no worries', 'worry'],
  ["that's normal", 'normal'],
  ['this is perfectly normal', 'normal'],
  ['these things happen', 'normal'],
  ['it happens all the time', 'normal'],
  ['calm down', 'calm'],
  ["don't be so upset", 'calm'],
  ["don't panic", 'calm'],
  ['no need to be angry', 'calm'],
  ["you're overreacting", 'calm'],
  ['just relax', 'calm'],
  ['not a big deal', 'small'],
  ['no big deal', 'small'],
  ['just a minor issue', 'small'],
  ['not that bad', 'small'],
  ['could have been worse', 'small'],
  ['not the end of the world', 'small'],
  ['no problem at all', 'noProblem'],
  ['nobody else has complained', 'others'],
  ["you're the first to complain", 'others'],
  ['look on the bright side', 'bright'],
] as const

const CHINESE = [
  ['别担心', 'worry'],
  ['請您不要擔心', 'worry'],
  ['不用太担心', 'worry'],
  ['没什么好担心的', 'worry'],
  ['这很正常', 'normal'],
  ['这种情况是正常的', 'normal'],
  ['这个问题也是正常现象', 'normal'],
  ['常有的事', 'normal'],
  ['在所难免', 'normal'],
  ['别激动', 'calm'],
  ['請不要生氣', 'calm'],
  ['别着急', 'calm'],
  ['冷静一下', 'calm'],
  ['稍安勿躁', 'calm'],
  ['没什么大不了', 'small'],
  ['不是什么大事', 'small'],
  ['只是个小问题', 'small'],
  ['没那么严重', 'small'],
  ['您想多了', 'small'],
  ['别往心里去', 'small'],
  ['一点问题都没有', 'noProblem'],
  ['其他客户都没有投诉', 'others'],
  ['往好处想', 'bright'],
] as const

test.for(PHRASES)('“%s” plays it down: better is what the words say of “%s”', ([phrase, better]) => {
  expect(falseComfort(`Dear Ms Lee, ${phrase}, we are on it.`)).toEqual({ found: phrase, better })
})

test.for(CHINESE)('“%s” plays it down: better is what the words say of “%s”', ([phrase, better]) => {
  const found = falseComfort(`李总您好，${phrase}，我们正在处理。`)
  expect(phrase).toContain(found?.found)
  expect(found?.better).toBe(better)
})

test.for([
  ['We looked into it. It’s not a big deal!', 'not a big deal', 'small'],
  ['DON’T WORRY.', 'DON’T WORRY', 'worry'],
  ['Please don`t\n  worry about the invoice', 'don`t\n  worry', 'worry'],
  ['Ｄｏｎ＇ｔ ｗｏｒｒｙ！', 'Ｄｏｎ＇ｔ ｗｏｒｒｙ', 'worry'],
  ['It’s nothing.', 'It’s nothing', 'small'],
  ['It happens.', 'It happens', 'normal'],
  ['没事的，我们马上换', '没事的', 'small'],
  ['🙂 别担心', '别担心', 'worry'],
  ['𝐃on’t worry', '𝐃on’t worry', 'worry'],
] as const)('“%s” has “%s” in it, as it was written', ([text, found, better]) => {
  expect(falseComfort(text)).toEqual({ found, better })
})

test('the first of several is named', () => {
  expect(falseComfort('这很正常，请别担心')?.better).toBe('normal')
  expect(falseComfort('Calm down, it is not a big deal.')?.better).toBe('calm')
})

test.for([
  '',
  '   \n',
  'We are sorry that the delivery came two days late. You lost a working day because of us.',
  'I understand that this worries you. Tomorrow by 10:00 I will tell you what we found.',
  'You have every right to be angry.',
  'This is not normal, and we will find out why.',
  'By Friday everything is back to normal.',
  'The pump normally runs at 60 °C; yours runs at 80.',
  'It runs within its normal range.',
  'We worry about your deadline as well.',
  'We don’t worry our customers with our own planning.',
  'Things will calm down after the season; until then two people look after you.',
  'We have no problem with sending a replacement.',
  'It is nothing like what we promised.',
  'We relaxed the terms of payment.',
  'A big deal for both of us is at stake.',
  'It happens that the part is in stock in Leeds.',
  'The worst problem is solved, the smaller issue is not.',
  'That was a mistake of ours, and a serious one.',
  '非常抱歉，这次送货晚了两天，耽误了您的工期。',
  '我们也特别担心影响您的生产。',
  '我们特别着急，已经安排工程师今晚到现场。',
  '个别激动的客户要求退货，我们理解他们的心情。',
  '您生气完全可以理解。',
  '这台设备运行很正常，问题出在电源。',
  '这是正常价格的一半，作为对您的补偿。',
  '这种情况很不正常，我们会查清原因。',
  '没事先通知您，是我们的错。',
  '以后您再也不用担心断货。',
  '我们冷静分析了原因。',
  '我们要解决的不只是一个小问题。',
  '这与您的操作没有关系。',
])('nobody is corrected for “%s”', (text) => {
  expect(falseComfort(text)).toBeNull()
})

const KEYS = ['worry', 'normal', 'calm', 'small', 'noProblem', 'others', 'bright']

test('each has a better sentence in both languages, and none of those plays anything down', () => {
  for (const { hint, ...better } of [en.falseComfort, zhCn.falseComfort]) {
    expect(hint).toContain('{{found}}')
    expect(Object.keys(better).toSorted()).toEqual(KEYS.toSorted())
    expect(Object.values(better).map(falseComfort)).toEqual(KEYS.map(() => null))
  }
})

const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0))

test('it is found whatever its case, its apostrophe and its width, and not within another word', () => {
  const ways: ((text: string) => string)[] = [
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => text.replaceAll("'", '’'),
    wide,
    (text) => text.replaceAll(' ', ' \n'),
  ]
  const around = fc.constantFrom('', ' ', '. ', '“', '，', '我们', '\n')
  fc.assert(
    fc.property(
      fc.constantFrom(...PHRASES),
      fc.constantFrom(...ways),
      around,
      ([phrase, better], way, edge) => {
        const written = way(phrase)
        const inChinese = edge === '我们' ? ' ' : ''
        expect(falseComfort(`${edge}${inChinese}${written}${inChinese}${edge}`)).toEqual({
          found: written,
          better,
        })
        expect(falseComfort(`x${written}x`)).toBeNull()
      },
    ),
  )
})

test('whatever is written, it is read without a fault, and what is found stands there', () => {
  const pieces = fc.constantFrom(
    ...PHRASES.map(([phrase]) => phrase),
    ...CHINESE.map(([phrase]) => phrase),
    "'",
    'ﬁ',
    'İ',
    '𝐃',
    '\ud800',
    '特',
    ' ',
    '，',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const found = falseComfort(text)
      expect(text).toContain(found?.found ?? '')
      expect(found?.found).not.toBe('')
    }),
  )
})
