import { expect, test } from 'vitest'
import { complaints, type Desk, openDesk } from '../support/importing.ts'

async function shop(): Promise<Desk> {
  const desk = await openDesk()
  await desk.bring('accounts', 'external_id,name,owner_email\nA-1,Acme,ben@harbour.test\nA-2,Beta,\n')
  return desk
}

const orders = ({ db }: Desk) =>
  db
    .selectFrom('order')
    .select(['externalId', 'orderedAt', 'orderedOn', 'amount', 'currency'])
    .orderBy('id')
    .execute()

const stats = ({ db }: Desk) =>
  db
    .selectFrom('accountStats')
    .innerJoin('account', (join) =>
      join
        .onRef('account.workspaceId', '=', 'accountStats.workspaceId')
        .onRef('account.id', '=', 'accountStats.accountId'),
    )
    .select(['externalId', 'orderCount', 'revenue', 'lastOrderOn'])
    .orderBy('externalId')
    .execute()

test('orders come in as dates and instants, in minor units, with returns, and the figures follow', async () => {
  const desk = await shop()
  const outcome = await desk.bring(
    'orders',
    'order_id,account_external_id,ordered_at,amount,currency\n' +
      'O-1,A-1,2026-02-01,1234.5,\n' +
      'O-2,A-1,2026-02-01T20:30:00Z,99,JPY\n' +
      'O-3,A-1,2026-02-20 09:00:00+0800,-34.50,cny\n',
  )
  expect(outcome).toMatchObject({ rows: 3, created: 3, issueCount: 0 })
  expect(await orders(desk)).toEqual([
    // The start of the day in Shanghai.
    order('O-1', '2026-01-31T16:00:00Z', '2026-02-01', 123_450, 'CNY'),
    // Half past four on the next morning there.
    order('O-2', '2026-02-01T20:30:00Z', '2026-02-02', 99, 'JPY'),
    order('O-3', '2026-02-20T01:00:00Z', '2026-02-20', -3450, 'CNY'),
  ])
  expect(await stats(desk)).toMatchObject([
    { externalId: 'A-1', orderCount: 2, revenue: 120_000, lastOrderOn: '2026-02-02' },
    { externalId: 'A-2', orderCount: 0, revenue: 0 },
  ])
})

function order(externalId: string, at: string, orderedOn: string, amount: number, currency: string) {
  return { externalId, orderedAt: new Date(at), orderedOn, amount, currency }
}

const twoOrders = (customer: string): string =>
  `order_id,account_external_id,ordered_at,amount\nO-1,${customer},2026-02-01,100\nO-2,A-1,2026-02-03,50\n`

test('the same orders twice change nothing; an order that moved to another customer changes both', async () => {
  const desk = await shop()
  await desk.bring('orders', twoOrders('A-1'))
  expect(await desk.bring('orders', twoOrders('A-1'))).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  expect(await desk.bring('orders', twoOrders('A-2'))).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  expect(await stats(desk)).toMatchObject([
    { externalId: 'A-1', orderCount: 1, revenue: 5000 },
    { externalId: 'A-2', orderCount: 1, revenue: 10_000 },
  ])
})

test('orders of customers nobody knows, and wrong dates and amounts, are told of by line and column', async () => {
  const desk = await shop()
  const outcome = await desk.bring(
    'orders',
    'Amount,ORDERED_AT,Account External ID,order-id,Currency,till\n' +
      '10,2026-02-01,A-9,O-1,,x\n' +
      '1e309,2026-02-30,A-1,O-2,,\n' +
      '"1,234.50",2026-02-01T10:00,A-1,O-3,,\n' +
      '¥12,2026-03-03,A-1,O-4,,\n' +
      '１２,2026-03-02T01:00:01Z,A-1,O-5,,\n' +
      '1.234,2026-02-01,A-1,O-6,USD,\n' +
      '1.5,2026-02-01,A-1,O-7,JPY,\n' +
      '1.555,2026-02-01,A-1,O-8,XYZ,\n' +
      ',,,O-9,,\n' +
      '5,2026-02-01T25:00:00Z,A-1,O-1,,\n',
  )
  expect(complaints(outcome)).toEqual([
    '2 account_external_id: No customer has the key “A-9”. Import the customers first.',
    '3 ordered_at: “2026-02-30” is not a date. Write it like 2026-03-02.',
    '3 amount: “1e309” is not an amount. Write it like 1234.50, with - for a return.',
    '4 ordered_at: “2026-02-01T10:00” does not say in which zone. Add the offset: 2026-03-02T14:30:00+08:00, or Z for UTC.',
    '4 amount: “1,234.50” is not an amount. Write it like 1234.50, with - for a return.',
    '5 ordered_at: “2026-03-03” is in the future.',
    '5 amount: “¥12” is not an amount. Write it like 1234.50, with - for a return.',
    '6 ordered_at: “2026-03-02T01:00:01Z” is in the future.',
    '6 amount: “１２” is not an amount. Write it like 1234.50, with - for a return.',
    '7 amount: “1.234” has too many decimals: USD has 2.',
    '8 amount: “1.5” has too many decimals: JPY has 0.',
    '9 currency: “XYZ” is not a currency. Write three letters such as EUR.',
    '10 account_external_id: This cell must not be empty.',
    '10 ordered_at: This cell must not be empty.',
    '10 amount: This cell must not be empty.',
    '11 ordered_at: “2026-02-01T25:00:00Z” is neither a date nor a point in time. Write it like 2026-03-02 or 2026-03-02T14:30:00+08:00.',
    '11 order_id: “O-1” is on line 2 already.',
  ])
  expect(outcome).toMatchObject({ rows: 10, bad: 10, created: 0 })
  expect(outcome.notices).toEqual([{ key: 'imports.unknownColumns', values: { columns: 'till' } }])
  expect(await orders(desk)).toEqual([])
})

test('with bad rows skipped the good orders come in, those of strangers not', async () => {
  const desk = await shop()
  const file =
    'order_id,account_external_id,ordered_at,amount\nO-1,A-9,2026-02-01,10\nO-2,A-1,2026-02-01,10\n'
  expect(await desk.bring('orders', file, { skipBad: true })).toMatchObject({ rows: 2, created: 1, bad: 1 })
  expect((await orders(desk)).map(({ externalId }) => externalId)).toEqual(['O-2'])
})

test('a thousand mistakes are told of one by one, all of them are counted', async () => {
  const desk = await shop()
  const rows = Array.from({ length: 1500 }, (_, i) => `O-${i},A-9,2026-02-01,x`)
  const outcome = await desk.bring(
    'orders',
    `order_id,account_external_id,ordered_at,amount\n${rows.join('\n')}\n`,
  )
  expect(outcome).toMatchObject({ rows: 1500, bad: 1500, issueCount: 3000 })
  expect(outcome.issues).toHaveLength(1000)
  expect(outcome.issues.at(-1)?.line).toBe(501)
})
