import { expect, test } from 'vitest'
import { planDuties } from '../../src/features/cadence/queries.ts'
import { recordAnswer } from '../../src/features/feedback/queries.ts'
import { logInteraction } from '../../src/features/interactions/queries.ts'
import { day } from '../../src/care/calendar.ts'
import type { Message } from '../../src/sandbox/types.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { hears } from '../support/logging.ts'
import {
  cardOf,
  complain,
  type Complaining,
  modalOf,
  press,
  seconds,
  send,
  solve,
  startComplaining,
  textOf,
  threadOf,
} from '../support/complaints.ts'

/** Acme’s complaint, with a solution given on Monday at 09:00. */
async function startSolved(): Promise<Complaining> {
  const tend = await startComplaining()
  await complain(tend)
  await solve(tend)
  return tend
}

const content = { solved: 'yes', satisfaction: '4' }
const discontent = { solved: 'no', satisfaction: '2', words: 'The new pair is <broken> too' }

const complaintOf = ({ db }: Complaining) => db.selectFrom('complaint').selectAll().executeTakeFirstOrThrow()
const feedbackOf = ({ db }: Complaining) =>
  db.selectFrom('feedback').select(['kind', 'score', 'givenOn']).orderBy('id').execute()
const clocksOf = async ({ db }: Complaining) => {
  const rows = await db
    .selectFrom('complaintClock')
    .selectAll()
    .orderBy('round')
    .orderBy('startedAt')
    .execute()
  return rows.map(({ clock, round, metAt, voidAt }) => [
    clock,
    round,
    metAt ? 'met' : voidAt ? 'void' : 'runs',
  ])
}
const touchesOf = ({ db }: Complaining, how: 'open' | 'all' = 'open') =>
  db
    .selectFrom('followUp')
    .select(['rule', 'repId', 'idealOn', 'latestOn', 'closedHow'])
    .where('complaintId', 'is not', null)
    .$if(how === 'open', (query) => query.where('closedAt', 'is', null))
    .orderBy('id')
    .execute()
/** The card in the channel that everybody reads. */
async function inSales({ db, slack, deps, settle, workspace }: Complaining): Promise<Message> {
  const sales = slack.channel('sales')
  await db.updateTable('workspace').set({ complaintChannel: sales.id }).execute()
  await deps.queue.send(db, 'complaints.show', { workspace: (await workspace()).id, complaint: 1 })
  await settle()
  const [card] = slack.messages(sales)
  if (!card) throw new Error('no card in the channel')
  return card
}

const lastSaid = ({ slack }: Complaining, person: Complaining['ben']) => slack.ephemerals(person).at(-1)
const told = ({ slack }: Complaining, person: Complaining['ben']) =>
  slack.messages(person).filter(({ text }) => text.includes('is open again'))

test('a content customer closes the complaint: verdict met, review begun, two touches planned, one feedback', async () => {
  const tend = await startSolved()
  tend.at('2026-03-04T10:00:00Z')
  await send(tend, 'verdict', { ...content, words: 'Quick and kind' })
  expect(await complaintOf(tend)).toMatchObject({ closedHow: 'satisfied', closedBy: tend.ben.id, round: 1 })
  expect(await clocksOf(tend)).toEqual([
    ['respond', 1, 'met'],
    ['solution', 1, 'met'],
    ['follow-up', 1, 'met'],
    ['review', 1, 'runs'],
  ])
  expect(await touchesOf(tend)).toEqual(
    ['2026-03-11', '2026-04-03'].map((on) => ({
      rule: 'manual',
      repId: tend.ben.id,
      idealOn: on,
      latestOn: on,
      closedHow: null,
    })),
  )
  expect(await feedbackOf(tend)).toEqual([{ kind: 'satisfaction', score: 4, givenOn: '2026-03-04' }])
  const card = cardOf(tend, tend.ben)
  for (const part of [
    '*Verdict:* solved, satisfaction 4 of 5',
    'Quick and kind',
    '*Closed:* Wed 4 Mar',
    'the customer is satisfied',
    '◔ Review: by',
    'complaints.review',
  ])
    expect(textOf(card)).toContain(part)
  expect(threadOf(tend, card).slice(-2)).toEqual([
    'Ben Carter heard the customer’s verdict: solved, satisfaction 4 of 5.',
    'Ben Carter closed this complaint.',
  ])
  expect(lastSaid(tend, tend.ben)?.text).toBe(
    'The complaint of *Acme* is closed. Its review is due within 7 days.\nBe in touch again: Wed 11 Mar and Fri 3 Apr.',
  )
})

