import { expect, test } from 'vitest'
import type { Person } from '../../src/sandbox/types.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import {
  cardOf,
  complain,
  type Complaining,
  doDuties,
  fillIn,
  modalOf,
  press,
  questionOf,
  send,
  solve,
  startComplaining,
  textOf,
  threadOf,
} from '../support/complaints.ts'
import { restarted } from '../support/restarted.ts'

const compensations = ({ db }: Complaining) =>
  db
    .selectFrom('complaintDuty')
    .select(['words', 'remedy', 'amount', 'approval', 'approverId', 'approvalWords'])
    .where('duty', '=', 'compensate')
    .orderBy('id')
    .execute()

/** A complaint of Acme with a compensation of so much. */
async function offer(tend: Complaining, amount: string, person = tend.ben): Promise<void> {
  await complain(tend, {}, person)
  await doDuties(tend, 'compensate', person)
  await fillIn(tend, person, { remedy: 'refund', compensate: 'Their money back', amount })
}

/** Presses Approve or Reject below a question, and lets everything follow. */
async function answer(tend: Complaining, person: Person, decision: 'approve' | 'reject'): Promise<string> {
  const before = tend.slack.ephemerals(person).length
  await tend.slack.press(person, questionOf(tend, person), `complaints.${decision}`)
  await tend.settle()
  return tend.slack.ephemerals(person).slice(before).at(-1)?.text ?? ''
}

const isAsked = (tend: Complaining, person: Person): boolean =>
  tend.slack.messages(person).some((message) => textOf(message).includes('complaints.approve'))

test('just at the limit nobody is asked; above it a manager approves with words, and everybody sees it', async () => {
  const tend = await startComplaining()
  const { ben, dana, ada } = tend
  await offer(tend, '500')
  expect((await compensations(tend))[0]).toMatchObject({ amount: 50_000, approval: null })
  expect([dana, ada].filter((one) => isAsked(tend, one))).toEqual([])
  await tend.db.deleteFrom('complaint').execute()
  tend.at('2026-03-02T09:30:00Z')
  await offer(tend, '500.01')
  expect(textOf(cardOf(tend, ben))).toContain('– waits for approval by Dana Flores')
  expect(textOf(cardOf(tend, ben))).toContain('◔ Compensate: Their money back – refund, ')
  const question = textOf(questionOf(tend, dana))
  for (const part of [
    'Complaint of *Acme*: Ben Carter would compensate with *refund, ',
    '500.01',
    'The scales arrived broken',
    'Their money back',
  ])
    expect(question).toContain(part)
  expect(isAsked(tend, ada)).toBe(false)
  await answer(tend, dana, 'approve')
  await fillIn(tend, dana, { words: 'Go ahead' })
  expect((await compensations(tend))[0]).toMatchObject({
    approval: 'approved',
    approverId: dana.id,
    approvalWords: 'Go ahead',
  })
  const card = cardOf(tend, ben)
  expect(textOf(card)).toContain('(approved by Dana Flores)')
  expect(textOf(card)).not.toContain('waits for')
  expect(threadOf(tend, card).at(-1)).toBe('Dana Flores approved the compensation.\n“Go ahead”')
  const after = textOf(questionOf(tend, dana))
  expect(after).toContain('Dana Flores approved *refund, ')
  expect(after).toContain('Go ahead')
  expect(after).not.toContain('complaints.approve')
  expect(tend.slack.warnings).toEqual([])
})

test('what is rejected is told to its owner with the words, can be offered anew, and is asked about anew', async () => {
  const tend = await startComplaining()
  const { slack, ben, dana } = tend
  await offer(tend, '900')
  await answer(tend, dana, 'reject')
  const empty = await slack.submit(dana, modalOf(tend, dana), { words: ' ' })
  expect(empty).toMatchObject({ body: { errors: { words: /why not/ } } })
  await fillIn(tend, dana, { words: 'Too much: <!channel> offer 600' })
  const card = cardOf(tend, ben)
  const told = threadOf(tend, card).at(-1) ?? ''
  expect(told).toContain('Dana Flores did not approve the compensation.')
  expect(told).toContain('Too much: &lt;!channel&gt; offer 600')
  expect(told).toContain(`<@${ben.id}>: press “Four duties”`)
  expect(textOf(card)).toContain('(not approved by Dana Flores: Too much')
  expect(textOf(card)).toContain('○ Compensate')
  expect(textOf(card)).not.toContain('waits for')
  const first = questionOf(tend, dana)
  expect(textOf(first)).toContain('did not approve')
  await press(tend, 'duties')
  const again = textOf(modalOf(tend, ben))
  expect(again).toContain('4 of 4')
  expect(again).toContain('Dana Flores did not approve it (09:00): Too much')
  await fillIn(tend, ben, { remedy: 'discount', compensate: 'Less', amount: '600' })
  expect(questionOf(tend, dana).ts).not.toBe(first.ts)
  expect(textOf(questionOf(tend, dana))).toContain('Less')
  expect(textOf(cardOf(tend, ben))).not.toContain('✗')
  await answer(tend, dana, 'approve')
  await fillIn(tend, dana, {})
  expect((await compensations(tend)).map(({ approval, amount }) => [approval, amount])).toEqual([
    ['rejected', 90_000],
    ['approved', 60_000],
  ])
  const acts = await tend.db.selectFrom('complaintEvent').select('act').orderBy('id').execute()
  expect(acts.slice(-4).map(({ act }) => act)).toEqual(['duty', 'reject', 'duty', 'approve'])
})

