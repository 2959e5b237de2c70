import type { Insertable } from 'kysely'
import type { Schema } from '../../src/db/schema.ts'
import { addAccounts } from './customers.ts'
import { addDuties } from './duties.ts'
import { startTend, type Tend } from './tend.ts'

/** Real time in a hurry: each look at it brings it `step` milliseconds nearer to the true one, from `behind`. */
export function hurried({ behind = 280_000, step = 1000 } = {}): () => Date {
  let late = behind
  return () => new Date(Date.now() - (late = Math.max(0, late - step)))
}

/** A customer of a person's with something due long ago: there is a row each day. */
export async function addCustomer(
  { db, slack, workspace }: Tend,
  name: string,
  customer = `${name}’s customer`,
) {
  const { id } = await workspace()
  const repId = slack.person(name).id
  const [accountId = 0] = await addAccounts(db, id, [{ name: customer, ownerId: repId }])
  const [duty = 0] = await addDuties(db, id, [
    { accountId, repId, rule: 'manual', originId: accountId, ideal: '2026-01-02', latest: '2026-01-02' },
  ])
  return { accountId, duty }
}

/** The app at `now`, with a customer for each of these people. */
export async function startWith(names: readonly string[], options: Parameters<typeof startTend>[0] = {}) {
  const tend = await startTend({ realNow: hurried(), ...options })
  for (const name of names) await addCustomer(tend, name)
  // Nobody is to be welcomed.
  await tend.db.updateTable('member').set({ welcomedAt: new Date(), introducedAt: new Date() }).execute()
  return tend
}

export async function changeMember(
  { db, slack, workspace }: Tend,
  name: string,
  set: Partial<Insertable<Schema['member']>>,
) {
  const { id } = await workspace()
  await db
    .updateTable('member')
    .set(set)
    .where('workspaceId', '=', id)
    .where('id', '=', slack.person(name).id)
    .execute()
}

/** The ledger as it stands: who, for which day, in which state and why. */
export async function ledger({ db, slack }: Tend) {
  const rows = await db
    .selectFrom('morning')
    .select(['memberId', 'localDate', 'state', 'why', 'attempt', 'dueAt'])
    .orderBy('localDate')
    .orderBy('id')
    .execute()
  return rows.map(({ memberId, ...row }) => ({
    who: slack.people.find(({ id }) => id === memberId)?.name ?? memberId,
    ...row,
  }))
}

/** How many messages of the app stand before a person. */
export const messagesOf = ({ slack }: Tend, name: string): number => slack.messages(slack.person(name)).length