test('the verdict is a touch of the day on which it was said', async () => {
  const tend = await startSolved()
  tend.at('2026-03-05T10:00:00Z')
  await send(tend, 'verdict', { ...content, saidAt: seconds('2026-03-04T15:30:00Z') })
  const last = await tend.db
    .selectFrom('interaction')
    .select(['occurredOn', 'outcome', 'memberId'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(last).toEqual({ occurredOn: '2026-03-04', outcome: 'good', memberId: tend.ben.id })
  const stats = await tend.db.selectFrom('accountStats').select('lastTouchOn').executeTakeFirst()
  expect(stats).toEqual({ lastTouchOn: '2026-03-04' })
})

test('what is heard a moment after the solution was given is logged as a touch of its own', async () => {
  const tend = await startSolved()
  await send(tend, 'verdict', content)
  const logged = await tend.db.selectFrom('interaction').select('outcome').orderBy('id').execute()
  expect(logged).toEqual([{ outcome: null }, { outcome: 'good' }])
})

test('a discontent customer opens it again with a clock of its own, and the manager is told once', async () => {
  const tend = await startSolved()
  tend.at('2026-03-04T10:00:00Z')
  await send(tend, 'verdict', discontent)
  expect(await complaintOf(tend)).toMatchObject({ closedAt: null, round: 2 })
  expect((await clocksOf(tend)).slice(2)).toEqual([
    ['follow-up', 1, 'met'],
    ['solution', 2, 'runs'],
  ])
  const [message, ...more] = told(tend, tend.dana)
  if (!message) throw new Error('nobody was told')
  expect(more).toEqual([])
  expect(message.text).toBe(
    'The complaint of *Acme* is open again. The customer says: not solved, satisfaction 2 of 5.',
  )
  expect(textOf(message)).toContain('The new pair is &lt;broken&gt; too')
  expect(lintBlocks(message)).toEqual([])
  expect(told(tend, tend.ada)).toEqual([])
  expect(threadOf(tend, cardOf(tend, tend.ben)).slice(-2)).toEqual([
    'Ben Carter heard the customer’s verdict: not solved, satisfaction 2 of 5.',
    'Ben Carter opened it again.',
  ])
  await tend.slack.press(tend.dana, message, 'complaints.show-card')
  const shown = await tend.slack.until(() => lastSaid(tend, tend.dana))
  expect(textOf(shown)).toContain('The scales arrived broken')
  expect(await feedbackOf(tend)).toHaveLength(1)
  expect(await touchesOf(tend)).toEqual([])
})

test('solved, but not satisfied, opens it again too', async () => {
  const tend = await startSolved()
  await send(tend, 'verdict', { solved: 'yes', satisfaction: '2' })
  expect(await complaintOf(tend)).toMatchObject({ closedAt: null, round: 2 })
})

const warningsOf = async ({ db }: Complaining) => {
  const rows = await db
    .selectFrom('warning')
    .innerJoin('warningReason', 'warningReason.warningId', 'warning.id')
    .select(['rule', 'holds', 'evidence', 'backlog', 'quietSince', 'endedHow'])
    .orderBy('warningReason.since')
    .execute()
  return rows.map(({ evidence, ...row }) => ({ ...row, ...(evidence as object) }))
}

test('a discontent customer may be leaving, at once, and until a better answer', async () => {
  const tend = await startSolved()
  tend.at('2026-03-04T10:00:00Z')
  await send(tend, 'verdict', discontent)
  const unhappy = { rule: 'unhappy', solving: 'unsolved', score: 2, on: '2026-03-04', backlog: false }
  expect(await warningsOf(tend)).toMatchObject([
    { ...unhappy, holds: true, quietSince: null, endedHow: null },
  ])
  await tend.slack.command(tend.ben, '/account', 'Acme')
  const card = await tend.slack.until(() => lastSaid(tend, tend.ben))
  expect(textOf(card)).toContain('said on Wed 4 Mar that their complaint is not solved')
  await tend.slack.press(tend.ben, card, 'verdicts.open')
  expect(textOf(modalOf(tend, tend.ben))).toContain(
    'Their last answer was on a complaint: not solved, satisfaction 2 of 5, on Wed 4 Mar; not solved, or less than 3 of 5, is a sign for 90 days.',
  )
  tend.at('2026-03-06T10:00:00Z')
  await solve(tend)
  await send(tend, 'verdict', content)
  expect(await warningsOf(tend)).toMatchObject([{ ...unhappy, holds: false, quietSince: '2026-03-06' }])
})

test('a better recommendation after it is a better answer, an earlier one is not', async () => {
  const tend = await startSolved()
  tend.at('2026-03-04T10:00:00Z')
  await send(tend, 'verdict', { solved: 'yes', satisfaction: '1' })
  const by = { workspace: await tend.workspace(), reader: { id: tend.ben.id }, now: tend.deps.now() }
  const record = (on: string) =>
    tend.db.transaction().execute((trx) =>
      recordAnswer(trx, { ...by, today: day('2026-03-04') }, tend.acme, {
        kind: 'nps',
        score: 9,
        on: day(on),
      }),
    )
  await record('2026-03-03')
  expect(await warningsOf(tend)).toMatchObject([{ solving: 'dissatisfied', holds: true }])
  await record('2026-03-05')
  expect(await warningsOf(tend)).toMatchObject([{ solving: 'dissatisfied', holds: false }])
})

test('three dated attempts are needed to close without a verdict, and the modal says how many are missing', async () => {
  const tend = await startSolved()
  for (const [on, rest] of [
    ['2026-03-03', 'After 2 more attempts it can be closed without a verdict.'],
    ['2026-03-04', 'After 1 more attempt it can be closed without a verdict.'],
    ['2026-03-05', 'It can be closed without a verdict.'],
  ] as const) {
    tend.at(`${on}T10:00:00Z`)
    await send(tend, 'verdict', { solved: 'not-reached' })
    expect(lastSaid(tend, tend.ben)?.text).toContain(rest)
  }
  const tries = await tend.db
    .selectFrom('interaction')
    .select('id')
    .where('outcome', '=', 'no-answer')
    .execute()
  expect(tries).toHaveLength(3)
  expect(await clocksOf(tend)).toContainEqual(['follow-up', 1, 'runs'])
  tend.at('2026-03-06T10:00:00Z')
  await send(tend, 'verdict', { solved: 'close', words: 'The line is dead' })
  expect(await complaintOf(tend)).toMatchObject({ closedHow: 'attempts' })
  expect((await clocksOf(tend)).slice(2)).toEqual([
    ['follow-up', 1, 'void'],
    ['review', 1, 'runs'],
  ])
  const card = cardOf(tend, tend.ben)
  expect(textOf(card)).toContain('! Verdict: *overdue*')
  expect(textOf(card)).toContain('3 attempts to hear the verdict (Tue 3 Mar, Wed 4 Mar and Thu 5 Mar)')
  expect(textOf(card)).toContain('without a verdict')
  expect(threadOf(tend, card).at(-1)).toBe('Ben Carter closed this complaint without a verdict.')
  expect(await touchesOf(tend)).toHaveLength(2)
  expect(await feedbackOf(tend)).toEqual([])
  const note = await tend.db
    .selectFrom('interaction')
    .select('summary')
    .where('channel', '=', 'note')
    .execute()
  expect(note).toEqual([{ summary: 'The line is dead' }])
})

test('closing without a verdict is refused while attempts are missing, with their number under the field', async () => {
  const tend = await startSolved()
  for (const hour of ['10', '11', '12']) {
    tend.at(`2026-03-03T${hour}:00:00Z`)
    await send(tend, 'verdict', { solved: 'not-reached' })
  }
  await tend.slack.press(tend.ben, cardOf(tend, tend.ben), 'complaints.verdict')
  await tend.db
    .updateTable('workspace')
    .set({ settings: { verdictAttempts: 5 } })
    .execute()
  const refused = await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), { solved: 'close' })
  expect(refused).toMatchObject({
    body: { errors: { solved: /^2 more attempts with their dates are missing/ } },
  })
  expect(await complaintOf(tend)).toMatchObject({ closedAt: null })
})

