import { expect, test } from 'vitest'
import { mainContact } from '../../src/features/account-form/queries.ts'
import type { View } from '../../src/sandbox/types.ts'
import { addAccounts, addMembers, addWorkspace } from '../support/customers.ts'
import { addCustomers, hears, modalOf, openOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

const openNew = async (tend: Tend, name: string, text = 'new'): Promise<View> => {
  const person = tend.slack.person(name)
  await tend.slack.command(person, '/account', text)
  return modalOf(tend, person)
}

const openEdit = async (tend: Tend, name: string, customer: string): Promise<View> => {
  const person = tend.slack.person(name)
  const card = await hears(tend, person, () => tend.slack.command(person, '/account', customer))
  await tend.slack.press(person, card, 'account-form.edit')
  return modalOf(tend, person)
}

const account = ({ db }: Tend, name: string) =>
  db.selectFrom('account').selectAll().where('name', '=', name).executeTakeFirstOrThrow()

const changes = ({ db }: Tend) =>
  db
    .selectFrom('accountChange')
    .select(['memberId', 'field', 'before', 'after', 'reason'])
    .orderBy('id')
    .execute()

test('a rep adds a customer, who is theirs and due from then on', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const modal = await openNew(tend, 'ben', 'new  Harbour   Café')
  const said = await hears(tend, ben, () =>
    slack.submit(ben, modal, {
      tier: 'key',
      industry: 'Food',
      phone: '+44 20 7946 0000',
      email: 'ida@harbour.test',
      birthday: '05-17',
      externalId: 'C-77',
      tags: 'fair; north，fair',
    }),
  )
  expect(said.text).toMatch(
    /^Created: \*Harbour Café\*, owned by Ben Carter\.\nNext: \w+ \d+ Mar, key, every 14 days/,
  )
  expect(slack.views(ben)).toEqual([])
  const made = await account(tend, 'Harbour Café')
  expect(made).toMatchObject({
    ownerId: ben.id,
    tier: 'key',
    industry: 'Food',
    externalId: 'C-77',
    tags: ['fair', 'north'],
    nameKey: 'harbour café',
    cameOn: '2026-03-02',
  })
  const contact = await db.selectFrom('contact').selectAll().executeTakeFirstOrThrow()
  expect(contact).toMatchObject({ phone: '+44 20 7946 0000', email: 'ida@harbour.test', birthday: '--05-17' })
  expect(Object.keys(await openOf(db, made.id)).toSorted()).toEqual(['rhythm', 'visit'])
  expect(await changes(tend)).toMatchObject([
    { memberId: ben.id, field: 'owner', before: null, after: ben.id },
  ])
  const audit = await db.selectFrom('audit').select(['act', 'memberId', 'subject', 'subjectId']).execute()
  expect(audit).toContainEqual({
    act: 'accounts.create',
    memberId: ben.id,
    subject: 'account',
    subjectId: `${made.id}`,
  })
  expect(slack.warnings).toEqual([])
})

test('a customer who may be there already is shown first, and made all the same when it is another', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [{ name: 'Acme', owner: 'dana' }])
  const modal = await openNew(tend, 'ben')
  await slack.submit(ben, modal, { name: 'ＡＣＭＥ', industry: 'Shipping' })
  expect(modalOf(tend, ben).id).toBe(modal.id)
  expect(JSON.stringify(modalOf(tend, ben).blocks)).toContain('Acme · Dana Flores')
  expect(await db.selectFrom('account').select('id').execute()).toHaveLength(1)
  const said = await hears(tend, ben, () => slack.submit(ben, modalOf(tend, ben), { anyway: ['anyway'] }))
  expect(said.text).toContain('Created: *ＡＣＭＥ*')
  const industries = await db.selectFrom('account').select('industry').orderBy('id').execute()
  expect(industries).toEqual([{ industry: null }, { industry: 'Shipping' }])
  expect(slack.warnings).toEqual([])
})

