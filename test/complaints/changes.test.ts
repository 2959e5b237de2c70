import { expect, test } from 'vitest'
import type { Person } from '../../src/sandbox/types.ts'
import {
  cardOf,
  complain,
  type Complaining,
  doDuties,
  fillIn,
  modalOf,
  questionOf,
  startComplaining,
  textOf,
  threadOf,
} from '../support/complaints.ts'

/** Acme’s complaint with all four duties done by Ben, who offers so much. */
async function done(amount = '400'): Promise<Complaining> {
  const tend = await startComplaining()
  await complain(tend)
  await doDuties(tend, 'compensate')
  await fillIn(tend, tend.ben, { remedy: 'refund', compensate: 'Their money back', amount })
  tend.at('2026-03-02T09:20:00Z')
  return tend
}

/** Opens the list of what was done, from somebody’s card. */
const openList = ({ slack, ...tend }: Complaining, person: Person) =>
  slack.press(person, cardOf({ slack, ...tend }, tend.ben), 'complaints.more', 'change 1')

/** Opens one of them from the list. */
const choose = ({ slack, ...tend }: Complaining, person: Person, duty: string) =>
  slack.press(person, modalOf({ slack, ...tend }, person), {
    action_id: 'complaints.change-duty',
    block_id: `done-${duty}`,
  })

async function change(tend: Complaining, duty: string, fields: Record<string, string>, person = tend.ben) {
  await openList(tend, person)
  await choose(tend, person, duty)
  return fillIn(tend, person, fields)
}

const kept = ({ db }: Complaining, duty: 'apologise' | 'compensate') =>
  db
    .selectFrom('complaintDuty')
    .select(['words', 'amount', 'approval', 'doneBy', 'replacedAt'])
    .where('duty', '=', duty)
    .orderBy('id')
    .execute()

const historyOf = async (tend: Complaining): Promise<string> => {
  await tend.slack.press(tend.ben, cardOf(tend, tend.ben), 'complaints.more', 'history 1')
  return textOf(modalOf(tend, tend.ben))
}

test('what was done is put right from the card, and what was said before stays on record', async () => {
  const tend = await done()
  const { ben } = tend
  await openList(tend, ben)
  await choose(tend, ben, 'apologise')
  expect(textOf(modalOf(tend, ben))).toContain('"initial_value":"We are sorry for the broken scales"')
  await fillIn(tend, ben, { apologise: 'We apologise' })
  expect(textOf(modalOf(tend, ben))).toContain('✓ Apologise (Ben Carter, 09:20): We apologise')
  await tend.slack.dismiss(ben, modalOf(tend, ben))
  expect(textOf(cardOf(tend, ben))).toContain('✓ Apologise: We apologise')
  expect(threadOf(tend, cardOf(tend, ben)).at(-1)).toBe('Ben Carter changed: Apologise.')
  expect(await historyOf(tend)).toContain('Ben Carter changed: Apologise.')
  expect(await kept(tend, 'apologise')).toMatchObject([
    { words: 'We are sorry for the broken scales', replacedAt: tend.deps.now() },
    { words: 'We apologise', replacedAt: null },
  ])
})

test('whoever is to act instead is told; whoever names themselves is not', async () => {
  const tend = await done()
  const { ben, dana } = tend
  const change = async (who: string): Promise<void> => {
    await openList(tend, ben)
    await choose(tend, ben, 'act')
    await fillIn(tend, ben, { act: 'A foam of a better kind', who, byOn: '2026-03-06' })
    await tend.slack.dismiss(ben, modalOf(tend, ben))
    await tend.settle()
  }
  const told = (person = dana) =>
    tend.slack.messages(person).filter(({ text }) => text.includes('counts on you'))
  await change(ben.id)
  expect(told(ben)).toEqual([])
  await change(dana.id)
  expect(told().map(({ text }) => text)).toEqual([
    `<@${ben.id}> counts on you for the complaint of *Acme*, by Fri 6 Mar: A foam of a better kind`,
  ])
  await change(dana.id)
  expect(told()).toHaveLength(1)
})

