import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Message, Person } from '../../src/sandbox/types.ts'
import { startTend, type Tend } from '../support/tend.ts'

const CUSTOMERS =
  'external_id,name,owner_email\nA-1,Acme <!channel>,ben@harbour.test\nA-2,华信科技,nobody@harbour.test\n'

/** Drops a file, and waits until what it brought about is done. */
async function drop(tend: Tend, who: Person, name: string, content: string | Uint8Array): Promise<Message> {
  await tend.slack.dropFile(who, name, content)
  await tend.settle()
  return newest(tend, who)
}

function newest({ slack }: Tend, who: Person): Message {
  const message = slack.messages(who).findLast(({ user, to }) => user === slack.botUserId && !to)
  if (!message) throw new Error('nothing was said')
  return message
}

async function press(tend: Tend, who: Person, message: Message, action: string): Promise<void> {
  await tend.slack.press(who, message, { action_id: action })
  await tend.settle()
}

const buttons = ({ blocks }: Message): string[] =>
  blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => elements as { action_id: string }[])
    .map(({ action_id }) => action_id)

const accounts = ({ db }: Tend) =>
  db.selectFrom('account').select(['externalId', 'name', 'ownerId']).orderBy('id').execute()

test('an admin drops a list of customers, sees what would come of it, and imports it', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  const seen = await drop(tend, ada, 'customers.csv', CUSTOMERS)
  expect(seen.text).toBe('*customers.csv* · customers\n2 rows: 2 new, 0 changed, 0 as they are.')
  expect(JSON.stringify(seen.blocks)).toContain('nobody@harbour.test. One customer has no new owner')
  expect(buttons(seen)).toEqual(['imports.run', 'imports.cancel'])
  expect(await accounts(tend)).toEqual([])

  await press(tend, ada, seen, 'imports.run')
  expect(newest(tend, ada)).toMatchObject({
    ts: seen.ts,
    text: '*customers.csv*\nImported. 2 rows: 2 new, 0 changed, 0 as they are.',
  })
  expect(buttons(newest(tend, ada))).toEqual([])
  const ben = tend.slack.person('ben')
  expect(await accounts(tend)).toEqual([
    { externalId: 'A-1', name: 'Acme <!channel>', ownerId: ben.id },
    { externalId: 'A-2', name: '华信科技', ownerId: null },
  ])
  const duties = await tend.db.selectFrom('followUp').select('repId').execute()
  expect(duties.map(({ repId }) => repId)).toContain(ben.id)
})

test('a manager who reads Chinese is answered in Chinese', async () => {
  const tend = await startTend()
  const chen = tend.slack.person('chen')
  await tend.db.updateTable('member').set({ role: 'manager' }).where('id', '=', chen.id).execute()
  const seen = await drop(
    tend,
    chen,
    '客户名单.csv',
    'external_id,name,tier\nA-1,华信科技,金牌\nA-2,Acme,key\n',
  )
  expect(seen.text).toBe(
    [
      '*客户名单.csv* · 客户',
      '共 2 行：新增 1，更新 0，无变化 0。',
      '2 行中有 1 行有误：',
      '• 第 2 行 tier：“金牌”不在可选范围内：general, important, key。',
    ].join('\n'),
  )
  await press(tend, chen, seen, 'imports.run')
  expect(newest(tend, chen).text).toBe('*客户名单.csv*\n导入完成。共 2 行：新增 1，更新 0，无变化 0。')
  expect((await accounts(tend)).map(({ externalId }) => externalId)).toEqual(['A-2'])
})

test('a rep is told kindly who can, and nothing is read', async () => {
  const tend = await startTend()
  const ben = tend.slack.person('ben')
  const said = await drop(tend, ben, 'customers.csv', CUSTOMERS)
  expect(said.text).toContain('Managers and admins bring lists in: Ada Martin.')
  expect(tend.slack.calls.filter(({ method }) => method === 'files.info')).toEqual([])
})

test('what is no CSV, and a CSV of something else, is answered in a sentence', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  expect((await drop(tend, ada, 'customers.xlsx', 'x')).text).toContain('I read CSV files.')
  const other = await drop(tend, ada, 'other.csv', 'colour,size\nred,1\n')
  expect(other.text).toContain('The columns show neither customers')
  expect(buttons(other)).toEqual([])
  const workbook = await drop(tend, ada, 'book.csv', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]))
  expect(workbook.text).toContain('This is an Excel workbook, not a CSV.')
})