test('two attempts of one minute, and a form that is sent twice, count once', async () => {
  const tend = await startSolved()
  tend.at('2026-03-03T10:00:10Z')
  await press(tend, 'verdict')
  const modal = modalOf(tend, tend.ben)
  await tend.slack.submit(tend.ben, modal, { solved: 'not-reached' })
  const again = await send(tend, 'verdict', { solved: 'not-reached' })
  expect(again).toMatchObject({ body: { errors: { saidAt: /written down already/ } } })
  const rows = await tend.db.selectFrom('complaintVerdict').select('kind').execute()
  expect(rows).toEqual([{ kind: 'attempt' }])
})

test('what is wrong in the form is said under its field, and nothing is written', async () => {
  const tend = await startSolved()
  tend.at('2026-03-03T10:00:00Z')
  await press(tend, 'verdict')
  const refusals = [
    [{ solved: 'yes', satisfaction: null }, { satisfaction: /Choose 1 to 5/ }],
    [{ ...content, saidAt: seconds('2026-03-02T08:00:00Z') }, { saidAt: /given later \(Mon 2 Mar, 09:00\)/ }],
    [{ ...content, saidAt: seconds('2026-03-04T10:00:00Z') }, { saidAt: /in the future/ }],
  ] as const
  for (const [values, errors] of refusals)
    expect(await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), values)).toMatchObject({
      body: { errors },
    })
  expect(await tend.db.selectFrom('complaintVerdict').selectAll().execute()).toEqual([])
})

