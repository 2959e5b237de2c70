import { type Day, weekday } from '../care/calendar.ts'
import type { OpeningHours } from '../care/opening-hours.ts'
import type { WorkspaceCalendar } from '../care/workspace-calendar.ts'
import { regionOf, workCalendar } from './holidays.ts'

/** As much of a workspace as decides when its clocks run. */
interface Working {
  /** IANA name. */
  zone: string
  /** Whose public holidays it keeps; null: those of its zone. */
  region: string | null
  calendar: WorkspaceCalendar
}

/** When a workspace's clocks run: what it says of a day goes before what the holidays say. */
export function openingHours({ zone, region, calendar }: Working): OpeningHours {
  const { week, holidays } = calendar
  const [closed, open] = [new Set(calendar.closed), new Set(calendar.open)]
  const stretchesOn = (date: Day) => week?.[weekday(date) - 1] ?? []
  const weekdays = [1, 2, 3, 4, 5, 6, 7].filter((at) => (week?.[at - 1] ?? []).length > 0)
  const kept = workCalendar(holidays ? (region ?? regionOf(zone)) : null, weekdays)
  return {
    zone,
    week,
    closed: { has: (date) => closed.has(date) || (kept.off.has(date) && !open.has(date)) },
    extra: {
      has: (date) =>
        !closed.has(date) && (kept.extra.has(date) || (open.has(date) && stretchesOn(date).length === 0)),
    },
  }
}
