import { expect, test } from 'vitest'
import type { View } from '../../src/sandbox/types.ts'
import { day } from '../../src/care/calendar.ts'
import { lastOrders } from '../../src/features/orders/queries.ts'
import { addAccounts, addWorkspace } from '../support/customers.ts'
import { addCustomers, hears, modalOf, openOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

const openOrder = async (tend: Tend, name: string, customer: string): Promise<View> => {
  const person = tend.slack.person(name)
  const card = await hears(tend, person, () => tend.slack.command(person, '/account', customer))
  await tend.slack.press(person, card, 'orders.open')
  return modalOf(tend, person)
}

const orders = ({ db }: Tend) =>
  db
    .selectFrom('order')
    .select(['externalId', 'amount', 'currency', 'orderedOn', 'recordedBy'])
    .orderBy('id')
    .execute()

test('an order starts the steps after a purchase, and the answer says what is next', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [
    { name: 'Acme', tier: 'important', lastContact: '2026-02-20' },
  ])
  const modal = await openOrder(tend, 'ben', 'Acme')
  const said = await hears(tend, ben, () => slack.submit(ben, modal, { amount: '1234.50', number: 'A-1' }))
  expect(said.text).toBe(
    'Recorded: $1,234.50 on Mon 2 Mar, *Acme*.\nNext: Tue 3 Mar, thanks after the purchase\nThen: Thu 21 May, important, a visit every 90 days',
  )
  expect(await orders(tend)).toEqual([
    { externalId: 'A-1', amount: 123_450, currency: 'USD', orderedOn: '2026-03-02', recordedBy: ben.id },
  ])
  expect(await openOf(db, acme)).toMatchObject({ thank: '2026-03-03', settle: '2026-03-09' })
  const stats = await db
    .selectFrom('accountStats')
    .select(['orderCount', 'revenue', 'lastOrderOn'])
    .executeTakeFirst()
  expect(stats).toEqual({ orderCount: 1, revenue: 123_450, lastOrderOn: '2026-03-02' })
  const audit = await db
    .selectFrom('audit')
    .select(['act', 'subject', 'detail'])
    .where('act', '=', 'orders.record')
    .execute()
  expect(audit).toEqual([{ act: 'orders.record', subject: 'order', detail: { account: acme } }])
  expect(slack.warnings).toEqual([])
})

test('an order in another currency and a return are kept in theirs', async () => {
  const tend = await startTend()
  const { slack } = tend
  const chen = slack.person('chen')
  await addCustomers(tend, [{ name: '鑫源', owner: 'chen' }])
  const modal = await openOrder(tend, 'chen', '鑫源')
  const bought = await hears(tend, chen, () =>
    slack.submit(chen, modal, { amount: '5000', currency: 'jpy', date: '2026-02-10' }),
  )
  expect(bought.text).toContain('已登记“鑫源”2月10日周二的订单：JP¥5,000。')
  const again = await openOrder(tend, 'chen', '鑫源')
  const returned = await hears(tend, chen, () => slack.submit(chen, again, { amount: '-12.5' }))
  expect(returned.text).toContain('的退货：')
  expect(await orders(tend)).toMatchObject([
    { amount: 5000, currency: 'JPY', orderedOn: '2026-02-10' },
    { amount: -1250, currency: 'USD', orderedOn: '2026-03-02' },
  ])
})

test('where the rep is ahead of the workspace, today’s order is of the workspace’s today', async () => {
  const tend = await startTend({ now: '2026-03-02T17:00:00Z' })
  const { slack, db } = tend
  const chen = slack.person('chen')
  await db.updateTable('workspace').set({ zone: 'America/New_York' }).execute()
  await addCustomers(tend, [{ name: '鑫源', owner: 'chen' }])
  const modal = await openOrder(tend, 'chen', '鑫源')
  expect(JSON.stringify(modal.blocks)).toContain('"initial_date":"2026-03-03"')
  await hears(tend, chen, () => slack.submit(chen, modal, { amount: '10' }))
  expect(await orders(tend)).toMatchObject([{ orderedOn: '2026-03-02' }])
})

test.for([
  [{ amount: '1,234' }, 'amount', '“1,234” is not an amount. Write it like 1234.50, with - for a return.'],
  [{ amount: '10.505' }, 'amount', '“10.505” has too many decimals: USD has 2.'],
  [{ amount: '0' }, 'amount', 'Write an amount other than 0.'],
  [
    { amount: '10', currency: 'euro' },
    'currency',
    '“EURO” is not a currency. Write three letters such as EUR.',
  ],
  [{ amount: '10', date: '2026-03-03' }, 'date', 'This is in the future. Choose today or an earlier day.'],
  [{ amount: '10', number: 'A-1' }, 'number', 'There is an order with the number A-1 already.'],
] as const)(
  'an order with %j is refused under its field and nothing is kept',
  async ([values, field, sentence]) => {
    const tend = await startTend()
    const { slack, db } = tend
    const ben = slack.person('ben')
    const [, other = 0] = await addCustomers(tend, [{ name: 'Acme' }, { name: 'Zebra' }])
    const { id } = await tend.workspace()
    const known = { workspaceId: id, accountId: other, externalId: 'A-1', amount: 1, currency: 'USD' }
    const now = tend.deps.now()
    await db
      .insertInto('order')
      .values({ ...known, orderedAt: now, orderedOn: day('2026-03-01'), createdAt: now })
      .execute()
    const modal = await openOrder(tend, 'ben', 'Acme')
    const answer = await slack.submit(ben, modal, values)
    expect(answer.body).toEqual({ response_action: 'errors', errors: { [field]: sentence } })
    expect(await orders(tend)).toHaveLength(1)
    const fixed = await hears(tend, ben, () =>
      slack.submit(ben, modal, { amount: '10', currency: 'USD', date: '2026-03-02', number: 'A-2' }),
    )
    expect(fixed.text).toContain('Recorded: $10.00')
  },
)

test('an order that Slack sends twice is one order', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [{ name: 'Acme' }])
  const modal = await openOrder(tend, 'ben', 'Acme')
  await hears(tend, ben, () => slack.submit(ben, modal, { amount: '10' }))
  await slack.replay()
  expect(await orders(tend)).toHaveLength(1)
})

test('another workspace’s orders are not shown', async () => {
  const tend = await startTend()
  const { db } = tend
  const other = await addWorkspace(db, 'T2')
  const [theirs = 0] = await addAccounts(db, other, [{ name: 'Acme' }])
  const now = tend.deps.now()
  const order = {
    workspaceId: other,
    accountId: theirs,
    amount: 1,
    currency: 'USD',
    orderedOn: day('2026-03-01'),
  }
  await db
    .insertInto('order')
    .values({ ...order, orderedAt: now, createdAt: now })
    .execute()
  expect(await lastOrders(db, (await tend.workspace()).id, theirs, 3)).toEqual([])
  expect(await lastOrders(db, other, theirs, 3)).toHaveLength(1)
})