test('a verdict before there is a solution is refused in a sentence', async () => {
  const tend = await startSolved()
  const before = cardOf(tend, tend.ben)
  await send(tend, 'verdict', discontent)
  const said = await hears(tend, tend.ben, () => tend.slack.press(tend.ben, before, 'complaints.verdict'))
  expect(said.text).toContain('no solution yet that the customer could judge')
})

test('a form from before the complaint was opened again is refused, and says who opened it', async () => {
  const tend = await startSolved()
  await press(tend, 'verdict')
  const stale = modalOf(tend, tend.ben)
  const shared = await inSales(tend)
  await tend.slack.press(tend.ada, shared, 'complaints.verdict')
  await tend.slack.submit(tend.ada, modalOf(tend, tend.ada), discontent)
  const refused = await tend.slack.submit(tend.ben, stale, content)
  expect(refused).toMatchObject({
    body: { errors: { solved: /^Ada Martin opened this complaint again \(09:00\)/ } },
  })
  expect(await complaintOf(tend)).toMatchObject({ closedAt: null, round: 2 })
  expect(await feedbackOf(tend)).toHaveLength(1)
})

test('of two verdicts at once one is taken, and the other is told who closed it', async () => {
  const tend = await startSolved()
  const shared = await inSales(tend)
  for (const person of [tend.ben, tend.ada]) await tend.slack.press(person, shared, 'complaints.verdict')
  const answers = await Promise.all(
    [tend.ben, tend.ada].map((person) => tend.slack.submit(person, modalOf(tend, person), content)),
  )
  const refused = answers.filter(({ body }) =>
    JSON.stringify(body ?? '').includes('closed this complaint (09:00)'),
  )
  expect(refused).toHaveLength(1)
  expect(await feedbackOf(tend)).toHaveLength(1)
  expect(await touchesOf(tend)).toHaveLength(2)
})

test('the complaint of a customer who was retired meanwhile is brought to its end, without touches', async () => {
  const tend = await startSolved()
  await tend.db.updateTable('account').set({ retiredAt: tend.deps.now(), retiredWhy: 'moved' }).execute()
  await send(tend, 'verdict', content)
  expect(await complaintOf(tend)).toMatchObject({ closedHow: 'satisfied' })
  expect(await touchesOf(tend)).toEqual([])
})

