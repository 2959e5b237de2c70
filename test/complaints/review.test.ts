import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../src/care/calendar.ts'
import { isRepeat, repeatsOf } from '../../src/care/complaint-cause.ts'
import { repeatedCauses } from '../../src/features/complaint-repeats/queries.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { addAccounts } from '../support/customers.ts'
import { hears } from '../support/logging.ts'
import {
  cardOf,
  complain,
  type Complaining,
  modalOf,
  press,
  send,
  solve,
  startComplaining,
  textOf,
  threadOf,
} from '../support/complaints.ts'

const content = { solved: 'yes', satisfaction: '4' }

/** Acme’s complaint, closed on Monday at 09:00. */
async function startClosed(): Promise<Complaining> {
  const tend = await startComplaining()
  await complain(tend)
  await solve(tend)
  await send(tend, 'verdict', content)
  return tend
}

const complaintOf = ({ db }: Complaining, id = 1) =>
  db.selectFrom('complaint').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const reviewClock = ({ db }: Complaining) =>
  db.selectFrom('complaintClock').select('metAt').where('clock', '=', 'review').executeTakeFirstOrThrow()
const lastSaid = ({ slack }: Complaining, person: Complaining['ben']) => slack.ephemerals(person).at(-1)

/** Earlier complaints whose cause is known, as their reviews would have left them. */
async function addCaused(
  tend: Complaining,
  rows: readonly { account: number; on: string; cause: number; written?: string }[],
): Promise<void> {
  const { id: workspaceId } = await tend.workspace()
  const own = { workspaceId, openedBy: tend.ben.id, channel: 'call', facts: 'x', severity: 'low' } as const
  for (const { account, on, cause, written = on } of rows) {
    const [receivedAt, draftedAt] = [new Date(`${on}T12:00:00Z`), new Date(`${written}T12:00:00Z`)]
    const closed = { closedAt: draftedAt, closedBy: tend.ben.id, closedHow: 'satisfied' } as const
    const drafted = { causeId: cause, improvement: 'x', draftedAt, draftedBy: tend.ben.id }
    await tend.db
      .insertInto('complaint')
      .values({
        ...own,
        ...closed,
        ...drafted,
        accountId: account,
        receivedAt,
        openedAt: receivedAt,
        complex: false,
      })
      .execute()
  }
}

