import { type Day, day } from './calendar.ts'
import { CareError } from './errors.ts'
import type { Stretch } from './opening-hours.ts'

/** When a workspace works (care-rules §5.3). */
export interface WorkspaceCalendar {
  /** Monday first, seven entries, each several stretches in order; null: around the clock. */
  week: readonly (readonly Stretch[])[] | null
  /** Days on which it is closed besides, and days worked though they would be off; in order. */
  closed: readonly Day[]
  open: readonly Day[]
  /** Whether public holidays are kept. */
  holidays: boolean
}

/** More would not fit the field that they are typed into. */
const DAYS_MOST = 250

/** A workspace's calendar as it is stored, `{}` for around the clock; a CareError says what of it cannot be. */
export function calendarFrom(stored: unknown): WorkspaceCalendar {
  const { week, closed, open, holidays } = { ...(stored as Record<string, unknown>) }
  const lists = week === undefined || week === null ? null : listOf('week', week)
  if (lists && lists.length !== 7) throw unreadable('week', week)
  if (holidays !== undefined && typeof holidays !== 'boolean') throw unreadable('holidays', holidays)
  const read = {
    week: lists && lists.map((stretches) => inOrder(listOf('week', stretches).map(storedStretch))),
    closed: daysOf(listOf('closed', closed ?? [])),
    open: daysOf(listOf('open', open ?? [])),
    holidays: holidays ?? true,
  }
  checkDays(read)
  return read
}

/** What is stored of a calendar: what is as usual is left out. */
export function storedCalendar({ week, closed, open, holidays }: WorkspaceCalendar): Record<string, unknown> {
  return {
    ...(week && { week }),
    ...(closed.length > 0 && { closed }),
    ...(open.length > 0 && { open }),
    ...(!holidays && { holidays }),
  }
}

/** A CareError, under its field, for a day that is both closed and worked. */
function checkDays({ closed, open }: Pick<WorkspaceCalendar, 'closed' | 'open'>): void {
  const both = closed.find((date) => open.includes(date))
  if (both) throw new CareError('calendar.bothWays', { text: both }, 'open')
}

/** Reads the stretches of a day as people type them, `9-12, 13:30-18:00`; nothing typed is a day that is closed. */
export function parseStretches(text: string): Stretch[] {
  const parts = text
    .normalize('NFKC')
    .replaceAll(/\s*(?:[-‐–—−~〜至到]|to)\s*/gi, '-')
    .split(/[\s,;、]+/)
  return inOrder(parts.filter((part) => part !== '').map(typedStretch))
}

/** As `parseStretches` reads them. */
export const printStretches = (stretches: readonly Stretch[]): string => stretches.map(printed).join(', ')

/** Reads dates as people type them, one a line, `2026-10-01` or `2026年10月1日`; in order, each once. */
export function parseDays(text: string): Day[] {
  const parts = text.normalize('NFKC').split(/[\s,;、]+/)
  return daysOf(parts.filter((part) => part !== ''))
}

/** As `parseDays` reads them. */
export const printDays = (days: readonly Day[]): string => days.join('\n')

const printed = ({ from, to }: Stretch): string => `${from}-${to}`

function typedStretch(text: string): Stretch {
  const [from, to, ...more] = text.split('-').map(hourOf)
  if (!from || !to || more.length > 0) throw new CareError('calendar.stretch', { text })
  return { from, to }
}

function hourOf(text: string): string | undefined {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? []
  const hour = `${hours.padStart(2, '0')}:${minutes}`
  return hours !== '' && minutes < '60' && hour <= '24:00' ? hour : undefined
}

/** A CareError for stretches that are empty, reversed or overlap. */
function inOrder(stretches: readonly Stretch[]): Stretch[] {
  const ordered = stretches.toSorted((one, two) => (one.from < two.from ? -1 : 1))
  for (const [at, stretch] of ordered.entries()) {
    if (stretch.from >= stretch.to) throw new CareError('calendar.reversed', { text: printed(stretch) })
    const next = ordered[at + 1]
    if (next && next.from < stretch.to)
      throw new CareError('calendar.overlap', { one: printed(stretch), two: printed(next) })
  }
  return ordered
}

function daysOf(texts: readonly unknown[]): Day[] {
  const days = [...new Set(texts.map(dayOf))].toSorted()
  if (days.length > DAYS_MOST) throw new CareError('calendar.manyDays', { most: DAYS_MOST })
  return days
}

function dayOf(text: unknown): Day {
  const [, year = '', month = '', date = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(String(text)) ?? []
  try {
    return day(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
  } catch {
    throw new CareError('calendar.day', { text: String(text) })
  }
}

function listOf(part: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw unreadable(part, value)
  return value
}

function storedStretch(value: unknown): Stretch {
  const { from, to } = { ...(value as Record<string, unknown>) }
  if (typeof from !== 'string' || typeof to !== 'string') throw unreadable('week', value)
  return typedStretch(`${from}-${to}`)
}

const unreadable = (part: string, value: unknown): CareError =>
  new CareError('calendar.unreadable', { part, value: JSON.stringify(value) ?? '' })
