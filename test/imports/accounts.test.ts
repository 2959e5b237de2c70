import { expect, test } from 'vitest'
import { importFile } from '../../src/features/imports/jobs.ts'
import { ensureWorkspace } from '../../src/features/people/queries.ts'
import { complaints, openDesk, pieces } from '../support/importing.ts'

const accounts = (db: Awaited<ReturnType<typeof openDesk>>['db']) =>
  db.selectFrom('account').selectAll().orderBy('id').execute()

test('customers come in with owner, tier, contact and all that the file tells', async () => {
  const { db, bring } = await openDesk()
  const outcome = await bring(
    'accounts',
    'external_id,name,owner_email,tier,industry,timezone,phone,email,birthday,last_contact,tags\n' +
      'A-1,华信科技,BEN@harbour.test,key,Software,Asia/Shanghai,+86 10 5555 0101,wang@huaxin.test,--05-17,2026-02-20,vip; north ;vip\n' +
      'A-2,Acme,,,,,,,,,\n',
  )
  expect(outcome).toMatchObject({ rows: 2, created: 2, updated: 0, unchanged: 0, issueCount: 0, notices: [] })
  const [huaxin, acme] = await accounts(db)
  expect(huaxin).toMatchObject({
    externalId: 'A-1',
    name: '华信科技',
    nameKey: '华信科技',
    ownerId: 'U1BEN',
    tier: 'key',
    industry: 'Software',
    zone: 'Asia/Shanghai',
    tags: ['vip', 'north'],
    lastContactOn: '2026-02-20',
    cameOn: '2026-03-02',
  })
  expect(huaxin?.bigrams).toEqual(['1:华信', '1:信科', '1:科技'])
  expect(acme).toMatchObject({ externalId: 'A-2', ownerId: null, tier: 'general', tags: [], zone: null })
  const contacts = await db.selectFrom('contact').selectAll().execute()
  expect(contacts).toMatchObject([
    {
      accountId: huaxin?.id,
      phone: '+86 10 5555 0101',
      email: 'wang@huaxin.test',
      birthday: '--05-17',
      imported: true,
    },
  ])
})

test('the same file twice changes nothing, not even a row version', async () => {
  const { db, bring, at } = await openDesk()
  const file =
    'external_id,name,owner_email,tier,phone,tags\nA-1,Acme,ben@harbour.test,key,555 0101,"a;b"\nA-2,Beta,,,,\n'
  await bring('accounts', file)
  const before = await accounts(db)
  at('2026-03-09T01:00:00Z')
  expect(await bring('accounts', file)).toMatchObject({ rows: 2, created: 0, updated: 0, unchanged: 2 })
  expect(await accounts(db)).toEqual(before)
})

test('an update corrects what the file tells and keeps the rest: id, tier, owner, note, contact', async () => {
  const { db, bring, at } = await openDesk()
  await bring(
    'accounts',
    'external_id,name,owner_email,tier,industry,phone\nA-1,Acme,ben@harbour.test,key,Tools,555 0101\nA-2,Beta,,,,\n',
  )
  await db.updateTable('account').set({ note: 'likes tea' }).execute()
  const [before] = await accounts(db)
  at('2026-03-09T01:00:00Z')
  const outcome = await bring(
    'accounts',
    'external_id,name,owner_email,tier,industry,email\nA-1,Acme Ltd,,,,a@acme.test\nA-2,Beta,,,,\n',
  )
  expect(outcome).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  const [after] = await accounts(db)
  expect(after).toEqual({
    ...before,
    name: 'Acme Ltd',
    nameKey: 'acme ltd',
    bigrams: expect.arrayContaining(['1:lt', '1:td']) as string[],
    changedAt: new Date('2026-03-09T01:00:00Z'),
  })
  const [contact] = await db.selectFrom('contact').select(['phone', 'email']).execute()
  expect(contact).toEqual({ phone: '555 0101', email: 'a@acme.test' })
})

test('a contact that alone changed makes an update, and no second contact', async () => {
  const { db, bring } = await openDesk()
  await bring('accounts', 'external_id,name,phone\nA-1,Acme,555 0101\n')
  expect(await bring('accounts', 'external_id,name,phone\nA-1,Acme,555 0102\n')).toMatchObject({ updated: 1 })
  expect(await db.selectFrom('contact').select('phone').execute()).toEqual([{ phone: '555 0102' }])
})

test('who had a customer before, and in which tier, is kept', async () => {
  const { db, bring } = await openDesk()
  await bring('accounts', 'external_id,name,owner_email,tier\nA-1,Acme,ben@harbour.test,\n')
  await bring('accounts', 'external_id,name,owner_email,tier\nA-1,Acme,chen@harbour.test,key\n', {
    by: 'U2CHEN',
  })
  const changes = await db
    .selectFrom('accountChange')
    .select(['memberId', 'field', 'before', 'after'])
    .orderBy('field')
    .execute()
  expect(changes).toEqual([
    { memberId: 'U2CHEN', field: 'owner', before: 'U1BEN', after: 'U2CHEN' },
    { memberId: 'U2CHEN', field: 'tier', before: 'general', after: 'key' },
  ])
})