test('in Chinese, in yen, and with an app that ends between the offer and the question', async () => {
  const before = await startComplaining()
  const { slack, ben, chen } = before
  await before.db.updateTable('workspace').set({ currency: 'JPY' }).execute()
  await before.db.updateTable('member').set({ role: 'manager' }).where('id', '=', chen.id).execute()
  await before.db.updateTable('member').set({ role: 'rep' }).where('id', '=', before.dana.id).execute()
  await complain(before)
  await doDuties(before, 'compensate')
  await slack.submit(ben, modalOf(before, ben), { remedy: 'refund', compensate: 'Money', amount: '501' })
  const tend = await restarted(before)
  await tend.settle()
  expect((await compensations(tend))[0]).toMatchObject({ amount: 501, approval: 'waiting' })
  expect(textOf(cardOf(tend, ben))).toContain('waits for approval by 陈静')
  expect(textOf(questionOf(tend, chen))).toContain('“Acme”的投诉：Ben Carter 提出补偿“退款')
  await answer(tend, chen, 'reject')
  expect(JSON.stringify(modalOf(tend, chen))).toContain('不批准')
  await fillIn(tend, chen, { words: '太多了' })
  expect(textOf(questionOf(tend, chen))).toContain('陈静 没有批准“退款')
  expect(threadOf(tend, cardOf(tend, ben)).at(-1)).toContain('“太多了”')
})

test('of two managers at once one decides, and the other is told who did', async () => {
  const tend = await startComplaining()
  const { slack, dana, chen } = tend
  await tend.db.updateTable('member').set({ role: 'manager' }).where('id', '=', chen.id).execute()
  await offer(tend, '900')
  expect(textOf(cardOf(tend, tend.ben))).toContain('waits for approval by Dana Flores and 陈静')
  await answer(tend, dana, 'approve')
  await answer(tend, chen, 'reject')
  const both = await Promise.all([
    slack.submit(dana, modalOf(tend, dana), { words: 'Yes' }),
    slack.submit(chen, modalOf(tend, chen), { words: '不行' }),
  ])
  await tend.settle()
  const refused = both.map(
    ({ body }) => (body as { errors?: { words: string } } | undefined)?.errors?.words ?? '',
  )
  const [one] = await compensations(tend)
  expect(one?.approval).toMatch(/approved|rejected/)
  expect(refused.filter((said) => said !== '')).toHaveLength(1)
  expect(refused.join('')).toMatch(
    one?.approval === 'approved' ? /^Dana Flores 已经批准/ : /^陈静 decided against it/,
  )
  const events = await tend.db
    .selectFrom('complaintEvent')
    .select('act')
    .where('act', 'in', ['approve', 'reject'])
    .execute()
  expect(events).toHaveLength(1)
  for (const person of [dana, chen]) expect(isAsked(tend, person)).toBe(false)
})

test('a manager who lost the role, whoever offered it, and a second press are each answered in a sentence', async () => {
  const tend = await startComplaining()
  const { slack, ben, dana, chen } = tend
  const set = (id: string, role: 'rep' | 'manager') =>
    tend.db.updateTable('member').set({ role }).where('id', '=', id).execute()
  await set(chen.id, 'manager')
  await offer(tend, '900')
  await set(chen.id, 'rep')
  expect(await answer(tend, chen, 'approve')).toContain('只有负责这条投诉的团队主管')
  const offeredBy = (id: string) => tend.db.updateTable('complaintDuty').set({ doneBy: id }).execute()
  await offeredBy(dana.id)
  expect(await answer(tend, dana, 'approve')).toContain('You offered this compensation')
  await offeredBy(ben.id)
  const question = questionOf(tend, dana)
  await answer(tend, dana, 'approve')
  await fillIn(tend, dana, {})
  await slack.press(dana, question, 'complaints.reject')
  await tend.settle()
  expect(slack.ephemerals(dana).at(-1)?.text).toContain('Dana Flores has approved it already (04:00)')
})

