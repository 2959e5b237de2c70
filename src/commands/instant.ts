import { day, instantOf } from '../care/calendar.ts'
import { Refusal } from './command.ts'

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/

/** Reads an operator's instant: ISO 8601 with an offset, or a date, which means its start in `zone` (contract §4). */
export function parseInstant(text: string, zone: string): Date {
  const [, date = text] = INSTANT.exec(text) ?? []
  if (!isDay(date)) throw notAnInstant(text)
  const instant = date === text ? instantOf(day(date), '00:00', zone) : new Date(text)
  if (Number.isNaN(instant.getTime())) throw notAnInstant(text)
  return instant
}

function isDay(text: string): boolean {
  try {
    return day(text) === text
  } catch {
    return false
  }
}

const notAnInstant = (text: string): Refusal =>
  new Refusal(
    `“${text}” is no instant. Write it with an offset, 2026-03-02T08:30:00+08:00, or as a date, 2026-03-02.`,
  )