test('somebody else’s new customer is told to them, in their language', async () => {
  const tend = await startTend()
  const { slack } = tend
  const [ben, chen] = [slack.person('ben'), slack.person('chen')]
  const modal = await openNew(tend, 'ben')
  await hears(tend, ben, () => slack.submit(ben, modal, { name: '鑫源 *贸易*', owner: chen.id }))
  const told = await hears(tend, chen, () => tend.settle())
  expect(told.text).toContain('将“鑫源')
  expect(told.text).not.toContain('*贸易*')
  expect(JSON.stringify(told.blocks)).toContain('下次：')
  const card = await hears(tend, chen, () => slack.press(chen, told, 'account-card.open'))
  expect(card.to).toBe(chen.id)
  expect(card.text).toContain('负责人：陈静')
  expect(slack.messages(chen).map(({ text }) => text)).toContain(told.text)
})

test.for([
  [{ name: '\u202e \u200b' }, 'name', 'A name is needed.', '请填写名称。'],
  [
    { name: 'x'.repeat(201) },
    'name',
    'This name is too long. Keep it to 200 characters.',
    '名称太长，最多 200 个字符。',
  ],
  [{ name: '👨‍👩‍👧'.repeat(60) }, 'name', 'Keep it to 200 characters.', '最多 200 个字符。'],
  [
    { name: 'A', phone: 'call me' },
    'phone',
    'This does not look like a phone number. Write it like +44 20 7946 0000.',
    '电话号码格式不正确，例如 +86 10 6552 0000。',
  ],
  [
    { name: 'A', email: 'a@b' },
    'email',
    'This does not look like an e-mail address. Write it like name@example.com.',
    '邮箱格式不正确，例如 name@example.com。',
  ],
  [
    { name: 'A', birthday: '1980-02-30' },
    'birthday',
    'There is no such day. Write it like 1980-05-17, or 05-17 without the year.',
    '没有这个日期。例如 1980-05-17；不知道年份可只填 05-17。',
  ],
  [{ name: 'A', birthday: '2026-03-04' }, 'birthday', 'This is in the future.', '日期不能晚于今天。'],
  [
    { name: 'A', tags: Array.from({ length: 31 }, (_, i) => i).join(',') },
    'tags',
    'Keep it to 30 tags.',
    '标签最多 30 个。',
  ],
  [
    { name: 'A', externalId: 'C-1' },
    'externalId',
    'Another customer has the number C-1.',
    '客户编号 C-1 已被其他客户使用。',
  ],
] as const)(
  '%j is refused under its field, in the reader’s language',
  async ([values, field, english, chinese]) => {
    const tend = await startTend()
    const { slack } = tend
    const [known = 0] = await addCustomers(tend, [{ name: 'Known' }])
    await tend.db.updateTable('account').set({ externalId: 'C-1' }).where('id', '=', known).execute()
    for (const [name, sentence] of [
      ['ben', english],
      ['chen', chinese],
    ] as const) {
      const modal = await openNew(tend, name)
      const answer = await slack.submit(slack.person(name), modal, values)
      expect(answer.body).toEqual({ response_action: 'errors', errors: { [field]: sentence } })
    }
    expect(await tend.db.selectFrom('account').select('id').execute()).toHaveLength(1)
    expect(await changes(tend)).toEqual([])
  },
)

test('only a full member can own a customer', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  await slack.changeUser(slack.person('dana'), { restricted: true })
  await slack.settled()
  const modal = await openNew(tend, 'ben')
  for (const owner of [slack.person('dana').id, slack.botUserId]) {
    const answer = await slack.submit(ben, modal, { name: 'Acme', owner })
    expect(answer.body).toEqual({
      response_action: 'errors',
      errors: { owner: 'Choose somebody who is a full member of this workspace.' },
    })
  }
})

test('an edit keeps who changed what, and of the contact only that it changed', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [{ name: 'Acme', lastContact: '2026-02-20' }])
  const modal = await openEdit(tend, 'ben', 'Acme')
  const said = await hears(tend, ben, () =>
    slack.submit(ben, modal, { name: 'Acme Ltd', industry: 'Shipping', phone: '020 7946 0000' }),
  )
  expect(said.text).toMatch(/^Saved: \*Acme Ltd\*\.\nNext: /)
  expect(await account(tend, 'Acme Ltd')).toMatchObject({ nameKey: 'acme ltd', industry: 'Shipping' })
  expect(await changes(tend)).toEqual([
    { memberId: ben.id, field: 'name', before: 'Acme', after: 'Acme Ltd', reason: '' },
    { memberId: ben.id, field: 'industry', before: null, after: 'Shipping', reason: '' },
    { memberId: ben.id, field: 'phone', before: null, after: null, reason: '' },
  ])
  const again = await openEdit(tend, 'ben', 'Acme Ltd')
  const same = await hears(tend, ben, () => slack.submit(ben, again))
  expect(same.text).toContain('Nothing changed for *Acme Ltd*.')
  expect(await db.selectFrom('contact').select('phone').execute()).toEqual([{ phone: '020 7946 0000' }])
  expect(await changes(tend)).toHaveLength(3)
})