test('an owner nobody matches is reported once, and the customer stays unowned, or with whom it was', async () => {
  const { db, bring } = await openDesk()
  await bring('accounts', 'external_id,name,owner_email\nA-1,Acme,ben@harbour.test\n')
  const outcome = await bring(
    'accounts',
    'external_id,name,owner_email\nA-1,Acme,gone@harbour.test\nA-2,Beta,gone@harbour.test\n',
  )
  expect(outcome).toMatchObject({ created: 1, unchanged: 1, issueCount: 0 })
  expect(outcome.notices).toEqual([
    { key: 'imports.nobodyOwns', values: { emails: 'gone@harbour.test', count: 2 } },
  ])
  expect((await accounts(db)).map(({ ownerId }) => ownerId)).toEqual(['U1BEN', null])
})

test('a dry run says what would happen and writes nothing', async () => {
  const { db, bring } = await openDesk()
  await bring('accounts', 'external_id,name\nA-1,Acme\nA-2,Beta\n')
  const before = await accounts(db)
  const file = 'external_id,name\nA-1,Acme Ltd\nA-2,Beta\nA-3,Gamma\n'
  expect(await bring('accounts', file, { dryRun: true })).toMatchObject({
    rows: 3,
    created: 1,
    updated: 1,
    unchanged: 1,
  })
  expect(await accounts(db)).toEqual(before)
})

test('one bad row and nothing is written, unless bad rows may be skipped', async () => {
  const { db, bring } = await openDesk()
  const file = 'external_id,name,tier\nA-1,Acme,key\nA-2,Beta,gold\n,Gamma,\nA-4,Delta,\n'
  const refused = await bring('accounts', file)
  expect(refused).toMatchObject({ rows: 4, created: 0, updated: 0, unchanged: 0, bad: 2, issueCount: 2 })
  expect(complaints(refused)).toEqual([
    '3 tier: “gold” is none of these: general, important, key.',
    '4 external_id: This cell must not be empty.',
  ])
  expect(await accounts(db)).toEqual([])
  expect(await bring('accounts', file, { skipBad: true })).toMatchObject({ rows: 4, created: 2, bad: 2 })
  expect((await accounts(db)).map(({ externalId }) => externalId)).toEqual(['A-1', 'A-4'])
})

test('a key that stands twice names the line where it stood first, even if that one is bad', async () => {
  const { bring } = await openDesk()
  const outcome = await bring('accounts', 'external_id,name,tier\nA-1,Acme,gold\nA-2,Beta,\nA-1,Acme,\n')
  expect(complaints(outcome)).toEqual([
    '2 tier: “gold” is none of these: general, important, key.',
    '4 external_id: “A-1” is on line 2 already.',
  ])
  expect(outcome.bad).toBe(2)
})

test('every wrong cell is told of with its line and column, and nothing is written', async () => {
  const { db, bring } = await openDesk()
  const long = '长'.repeat(201)
  const outcome = await bring(
    'accounts',
    'external_id,name,tier,timezone,phone,email,birthday,last_contact\n' +
      `A-1,${long},,,,,,\n` +
      'A-2,"Line\nbreak",,Mars/Base,,,,\n' +
      'A-3,C,,+08:00,call me,not-an-email,,\n' +
      'A-4,D,,,,,--02-30,2026-02-30\n' +
      'A-5,E,,,,,1980-13-01,02/03/2026\n' +
      'A-6,F,,,,,2027-01-01,2026-03-03\n' +
      'A-7,G\0,,,,,,\n' +
      'A-8,H,,,,,--02-29,2026-03-02\n',
  )
  expect(complaints(outcome).map((text) => text.slice(0, 50))).toEqual([
    '2 name: This name is too long. Keep it to 150 char',
    '3 timezone: “Mars/Base” is not a time zone. Write ',
    '5 timezone: “+08:00” is not a time zone. Write it ',
    '5 phone: “call me” is not a phone number.',
    '5 email: “not-an-email” is not an e-mail address.',
    '6 last_contact: “2026-02-30” is not a date. Write ',
    '6 birthday: “--02-30” is not a birthday. Write it ',
    '7 last_contact: “02/03/2026” is not a date. Write ',
    '7 birthday: “1980-13-01” is not a birthday. Write ',
    '8 last_contact: “2026-03-03” is in the future.',
    '8 birthday: “2027-01-01” is in the future.',
    '9 name: This cell holds a NUL character. Export th',
  ])
  expect(outcome).toMatchObject({ rows: 8, bad: 7 })
  expect(await accounts(db)).toEqual([])
})

test('names that look like Slack’s own marks are kept as text', async () => {
  const { db, bring } = await openDesk()
  const names = ['<!channel>', '<https://x|y>', '*b* _i_', '👩‍👩‍👧 Familie', 'back\\slash	tab'.replace('\t', '')]
  await bring('accounts', `external_id,name\n${names.map((name, i) => `A-${i},"${name}"`).join('\n')}\n`)
  expect((await accounts(db)).map(({ name }) => name)).toEqual(names)
})

test('another workspace’s customers with the same keys are left alone', async () => {
  const { db, bring, deps } = await openDesk()
  const other = await ensureWorkspace(db, 'T2', 'Elsewhere', deps.now())
  await importFile(deps, other, 'accounts', pieces('external_id,name\nA-1,Acme\n'))
  expect(await bring('accounts', 'external_id,name\nA-1,Acme Ltd\n')).toMatchObject({
    created: 1,
    updated: 0,
  })
  expect((await accounts(db)).map(({ name }) => name)).toEqual(['Acme', 'Acme Ltd'])
})
