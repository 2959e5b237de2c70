import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { cardOf } from '../../src/features/account-card/queries.ts'
import { accountFor } from '../../src/features/accounts/queries.ts'
import { addAccounts, addMembers, addWorkspace } from '../support/customers.ts'
import { addCustomers, hears, modalOf, openOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

const shown = (message: { blocks: readonly object[] }): string => JSON.stringify(message.blocks)

/** What somebody sees who asks for a customer. */
const cardFor = (tend: Tend, name: string, text: string) => {
  const person = tend.slack.person(name)
  return hears(tend, person, () => tend.slack.command(person, '/account', text))
}

test('a rep reads on the card what is due, why, and what was last bought', async () => {
  const tend = await startTend()
  const { db, slack } = tend
  const [acme = 0] = await addCustomers(tend, [
    { name: 'Acme', tier: 'key', lastContact: '2026-02-20', orders: ['2026-02-27', '2025-11-03'] },
  ])
  const { id } = await tend.workspace()
  await db
    .updateTable('account')
    .set({ industry: 'Shipping', tags: ['fair', 'north'] })
    .where('id', '=', acme)
    .execute()
  const contact = {
    workspaceId: id,
    accountId: acme,
    name: 'Ida Holt',
    phone: '+44 20 7946 0000',
    birthday: '--05-17',
  }
  await db
    .insertInto('contact')
    .values({ ...contact, changedAt: tend.deps.now() })
    .execute()
  const card = await cardFor(tend, 'ben', 'acme')
  expect(card.to).toBe(slack.person('ben').id)
  const text = shown(card)
  for (const part of [
    '*Acme*',
    'key customer · a contact every 14 days · a visit every 90 days',
    'Owner: Ben Carter',
    '*Last touch*\\nFri 20 Feb (from the import)',
    '*Revenue*\\n$5,000.00, 2 orders',
    'Shipping',
    'fair · north',
    'Fri 27 Feb: $2,500.00',
    'Mon, 3 Nov 2025: $2,500.00',
    'Ida Holt · +44 20 7946 0000 · born 17 May',
    'Bought $2,500.00 on Fri 27 Feb – thank them',
    'Last touch 10 days ago',
  ])
    expect(text).toContain(part)
})

test('the card in Chinese reads as Chinese', async () => {
  const tend = await startTend()
  await addCustomers(tend, [{ name: '北京鑫源', tier: 'key', owner: 'chen', orders: ['2026-02-27'] }])
  const text = shown(await cardFor(tend, 'chen', '鑫源'))
  for (const part of [
    '关键客户 · 每 14 天联系一次 · 每 90 天拜访一次',
    '负责人：陈静',
    '上次触达',
    '未完成的跟进',
    '登记订单',
  ])
    expect(text).toContain(part)
})

test('the card says what was last said, and one’s own logs can be edited and deleted', async () => {
  const tend = await startTend()
  const { slack } = tend
  await addCustomers(tend, [{ name: 'Acme' }])
  const [ben, dana] = [slack.person('ben'), slack.person('dana')]
  await slack.command(ben, '/log-call', 'Acme: wants *three* more <!channel>')
  await slack.command(dana, '/log-call', 'Acme: no answer')
  const card = await cardFor(tend, 'ben', 'Acme')
  expect(shown(card)).toContain('Mon 2 Mar, call, Ben Carter')
  expect(shown(card)).toContain('&lt;!channel&gt;')
  expect(shown(card)).not.toContain('<!channel>')
  expect(shown(card)).not.toContain('wants *three*')
  expect(shown(card)).toContain('call, no answer, Dana Flores')
  const removes = (person: string) =>
    cardFor(tend, person, 'Acme').then((seen) => shown(seen).match(/"interactions.remove"/g)?.length)
  expect(await removes('ben')).toBe(1)
  await hears(tend, ben, () => slack.press(ben, card, 'interactions.remove'))
  expect(await removes('ben')).toBeUndefined()
})

test('from the card a call is logged', async () => {
  const tend = await startTend()
  const { slack } = tend
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', orders: ['2026-02-27'] }])
  const ben = slack.person('ben')
  const card = await cardFor(tend, 'ben', 'Acme')
  await slack.press(ben, card, 'interactions.open')
  await hears(tend, ben, () => slack.submit(ben, modalOf(tend, ben), { summary: 'Renewal' }))
  expect(await openOf(tend.db, acme)).not.toHaveProperty('thank')
})

test('an unknown name brings the nearest as buttons, and one of them the card', async () => {
  const tend = await startTend()
  const { slack } = tend
  await addCustomers(tend, [{ name: 'Acme Ltd' }, { name: 'Zebra' }])
  const ben = slack.person('ben')
  const asked = await cardFor(tend, 'ben', 'Acmee Lmtd')
  expect(asked.text).toBe('I found no customer called “Acmee Lmtd”. Did you mean one of these?')
  expect(shown(asked)).not.toContain('Zebra')
  const card = await hears(tend, ben, () => slack.press(ben, asked, 'account-card.open'))
  expect(shown(card)).toContain('*Acme Ltd*')
  const nobody = await cardFor(tend, 'ben', '<!channel> *x*')
  expect(nobody.text).toContain('&lt;!channel&gt;')
  expect(nobody.text).toContain('/account new')
})

test('namesakes are told apart by number or owner', async () => {
  const tend = await startTend()
  await addCustomers(tend, [
    { name: 'Acme', owner: 'dana' },
    { name: 'Acme', owner: 'chen' },
  ])
  const asked = await cardFor(tend, 'ben', 'acme')
  expect(shown(asked)).toMatch(/Acme · #\d+ · Dana Flores/)
  expect(shown(asked)).toMatch(/Acme · #\d+ · 陈静/)
})

test('help says what there is, and nothing typed says the same', async () => {
  const tend = await startTend()
  const help = await cardFor(tend, 'ben', 'help')
  expect(help.text).toContain('/account new')
  expect((await cardFor(tend, 'ben', '')).text).toBe(help.text)
})

test('managers see which customers nobody owns, and open them; a rep is not troubled with them', async () => {
  const tend = await startTend()
  const { id } = await tend.workspace()
  const retired = { retiredAt: tend.deps.now(), retiredWhy: 'closed down' }
  await addAccounts(tend.db, id, [{ name: 'Free' }, { name: 'Gone', ...retired }])
  await addCustomers(tend, [{ name: 'Acme' }])
  const said = await cardFor(tend, 'ada', '')
  expect(shown(said)).toContain('Customers without an owner')
  expect(shown(said)).not.toMatch(/Acme"|Gone/)
  const ada = tend.slack.person('ada')
  const card = await hears(tend, ada, () => tend.slack.press(ada, said, 'account-card.open'))
  expect(shown(card)).toContain('Owner: nobody yet')
  expect(shown(card)).toContain('Take it')
  expect(shown(await cardFor(tend, 'ben', ''))).not.toContain('without an owner')
})

test('names are shown as they are: no pings, links, formats or turned text', async () => {
  const tend = await startTend()
  const hostile = ['<!channel> *b* _i_ `c`', '<https://x.test|y>', 'a\u202eb', ':tada: & Co', '👨‍👩‍👧 Family']
  await addCustomers(
    tend,
    hostile.map((name) => ({ name })),
  )
  for (const name of hostile) {
    const text = shown(await cardFor(tend, 'ben', name))
    expect(text).not.toMatch(/<!|<https|\u202e| \*b\* | :tada: /)
  }
  expect(shown(await cardFor(tend, 'ben', '👨‍👩‍👧 Family'))).toContain('👨‍👩‍👧 Family')
  expect(tend.slack.warnings).toEqual([])
})

test('a customer called New Balance is shown, not made', async () => {
  const tend = await startTend()
  await addCustomers(tend, [{ name: 'New Balance' }])
  expect(shown(await cardFor(tend, 'ben', 'new balance'))).toContain('*New Balance*')
  expect(tend.slack.views(tend.slack.person('ben'))).toEqual([])
})

test('where the only customer is Newport, `new` still opens the form', async () => {
  const tend = await startTend()
  await addCustomers(tend, [{ name: 'Newport' }])
  const ben = tend.slack.person('ben')
  for (const text of ['new', 'new port']) {
    await tend.slack.command(ben, '/account', text)
    expect(modalOf(tend, ben).callback_id).toBe('account-form.create')
    await tend.slack.dismiss(ben, modalOf(tend, ben))
  }
})

test('a customer of another team is as good as unknown', async () => {
  const tend = await startTend()
  const { db, slack } = tend
  const { id } = await tend.workspace()
  const team = await db
    .insertInto('team')
    .values({ workspaceId: id, name: 'East' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.updateTable('member').set({ teamId: team.id }).where('id', '=', slack.person('chen').id).execute()
  const [hers = 0] = await addCustomers(tend, [{ name: 'Acme', owner: 'chen' }, { name: 'Mine' }])
  expect((await cardFor(tend, 'ben', 'Acme')).text).toContain('I found no customer called “Acme”')
  const ben = slack.person('ben')
  const mine = await cardFor(tend, 'ben', 'Mine')
  const forged = {
    ...mine,
    blocks: JSON.parse(JSON.stringify(mine.blocks).replaceAll(/"value":"\d+"/g, `"value":"${hers}"`)),
  }
  for (const button of ['interactions.open', 'account-form.edit', 'orders.open']) {
    const told = await hears(tend, ben, () => slack.press(ben, forged, button))
    expect(told.text).toContain('not among those you can see')
    expect(slack.views(ben)).toEqual([])
  }
})

test('of two managers who take a customer nobody owns the first has it, the other is told', async () => {
  const tend = await startTend()
  const { db, slack } = tend
  const { id } = await tend.workspace()
  await db
    .updateTable('member')
    .set({ role: 'manager' })
    .where('id', 'in', [slack.person('dana').id, slack.person('chen').id])
    .execute()
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme' }])
  await db.updateTable('account').set({ ownerId: null }).where('id', '=', acme).execute()
  expect((await cardFor(tend, 'ben', 'Acme')).text).toContain('I found no customer')
  const [dana, chen] = [slack.person('dana'), slack.person('chen')]
  const [hers, his] = [await cardFor(tend, 'dana', 'Acme'), await cardFor(tend, 'chen', 'Acme')]
  const card = await hears(tend, dana, () => slack.press(dana, hers, 'account-card.take'))
  expect(shown(card)).toContain('Owner: Dana Flores')
  const told = await hears(tend, chen, () => slack.press(chen, his, 'account-card.take'))
  expect(told.text).toBe('Dana Flores 已于 3月2日周一 17:00 接手该客户。')
  const { ownerId } = await db
    .selectFrom('account')
    .select('ownerId')
    .where('id', '=', acme)
    .executeTakeFirstOrThrow()
  expect(ownerId).toBe(dana.id)
  expect(
    await db
      .selectFrom('accountChange')
      .select(['field', 'before', 'after'])
      .where('workspaceId', '=', id)
      .execute(),
  ).toEqual([{ field: 'owner', before: null, after: dana.id }])
  const reps = await db.selectFrom('followUp').select('repId').where('closedAt', 'is', null).execute()
  expect(reps.map(({ repId }) => repId)).toEqual([dana.id])
})

test('another workspace’s customer has an empty card', async () => {
  const tend = await startTend()
  const other = await addWorkspace(tend.db, 'T2')
  await addMembers(tend.db, other, { UADA: { role: 'admin' } })
  const [theirs = 0] = await addAccounts(tend.db, other, [{ name: 'Acme', ownerId: 'UADA' }])
  const viewer = { id: 'UADA', role: 'admin', teamId: null } as const
  const account = await accountFor(tend.db, other, viewer, theirs)
  const ours = await tend.workspace()
  const card = await cardOf(tend.db, ours, account, day('2026-03-02'))
  expect(card).toMatchObject({
    stats: undefined,
    touch: undefined,
    logs: [],
    orders: [],
    contacts: [],
    duties: [],
  })
})
