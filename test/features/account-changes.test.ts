import { expect, test } from 'vitest'
import type { View } from '../../src/sandbox/types.ts'
import { handover, takenBy } from '../../src/features/account-changes/queries.ts'
import { changeable } from '../../src/features/account-history/queries.ts'
import { addAccounts, addMembers, addWorkspace } from '../support/customers.ts'
import { addCustomers, hears, modalOf, openOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

/** Opens what the ⋯ menu of a customer's card offers. */
const choose = async (tend: Tend, name: string, customer: string, what: string): Promise<View> => {
  const person = tend.slack.person(name)
  const card = await hears(tend, person, () => tend.slack.command(person, '/account', customer))
  await tend.slack.press(person, card, 'account-changes.choose', what)
  return modalOf(tend, person)
}

const account = ({ db }: Tend, id: number) =>
  db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const changes = ({ db }: Tend) =>
  db
    .selectFrom('accountChange')
    .select(['memberId', 'field', 'before', 'after', 'reason'])
    .orderBy('id')
    .execute()

const acts = async ({ db }: Tend) => {
  const rows = await db
    .selectFrom('audit')
    .select('act')
    .where('subject', '=', 'account')
    .orderBy('id')
    .execute()
  return rows.map(({ act }) => act)
}

test('another tier moves the next date at once and keeps who, when and why', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', lastContact: '2026-02-23' }])
  const modal = await choose(tend, 'ben', 'Acme', 'Change tier')
  expect(JSON.stringify(modal.blocks)).not.toContain('rhythmDays')
  await slack.press(ben, modal, 'tier', 'key')
  const wider = modalOf(tend, ben)
  const said = await hears(tend, ben, () =>
    slack.submit(ben, wider, { rhythmDays: '21', reason: 'Buys each quarter now' }),
  )
  expect(said.text).toBe('Changed: *Acme* is now key.\nNext: Mon 16 Mar, key, every 21 days')
  expect(await account(tend, acme)).toMatchObject({ tier: 'key', rhythmDays: 21, visitDays: 90 })
  expect(await openOf(tend.db, acme)).toEqual({ rhythm: '2026-03-16', visit: '2026-05-24' })
  expect(await changes(tend)).toEqual([
    { memberId: ben.id, field: 'tier', before: 'general', after: 'key', reason: 'Buys each quarter now' },
    { memberId: ben.id, field: 'plan', before: null, after: '21/90', reason: 'Buys each quarter now' },
  ])
  expect(await acts(tend)).toEqual(['accounts.tier'])
  expect(slack.warnings).toEqual([])
})

test('the plan of a key customer alone can change, and goes with the tier', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', tier: 'key', lastContact: '2026-02-23' }])
  const modal = await choose(tend, 'ben', 'Acme', 'Change tier')
  const said = await hears(tend, ben, () => slack.submit(ben, modal, { rhythmDays: 7, reason: 'New launch' }))
  expect(said.text).toContain('Changed: the plan of *Acme*.\nStill to do: regular contact')
  const again = await choose(tend, 'ben', 'Acme', 'Change tier')
  const same = await slack.submit(ben, again, { reason: 'Once more' })
  expect(same.body).toEqual({
    response_action: 'errors',
    errors: { tier: 'Nothing to change: the tier is key already, with this plan.' },
  })
  await slack.press(ben, again, 'tier', 'important')
  expect(JSON.stringify(modalOf(tend, ben).blocks)).not.toContain('rhythmDays')
  await hears(tend, ben, () => slack.submit(ben, modalOf(tend, ben), { reason: 'Launch is over' }))
  expect(await account(tend, acme)).toMatchObject({ tier: 'important', rhythmDays: null, visitDays: null })
})

test.for([
  [{ reason: '' }, 'reason', '请填写原因，它会随这次变更一起保存。'],
  [{ reason: 'x'.repeat(501) }, 'reason', '最多 500 个字符。'],
  [{ reason: 'x', rhythmDays: '0' }, 'rhythmDays', '请填写 1 到 365 之间的整数。'],
  [{ reason: 'x', visitDays: '800' }, 'visitDays', '请填写 7 到 730 之间的整数。'],
] as const)(
  'a tier with %j is refused under its field, in the reader’s language',
  async ([values, field, sentence]) => {
    const tend = await startTend()
    const { slack } = tend
    await addCustomers(tend, [{ name: '鑫源', tier: 'key', owner: 'chen' }])
    const modal = await choose(tend, 'chen', '鑫源', '调整等级')
    for (const block of modal.blocks) if (block.block_id === 'reason') block['optional'] = true
    const answer = await slack.submit(slack.person('chen'), modal, values)
    expect(answer.body).toEqual({ response_action: 'errors', errors: { [field]: sentence } })
  },
)

test('a customer who changes hands takes the duties along, and the new owner is told once', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const [ben, chen] = [slack.person('ben'), slack.person('chen')]
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', tier: 'key', orders: ['2026-02-27'] }])
  await hears(tend, ben, () => slack.command(ben, '/log-call', 'Acme: hello'))
  const modal = await choose(tend, 'ben', 'Acme', 'Change owner')
  const said = await hears(tend, ben, () =>
    slack.submit(ben, modal, { owner: chen.id, reason: 'Moved to <Shanghai>' }),
  )
  expect(said.text).toContain('*Acme* now belongs to 陈静.')
  const told = await hears(tend, chen, () => tend.settle())
  expect(told.text).toBe('Ben Carter 将“Acme”（关键客户）交给你负责。')
  expect(JSON.stringify(told.blocks)).toContain('原因：Moved to &lt;Shanghai&gt;')
  await tend.settle()
  expect(slack.messages(chen).filter(({ text }) => text.includes('Acme'))).toHaveLength(1)
  const reps = await db
    .selectFrom('followUp')
    .select('repId')
    .where('accountId', '=', acme)
    .where('closedAt', 'is', null)
    .execute()
  expect(new Set(reps.map(({ repId }) => repId))).toEqual(new Set([chen.id]))
  expect(await changes(tend)).toEqual([
    { memberId: ben.id, field: 'owner', before: ben.id, after: chen.id, reason: 'Moved to <Shanghai>' },
  ])
  expect(await acts(tend)).toEqual(['accounts.owner'])
})

