import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalMoney, decimalsOf, parseMoney } from '../../src/care/money.ts'
import { refusal } from './support.ts'

test.for([
  ['1234.5', 'USD', 123_450],
  [' -12.50 ', 'EUR', -1_250],
  ['0.07', 'CNY', 7],
  ['1200', 'JPY', 1_200],
  ['1.234', 'KWD', 1_234],
  ['-0.00', 'USD', 0],
  ['0010', 'USD', 1_000],
] as const)('“%s” %s is %d in minor units', ([text, currency, minor]) => {
  expect(parseMoney(text, currency)).toBe(minor)
})

test.for([
  '1e309',
  '1e3',
  '1,234.50',
  '¥100',
  '１００',
  '12.',
  '.5',
  '+5',
  '--5',
  '1 000',
  'NaN',
  'Infinity',
  '0x10',
  '',
])('“%s” is no amount', (text) => {
  expect(refusal(() => parseMoney(text, 'USD'))).toEqual({ key: 'money.unreadable', values: { text } })
})

test('more decimals than the currency has are refused rather than rounded', () => {
  expect(refusal(() => parseMoney('1.234', 'USD'))).toEqual({
    key: 'money.decimals',
    values: { text: '1.234', currency: 'USD', decimals: 2 },
  })
  expect(refusal(() => parseMoney('100.0', 'JPY')).key).toBe('money.decimals')
})

test('an amount that a number cannot hold exactly is refused', () => {
  expect(parseMoney('90071992547409.91', 'USD')).toBe(Number.MAX_SAFE_INTEGER)
  expect(refusal(() => parseMoney('90071992547409.92', 'USD')).key).toBe('money.tooLarge')
  expect(refusal(() => parseMoney('9'.repeat(400), 'USD')).key).toBe('money.tooLarge')
})

test('a currency that is none is refused', () => {
  expect([decimalsOf('JPY'), decimalsOf('USD'), decimalsOf('KWD')]).toEqual([0, 2, 3])
  for (const currency of ['RMB', 'usd', '$', '']) {
    expect(refusal(() => parseMoney('1', currency))).toEqual({ key: 'money.currency', values: { currency } })
  }
})

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom('USD', 'JPY', 'KWD'), (minor, currency) => {
      expect(parseMoney(decimalMoney(minor, currency), currency)).toBe(minor)
    }),
  )
  expect([decimalMoney(-5, 'USD'), decimalMoney(120_000, 'USD'), decimalMoney(7, 'JPY')]).toEqual([
    '-0.05',
    '1200.00',
    '7',
  ])
})

test('any text is either refused or a whole number of minor units', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('0', '9', '.', '-', ',', 'e', ' ', '¥', '１') }),
      (text) => {
        const readable = /^-?[0-9]+(\.[0-9]{1,2})?$/.test(text.trim()) && text.length < 15
        const read = (): number => parseMoney(text, 'USD')
        expect(readable ? Number.isSafeInteger(read()) : refusal(read).key.startsWith('money.')).toBe(true)
      },
    ),
  )
})
