import { z } from 'zod'
import { type Day, day } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { cleanName } from '../../care/name.ts'

/** The database takes so many code points; a few characters of many code points each may be more. */
const NAME = 200

type Read<T> = (text: string) => T

/** A field read by `read`, null where nothing was typed; what `read` refuses stands under the field. */
export const optional = <T>(read: Read<T>): z.ZodType<T | null> =>
  z
    .string()
    .default('')
    .transform((text, issues) => (text.trim() === '' ? null : given(read, text.trim(), issues)))

/** The same for a field that must be filled; an empty one is `read` too. */
export const required = <T>(read: Read<T>): z.ZodType<T> =>
  z
    .string()
    .default('')
    .transform((text, issues) => given(read, text.trim(), issues))

function given<T>(read: Read<T>, text: string, issues: z.RefinementCtx): T {
  try {
    return read(text)
  } catch (error) {
    if (!(error instanceof CareError)) throw error
    issues.addIssue({ code: 'custom', message: error.key, params: error.values })
    return z.NEVER
  }
}

/** Text of at most `most` characters on one line, without what cannot be seen. */
export const line =
  (most: number): Read<string> =>
  (text) => {
    if (Array.from(text).length > most) throw new CareError('accounts.tooLong', { most })
    return cleanName(text, most)
  }

/** Words of a person, as they are, in at most `most` of Slack's units. */
export const words =
  (most: number): Read<string> =>
  (text) => {
    if (text.length > most) throw new CareError('accounts.tooLong', { most })
    return text.replaceAll('\0', '')
  }

/** Why something is done. */
export const reason: Read<string> = (text) => {
  if (text === '') throw new CareError('accounts.reasonMissing')
  return words(500)(text)
}

export const name: Read<string> = (text) => {
  const clean = cleanName(text, NAME)
  if (Array.from(clean).length > NAME) throw new CareError('accounts.tooLong', { most: NAME })
  return clean
}

/** A customer's number, or an order's, in another system: kept as it is written. */
export const number: Read<string> = (text) => {
  if (Array.from(text).length > 200) throw new CareError('accounts.tooLong', { most: 200 })
  if (/[\p{Cc}\p{Cs}]/u.test(text)) throw new CareError('accounts.unreadable')
  return text
}

export const phone: Read<string> = (text) => {
  const digits = text.replaceAll(/\P{Nd}/gu, '')
  if (digits.length < 3 || !/^[\p{L}\p{N}+()./#*,;:\s-]{3,50}$/u.test(text))
    throw new CareError('accounts.phoneForm')
  return text
}

export const email: Read<string> = (text) => {
  if (text.length > 254 || !/^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/.test(text))
    throw new CareError('accounts.emailForm')
  return text
}

/** `1980-05-17`, not after `today`; without a year `05-17`, kept as `--05-17`. */
export const birthday =
  (today: Day): Read<string> =>
  (text) => {
    const yearless = /^(?:--)?(\d\d-\d\d)$/.exec(text)?.[1]
    // 29 February is a birthday too.
    const date = yearless ? `2000-${yearless}` : text
    if (!isDay(date)) throw new CareError('accounts.birthdayForm')
    if (date > today) throw new CareError('accounts.birthdayAhead')
    return yearless ? `--${yearless}` : date
  }

function isDay(text: string): text is Day {
  try {
    return day(text) === text
  } catch {
    return false
  }
}

/** Words between `;` or `,`, Chinese ones too; each once. */
export const tags: Read<string[]> = (text) => {
  const each = text
    .split(/[;；,，、\n]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  if (each.length > 30) throw new CareError('accounts.tooManyTags', { most: 30 })
  return [...new Set(each.map(line(50)))]
}

/** What a modal carries: the channel where it was asked for and, but for a new account, which it is about and how new what it shows is. */
const Place = z.object({ channel: z.string().optional() })
const Subject = Place.extend({ account: z.number(), seen: z.coerce.date() })
export type Place = z.infer<typeof Place>
export type Subject = z.infer<typeof Subject>

export const placeOf = (metadata: string): Place => Place.parse(JSON.parse(metadata))
export const subjectOf = (metadata: string): Subject => Subject.parse(JSON.parse(metadata))