test('an owner who is one already, or is no member, is refused under the field', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [{ name: 'Acme' }])
  const modal = await choose(tend, 'ben', 'Acme', 'Change owner')
  const answer = async (owner: string) => (await slack.submit(ben, modal, { owner, reason: 'x' })).body
  expect(await answer(ben.id)).toEqual({
    response_action: 'errors',
    errors: { owner: 'Ben Carter is the owner already.' },
  })
  expect(await answer(slack.botUserId)).toEqual({
    response_action: 'errors',
    errors: { owner: 'Choose somebody who is a full member of this workspace.' },
  })
  expect(await changes(tend)).toEqual([])
})

test('a retired customer asks for nothing, stays in the figures, and comes back', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', tier: 'key', orders: ['2026-02-27'] }])
  const modal = await choose(tend, 'ben', 'Acme', 'Retire')
  const said = await hears(tend, ben, () => slack.submit(ben, modal, { reason: 'Closed *down*' }))
  expect(said.text).toContain('Retired: *Acme*.')
  expect(await openOf(db, acme)).toEqual({})
  expect(await db.selectFrom('accountStats').select('revenue').execute()).toEqual([{ revenue: 250_000 }])
  const card = await hears(tend, ben, () => slack.command(ben, '/account', 'Acme'))
  expect(card.text).toContain('Retired on Mon, 2 Mar 2026 by Ben Carter: Closed')
  expect(card.text).not.toContain('*down*')
  const back = await choose(tend, 'ben', 'Acme', 'Bring back')
  const returned = await hears(tend, ben, () => slack.submit(ben, back))
  expect(returned.text).toContain('*Acme* is back.')
  expect(Object.keys(await openOf(db, acme)).toSorted()).toEqual(['rhythm', 'settle', 'thank', 'visit'])
  expect(await account(tend, acme)).toMatchObject({ retiredAt: null, retiredWhy: null })
  expect(await changes(tend)).toEqual([
    { memberId: ben.id, field: 'state', before: 'active', after: 'retired', reason: 'Closed *down*' },
    { memberId: ben.id, field: 'state', before: 'retired', after: 'active', reason: '' },
  ])
})

test('of two who retire a customer the second is told who was first', async () => {
  const tend = await startTend()
  const { slack } = tend
  const [ben, ada] = [slack.person('ben'), slack.person('ada')]
  await addCustomers(tend, [{ name: 'Acme' }])
  const [bens, adas] = [
    await choose(tend, 'ben', 'Acme', 'Retire'),
    await choose(tend, 'ada', 'Acme', 'Retire'),
  ]
  tend.at('2026-03-02T10:00:00Z')
  await hears(tend, ada, () => slack.submit(ada, adas, { reason: 'Closed' }))
  const answer = await slack.submit(ben, bens, { reason: 'Gone' })
  expect(answer.body).toMatchObject({
    errors: { reason: expect.stringContaining('Ada Martin changed this customer on Mon 2 Mar, 10:00') },
  })
  expect(await changes(tend)).toHaveLength(1)
})

test('who may only see a customer is offered no change, and an old menu is refused in a sentence', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const chen = slack.person('chen')
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', owner: 'chen' }])
  const card = await hears(tend, chen, () => slack.command(chen, '/account', 'Acme'))
  await db
    .updateTable('account')
    .set({ ownerId: slack.person('ben').id })
    .where('id', '=', acme)
    .execute()
  const told = await hears(tend, chen, () => slack.press(chen, card, 'account-changes.choose', '停用'))
  expect(told.text).toBe('只有客户负责人、其团队主管或管理员可以进行此操作。')
  const fresh = await hears(tend, chen, () => slack.command(chen, '/account', 'Acme'))
  expect(JSON.stringify(fresh.blocks)).not.toContain('account-changes.choose')
})

test('another workspace’s customers cannot be held, handed or taken', async () => {
  const tend = await startTend()
  const { db } = tend
  const other = await addWorkspace(db, 'T2')
  await addMembers(db, other, { UADA: { role: 'admin' } })
  const [theirs = 0] = await addAccounts(db, other, [{ name: 'Acme', ownerId: 'UADA' }])
  const change = { workspaceId: other, accountId: theirs, field: 'owner', before: null, after: 'UADA' }
  const { id } = await db
    .insertInto('accountChange')
    .values({ ...change, changedAt: tend.deps.now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  const workspace = await tend.workspace()
  const reader = { id: 'UADA', role: 'admin', teamId: null } as const
  await expect(
    changeable(db, { workspace, reader }, { account: theirs, seen: new Date(0) }),
  ).rejects.toMatchObject({
    key: 'accounts.unknownId',
  })
  expect(await takenBy(db, workspace.id, theirs)).toBeUndefined()
  expect(await handover(db, workspace.id, id)).toBeUndefined()
  expect(await handover(db, other, id)).toMatchObject({ name: 'Acme' })
})
