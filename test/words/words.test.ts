import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { en } from '../../src/words/en/all.ts'
import { day } from '../../src/care/calendar.ts'
import { wordsFor } from '../../src/words/words.ts'
import { zhCn } from '../../src/words/zh-cn/all.ts'

type Tree = { [key: string]: string | Tree }

const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  )

const bare = (key: string): string => key.replace(/_(one|other)$/, '')
const keysOf = (tree: Tree): string[] => [...new Set(flat(tree).map(([key]) => bare(key)))].toSorted()
const places = (text: string): string[] => [...new Set(text.match(/\{\{\w+/g))].toSorted()

/** The placeholders of a key, those of all its plural forms together. */
const placesOf = (tree: Tree): Record<string, string[]> => {
  const found: Record<string, string[]> = {}
  for (const [key, text] of flat(tree))
    found[bare(key)] = [...new Set([...(found[bare(key)] ?? []), ...places(text)])].toSorted()
  return found
}

test('both languages have the same sentences', () => {
  expect(keysOf(zhCn)).toEqual(keysOf(en))
})

test('a sentence names the same things in both languages', () => {
  expect(placesOf(zhCn)).toEqual(placesOf(en))
})

test('no sentence is empty, and no English one was left in the Chinese', () => {
  const letters = /[\u4e00-\u9fff]/
  expect(flat(en).filter(([, text]) => text.trim() === '')).toEqual([])
  const plainEnglish = flat(zhCn).filter(([, text]) => /[a-z]{4}/i.test(text.replaceAll(/\{\{\w+\}\}/g, '')))
  expect(plainEnglish.filter(([, text]) => !letters.test(text))).toEqual([])
})

test('every key that an error, a form or a rule hands over has its sentence', () => {
  const keys = new Set(keysOf(en))
  const used = globSync('src/{care,features,holidays}/**/*.ts').flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return [...text.matchAll(/CareError\(\s*'([^']+)'/g)].map(([, key = '']) => key)
  })
  expect(used.filter((key) => !keys.has(key))).toEqual([])
})

test('every error hands over what its sentence names', () => {
  const wanted = placesOf(en)
  const errors = globSync('src/{care,csv,db,features,holidays}/**/*.ts').flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/CareError\(\s*'([^']+)'(?:,\s*\{([^{}]*)\})?/g),
  ])
  const wrong = errors.filter(([, key = '', values = '']) => {
    if (values.includes('...')) return false
    const given = values.split(',').map((value) => value.split(':')[0]?.trim())
    return wanted[key]?.some((name) => !given.includes(name.replace('{{', '')))
  })
  expect(errors.length).toBeGreaterThan(50)
  expect(wrong.map(([text]) => text)).toEqual([])
})

test('whoever says a sentence hands over what it names', () => {
  const wanted = placesOf(en)
  const said = globSync('src/{commands,features,slack}/**/*.ts').flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'(?:,\s*\{([^{}]*)\})?,?\s*\)/g),
  ])
  const wrong = said.filter(([, key = '', values = '']) => {
    if (values.includes('...')) return false
    const given = values.split(',').map((value) => value.split(':')[0]?.trim())
    return wanted[key]?.some((name) => !given.includes(name.replace('{{', '')))
  })
  expect(said.length).toBeGreaterThan(150)
  expect(wrong.map(([text]) => text)).toEqual([])
})

test('a reader of any Chinese gets Chinese, anyone else English', () => {
  expect(wordsFor('zh-CN').locale).toBe('zh-CN')
  expect(wordsFor('zh-TW').locale).toBe('zh-CN')
  expect(wordsFor('de-DE').locale).toBe('en')
  expect(wordsFor(null).locale).toBe('en')
})

test('a day in a sentence is said as its reader writes days, an instant where the reader is', () => {
  const today = day('2026-12-30')
  const tooFar = { date: { day: day('2027-12-31'), today }, last: { day: day('2026-12-31'), today } }
  const [en, zh] = [wordsFor('en'), wordsFor('zh-CN')]
  expect(en.say({ key: 'snooze.tooFar', values: tooFar })).toBe(
    'Fri, 31 Dec 2027 is too far away. Choose a day up to Thu 31 Dec.',
  )
  expect(zh.say({ key: 'snooze.tooFar', values: tooFar })).toBe(
    '2027年12月31日周五太远了，最晚可选 12月31日周四。',
  )
  const changed = (at: string) => ({ at: new Date(at), today, zone: 'Asia/Shanghai' })
  const before = (at: string) => ({ key: 'followUps.doneBefore', values: { who: 'Ada', when: changed(at) } })
  expect(en.say(before('2026-12-30T01:05Z'))).toBe('Ada did this before you, 09:05.')
  expect(en.say(before('2026-12-28T16:05Z'))).toBe('Ada did this before you, Tue 29 Dec, 00:05.')
  expect(zh.say(before('2026-12-28T16:05Z'))).toBe('Ada 已先完成这条跟进（12月29日周二 00:05）。')
})

test.for(['en', 'zh-CN'])('no two currencies read alike (%s)', (locale) => {
  const { money } = wordsFor(locale)
  const shown = Intl.supportedValuesOf('currency').map((currency) => [
    money(-123_456_700, currency).replaceAll(/[\d.,]/g, ''),
    currency,
  ])
  const signs = Map.groupBy(shown, ([sign]) => sign)
  expect([...signs.values()].filter((alike) => alike.length > 1)).toEqual([])
  expect(money(125_000, 'USD')).toBe('$1,250.00')
  expect(money(125_000, 'JPY')).toBe('JP¥125,000')
})