const addCause = async ({ db, workspace }: Complaining, key: string) => {
  const { id: workspaceId } = await workspace()
  const values = { workspaceId, key, name: null }
  const { id } = await db
    .insertInto('complaintCause')
    .values(values)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

test('root cause, improvement and telling the customer make the review, and its clock is met', async () => {
  const tend = await startClosed()
  expect(textOf(cardOf(tend, tend.ben))).toContain(
    '*Missing for the review:* the root cause, the improvement and telling the customer',
  )
  tend.at('2026-03-05T09:00:00Z')
  await send(tend, 'review', {
    rootCause: 'delivery',
    causeWords: 'The box was too thin',
    improvement: 'Thicker boxes',
    toldOn: '2026-03-04',
  })
  expect(await complaintOf(tend)).toMatchObject({
    causeWords: 'The box was too thin',
    improvement: 'Thicker boxes',
    toldOn: '2026-03-04',
    reviewedBy: tend.ben.id,
  })
  expect((await reviewClock(tend)).metAt).not.toBeNull()
  const card = cardOf(tend, tend.ben)
  for (const part of [
    '*Root cause:* Delivery – The box was too thin',
    '*Improvement:* Thicker boxes',
    '*Told the customer:* Wed 4 Mar',
    '*Reviewed:* Thu 5 Mar',
    '✓ Review: in time',
  ])
    expect(textOf(card)).toContain(part)
  expect(textOf(card)).not.toContain('complaints.review"')
  expect(threadOf(tend, card).at(-1)).toBe('Ben Carter wrote the review.')
  expect(lastSaid(tend, tend.ben)?.text).toBe('The review of the complaint of *Acme* is done.')
})

test('until the customer is told the review is a draft: its clock runs on, and the card says what is missing', async () => {
  const tend = await startClosed()
  await send(tend, 'review', { rootCause: 'delivery', improvement: 'Thicker boxes' })
  expect(await complaintOf(tend)).toMatchObject({ improvement: 'Thicker boxes', reviewedAt: null })
  expect((await reviewClock(tend)).metAt).toBeNull()
  expect(textOf(cardOf(tend, tend.ben))).toContain('*Missing for the review:* telling the customer')
  expect(lastSaid(tend, tend.ben)?.text).toBe(
    'The review of the complaint of *Acme* is kept as a draft; its clock runs on.\n*Missing for the review:* telling the customer',
  )
  await press(tend, 'review')
  const draft = modalOf(tend, tend.ben)
  expect(textOf(draft)).toContain('Thicker boxes')
  // What stands in the form is sent with it.
  await tend.slack.submit(tend.ben, draft, { toldOn: '2026-03-02' })
  await tend.settle()
  expect(await complaintOf(tend)).toMatchObject({ reviewedBy: tend.ben.id, improvement: 'Thicker boxes' })
})

test('a manager adds a cause to the list, retires one and brings it back; a rep only chooses', async () => {
  const tend = await startClosed()
  await press(tend, 'review')
  expect(textOf(modalOf(tend, tend.ben))).not.toContain('Another cause')
  const card = cardOf(tend, tend.ben)
  await tend.db.updateTable('member').set({ role: 'manager' }).where('id', '=', tend.ben.id).execute()
  const improvement = 'A checklist'
  const write = async (values: Record<string, string | string[]>) => {
    await tend.slack.press(tend.ben, card, 'complaints.review')
    await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), { improvement, ...values })
    await tend.settle()
  }
  await write({ another: ' Customs  ', retire: ['training', 'billing'] })
  expect(textOf(cardOf(tend, tend.ben))).toContain('*Root cause:* Customs')
  await write({ another: 'customs' })
  await write({ another: 'Billing' })
  await write({ another: '培训' })
  const causes = await tend.db
    .selectFrom('complaintCause')
    .select(['key', 'name', 'retiredAt'])
    .orderBy('key')
    .execute()
  expect(causes.map(({ key, name, retiredAt }) => [key ?? name, retiredAt !== null])).toEqual([
    ['billing', false],
    ['training', false],
    ['Customs', false],
  ])
  await write({ rootCause: 'Customs', retire: ['product'] })
  await tend.slack.press(tend.ben, card, 'complaints.review')
  const offered = textOf(modalOf(tend, tend.ben))
  expect(offered).toContain('Customs')
  expect(offered).not.toContain('"product"')
})

test('what is wrong in the form is said under its field, and nothing is written', async () => {
  const tend = await startClosed()
  await press(tend, 'review')
  const whole = { rootCause: 'delivery', improvement: 'Thicker boxes' }
  const refusals = [
    [{ ...whole, improvement: ' ' }, { improvement: /what is better now/ }],
    [{ ...whole, rootCause: 'other' }, { causeWords: /what the cause is/ }],
    [{ ...whole, toldOn: '2026-03-03' }, { toldOn: /in the future/ }],
    [{ ...whole, toldOn: '2026-03-01' }, { toldOn: /came in later \(Mon 2 Mar\)/ }],
  ] as const
  for (const [values, errors] of refusals)
    expect(await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), values)).toMatchObject({
      body: { errors },
    })
  expect(await complaintOf(tend)).toMatchObject({ causeId: null, draftedAt: null })
})

test('a cause that was retired meanwhile is refused, as is a form that a colleague was faster with', async () => {
  const tend = await startClosed()
  await press(tend, 'review')
  const first = modalOf(tend, tend.ben)
  const { id } = await tend.workspace()
  const retired = { workspaceId: id, key: 'delivery', name: null, retiredAt: tend.deps.now() }
  await tend.db.insertInto('complaintCause').values(retired).execute()
  const whole = { rootCause: 'delivery', improvement: 'Thicker boxes' }
  expect(await tend.slack.submit(tend.ben, first, whole)).toMatchObject({
    body: { errors: { rootCause: /not offered any more/ } },
  })
  await tend.db
    .updateTable('complaint')
    .set({ draftedAt: tend.deps.now(), draftedBy: tend.dana.id })
    .execute()
  await tend.db
    .updateTable('complaint')
    .set({ causeId: (await tend.db.selectFrom('complaintCause').select('id').executeTakeFirstOrThrow()).id })
    .execute()
  const overtaken = await tend.slack.submit(tend.ben, first, { ...whole, rootCause: 'product' })
  expect(overtaken).toMatchObject({
    body: { errors: { improvement: /^Dana Flores wrote on this review \(09:00\)/ } },
  })
})

