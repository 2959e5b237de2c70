import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bigrams, cleanName, NAME_LENGTH, nameKey } from '../../src/care/name.ts'
import { refusal } from './support.ts'

test('the same name is found however it was typed', () => {
  expect(nameKey('  ＡＣＭＥ\t Ｃｏ．  ')).toBe('acme co.')
  expect(nameKey('Ac\u200bme\u202e Co.')).toBe('acme co.')
  expect(nameKey('北京　华信')).toBe('北京 华信')
  expect(nameKey('Zoe\u0308')).toBe(nameKey('ZOË'))
})

test('two characters from anywhere in a name are one of its pairs, Latin and Chinese', () => {
  expect(bigrams('acme ac')).toEqual(['ac', 'cm', 'me'])
  expect(bigrams(nameKey('上海华信科技'))).toContain('华信')
  expect(bigrams('张伟')).toEqual(['张伟'])
  expect(bigrams('𠮷野家')).toEqual(['𠮷野', '野家'])
})

test('a single character and an empty name have no pairs', () => {
  expect([bigrams(''), bigrams('李'), bigrams('a b')]).toEqual([[], [], []])
})

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'İ',
      'ß',
      ' ',
      '\u3000',
      '\u200d',
      '\u0308',
      '👩',
      'ﬁ',
      '¨',
      '\0',
      '\ufe0f',
      '客',
    ),
  }),
)

test('a key is its own key, has no edge or double spaces, and can be stored', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const key = nameKey(text)
      expect(nameKey(key)).toBe(key)
      expect(key).not.toMatch(/^ | $| {2}|\p{Cc}|\p{Cs}/u)
    }),
    { numRuns: 1_000 },
  )
})

test('whatever part of a key one types, its pairs are among those of the name', () => {
  fc.assert(
    fc.property(anyText, fc.nat(20), fc.nat(20), (text, from, length) => {
      const key = nameKey(text)
      const part = Array.from(key)
        .slice(from, from + length)
        .join('')
      const pairs = new Set(bigrams(key))
      expect(bigrams(part).every((pair) => pairs.has(pair))).toBe(true)
    }),
  )
})

test('a name is kept as it reads: without NUL, controls, turned text and invisible characters', () => {
  expect(cleanName(' Ac\0me\r\n  Co.\u200b ')).toBe('Acme Co.')
  expect(cleanName('\u202eemcA\u202c \u2066x\u2069\u200f')).toBe('emcA x')
  expect(cleanName('\ufeffAcme\u00ad')).toBe('Acme')
  expect(cleanName('broken \ud83d half')).toBe('broken half')
})

test('what Slack would read as a command is text and stays', () => {
  for (const name of ['<!channel>', '<https://x|y>', '*b*', '…', '₿', '🍰'])
    expect(cleanName(name)).toBe(name)
})

test('a joiner stays inside an emoji and a Persian word, and goes elsewhere', () => {
  expect(cleanName('Bakery 👩‍👩‍👧')).toBe('Bakery 👩‍👩‍👧')
  expect(cleanName('👩🏽‍🌾 ❤️‍🔥')).toBe('👩🏽‍🌾 ❤️‍🔥')
  expect(cleanName('می\u200cخواهم')).toBe('می\u200cخواهم')
  expect(cleanName('क्\u200dष')).toBe('क्\u200dष')
  expect(cleanName('Ac\u200dme\u200d 👩\u200d')).toBe('Acme 👩')
})

test('a name that shows nothing is refused, and so is one that is too long', () => {
  for (const text of ['', ' \t', '\u200b\u2060', '\u0308', '\0'])
    expect(refusal(() => cleanName(text)).key).toBe('name.empty')
  expect(cleanName('👩‍👩‍👧'.repeat(NAME_LENGTH))).toHaveLength(8 * NAME_LENGTH)
  expect(cleanName('长'.repeat(5), 5)).toBe('长长长长长')
  expect(refusal(() => cleanName('长'.repeat(6), 5))).toEqual({ key: 'name.tooLong', values: { limit: 5 } })
  expect(refusal(() => cleanName('a'.repeat(NAME_LENGTH + 1)))).toEqual({
    key: 'name.tooLong',
    values: { limit: NAME_LENGTH },
  })
  expect(refusal(() => cleanName(`a${'\u0308'.repeat(5_000)}`)).key).toBe('name.tooLong')
})

test('a cleaned name is clean, is no longer, and is found as the name before', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      fc.pre(/[a客👩]/u.test(text))
      const name = cleanName(text)
      expect(cleanName(name)).toBe(name)
      expect(nameKey(name)).toBe(nameKey(text))
      expect(name).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u)
    }),
    { numRuns: 1_000 },
  )
})
