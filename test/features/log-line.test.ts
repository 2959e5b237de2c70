import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readings } from '../../src/features/log-call/forms.ts'
import { escape, spoken, typed } from '../../src/slack/text.ts'

/** Words as people type them: any script, no controls, nothing at the ends that a line would lose. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.replaceAll(/\p{Cc}/gu, ' ').trim())
  .filter((text) => text !== '')
const name = words.filter((text) => !/[:：]/.test(text))
const colon = fc.constantFrom(':', '：', ' : ', ': ', '：  ')

describe('a line behind /log-call', () => {
  test('is a name and a note, whatever stands in either', () => {
    fc.assert(
      fc.property(name, colon, words, (name, colon, note) => {
        fc.pre(!note.startsWith('//'))
        expect(readings(`${name}${colon}${note}`)[0]).toEqual({ name, note })
      }),
    )
  })

  test('without a colon is all name', () => {
    fc.assert(
      fc.property(name, (name) => {
        expect(readings(` ${name} `)).toEqual([{ name, note: '' }])
      }),
    )
  })

  test('keeps every character that was typed', () => {
    fc.assert(
      fc.property(words, (text) => {
        for (const { name, note } of readings(text)) {
          expect(text.startsWith(name)).toBe(true)
          expect(text.endsWith(note)).toBe(true)
          expect(text.slice(name.length, text.length - note.length)).toMatch(/^\s*[:：]?\s*$/)
        }
      }),
    )
  })

  test('may hold links and hours in its note, and a name its own colons', () => {
    expect(readings('Acme: see https://x.test/a:b at 10:30')[0]).toEqual({
      name: 'Acme',
      note: 'see https://x.test/a:b at 10:30',
    })
    expect(readings('https://acme.test: hello')[0]).toEqual({ name: 'https://acme.test', note: 'hello' })
    expect(readings('Acme: East： they moved')).toEqual([
      { name: 'Acme', note: 'East： they moved' },
      { name: 'Acme: East', note: 'they moved' },
    ])
  })

  test('may lack its name or its note', () => {
    expect(readings('')).toEqual([{ name: '', note: '' }])
    expect(readings('Acme:')[0]).toEqual({ name: 'Acme', note: '' })
    expect(readings(': hello')[0]).toEqual({ name: '', note: 'hello' })
    expect(readings('\0Acme\u0007: x')[0]).toEqual({ name: 'Acme', note: 'x' })
  })
})

describe('what Slack hands over', () => {
  test('is read as it was typed', () => {
    expect(typed('R&amp;D &lt;!channel&gt;')).toBe('R&D <!channel>')
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typed(escape(text))).toBe(text)
      }),
    )
  })

  test('is read as it was shown, where a message holds links and mentions', () => {
    expect(spoken('Ada &amp; I saw <https://x.test|their site>')).toBe(
      'Ada & I saw their site (https://x.test)',
    )
    expect(spoken('<https://x.test|https://x.test> <mailto:a@x.test|a@x.test>')).toBe(
      'https://x.test a@x.test',
    )
    expect(spoken('<@U1|ben> in <#C1|sales>, <!here>: 1 &lt; 2')).toBe('@ben in #sales, @here: 1 < 2')
  })
})