test('pressing twice is one import, and the second is told who did it and when', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  const seen = await drop(tend, ada, 'customers.csv', CUSTOMERS)
  await tend.slack.press(ada, seen, { action_id: 'imports.run' })
  await tend.slack.press(ada, seen, { action_id: 'imports.run' })
  await tend.slack.press(ada, seen, { action_id: 'imports.cancel' })
  await tend.settle()
  const told = tend.slack.ephemerals(ada).map(({ text }) => text)
  expect(told).toEqual([
    'Ada Martin pressed Import already, Mon 2 Mar, 09:00.',
    'Ada Martin pressed Import already, Mon 2 Mar, 09:00.',
  ])
  const runs = await tend.db.selectFrom('audit').select('act').where('act', '=', 'imports.done').execute()
  expect(runs).toHaveLength(1)
  expect(newest(tend, ada).text).toContain('Imported.')
})

test('a cancelled import stays cancelled', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  const seen = await drop(tend, ada, 'customers.csv', CUSTOMERS)
  await press(tend, ada, seen, 'imports.cancel')
  expect(newest(tend, ada).text).toBe('Cancelled: nothing was written.')
  await press(tend, ada, seen, 'imports.run')
  expect(tend.slack.ephemerals(ada).at(-1)?.text).toContain('Ada Martin cancelled this import')
  expect(await accounts(tend)).toEqual([])
})

test('the same file again has nothing to import', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  await press(tend, ada, await drop(tend, ada, 'customers.csv', CUSTOMERS), 'imports.run')
  const again = await drop(tend, ada, 'customers.csv', CUSTOMERS)
  expect(again.text).toContain('Nothing to do: all of it is here already.')
  expect(buttons(again)).toEqual([])
})

test('orders and contacts are recognised by their columns', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  await press(tend, ada, await drop(tend, ada, 'customers.csv', CUSTOMERS), 'imports.run')
  const orders = await drop(
    tend,
    ada,
    'orders.csv',
    'order_id,account_external_id,ordered_at,amount\nO-1,A-1,2026-02-01,12.50\n',
  )
  expect(orders.text).toContain('*orders.csv* · orders')
  await press(tend, ada, orders, 'imports.run')
  const contacts = await drop(tend, ada, 'log.csv', 'account_external_id,at,channel\nA-1,2026-02-01,call\n')
  expect(contacts.text).toContain('*log.csv* · contacts with customers')
  await press(tend, ada, contacts, 'imports.run')
  expect(await tend.db.selectFrom('order').select('amount').execute()).toEqual([{ amount: 1250 }])
  expect(await tend.db.selectFrom('interaction').select('channel').execute()).toEqual([{ channel: 'call' }])
})

test('where Slack does not hand the file over it is said, and the button works again', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  const seen = await drop(tend, ada, 'customers.csv', CUSTOMERS)
  tend.slack.faults.next('files.download', { kind: 'status', status: 503 })
  await press(tend, ada, seen, 'imports.run')
  const failed = newest(tend, ada)
  expect(failed.text).toContain('Slack did not hand the file over.')
  expect(await accounts(tend)).toEqual([])
  await press(tend, ada, failed, 'imports.run')
  expect(newest(tend, ada).text).toContain('Imported.')
})

test('an import that was written before its message arrived is told of, not done again', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  const seen = await drop(tend, ada, 'customers.csv', CUSTOMERS)
  await tend.slack.press(ada, seen, { action_id: 'imports.run' })
  await tend.slack.settled()
  const data = await waiting(tend)
  await tend.settle()
  await tend.deps.queue.send(tend.db, 'imports.run', data)
  await tend.settle()
  expect(newest(tend, ada).text).toBe('Imported. 2 rows: 2 new, 0 changed, 0 as they are.')
  expect(
    await tend.db.selectFrom('audit').select('act').where('act', '=', 'imports.done').execute(),
  ).toHaveLength(1)
})

test('neither jobs nor logs hold words of the file', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  const seen = await drop(tend, ada, 'secret-list.csv', `${CUSTOMERS}A-3,Secret Ltd,\n`)
  await tend.slack.press(ada, seen, { action_id: 'imports.run' })
  await tend.slack.settled()
  expect(Object.keys(await waiting(tend)).toSorted()).toEqual([
    'channel',
    'file',
    'kind',
    'member',
    'skipBad',
    'ts',
    'workspace',
  ])
  await tend.settle()
  expect(tend.logged()).not.toMatch(/secret/i)
})

/** The data of the import that waits in the queue. */
async function waiting({ db }: Tend): Promise<object> {
  const { rows } = await sql<{ data: object }>`
    select data from pgboss.job where name = 'imports.run' and state < 'active'
  `.execute(db)
  return rows[0]?.data ?? {}
}
