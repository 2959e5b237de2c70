import { expect, test } from 'vitest'
import { digestCommand } from '../../src/commands/digest.ts'
import { parseInstant } from '../../src/commands/instant.ts'
import { planDuties } from '../../src/features/cadence/queries.ts'
import { day } from '../../src/care/calendar.ts'
import { restate } from '../../src/features/statistics/queries.ts'
import { addAccounts } from '../support/customers.ts'
import { startTend, type Tend } from '../support/tend.ts'

/** What the operator gets for these options. */
async function digest({ deps, workspace }: Tend, options: Record<string, string | boolean> = {}) {
  const call = { deps, words: [], options, workspace, progress: () => {} }
  return (await digestCommand.run(call)).json as Entry[]
}

interface Entry {
  rep: string
  localDate: string
  zone: string
  lanes: { lane: string; rows: { account: string; rule: string; due: string; reason: string }[] }[]
  more: number
  skipped: string | null
}

/** Ben has a customer who bought on Thursday 26 February; Chen one who never did. */
async function withOrders() {
  const tend = await startTend({ now: '2026-03-02T09:00:00Z' })
  const { db, deps, slack } = tend
  const { id, currency } = await tend.workspace()
  const [ben, chen] = [slack.person('ben').id, slack.person('chen').id]
  const [acme = 0] = await addAccounts(db, id, [
    { name: 'Acme', externalId: 'A1', ownerId: ben, cameOn: day('2026-02-01') },
    { name: '鑫源', externalId: 'C1', ownerId: chen, lastContactOn: day('2025-12-01') },
  ])
  const order = { workspaceId: id, accountId: acme, currency, createdAt: deps.now() }
  await db
    .insertInto('order')
    .values([
      { ...order, amount: 5000, orderedAt: new Date('2026-01-20T10:00Z'), orderedOn: day('2026-01-20') },
      { ...order, amount: 9900, orderedAt: new Date('2026-02-26T10:00Z'), orderedOn: day('2026-02-26') },
    ])
    .execute()
  const all = await tend.workspace()
  await restate(db, all, 'all')
  await planDuties(db, all, deps.now())
  return { ...tend, ben, chen }
}

test('each rep with accounts is told whom to contact and why, by lane', async () => {
  const { ben, chen, ...tend } = await withOrders()
  const entries = await digest(tend)
  expect(entries.toSorted((a) => (a.rep === ben ? -1 : 1))).toEqual([
    {
      rep: ben,
      localDate: '2026-03-02',
      zone: 'Europe/London',
      lanes: [
        {
          lane: 'owed',
          rows: [
            {
              account: 'Acme',
              externalId: 'A1',
              rule: 'thank',
              due: '2026-02-27',
              reason: expect.stringMatching(/^Bought .*99\.00 on Thu 26 Feb – thank them by Mon 2 Mar$/),
            },
          ],
        },
      ],
      more: 0,
      skipped: null,
    },
    expect.objectContaining({
      rep: chen,
      zone: 'Asia/Shanghai',
      lanes: [{ lane: 'close', rows: [expect.anything()] }],
    }),
  ])
  expect(await digest(tend, { rep: chen })).toHaveLength(1)
  await expect(digest(tend, { rep: 'UNOBODY' })).rejects.toThrow('There is no member UNOBODY here.')
})

test('a weekend and a day of leave are skipped', async () => {
  const { ben, chen, ...tend } = await withOrders()
  const { id } = await tend.workspace()
  const leave = { leaveFrom: day('2026-03-02'), leaveTo: day('2026-03-03') }
  await tend.db
    .updateTable('member')
    .set(leave)
    .where('workspaceId', '=', id)
    .where('id', '=', chen)
    .execute()
  const at = '2026-03-03T08:00:00Z'
  expect(await digest(tend, { at, rep: ben })).toMatchObject([{ skipped: null }])
  expect(await digest(tend, { at, rep: chen })).toMatchObject([{ skipped: 'leave', lanes: [] }])
  expect((await digest(tend, { at: '2026-03-07', rep: ben }))[0]?.skipped).toBe('weekend')
})

test('a past day shows the plan of that day, and writes nothing', async () => {
  const { ben, ...tend } = await withOrders()
  const rows = () => tend.db.selectFrom('followUp').selectAll().orderBy('id').execute()
  const before = await rows()
  const [past] = await digest(tend, { at: '2026-01-21T09:00:00Z', rep: ben })
  expect(past?.lanes[0]?.rows).toMatchObject([{ rule: 'thank', due: '2026-01-21' }])
  expect(past?.lanes[0]?.rows[0]?.reason).toContain('50.00 on Tue 20 Jan')
  expect(await rows()).toEqual(before)
  expect((await digest(tend, { rep: ben }))[0]?.lanes[0]?.rows).toMatchObject([{ due: '2026-02-27' }])
})

test('--send posts today’s mornings once, and no other day’s', async () => {
  const { ben, ...tend } = await withOrders()
  const { slack } = tend
  await digest(tend, { send: true })
  await digest(tend, { send: true })
  for (const name of ['ben', 'chen']) expect(slack.messages(slack.person(name))).toHaveLength(1)
  expect(slack.messages(slack.person('chen'))[0]?.text).toContain('鑫源')
  await expect(digest(tend, { send: true, at: '2026-03-03T09:00Z', rep: ben })).rejects.toThrow(
    'Only today’s',
  )
})

test.for([
  ['2026-03-02T08:30:00+08:00', '2026-03-02T00:30:00.000Z'],
  ['2026-03-02T08:30Z', '2026-03-02T08:30:00.000Z'],
  ['2026-03-02', '2026-03-01T16:00:00.000Z'],
] as const)(
  'an instant is read with its offset, a date as its start in the workspace’s zone: %s',
  ([text, at]) => {
    expect(parseInstant(text, 'Asia/Shanghai').toISOString()).toBe(at)
  },
)

test.for(['yesterday', '2026-02-30', '2026-02-30T08:00Z', '2026-03-02T08:30', '2026-03-02T25:00Z', ''])(
  'what is no instant is refused with how to write one: %s',
  (text) => {
    expect(() => parseInstant(text, 'UTC')).toThrow('Write it with an offset')
  },
)
