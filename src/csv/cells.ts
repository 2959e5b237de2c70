import { type Day, day, dayIn, instantOf } from '../care/calendar.ts'
import { CareError } from '../care/errors.ts'
import { cleanName } from '../care/name.ts'

/** The longest key of another system, in characters. */
const KEY_LENGTH = 200

/** Reads the same text once: a column of dates or zones repeats few of them. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (known.size >= REMEMBERED) known.clear()
    if (text.length <= 100) known.set(text, value)
    return value
  }
}

const REMEMBERED = 10_000

/** A key of another system, kept as it is written. */
export function keyCell(text: string): string {
  if (text.length > KEY_LENGTH) throw new CareError('csv.tooLong', { most: KEY_LENGTH })
  if (/[\p{Cc}\p{Cs}]/u.test(text)) throw new CareError('csv.control')
  return text
}

/** Reads one line of text of at most `most` characters, without what cannot be seen. */
export const lineCell =
  (most: number) =>
  (text: string): string => {
    if (Array.from(text).length > most) throw new CareError('csv.tooLong', { most })
    return cleanName(text, most)
  }

/** Reads text of several lines, of at most `most` characters, without control characters. */
export const textCell =
  (most: number) =>
  (text: string): string => {
    if (text.length > most) throw new CareError('csv.tooLong', { most })
    return text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?![\n\t])\p{Cc}|\p{Cs}/gu, '')
  }

/** Reads one of `choices`, in any case and with any of ` _-` between its words, or what else stands for one. */
export const choiceCell =
  <Choice extends string>(choices: readonly Choice[], others: Readonly<Record<string, Choice>> = {}) =>
  (text: string): Choice => {
    const plain = text.toLowerCase().replaceAll(/[\s_]+/g, '-')
    const choice = choices.find((one) => one === plain) ?? others[plain]
    if (!choice) throw new CareError('csv.choice', { text, choices: choices.join(', ') })
    return choice
  }

/** Reads a date, `2026-03-02`. */
export const dayCell = remembering((text: string): Day => {
  try {
    return day(text)
  } catch {
    throw new CareError('csv.day', { text })
  }
})

/** Reads a date that has come: at most `today`. */
export const pastDayCell =
  (today: Day) =>
  (text: string): Day => {
    const date = dayCell(text)
    if (date > today) throw new CareError('csv.future', { text })
    return date
  }

export interface Moment {
  at: Date
  /** The date as written, where no hour was. */
  day: Day | null
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?:(Z)|([+-](?:0\d|1[0-4])):?([0-5]\d))?$/i

/** Reads an instant with its offset, or a date, which is its start in `zone` (IANA name); one that has come. */
export function momentCell(zone: string, now: Date): (text: string) => Moment {
  const today = dayIn(zone, now)
  const starts = new Map<Day, Moment>()
  return (text) => {
    if (text.length > 10) return { at: past(instantCell(text), now, text), day: null }
    const known = starts.get(text as Day)
    if (known) return known
    const date = pastDayCell(today)(text)
    const start = { at: instantOf(date, '00:00', zone), day: date }
    starts.set(date, start)
    return start
  }
}

function instantCell(text: string): Date {
  const [all, date = '', hour, minute, second = '00', fraction = '', utc, offset, offsetMinutes = '00'] =
    INSTANT.exec(text) ?? []
  if (!all) throw new CareError('csv.instant', { text })
  dayCell(date)
  if (!utc && !offset) throw new CareError('csv.offset', { text })
  const millis = fraction.slice(0, 3).padEnd(3, '0')
  return new Date(`${date}T${hour}:${minute}:${second}.${millis}${utc ? 'Z' : `${offset}:${offsetMinutes}`}`)
}

function past(at: Date, now: Date, text: string): Date {
  if (at > now) throw new CareError('csv.future', { text })
  return at
}
