import { expect, test } from 'vitest'
import { addAccounts } from '../support/customers.ts'
import {
  cardOf,
  complain,
  modalOf,
  press,
  seconds,
  startComplaining,
  textOf,
  threadOf,
} from '../support/complaints.ts'

test('a complaint comes in by its modal; its rep gets one card with clocks and buttons', async () => {
  const tend = await startComplaining()
  await complain(tend, { feelings: 'Let down', needs: 'A new pair', complex: ['yes'], severity: 'high' })
  const card = textOf(cardOf(tend, tend.ben))
  for (const part of [
    'Complaint of *Acme* · severity high',
    'The scales arrived broken',
    'Let down',
    'A new pair',
  ])
    expect(card).toContain(part)
  // 10:00 London, 13:00, and 09:00 the next day.
  for (const due of ['10:00', '13:00', 'Tue 3 Mar, 09:00']) expect(card).toContain(due)
  for (const button of ['Customer answered', 'Spoke with customer', 'Four duties', 'Solution given'])
    expect(card).toContain(button)
  expect(card).not.toContain('Re-open')
  const [said] = tend.slack.ephemerals(tend.ben)
  expect(said?.text).toContain('The complaint of *Acme* is open')
})

test('of a complaint that came hours ago it is said that its answer is late, not by when it is due', async () => {
  const tend = await startComplaining()
  const received = seconds('2026-03-02T06:00:00Z')
  await complain(tend, { received })
  const late = tend.slack.ephemerals(tend.ben).map(({ text }) => text)
  expect(late).toEqual([expect.stringContaining('Their answer was due')])
  await tend.slack.command(tend.dana, '/complaint', 'Acme')
  const [offer] = tend.slack.ephemerals(tend.dana)
  if (!offer) throw new Error('nothing was offered')
  await tend.slack.press(tend.dana, offer, 'complaints.another')
  await tend.slack.submit(tend.dana, modalOf(tend, tend.dana), { facts: 'Late', received })
  await tend.settle()
  expect(tend.slack.ephemerals(tend.dana).at(-1)?.text).toContain(
    'Ben Carter works on it. The answer was due',
  )
})

test('answering, speaking and solving meet their clocks, and the thread of the card tells who did what', async () => {
  const tend = await startComplaining()
  await complain(tend, { complex: ['yes'] })
  tend.at('2026-03-02T09:20:00Z')
  await press(tend, 'answer')
  tend.at('2026-03-02T13:30:00Z')
  await press(tend, 'speak')
  tend.at('2026-03-02T14:00:00Z')
  await press(tend, 'solve')
  await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), { words: 'A new pair', byOn: '2026-03-05' })
  await tend.settle()
  const card = cardOf(tend, tend.ben)
  const text = textOf(card)
  expect(text).toContain('✓ Answer: in time')
  expect(text).toContain('✓ Speak with them: late')
  expect(text).toContain('✓ Solution: in time')
  expect(text).toContain('◔ Verdict: by')
  expect(text).toContain('A new pair – by Thu 5 Mar')
  expect(threadOf(tend, card)).toEqual([
    'Ben Carter answered the customer.',
    'Ben Carter spoke with the customer.',
    'Ben Carter gave the customer a solution.',
  ])
})

test('who presses what a colleague did a moment ago is told who was faster, and nothing is done twice', async () => {
  const tend = await startComplaining()
  const { id } = await tend.workspace()
  await tend.db
    .updateTable('workspace')
    .set({ complaintChannel: tend.slack.channel('sales').id })
    .execute()
  await complain(tend)
  const [before] = tend.slack.messages(tend.slack.channel('sales'))
  if (!before) throw new Error('no card in the channel')
  await press(tend, 'answer')
  await tend.slack.press(tend.ada, before, 'complaints.answer')
  const said = await tend.slack.until(() => tend.slack.ephemerals(tend.ada).at(-1)?.text)
  expect(said).toContain('Ben Carter was faster (09:00)')
  const events = await tend.db
    .selectFrom('complaintEvent')
    .select('act')
    .where('workspaceId', '=', id)
    .execute()
  expect(events.map(({ act }) => act)).toEqual(['open', 'answer'])
})

test('who presses again what they did themselves is told that they did, not that somebody was faster', async () => {
  const tend = await startComplaining()
  await complain(tend)
  await press(tend, 'answer')
  const old = structuredClone(cardOf(tend, tend.ben))
  await tend.slack.press(tend.ben, old, 'complaints.solve')
  await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), { words: 'A new pair', byOn: '2026-03-05' })
  await tend.slack.press(tend.ben, old, 'complaints.solve')
  const said = await tend.slack.until(() =>
    tend.slack.ephemerals(tend.ben).find(({ text }) => /was faster|You did/.test(text)),
  )
  expect(said.text).toContain('You did this already (09:00)')
})

