import { CareError } from './errors.ts'

const currencies = new Set(Intl.supportedValuesOf('currency'))
const decimals = new Map<string, number>()

/** Decimals of a currency (ISO 4217 code): 2 for USD and CNY, 0 for JPY, 3 for KWD; a CareError when there is none such. */
export function decimalsOf(currency: string): number {
  const known = decimals.get(currency)
  if (known !== undefined) return known
  if (!currencies.has(currency)) throw new CareError('money.currency', { currency })
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const { maximumFractionDigits = 2 } = format.resolvedOptions()
  decimals.set(currency, maximumFractionDigits)
  return maximumFractionDigits
}

/**
 * Reads a decimal in major units, `-12.50`, as an integer in minor units. A CareError for anything else: signs of
 * thousands, symbols, exponents, more decimals than the currency has, more than a number holds exactly.
 */
export function parseMoney(text: string, currency: string): number {
  const digits = decimalsOf(currency)
  const [, sign = '', whole, fraction = ''] = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text.trim()) ?? []
  if (whole === undefined) throw new CareError('money.unreadable', { text })
  if (fraction.length > digits) throw new CareError('money.decimals', { text, currency, decimals: digits })
  const minor = Number(whole + fraction.padEnd(digits, '0'))
  if (!Number.isSafeInteger(minor)) throw new CareError('money.tooLarge', { text })
  return sign === '-' && minor !== 0 ? -minor : minor
}

/** Minor units as a decimal in major units, `-12.50`. */
export function decimalMoney(minor: number, currency: string): string {
  const digits = decimalsOf(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`
}
