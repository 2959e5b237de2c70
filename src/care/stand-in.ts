import type { Day } from './calendar.ts'
import { type Leave, leaveOn } from './morning-hour.ts'

/** As much of a member as decides who does their work. */
export interface Present {
  id: string
  leave: readonly Leave[]
  standInId: string | null
}

/** Somebody away, and until when. */
export interface Away {
  id: string
  until: Day
}

/**
 * For whom else each member works on a day: those away who named them, and whoever those stand in for (care-rules
 * §2.2: leave hands a duty to the stand-in). Where everybody in the chain is away, nobody does.
 */
export function standIns(people: readonly Present[], date: Day): Map<string, Away[]> {
  const byId = new Map(people.map((person) => [person.id, person]))
  const covered = new Map<string, Away[]>()
  for (const person of people) {
    const leave = leaveOn(person.leave, date)
    const standIn = leave && presentFor(person, byId, date)
    if (standIn) covered.set(standIn, [...(covered.get(standIn) ?? []), { id: person.id, until: leave.to }])
  }
  return covered
}

/** The first in the chain of stand-ins who is there. */
function presentFor(away: Present, byId: ReadonlyMap<string, Present>, date: Day): string | undefined {
  const asked = new Set([away.id])
  for (let id = away.standInId; id !== null && !asked.has(id); id = byId.get(id)?.standInId ?? null) {
    const person = byId.get(id)
    if (!person) return undefined
    if (!leaveOn(person.leave, date)) return id
    asked.add(id)
  }
  return undefined
}