test('re-opened by hand: managers are told, and the touches are not asked for; closed again there are two', async () => {
  const tend = await startSolved()
  await send(tend, 'verdict', content)
  tend.at('2026-03-05T09:00:00Z')
  await press(tend, 'reopen')
  expect(told(tend, tend.dana).map(({ text }) => text)).toEqual([
    'The complaint of *Acme* is open again: Ben Carter opened it.',
  ])
  expect(await touchesOf(tend)).toEqual([])
  await solve(tend)
  await send(tend, 'verdict', content)
  const open = await touchesOf(tend)
  expect(open.map(({ idealOn }) => idealOn)).toEqual(['2026-03-12', '2026-04-04'])
  expect((await touchesOf(tend, 'all')).map(({ closedHow }) => closedHow)).toEqual([
    'replaced',
    'replaced',
    null,
    null,
  ])
})

test('the touches stand through planning, are told with their reason, and are answered by a touch of their day', async () => {
  const tend = await startSolved()
  await send(tend, 'verdict', content)
  // A clock that runs would stand in the row before it.
  await send(tend, 'review', { rootCause: 'product', improvement: 'Checked twice', toldOn: '2026-03-02' })
  const workspace = await tend.workspace()
  tend.at('2026-03-09T09:30:00Z')
  await planDuties(tend.db, workspace, tend.deps.now(), [tend.acme])
  await tend.slack.command(tend.ben, '/today')
  expect(textOf(lastSaid(tend, tend.ben) ?? {})).toContain('Be in touch after the complaint of Mon 2 Mar')
  await tend.slack.command(tend.ben, '/account', 'Acme')
  expect(textOf(lastSaid(tend, tend.ben) ?? {})).toContain('after the complaint of Mon 2 Mar')
  const today = day('2026-03-09')
  const by = { workspace, reader: { id: tend.ben.id }, now: tend.deps.now(), today }
  const call = {
    channel: 'call',
    kind: null,
    outcome: 'good',
    summary: 'All well',
    nextStep: '',
    nextOn: null,
  } as const
  const when = { occurredAt: tend.deps.now(), occurredOn: today }
  await tend.db
    .transaction()
    .execute((trx) => logInteraction(trx, by, { accountId: tend.acme, ...call, ...when }))
  expect((await touchesOf(tend, 'all')).map(({ closedHow }) => closedHow)).toEqual(['logged', null])
})

test('all of it reads in Chinese, at the longest texts', async () => {
  const tend = await startComplaining()
  const long = '电'.repeat(3000)
  await tend.db
    .updateTable('account')
    .set({ ownerId: tend.chen.id, name: '鑫'.repeat(150) })
    .execute()
  await tend.db.updateTable('member').set({ locale: 'zh-CN' }).where('id', '=', tend.dana.id).execute()
  await tend.db
    .insertInto('complaint')
    .values({
      workspaceId: (await tend.workspace()).id,
      accountId: tend.acme,
      openedBy: tend.chen.id,
      channel: 'call',
      receivedAt: tend.deps.now(),
      openedAt: tend.deps.now(),
      facts: long,
      feelings: long,
      needs: long,
      complex: true,
      severity: 'high',
    })
    .execute()
  const show = { workspace: (await tend.workspace()).id, complaint: 1 }
  await tend.deps.queue.send(tend.db, 'complaints.show', show)
  await tend.settle()
  await press(tend, 'solve', tend.chen)
  await tend.slack.submit(tend.chen, modalOf(tend, tend.chen), { words: long, byOn: '2026-12-01' })
  await tend.settle()
  await press(tend, 'verdict', tend.chen)
  const modal = modalOf(tend, tend.chen)
  expect(lintBlocks(modal)).toEqual([])
  expect(textOf(modal)).toContain('问题解决了吗？')
  await tend.slack.submit(tend.chen, modal, { ...discontent, words: long })
  await tend.settle()
  for (const message of [cardOf(tend, tend.chen), lastSaid(tend, tend.chen)])
    expect(lintBlocks(message ?? {})).toEqual([])
  expect(textOf(cardOf(tend, tend.chen))).toContain('*客户评价* 未解决，满意度 2 分，满分 5 分')
  const [message] = tend.slack.messages(tend.dana).filter(({ text }) => text.includes('重新打开'))
  expect(message?.text).toContain('客户评价：未解决，满意度 2 分。')
  expect(lintBlocks(message ?? {})).toEqual([])
})