test('a review before the complaint is closed is refused in a sentence, and so is a form from before a re-opening', async () => {
  const tend = await startClosed()
  await press(tend, 'review')
  const stale = modalOf(tend, tend.ben)
  const card = cardOf(tend, tend.ben)
  await press(tend, 'reopen')
  const refused = await tend.slack.submit(tend.ben, stale, { rootCause: 'product', improvement: 'x' })
  expect(refused).toMatchObject({
    body: { errors: { rootCause: /^Ben Carter opened this complaint again/ } },
  })
  const said = await hears(tend, tend.ben, () => tend.slack.press(tend.ben, card, 'complaints.review'))
  expect(said.text).toContain('The review comes when the complaint is closed')
})

test('a cause that came up before says so when it is chosen, in the answer and on the cards of all of them', async () => {
  const tend = await startClosed()
  const { id } = await tend.workspace()
  const delivery = await addCause(tend, 'delivery')
  const [borea = 0, cyan = 0] = await addAccounts(tend.db, id, [
    { name: 'Borea', ownerId: tend.ben.id },
    { name: 'Cyan', ownerId: tend.chen.id },
  ])
  await addCaused(tend, [
    { account: tend.acme, on: '2026-01-15', cause: delivery },
    { account: borea, on: '2026-02-10', cause: delivery },
    { account: cyan, on: '2026-02-20', cause: delivery },
  ])
  const lines = [
    '↻ Same cause in 1 other complaint of this customer within 90 days',
    '↻ Same cause at 3 customers within 30 days',
  ]
  await press(tend, 'review')
  await tend.slack.press(tend.ben, modalOf(tend, tend.ben), 'rootCause', 'delivery')
  const modal = modalOf(tend, tend.ben)
  for (const line of lines) expect(textOf(modal)).toContain(line)
  expect(lintBlocks(modal)).toEqual([])
  await tend.slack.submit(tend.ben, modal, { improvement: 'Thicker boxes' })
  await tend.settle()
  const card = () =>
    tend.slack
      .messages(tend.ben)
      .map(textOf)
      .find((text) => text.includes('"complaint-1"'))
  for (const line of lines) {
    expect(lastSaid(tend, tend.ben)?.text).toContain(line)
    expect(card()).toContain(line)
  }
  const [cyans] = tend.slack.messages(tend.chen).filter(({ text }) => text.includes('Cyan'))
  expect(textOf(cyans ?? {})).toContain('3 位客户因同一原因投诉')
})

test('on Monday managers read which causes came up again, even where nobody fell back; but nobody of customers they do not see', async () => {
  const tend = await startComplaining({ now: '2026-03-09T08:00:00Z' })
  const { id } = await tend.workspace()
  const [delivery, billing] = [await addCause(tend, 'delivery'), await addCause(tend, 'billing')]
  const [borea = 0] = await addAccounts(tend.db, id, [{ name: 'Borea <&>', ownerId: tend.ben.id }])
  await addCaused(tend, [
    { account: tend.acme, on: '2026-01-15', cause: delivery },
    { account: tend.acme, on: '2026-02-20', cause: delivery, written: '2026-03-05' },
    { account: borea, on: '2026-02-21', cause: billing, written: '2026-03-05' },
    // Known for long.
    { account: borea, on: '2026-01-10', cause: billing, written: '2026-01-20' },
    { account: borea, on: '2026-01-15', cause: billing, written: '2026-01-25' },
  ])
  tend.at('2026-03-09T14:00:00Z')
  await tend.ring()
  await tend.ring()
  const told = tend.slack.messages(tend.dana).filter(({ text }) => text.startsWith('No customer fell back'))
  expect(told).toHaveLength(1)
  const text = textOf(told[0] ?? {})
  expect(text).toContain('Complaints with a cause that came up again')
  expect(text).toContain('*Delivery*: 2 complaints of 1 customer – Acme')
  expect(text).toContain('*Billing*: 3 complaints of 1 customer – Borea &lt;&amp;&gt;')
  expect(lintBlocks(told[0] ?? {})).toEqual([])
  const chen = { id: tend.chen.id, role: 'rep', teamId: 77 } as const
  expect(await repeatedCauses(tend.db, await tend.workspace(), chen, new Date('2026-03-02'))).toEqual([])
})