test('saved as it was nothing is written, and a step is still a step of the same duty', async () => {
  const tend = await done()
  await change(tend, 'explain', {})
  expect(threadOf(tend, cardOf(tend, tend.ben)).at(-1)).not.toContain('changed')
  const answer = await change(tend, 'compensate', { remedy: 'none', compensate: '' })
  expect(answer).toMatchObject({ body: { errors: { amount: expect.any(String) as string } } })
})

test('an amount that rises above the limit is approved by a manager, and one that falls below it needs nobody', async () => {
  const tend = await done()
  const { ben, dana } = tend
  await change(tend, 'compensate', { amount: '900' })
  expect(textOf(cardOf(tend, ben))).toContain('– waits for approval by Dana Flores')
  const first = questionOf(tend, dana)
  expect(textOf(first)).toContain('900.00')
  await tend.slack.dismiss(ben, modalOf(tend, ben))
  await change(tend, 'compensate', { amount: '300' })
  expect(textOf(cardOf(tend, ben))).not.toContain('waits for')
  const now = tend.slack.messages(dana).find(({ ts }) => ts === first.ts)
  expect(now?.text).toContain('needs no decision any more')
  await tend.slack.press(dana, first, 'complaints.approve').catch(() => undefined)
  expect((await kept(tend, 'compensate')).map(({ amount, approval }) => [amount, approval])).toEqual([
    [40_000, null],
    [90_000, 'waiting'],
    [30_000, null],
  ])
})

test('an approval holds for less, and is asked for again for more', async () => {
  const tend = await done('900')
  const { ben, dana } = tend
  await tend.slack.press(dana, questionOf(tend, dana), 'complaints.approve')
  await fillIn(tend, dana, { words: 'Fine' })
  const first = questionOf(tend, dana)
  await change(tend, 'compensate', { amount: '800' })
  expect(textOf(cardOf(tend, ben))).toContain('800.00 (approved by Dana Flores)')
  await tend.slack.dismiss(ben, modalOf(tend, ben))
  tend.at('2026-03-02T09:25:00Z')
  await change(tend, 'compensate', { amount: '1200' })
  expect(textOf(cardOf(tend, ben))).toContain('– waits for approval by Dana Flores')
  const second = questionOf(tend, dana)
  expect(second.ts).not.toBe(first.ts)
  expect(textOf(second)).toMatch(/1,200\.00.*complaints\.approve/)
  await tend.slack.press(dana, second, 'complaints.approve')
  await fillIn(tend, dana, {})
  expect(textOf(cardOf(tend, ben))).toContain('(approved by Dana Flores)')
})

test('a manager may change it too, nobody else, and of two at once the slower keeps their words', async () => {
  const tend = await done()
  const { ben, dana, chen, slack } = tend
  // It is nobody's, so that everybody sees it.
  await tend.db.updateTable('account').set({ ownerId: null }).execute()
  await openList(tend, chen)
  expect(textOf(modalOf(tend, chen))).not.toContain('complaints.change-duty')
  await openList(tend, ben)
  await choose(tend, ben, 'apologise')
  await change(tend, 'apologise', { apologise: 'Dana is sorry' }, dana)
  const answer = await slack.submit(ben, modalOf(tend, ben), { apologise: 'Ben is sorry' })
  expect(JSON.stringify(answer.body)).toContain('changed or decided about meanwhile')
  expect((await kept(tend, 'apologise')).map(({ words, doneBy }) => [words, doneBy])).toEqual([
    ['We are sorry for the broken scales', ben.id],
    ['Dana is sorry', dana.id],
  ])
})

test('once the customer has a solution nothing of it is changed, whoever had it open', async () => {
  const tend = await done()
  const { ben, dana, slack } = tend
  const before = cardOf(tend, ben)
  await openList(tend, ben)
  await choose(tend, ben, 'apologise')
  const open = modalOf(tend, ben)
  await slack.press(dana, before, 'complaints.solve')
  await fillIn(tend, dana, { words: 'A new pair', byOn: '2026-03-05' })
  const answer = await slack.submit(ben, open, { apologise: 'Too late' })
  expect(JSON.stringify(answer.body)).toContain('gave the customer a solution')
  await slack.press(ben, before, 'complaints.more', 'change 1')
  await tend.settle()
  expect(textOf(cardOf(tend, ben))).not.toContain('Change what was done')
  expect(await kept(tend, 'apologise')).toHaveLength(1)
})