test('what an import brought of a contact is edited in place', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme' }])
  const { id } = await tend.workspace()
  const contact = { workspaceId: id, accountId: acme, email: 'old@acme.test', imported: true }
  await db
    .insertInto('contact')
    .values({ ...contact, changedAt: tend.deps.now() })
    .execute()
  const modal = await openEdit(tend, 'ben', 'Acme')
  await hears(tend, ben, () => slack.submit(ben, modal, { email: 'new@acme.test' }))
  expect(await db.selectFrom('contact').select(['email', 'imported']).execute()).toEqual([
    { email: 'new@acme.test', imported: true },
  ])
})

test('of two who edit at once the first wins, the second is told who and when, and nothing is lost', async () => {
  const tend = await startTend()
  const { slack } = tend
  const [ben, ada] = [slack.person('ben'), slack.person('ada')]
  await addCustomers(tend, [{ name: 'Acme' }])
  const [bens, adas] = [await openEdit(tend, 'ben', 'Acme'), await openEdit(tend, 'ada', 'Acme')]
  tend.at('2026-03-02T09:05:00Z')
  await hears(tend, ada, () => slack.submit(ada, adas, { industry: 'Shipping' }))
  const answer = await slack.submit(ben, bens, { industry: 'Food' })
  expect(answer.body).toEqual({
    response_action: 'errors',
    errors: {
      name: 'Ada Martin changed this customer on Mon 2 Mar, 09:05, after you opened the form. Open it again to see what it is now.',
    },
  })
  expect(await account(tend, 'Acme')).toMatchObject({ industry: 'Shipping' })
})

test('a colleague who only sees a customer cannot edit it, by no button however old', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme' }])
  const modal = await openEdit(tend, 'ben', 'Acme')
  await db
    .updateTable('account')
    .set({ ownerId: slack.person('dana').id })
    .where('id', '=', acme)
    .execute()
  const answer = await slack.submit(ben, modal, { industry: 'Food' })
  expect(answer.body).toEqual({
    response_action: 'errors',
    errors: {
      name: 'Only the owner of this customer, a manager of the owner’s team or an admin can change this.',
    },
  })
  const card = await hears(tend, ben, () => slack.command(ben, '/account', 'Acme'))
  expect(JSON.stringify(card.blocks)).not.toContain('account-form.edit')
})

test('a form that Slack sends twice makes one customer', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const modal = await openNew(tend, 'ben')
  await hears(tend, ben, () => slack.submit(ben, modal, { name: 'Acme' }))
  const again = await slack.replay()
  expect(again.status).toBe(200)
  expect(await db.selectFrom('account').select('id').execute()).toHaveLength(1)
})

test('another workspace’s numbers are free here, and its contacts are not ours', async () => {
  const tend = await startTend()
  const other = await addWorkspace(tend.db, 'T2')
  await addMembers(tend.db, other, { UBEN: {} })
  const [theirs = 0] = await addAccounts(tend.db, other, [
    { name: 'Acme', ownerId: 'UBEN', externalId: 'C-1' },
  ])
  const contact = { workspaceId: other, accountId: theirs, phone: '020 7946 0000' }
  await tend.db
    .insertInto('contact')
    .values({ ...contact, changedAt: tend.deps.now() })
    .execute()
  expect(await mainContact(tend.db, (await tend.workspace()).id, theirs)).toBeUndefined()
  expect(await mainContact(tend.db, other, theirs)).toMatchObject({ phone: '020 7946 0000' })
  const ben = tend.slack.person('ben')
  const modal = await openNew(tend, 'ben')
  const said = await hears(tend, ben, () =>
    tend.slack.submit(ben, modal, { name: 'Acme', externalId: 'C-1' }),
  )
  expect(said.text).toContain('Created: *Acme*')
})