test('the weekly message names a cause exactly where one of its complaints is a repeat', async () => {
  const tend = await startComplaining()
  const workspace = await tend.workspace()
  const cause = await addCause(tend, 'product')
  const names = ['A', 'B', 'C', 'D'].map((name) => ({ name, ownerId: tend.ben.id }))
  const accounts = await addAccounts(tend.db, workspace.id, names)
  const some = fc.array(fc.tuple(fc.nat(3), fc.nat(150), fc.boolean()), { minLength: 1, maxLength: 6 })
  const admin = { id: tend.ada.id, role: 'admin', teamId: null } as const
  const first = day('2025-11-01')
  const found: boolean[] = []
  for (const rows of fc.sample(some, { numRuns: 40, seed: 7 })) {
    await tend.db.deleteFrom('complaint').execute()
    await addCaused(
      tend,
      rows.map(([place, after, isNews]) => ({
        account: accounts[place] ?? 0,
        on: addDays(first, after),
        cause,
        written: isNews ? '2026-05-05' : '2026-04-01',
      })),
    )
    const all = rows.map(([accountId, after], id) => ({ id, accountId, on: addDays(first, after) }))
    const expected = all.some(
      (one) => rows[one.id]?.[2] && isRepeat(repeatsOf(one, all, workspace.settings), workspace.settings),
    )
    const said = await repeatedCauses(tend.db, workspace, admin, new Date('2026-05-04T00:00:00Z'))
    expect({ rows, named: said.length > 0 }).toEqual({ rows, named: expected })
    found.push(expected)
  }
  expect(new Set(found)).toEqual(new Set([true, false]))
})

test('the review reads in Chinese, at the longest texts', async () => {
  const tend = await startComplaining()
  const long = '电'.repeat(3000)
  await tend.db
    .updateTable('account')
    .set({ ownerId: tend.chen.id, name: '鑫'.repeat(150) })
    .execute()
  await tend.db.updateTable('member').set({ role: 'manager' }).where('id', '=', tend.chen.id).execute()
  const { id } = await tend.workspace()
  const cause = await addCause(tend, 'delivery')
  await addCaused(tend, [{ account: tend.acme, on: '2026-02-20', cause }])
  await addCaused(tend, [{ account: tend.acme, on: '2026-02-21', cause }])
  await tend.db
    .insertInto('complaintCause')
    .values(
      Array.from({ length: 83 }, (_, n) => ({ workspaceId: id, key: null, name: `${n}`.padEnd(60, '因') })),
    )
    .execute()
  const [first] = await tend.db.selectFrom('complaint').select('id').execute()
  await tend.db
    .updateTable('complaint')
    .set({ facts: long, feelings: long, needs: long, improvement: long, causeWords: long })
    .execute()
  await tend.deps.queue.send(tend.db, 'complaints.show', { workspace: id, complaint: first?.id ?? 0 })
  await tend.settle()
  const card = cardOf(tend, tend.chen)
  expect(lintBlocks(card)).toEqual([])
  expect(textOf(card)).toContain('*复盘还缺* 告知客户')
  expect(textOf(card)).toContain('↻ 该客户 90 天内还有 1 条同一原因的投诉')
  await press(tend, 'review', tend.chen)
  const modal = modalOf(tend, tend.chen)
  expect(lintBlocks(modal)).toEqual([])
  expect(textOf(modal)).toContain('"交付"')
  const tooMany = await tend.slack.submit(tend.chen, modal, { another: '新原因' })
  expect(tooMany).toMatchObject({ body: { errors: { another: '已有 90 个原因，请从中选择。' } } })
})
