import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { planDuties } from '../../src/features/cadence/queries.ts'
import { openFile } from '../../src/slack/files.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import type { Message } from '../../src/sandbox/types.ts'
import { addCustomers, hears, modalOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

const ask = (tend: Tend, name: string, text: string): Promise<Message> => {
  const person = tend.slack.person(name)
  return hears(tend, person, () => tend.slack.command(person, '/segment', text))
}

const shown = (message: Message): string => JSON.stringify(message.blocks)

/** Names of customers in the order of the rows. */
const rows = (message: Message): string[] =>
  message.blocks.flatMap((block) => {
    const { text, accessory } = block as { text?: { text: string }; accessory?: { action_id?: string } }
    return accessory?.action_id === 'account-card.open'
      ? (/^\*(.+?)\*/.exec(text?.text ?? '')?.[1] ?? [])
      : []
  })

const ordered = (n: number): string[] =>
  Array.from({ length: n }, (_, k) => new Date(Date.UTC(2025, 7, 1 + 6 * n + k)).toISOString().slice(0, 10))

/** Thirty customers of ben's and two of dana's; the higher the number, the more and the later they bought. */
async function withCustomers(tend: Tend): Promise<void> {
  await addCustomers(tend, [
    ...Array.from({ length: 30 }, (_, n) => ({ name: `Buyer ${n + 1}`, orders: ordered(n + 1) })),
    { name: 'Prospect' },
    { name: 'Dana One', owner: 'dana', tier: 'key' as const, orders: ordered(12) },
    { name: 'Dana Two', owner: 'dana' },
  ])
}

test('a rep asks for the vips: the most valuable first, with owner, last order and what is at stake', async () => {
  const tend = await startTend()
  await withCustomers(tend)
  const list = await ask(tend, 'ben', 'vip')
  expect(list.to).toBe(tend.slack.person('ben').id)
  expect(list.text).toBe('*VIP* – 12 customers')
  expect(rows(list)).toEqual(Array.from({ length: 12 }, (_, n) => `Buyer ${30 - n}`))
  expect(shown(list)).toContain(
    '*Buyer 30* · general · Ben Carter\\n$75,000.00 · last order Thu 26 Feb (4 days ago) · at stake –',
  )
  expect(shown(list)).toContain('A rep of their own')
  expect(lintBlocks(list)).toEqual([])
})

test('twenty are shown, the rest on the next page and back', async () => {
  const tend = await startTend()
  const { slack } = tend
  await withCustomers(tend)
  const ben = slack.person('ben')
  const first = await ask(tend, 'ben', 'general')
  expect(first.text).toBe('*general* – 32 customers')
  expect(rows(first)).toHaveLength(20)
  const next = await hears(tend, ben, () => slack.press(ben, first, 'segments.next'))
  expect(rows(next)).toHaveLength(12)
  expect(rows(next)[0]).toBe('Buyer 10')
  expect(shown(next)).toContain('Page 2')
  const back = await hears(tend, ben, () => slack.press(ben, next, 'segments.back'))
  expect(rows(back)).toEqual(rows(first))
})

test.for([
  ['vip owner:@U gap<12', ['Buyer 30', 'Buyer 29']],
  ['orders>=29', ['Buyer 30', 'Buyer 29']],
  ['revenue<=5000 orders>0', ['Buyer 2', 'Buyer 1']],
  ['高价值活跃 orders>28', ['Buyer 30', 'Buyer 29']],
  ['key', ['Dana One']],
  ['key or prospect', ['Dana One', 'Prospect', 'Dana Two']],
  ['owner:dana -prospect', ['Dana One']],
  ['owner:me orders=30', ['Buyer 30']],
  ['tag:"North Fair"', ['Buyer 7']],
  ['orders>27 sort:gap', ['Buyer 28', 'Buyer 29', 'Buyer 30']],
] as const)('“%s” finds %o', async ([text, expected]) => {
  const tend = await startTend()
  await withCustomers(tend)
  await tend.db
    .updateTable('account')
    .set({ tags: ['north fair'] })
    .where('name', '=', 'Buyer 7')
    .execute()
  const asked = text.replace('@U', `<@${tend.slack.person('ben').id}|ben>`).replaceAll('>', '&gt;')
  // Slack writes mentions as its own and what people typed escaped.
  const list = await ask(tend, 'ben', asked.replace('|ben&gt;', '|ben>').replaceAll('gap<', 'gap&lt;'))
  expect(rows(list)).toEqual(expected)
})

test('/segment alone lists all names with how many there are, each with a way to its list', async () => {
  const tend = await startTend()
  const { slack } = tend
  await withCustomers(tend)
  const ben = slack.person('ben')
  const all = await ask(tend, 'ben', '')
  for (const part of [
    '*VIP* `vip` – 12 customers',
    '*prospect* `prospect` – 2 customers',
    '*key* `key` – 1 customer',
    '*getting to know* `acquaintance` – 3 customers',
    '*may be leaving* `lapsing` – 0 customers',
  ])
    expect(shown(all)).toContain(part)
  expect(shown(all)).not.toContain('unowned')
  expect(lintBlocks(all)).toEqual([])
  expect(shown(await ask(tend, 'ada', ''))).toContain('*without an owner* `unowned` – 0 customers')
  const list = await hears(tend, ben, () => slack.press(ben, all, { block_id: 'name-key' }))
  expect(rows(list)).toEqual(['Dana One'])
})

test('above them stands a picture of how large the segments are, with its n', async () => {
  const tend = await startTend()
  await withCustomers(tend)
  const all = await ask(tend, 'ben', '')
  const picture = all.blocks.find(({ type }) => type === 'data_visualization')
  expect(picture).toMatchObject({ title: 'Customers by segment', chart: { type: 'bar' } })
  expect(shown(all)).toContain('how much they bought (n = 33).')
  expect(all.text.replaceAll('\u00a0', ' ')).toBe(
    '*Customers by name*\nCustomers by segment\n' +
      'Customers: VIP 12 · dormant 0 · new 0 · promising 1 · at risk 11 · steady 7 · prospect 2',
  )
  expect(lintBlocks(all)).toEqual([])
  const empty = await startTend()
  expect((await ask(empty, 'ben', '')).blocks.map(({ type }) => type)).not.toContain('data_visualization')
})

test('where Slack refuses charts the same numbers come as a table, after a command and after a button', async () => {
  const tend = await startTend()
  const { slack } = tend
  await withCustomers(tend)
  slack.refused.add('data_visualization')
  const chen = slack.person('chen')
  const answers = async (): Promise<number> => {
    await ask(tend, 'chen', '')
    return slack.calls.filter(({ method }) => method === 'response_url').length
  }
  expect([await answers(), await answers()]).toEqual([2, 3])
  const all = slack.ephemerals(chen).at(-1)
  const table = all?.blocks.find(({ type }) => type === 'table') as
    | { rows?: { text: string }[][] }
    | undefined
  expect(table?.rows?.map((row) => row.map(({ text }) => text).join(' '))).toEqual([
    '客户分群 客户数',
    '高价值活跃 12',
    '高潜力沉睡 0',
    '新客 0',
    '潜力 1',
    '低价值流失风险 11',
    '普通稳定 7',
    '潜在客户 2',
  ])
  expect(all?.text).toContain('客户数：高价值活跃\u00a012 · ')
  expect(tend.logged()).toContain('Slack refused how numbers were shown')
  const list = await ask(tend, 'chen', 'vip')
  await slack.press(chen, list, 'segments.save')
  await hears(tend, chen, () => slack.submit(chen, modalOf(tend, chen), { name: 'Large' }))
  const kept = await ask(tend, 'chen', '')
  const anew = await hears(tend, chen, () => slack.press(chen, kept, 'segments.saved', '删除'))
  expect(anew.text).toContain('已删除“Large”。')
  expect(anew.blocks.filter(({ type }) => type === 'table')).toHaveLength(1)
})

test('where Slack takes no answer at all the acknowledgement says that something went wrong', async () => {
  const tend = await startTend()
  await withCustomers(tend)
  tend.slack.faults.next('response_url', { kind: 'status', status: 502 })
  const told = await ask(tend, 'ben', '')
  expect(told.text).toContain('Something broke on our side')
  expect(tend.logged()).toContain('Slack took no answer: http_502')
})

test('who may see what is as with /account: another team’s customers are neither listed nor counted', async () => {
  const tend = await startTend()
  await withCustomers(tend)
  const { id } = await tend.workspace()
  const team = await tend.db
    .insertInto('team')
    .values({ workspaceId: id, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tend.db
    .updateTable('member')
    .set({ teamId: team.id, role: 'manager' })
    .where('id', '=', tend.slack.person('dana').id)
    .execute()
  expect((await ask(tend, 'ben', 'key')).text).toContain('No customer of those you can see is *key*')
  expect((await ask(tend, 'dana', 'all')).text).toBe('*all customers* – 2 customers')
  expect(rows(await ask(tend, 'dana', 'orders>0'))).toEqual(['Dana One'])
  expect((await ask(tend, 'ada', 'all')).text).toBe('*all customers* – 33 customers')
})

test('a word that is not understood is pointed at, with the nearest', async () => {
  const tend = await startTend()
  const answer = await ask(tend, 'ben', 'vpi owner:me')
  expect(answer.text).toBe('I don’t know what is marked in “»vpi« owner:me”. Did you mean “vip”?')
  expect((await ask(tend, 'ben', 'owner:@bne')).text).toBe('I know nobody called “@bne”. Did you mean Ben?')
  expect((await ask(tend, 'ben', 'owner:zzz')).text).toBe('I know nobody called “zzz”.')
  expect((await ask(tend, 'chen', 'vpi')).text).toBe('无法识别“»vpi«”中标出的内容。你要找的是“vip”吗？')
})

test('a manager shares a list in the channel, a rep only their own', async () => {
  const tend = await startTend()
  const { slack } = tend
  await withCustomers(tend)
  const [ada, ben] = [slack.person('ada'), slack.person('ben')]
  const general = slack.channel('general')
  const posted = async (name: string, text: string): Promise<Message> => {
    const person = slack.person(name)
    const list = await hears(tend, person, () =>
      slack.command(person, '/segment', text, { channel: general.id }),
    )
    const before = slack.messages(general).length
    await slack.press(person, list, 'segments.share')
    return slack.until(() => slack.messages(general)[before])
  }
  const everyone = await posted('ada', 'all')
  expect(everyone.text).toBe(`<@${ada.id}> shares: *all customers* – 33 customers`)
  expect(rows(everyone)).toHaveLength(20)
  expect(shown(everyone)).not.toContain('segments.')
  expect(lintBlocks(everyone)).toEqual([])
  const own = await posted('ben', 'orders=12')
  expect(own.text).toBe(`<@${ben.id}> shares their own customers: *orders = 12* – 1 customer`)
  expect(rows(own)).toEqual(['Buyer 12'])
  const theirs = await hears(tend, ben, () => slack.command(ben, '/segment', 'key', { channel: general.id }))
  const refusal = await hears(tend, ben, () => slack.press(ben, theirs, 'segments.share'))
  expect(refusal.text).toContain('None of these are yours')
})

test('the file of a list comes into the asker’s direct message, and calculates nothing', async () => {
  const tend = await startTend()
  const { slack } = tend
  await addCustomers(tend, [
    { name: '=HYPERLINK("http://evil")', orders: ['2026-02-01'] },
    { name: '+1', orders: ['2026-02-02'] },
    { name: '@sum, quoted "so"' },
    { name: '-2' },
    { name: '华信科技' },
  ])
  const ben = slack.person('ben')
  const list = await ask(tend, 'ben', 'all')
  await hears(tend, ben, () => slack.press(ben, list, 'segments.file'))
  const said = await hears(tend, ben, () => tend.settle())
  expect(said.files).toHaveLength(1)
  expect(said.text).toBe('Customers: all customers – 5 customers')
  const { bytes } = await openFile(tend.deps.slack, tend.deps.config, String(said.files?.[0]?.['id']))
  let text = ''
  for await (const piece of bytes) text += piece.toString()
  const lines = text.split('\r\n')
  expect(lines[0]).toMatch(
    /^\uFEFFaccount,external_id,owner,tier,stage,segment,r,f,m,orders,revenue,currency,last_order/,
  )
  expect(lines.slice(1, 6).map((line) => line.split(',Ben')[0])).toEqual([
    '"\'=HYPERLINK(""http://evil"")",',
    "'+1,",
    '"\'@sum, quoted ""so""",',
    "'-2,",
    '华信科技,',
  ])
})

test('what is saved by a name is there for everybody, until it is removed', async () => {
  const tend = await startTend()
  const { slack } = tend
  await withCustomers(tend)
  const ben = slack.person('ben')
  const list = await ask(tend, 'ben', 'vip orders>28')
  await slack.press(ben, list, 'segments.save')
  const refused = await slack.submit(ben, modalOf(tend, ben), { name: 'vip' })
  expect(JSON.stringify(refused.body)).toContain('means something in a filter already')
  const said = await hears(tend, ben, () => slack.submit(ben, modalOf(tend, ben), { name: 'Big ones' }))
  expect(said.text).toContain('Saved: `/segment Big ones` shows VIP · orders &gt; 28.')
  expect(rows(await ask(tend, 'dana', 'big  ONES'))).toEqual(['Buyer 30', 'Buyer 29'])
  const all = await ask(tend, 'ben', '')
  expect(shown(all)).toContain('*Big ones* `vip orders&gt;28`')
  const list2 = await hears(tend, ben, () => slack.press(ben, all, 'segments.saved', 'Show'))
  expect(rows(list2)).toEqual(['Buyer 30', 'Buyer 29'])
  const without = await hears(tend, ben, () => slack.press(ben, all, 'segments.saved', 'Remove'))
  expect(shown(without)).not.toContain('Big ones')
  expect((await ask(tend, 'dana', 'big ones')).text).toContain('I don’t know what is marked')
})

const longName = (n: number): string => `${'“<&>_*'.repeat(24)}${n}`.slice(0, 150)

test('all names, a picture and as many saved ones as there may be fit one message, charts or not', async () => {
  const tend = await startTend()
  const { slack } = tend
  await withCustomers(tend)
  const { id: workspaceId } = await tend.workspace()
  const saved = Array.from({ length: 15 }, (_, n) => ({
    workspaceId,
    name: longName(n).slice(0, 58) + n,
    nameKey: `name ${n}`,
    filter: 'tag:"<&>_*" or '.repeat(19),
    savedBy: 'U1',
    savedAt: tend.deps.now(),
  }))
  await tend.db.insertInto('savedSegment').values(saved).execute()
  for (const refused of ['', 'data_visualization', 'table']) {
    slack.refused.add(refused)
    for (const name of ['ada', 'chen']) expect(lintBlocks(await ask(tend, name, ''))).toEqual([])
  }
  const ben = slack.person('ben')
  const list = await ask(tend, 'ben', 'vip')
  await slack.press(ben, list, 'segments.save')
  const more = await slack.submit(ben, modalOf(tend, ben), { name: 'One more' })
  expect(JSON.stringify(more.body)).toContain('There are 15 saved already.')
})

test('twenty of the longest names fit one message', async () => {
  const tend = await startTend()
  await addCustomers(
    tend,
    Array.from({ length: 21 }, (_, n) => ({
      name: longName(n),
      tier: 'important' as const,
      orders: ['2025-12-01'],
    })),
  )
  await tend.db
    .updateTable('member')
    .set({ name: '👩‍👩‍👧‍👦'.repeat(20) })
    .execute()
  const list = await ask(tend, 'ben', 'important or ('.concat('tag:"', 'x'.repeat(200), '")'))
  expect(rows(list)).toHaveLength(20)
  expect(lintBlocks(list)).toEqual([])
})

test('a customer with an open warning is leaving, and what is at stake follows from its level', async () => {
  const tend = await startTend()
  await withCustomers(tend)
  const { id } = await tend.workspace()
  const { accountId } = await tend.db
    .selectFrom('account')
    .select('id as accountId')
    .where('name', '=', 'Buyer 4')
    .executeTakeFirstOrThrow()
  const now = tend.deps.now()
  const warning = {
    workspaceId: id,
    accountId,
    level: 'quiet' as const,
    openedOn: day('2026-03-02'),
    openedAt: now,
  }
  await tend.db.insertInto('warning').values(warning).execute()
  await planDuties(tend.db, await tend.workspace(), now, [accountId])
  const list = await ask(tend, 'ben', 'leaving')
  expect(list.text).toBe('*may be leaving* – 1 customer')
  expect(shown(list)).toContain('*Buyer 4* · general · Ben Carter\\n$10,000.00 · ')
  expect(shown(list)).toContain('at stake $5,000.00')
})

test('help says what can be typed', async () => {
  const tend = await startTend()
  expect((await ask(tend, 'ben', 'help')).text).toContain(
    '/segment vip owner:@mei gap>60 tag:cost sort:stake',
  )
  expect((await ask(tend, 'chen', '帮助')).text).toContain('高潜力沉睡')
})
