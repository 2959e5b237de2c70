import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/db/database.ts'
import { keepPeople } from '../../src/features/people/queries.ts'
import { startSandbox } from '../../src/sandbox/start.ts'
import { addAccounts, addWorkspace } from '../support/customers.ts'
import { freshDatabaseUrl } from '../support/database.ts'
import { startReplica } from '../support/replica.ts'

const PEOPLE = 100
const AT = '2026-03-02T08:30:05Z'

/** A hundred people in London, each with a customer, in a database that no process works on yet. */
async function company() {
  const people = Array.from({ length: PEOPLE }, (_, i) => ({ name: `p${i}`, tz: 'Europe/London' }))
  const slack = await startSandbox({ people })
  onTestFinished(() => slack.close())
  const url = await freshDatabaseUrl()
  const db = connect(url)
  onTestFinished(() => db.destroy())
  const workspace = await addWorkspace(db, slack.teamId)
  const members = people.map(({ name }) => slack.person(name))
  const facts = { slackAdmin: false, zone: 'Europe/London', locale: 'en-GB', active: true, email: null }
  const seen = new Date(AT)
  await keepPeople(
    db,
    workspace,
    members.map(({ id, name }) => ({ id, name, ...facts, changedAt: seen, welcomedAt: seen })),
  )
  await db
    .updateTable('workspace')
    .set({ settings: { messagesPerMinute: 600 }, peopleReadAt: seen })
    .execute()
  await addAccounts(
    db,
    workspace,
    members.map(({ id, name }) => ({ name: `Customer of ${name}`, ownerId: id })),
  )
  return { slack, url, db, members }
}

test('two processes, killed again and again while Slack fails too: nobody is left out, nobody gets two', async () => {
  const { slack, url, db, members } = await company()
  for (const fault of [
    { kind: 'reset', stored: true },
    { kind: 'status', status: 502, stored: true },
    { kind: 'status', status: 503 },
    { kind: 'rate', retryAfter: 1 },
  ] as const)
    slack.faults.next('chat.postMessage', fault, 2)
  const replicas = [await startReplica(url, slack, AT), await startReplica(url, slack, AT)]
  for (let killed = 0; killed < 5; killed++) {
    await wait(1500)
    await replicas[killed % 2]?.kill()
    replicas[killed % 2] = await startReplica(url, slack, AT)
  }
  const died = new Date()
  const open = async (): Promise<number> =>
    (await db.selectFrom('morning').select('id').where('state', 'in', ['queued', 'sending']).execute()).length
  await slack.until(async () => (await open()) === 0, 90_000)
  expect(Date.now() - died.getTime()).toBeLessThan(60_000)
  const rows = await db.selectFrom('morning').select(['state', 'why']).execute()
  expect(rows.filter(({ state }) => state !== 'sent')).toEqual([])
  expect(rows).toHaveLength(PEOPLE)
  expect(members.filter((member) => slack.messages(member).length !== 1).map(({ name }) => name)).toEqual([])
}, 180_000)