test('closing a complaint takes no decision from the manager: what was promised above the limit is still approved or not', async () => {
  const tend = await startComplaining()
  const { ben, dana } = tend
  await offer(tend, '900')
  await solve(tend)
  await send(tend, 'verdict', { solved: 'Yes', satisfaction: '5' })
  expect(textOf(cardOf(tend, ben))).toContain('(waits for approval)')
  expect(isAsked(tend, dana)).toBe(true)
  await answer(tend, dana, 'reject')
  await fillIn(tend, dana, { words: 'Too much' })
  expect((await compensations(tend))[0]?.approval).toBe('rejected')
  const card = cardOf(tend, ben)
  expect(textOf(card)).toContain('(not approved by Dana Flores: Too much)')
  expect(threadOf(tend, card).at(-1)).toContain(`<@${ben.id}>: tell the customer`)
})

test('where the manager left after the complaint was closed, an admin is asked instead', async () => {
  const tend = await startComplaining()
  await offer(tend, '900')
  await solve(tend)
  await send(tend, 'verdict', { solved: 'Yes', satisfaction: '5' })
  await tend.slack.changeUser(tend.dana, { deleted: true })
  await tend.ring()
  expect(isAsked(tend, tend.ada)).toBe(true)
})

test('a complaint that went into another round needs no decision any more; a retired customer’s does', async () => {
  const tend = await startComplaining()
  const { slack, dana, db } = tend
  const { id: workspace } = await tend.workspace()
  await offer(tend, '900')
  await answer(tend, dana, 'approve')
  const { id: complaint } = await db.selectFrom('complaint').select('id').executeTakeFirstOrThrow()
  const show = async () => {
    await db
      .transaction()
      .execute((trx) => tend.deps.queue.send(trx, 'complaints.show', { workspace, complaint }))
    await tend.settle()
  }
  const sent = () => slack.submit(dana, modalOf(tend, dana), { words: 'Yes' })
  await db.updateTable('complaint').set({ round: 2 }).execute()
  expect(await sent()).toMatchObject({ body: { errors: { words: /another round/ } } })
  await show()
  expect(textOf(questionOf(tend, dana))).toContain('needs no decision any more')
  await db.updateTable('complaint').set({ round: 1 }).execute()
  await db.updateTable('account').set({ retiredAt: tend.deps.now(), retiredWhy: 'closed down' }).execute()
  await show()
  expect(textOf(questionOf(tend, dana))).toContain('This customer is retired')
  await fillIn(tend, dana, { words: 'Yes' })
  expect((await compensations(tend))[0]?.approval).toBe('approved')
})

test('where the only manager left, an admin is asked instead', async () => {
  const tend = await startComplaining()
  const { slack, ben, dana, ada } = tend
  await offer(tend, '900')
  await slack.changeUser(dana, { deleted: true })
  expect(isAsked(tend, ada)).toBe(false)
  await tend.ring()
  expect(isAsked(tend, ada)).toBe(true)
  expect(textOf(cardOf(tend, ben))).toContain('waits for approval by Ada Martin')
  await tend.ring()
  await answer(tend, ada, 'approve')
  await fillIn(tend, ada, {})
  expect(threadOf(tend, cardOf(tend, ben)).at(-1)).toBe('Ada Martin approved the compensation.')
})

test('whoever may approve and is the only one approves by offering it, and the thread says so', async () => {
  const tend = await startComplaining()
  const { ada, acme } = tend
  await tend.db.updateTable('member').set({ role: 'rep' }).where('id', '=', tend.dana.id).execute()
  await tend.db.updateTable('account').set({ ownerId: ada.id }).where('id', '=', acme).execute()
  await offer(tend, '900', ada)
  expect((await compensations(tend))[0]).toMatchObject({ approval: 'approved', approverId: ada.id })
  expect(threadOf(tend, cardOf(tend, ada)).at(-1)).toBe(
    'Ada Martin approved the compensation.\nNobody else could have approved it.',
  )
})

test('the longest words of everybody fit into the question, its answer, the card and the thread', async () => {
  const tend = await startComplaining()
  const { ben, dana } = tend
  const words = '<!channel> & "*_~` '.repeat(200).slice(0, 3000)
  await complain(tend, { facts: words, feelings: words, needs: words, complex: ['yes'] })
  await press(tend, 'duties')
  await fillIn(tend, ben, { apologise: words })
  await fillIn(tend, ben, { explain: words })
  await fillIn(tend, ben, { act: words, byOn: '2026-03-05' })
  await fillIn(tend, ben, { remedy: 'replacement', compensate: words, amount: '90071992547409.91' })
  const lint = () => [questionOf(tend, dana), cardOf(tend, ben)].flatMap((message) => lintBlocks(message))
  expect(lint()).toEqual([])
  await answer(tend, dana, 'reject')
  expect(lintBlocks(modalOf(tend, dana))).toEqual([])
  await fillIn(tend, dana, { words })
  await press(tend, 'duties')
  expect(lintBlocks(modalOf(tend, ben))).toEqual([])
  expect(lint()).toEqual([])
  for (const text of [
    textOf(questionOf(tend, dana)),
    textOf(cardOf(tend, ben)),
    ...threadOf(tend, cardOf(tend, ben)),
  ])
    expect(text).not.toContain('<!channel>')
  expect(tend.slack.warnings).toEqual([])
})
