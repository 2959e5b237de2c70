import { onTestFinished } from 'vitest'
import { connect, type Db } from '../../src/db/database.ts'
import type { WorkspaceId } from '../../src/db/schema.ts'
import { keepPeople } from '../../src/features/people/queries.ts'
import { type Complaint, complaintById } from '../../src/features/complaints/queries.ts'
import { takeOutdatedWorkspaces } from '../../src/features/statistics/queries.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../../src/sandbox/start.ts'
import type { Channel, Message, Person } from '../../src/sandbox/types.ts'
import { textOf } from './complaints.ts'
import { addAccounts, addWorkspace } from './customers.ts'
import { freshDatabaseUrl } from './database.ts'

/** A rep with one customer, in a team of their own with a manager and a channel: what is done here touches no other lane. */
export interface Lane {
  rep: Person
  manager: Person
  /** Their direct channels with the app. */
  direct: { rep: string; manager: string }
  channel: Channel
  account: number
  customer: string
}

/** Many lanes beside each other in one workspace, on which no process works yet. */
export interface Lanes {
  slack: Sandbox
  url: string
  db: Db
  workspace: WorkspaceId
  lanes: readonly Lane[]
}

const ZONE = 'Europe/London'

/** So many lanes, in London, on Monday 2 March 2026. */
export async function startLanes(count: number): Promise<Lanes> {
  const numbers = Array.from({ length: count }, (_, i) => i)
  const people = ['rep', 'boss'].flatMap((role) =>
    numbers.map((i) => ({ name: `${role}${i}`, real_name: `${role}${i}`, tz: ZONE, locale: 'en-GB' })),
  )
  const channels = numbers.map((i) => ({ name: `team${i}`, hasApp: true }))
  const slack = await startSandbox({ people, channels, acknowledgeMs: 20_000 })
  onTestFinished(() => slack.close())
  const url = await freshDatabaseUrl()
  const db = connect(url)
  onTestFinished(() => db.destroy())
  const workspace = await addWorkspace(db, slack.teamId)
  const lanes: Lane[] = []
  for (const i of numbers) lanes.push(await addLane({ slack, db, workspace }, i))
  await db
    .updateTable('workspace')
    .set({ peopleReadAt: new Date('2026-03-02T09:00:00Z') })
    .execute()
  await takeOutdatedWorkspaces(db)
  return { slack, url, db, workspace, lanes }
}

async function addLane({ slack, db, workspace }: Pick<Lanes, 'slack' | 'db' | 'workspace'>, i: number) {
  const [rep, manager, channel] = [
    slack.person(`rep${i}`),
    slack.person(`boss${i}`),
    slack.channel(`team${i}`),
  ]
  const seen = new Date('2026-03-02T08:00:00Z')
  const own = { slackAdmin: false, zone: ZONE, locale: 'en-GB', active: true, changedAt: seen }
  const known = { ...own, email: null, welcomedAt: seen, introducedAt: seen }
  await keepPeople(
    db,
    workspace,
    [rep, manager].map(({ id, name }) => ({ id, name, ...known })),
  )
  const { id: teamId } = await db
    .insertInto('team')
    .values({ workspaceId: workspace, name: `Team ${i}`, complaintChannel: channel.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.updateTable('member').set({ teamId }).where('id', 'in', [rep.id, manager.id]).execute()
  await db.updateTable('member').set({ role: 'manager' }).where('id', '=', manager.id).execute()
  const customer = `Customer ${i}`
  const [account = 0] = await addAccounts(db, workspace, [{ name: customer, ownerId: rep.id }])
  await db
    .insertInto('accountStats')
    .values({ workspaceId: workspace, accountId: account, replan: false })
    .execute()
  const direct = { rep: await slack.dm(rep), manager: await slack.dm(manager) }
  return { rep, manager, direct, channel, account, customer }
}

/** The complaint of a lane, with all that its card says. */
export async function complaintOf({ db, workspace }: Lanes, { account, customer }: Lane): Promise<Complaint> {
  const rows = await db.selectFrom('complaint').select('id').where('accountId', '=', account).execute()
  const complaint = await complaintById(db, workspace, rows[0]?.id ?? 0)
  if (!complaint || rows.length !== 1) throw new Error(`${customer} has ${rows.length} complaints`)
  return complaint
}

/** The clocks of a complaint by name and round: when each runs out, was met, and ran out unmet. */
export async function clocksOf({ db }: Lanes, complaint: number) {
  const rows = await db
    .selectFrom('complaintClock')
    .selectAll()
    .where('complaintId', '=', complaint)
    .execute()
  return rows
    .map(({ clock, round, dueAt: due, metAt: met, breachedAt: breached }) => ({
      name: `${clock} ${round}`,
      due,
      met,
      breached,
    }))
    .toSorted((one, two) => (one.name < two.name ? -1 : 1))
}

/** Messages in a place that have a block of this name, replies in threads left out. */
export const withBlock = ({ slack }: Lanes, place: Person | Channel, block: string): Message[] =>
  slack.messages(place).filter((message) => !message.to && textOf(message).includes(`"${block}`))

/** The card of a lane: in the rep’s direct message, or elsewhere. */
export function laneCard(all: Lanes, { rep }: Lane, place: Person | Channel = rep): Message {
  const card = withBlock(all, place, 'complaint-').at(-1)
  if (!card) throw new Error(`${place.name} has no card`)
  return card
}
