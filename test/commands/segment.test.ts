import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { segmentCommand } from '../../src/commands/segment.ts'
import { addAccounts } from '../support/customers.ts'
import { startTend, type Tend } from '../support/tend.ts'

interface Answer {
  filter: string
  total: number
  accounts: Record<string, string | number | null>[]
}

const segment = async (
  { deps, workspace }: Tend,
  words: string[],
  options: Record<string, string> = {},
): Promise<Answer> =>
  (await segmentCommand.run({ deps, words, options, workspace, progress: () => {} })).json as Answer

/** Ten buyers who ordered n times, the last time n days before 2 March; figures and scores are not made yet. */
async function withBuyers(): Promise<Tend> {
  const tend = await startTend({ now: '2026-03-02T09:00:00Z' })
  const { id, currency } = await tend.workspace()
  const ids = await addAccounts(
    tend.db,
    id,
    Array.from({ length: 10 }, (_, n) => ({
      name: `Buyer ${n + 1}`,
      externalId: `B${n + 1}`,
      ownerId: tend.slack.person('ben').id,
    })),
  )
  await addAccounts(tend.db, id, [{ name: 'Prospect', externalId: 'P' }])
  const orders = ids.flatMap((accountId, n) =>
    Array.from({ length: n + 1 }, (_, k) => {
      const at = new Date(Date.UTC(2026, 2, 2) - (n + 1 + 30 * k) * 86_400_000)
      const on = day(at.toISOString().slice(0, 10))
      return {
        workspaceId: id,
        accountId,
        amount: 1250,
        currency,
        orderedAt: at,
        orderedOn: on,
        createdAt: at,
      }
    }),
  )
  await tend.db.insertInto('order').values(orders).execute()
  return tend
}

test('right after an import everybody is where the rules say, the most valuable first', async () => {
  const tend = await withBuyers()
  await tend.db
    .insertInto('accountStats')
    .expression((eb) => eb.selectFrom('account').select(['workspaceId', 'id']))
    .columns(['workspaceId', 'accountId'])
    .execute()
  await tend.deps.queue.send(tend.db, 'cadence.replan', { workspace: (await tend.workspace()).id })
  await tend.settle()
  const { filter, total, accounts } = await segment(tend, ['all'])
  expect([filter, total]).toEqual(['all', 11])
  expect(accounts.map(({ account, r, f, m }) => `${account} ${r}${f}${m}`)).toEqual([
    'Buyer 10 155',
    'Buyer 9 155',
    'Buyer 8 244',
    'Buyer 7 244',
    'Buyer 6 333',
    'Buyer 5 333',
    'Buyer 4 422',
    'Buyer 3 422',
    'Buyer 2 511',
    'Buyer 1 511',
    'Prospect nullnullnull',
  ])
  expect(accounts[0]).toEqual({
    account: 'Buyer 10',
    externalId: 'B10',
    owner: tend.slack.person('ben').id,
    tier: 'general',
    stage: 'stable',
    segment: 'dormant',
    r: 1,
    f: 5,
    m: 5,
    orders: 10,
    revenue: '125.00',
    lastOrder: '2026-02-20',
    pAlive: null,
    atStake: null,
  })
})

test('--at scores by the orders of then, writes nothing, and --limit shows the first', async () => {
  const tend = await withBuyers()
  const then = await segment(tend, ['orders>0'], { at: '2026-02-01', limit: '2' })
  // By then Buyer 1 had not ordered; Buyer 2 had lost its last order, and so on.
  expect([then.total, then.accounts.length]).toEqual([9, 2])
  expect(then.accounts[0]).toMatchObject({
    account: 'Buyer 10',
    orders: 9,
    lastOrder: '2026-01-21',
    r: 1,
    f: 5,
    m: 5,
  })
  const first = await segment(tend, ['prospect'], { at: '2026-02-01' })
  expect(first.accounts.map(({ account }) => account)).toEqual(['Buyer 1', 'Prospect'])
  expect(await tend.db.selectFrom('accountScore').select('accountId').execute()).toEqual([])
})

test('names, filters and faults are those of /segment', async () => {
  const tend = await withBuyers()
  const found = await segment(tend, ['owner:ben', 'gap<3'], { at: '2026-03-02' })
  expect(found.accounts.map(({ account }) => account)).toEqual(['Buyer 2', 'Buyer 1'])
  await expect(segment(tend, ['vpi'])).rejects.toMatchObject({ key: 'segments.unknownNear' })
  await expect(segment(tend, ['vip'], { limit: 'x' })).rejects.toThrow('--limit takes a whole number')
})
