import { decimalsOf } from './money.ts'
import { mayChange } from './rights.ts'

/** Whether a compensation waits for a manager: above the limit (major units of its currency), not at it (care-rules §5.1). */
export const needsApproval = (amount: number | null, currency: string, limit: number): boolean =>
  amount !== null && amount > limit * 10 ** decimalsOf(currency)

/** What was decided about a sum of money, or is offered. */
interface Sum {
  amount: number | null
  currency: string | null
}

/** Whether an approval holds for what is offered now: as much as was approved, or less (care-rules §5.1). */
export const staysApproved = (before: Sum & { approval: string | null }, now: Sum): boolean =>
  before.approval === 'approved' &&
  before.currency === now.currency &&
  (now.amount ?? 0) <= (before.amount ?? 0)

interface Person {
  id: string
  role: 'rep' | 'manager' | 'admin'
  teamId: number | null
}

/** A compensation that somebody offered, and the team of whoever works on the complaint. */
interface Offer {
  ownerTeamId: number | null
  doneBy: string
}

/** Whether somebody may decide about it: a manager of that team or an admin, never whoever offered it. */
export const mayApprove = ({ id, role, teamId }: Person, { ownerTeamId, doneBy }: Offer): boolean =>
  id !== doneBy && (role === 'admin' || (role === 'manager' && teamId === ownerTeamId))

/** Whether somebody may change what was done: whoever did it, works on the complaint or stands in, and their managers. */
export const mayPutRight = (
  person: Person,
  of: { ownerId: string | null; standInId: string | null; ownerTeamId: number | null; doneBy: string },
): boolean => person.id === of.doneBy || person.id === of.standInId || mayChange(person, of)

/** Who is asked to decide: the team's managers; where there is no other than whoever offered it, the admins. */
export function approversAmong<P extends Person>(people: readonly P[], offer: Offer): P[] {
  const able = people.filter((person) => mayApprove(person, offer))
  const managers = able.filter(({ role }) => role === 'manager')
  return managers.length > 0 ? managers : able
}