test('while the customer is waited for the clock of the solution stands, and runs on afterwards', async () => {
  const tend = await startComplaining()
  await complain(tend)
  tend.at('2026-03-02T12:00:00Z')
  await press(tend, 'wait')
  expect(textOf(cardOf(tend, tend.ben))).toContain('Solution: stands still')
  tend.at('2026-03-04T12:00:00Z')
  await press(tend, 'resume')
  // 24 hours, of which 3 had passed.
  expect(textOf(cardOf(tend, tend.ben))).toContain('Solution: by <!date^1772701200^')
})

test('an open complaint of the customer is offered first, by the command and by the form', async () => {
  const tend = await startComplaining()
  await complain(tend)
  await tend.slack.command(tend.ben, '/complaint', 'Acme')
  const guard = tend.slack.ephemerals(tend.ben).at(-1)
  expect(textOf(guard ?? {})).toContain('has an open complaint already: The scales arrived broken')
  await tend.slack.command(tend.ben, '/complaint')
  const values = { account: 'Acme', facts: 'And the bill is wrong' }
  await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), values)
  expect(textOf(modalOf(tend, tend.ben))).toContain('has an open complaint already')
  await tend.slack.submit(tend.ben, modalOf(tend, tend.ben))
  await tend.settle()
  const rows = await tend.db.selectFrom('complaint').select('facts').orderBy('id').execute()
  expect(rows.map(({ facts }) => facts)).toEqual(['The scales arrived broken', 'And the bill is wrong'])
})

test('the offer by the command says that another one is opened by its button, the form that it is sent again', async () => {
  const tend = await startComplaining()
  await complain(tend)
  await tend.slack.command(tend.ben, '/complaint', 'Acme')
  const guard = textOf(tend.slack.ephemerals(tend.ben).at(-1) ?? {})
  expect(guard).toContain('Open its card, or another complaint')
  expect(guard).not.toContain('send this form')
})

test('of two who open a complaint of one customer at the same moment one does, and the other is told of it first', async () => {
  const tend = await startComplaining()
  const { slack, ben, dana } = tend
  const people = [ben, dana]
  for (const person of people) await slack.command(person, '/complaint', 'Acme')
  const answers = await Promise.all(
    people.map((person) => slack.submit(person, modalOf(tend, person), { facts: 'Broken scales' })),
  )
  expect(await tend.db.selectFrom('complaint').select('id').execute()).toHaveLength(1)
  const told = answers.map(({ body }) => JSON.stringify(body ?? ''))
  expect(
    told.filter((said) => /A colleague has just opened|has an open complaint already/.test(said)),
  ).toHaveLength(1)
})

test('a form that comes twice opens one complaint and offers nothing', async () => {
  const tend = await startComplaining()
  await tend.slack.command(tend.ben, '/complaint', 'Acme')
  await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), { facts: 'Broken scales' })
  const again = await tend.slack.replay()
  expect(JSON.stringify(again.body ?? '')).not.toContain('update')
  expect(await tend.db.selectFrom('complaint').select('id').execute()).toHaveLength(1)
})

test('a complaint of a customer whom nobody owns goes to the channel, and whoever takes it works on it', async () => {
  const tend = await startComplaining()
  const { id } = await tend.workspace()
  const sales = tend.slack.channel('sales')
  await tend.db.updateTable('workspace').set({ complaintChannel: sales.id }).execute()
  const [stray = 0] = await addAccounts(tend.db, id, [{ name: 'Stray' }])
  await tend.db
    .insertInto('accountStats')
    .values({ workspaceId: id, accountId: stray, replan: false })
    .execute()
  await tend.slack.command(tend.dana, '/complaint', 'Stray')
  await tend.slack.submit(tend.dana, modalOf(tend, tend.dana), { facts: 'No answer to their mail' })
  await tend.settle()
  const [card] = tend.slack.messages(sales)
  if (!card) throw new Error('no card in the channel')
  expect(textOf(card)).toContain('nobody works on it')
  await tend.slack.press(tend.ben, card, 'complaints.take')
  await tend.settle()
  expect(textOf(tend.slack.messages(sales)[0] ?? {})).toContain(`<@${tend.ben.id}>`)
  expect(textOf(cardOf(tend, tend.ben))).toContain('No answer to their mail')
})

test('a wrong form is refused under its fields, and nothing is opened', async () => {
  const tend = await startComplaining()
  await tend.slack.command(tend.ben, '/complaint', 'Acme')
  const tomorrow = Date.parse('2026-03-03T09:00:00Z') / 1000
  const answer = await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), {
    facts: ' ',
    received: tomorrow,
  })
  expect(answer).toMatchObject({
    body: { errors: { facts: /sentence what happened/, received: /later than now/ } },
  })
  expect(await tend.db.selectFrom('complaint').selectAll().execute()).toEqual([])
})
