import type { WorkCalendar } from '../care/calendar.ts'
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

/** The days a member works. */
export const calendarOf = (
  { workingDays, region, zone }: Working,
  workspace: { region: string | null },
): WorkCalendar => workCalendar(region ?? workspace.region ?? regionOf(zone), workingDays)
