import type { Day, WorkCalendar } from '../care/calendar.ts'
import { regionOf, workCalendar } from './holidays.ts'

/** As much of a member as decides which days they work. */
export interface Working {
  /** 1 for Monday to 7 for Sunday. */
  workingDays: readonly number[]
  /** Whose holidays they keep; null: the workspace's, else those of their zone. */
  region: string | null
  /** IANA name. */
  zone: string
}

/** The days a member works, from the year before `date` to the one after. */
export function calendarOf(
  { workingDays, region, zone }: Working,
  workspace: { region: string | null },
  date: Day,
): WorkCalendar {
  const year = Number(date.slice(0, 4))
  const kept = region ?? workspace.region ?? regionOf(zone)
  return workCalendar({ region: kept, weekdays: workingDays }, year - 1, year + 1)
}
