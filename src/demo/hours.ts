import { addDays, type Day, dayIn, instantOf } from '../care/calendar.ts'
import { skipReason } from '../care/morning-hour.ts'
import type { Deps } from '../deps.ts'
import { workspaces } from '../features/people/queries.ts'
import { membersAt, type Viewer } from '../features/viewers/queries.ts'

/** From when until when something can be seen to; both ends count. */
export interface Span {
  from: Date
  until: Date
}

/**
 * The instants up to `to` at which the app has to look, in their order, so that nobody's morning is missed: the very
 * hour of who works that day, and for who does not any time until their midnight.
 */
export async function hoursUntil({ db, now }: Deps, to: Date): Promise<Date[]> {
  const spans: Span[] = []
  for (const workspace of await workspaces(db))
    for (const member of await membersAt(db, workspace, now()))
      spans.push(...morningsOf(member, { from: now(), until: to }))
  return fewestIn(spans)
}

/** A member's mornings that come on a journey; those that can still be seen to at its end are left to the app. */
function morningsOf(member: Viewer, journey: Span): Span[] {
  const { zone, hour, cal } = member
  const found: Span[] = []
  for (let day = dayIn(zone, journey.from); day <= dayIn(zone, journey.until); day = addDays(day, 1)) {
    const from = instantOf(day, hour, zone)
    const until = skipReason(member, day, cal) ? lastMinute(day, zone) : from
    if (from > journey.from && until <= journey.until) found.push({ from, until })
  }
  return found
}

const lastMinute = (day: Day, zone: string): Date => instantOf(day, '23:59', zone)

/** The fewest instants of which each span has one. */
export function fewestIn(spans: readonly Span[]): Date[] {
  const found: Date[] = []
  for (const { from, until } of spans.toSorted((one, other) => one.until.getTime() - other.until.getTime())) {
    const last = found.at(-1)
    if (!last || last < from) found.push(until)
  }
  return found
}
