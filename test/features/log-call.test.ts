import { expect, test } from 'vitest'
import { NotPossible } from '../../src/sandbox/types.ts'
import { addCustomers, hears, modalOf, openOf } from '../support/logging.ts'
import { startTend } from '../support/tend.ts'

const KEY = { name: 'Acme', tier: 'key', lastContact: '2026-02-16' } as const

test('a logged call closes what it answers, moves the next date and says so', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [KEY])
  await slack.command(ben, '/log-call', 'Acme')
  const modal = modalOf(tend, ben)
  const said = await hears(tend, ben, () => slack.submit(ben, modal, { summary: 'Talked about the renewal' }))
  expect(await openOf(db, acme)).toMatchObject({ rhythm: '2026-03-16' })
  expect(said.text).toBe(
    'Logged: call, *Acme*.\nClosed: regular contact.\nNext: Mon 16 Mar, key, every 14 days',
  )
  expect(slack.warnings).toEqual([])
})

test('the modal has the fields a rep expects, by name, in English and in Chinese', async () => {
  const tend = await startTend()
  const { slack } = tend
  await addCustomers(tend, [KEY])
  const labels = async (name: string): Promise<string[]> => {
    await slack.command(slack.person(name), '/log-call')
    return modalOf(tend, slack.person(name)).blocks.map((block) => (block['label'] as { text: string }).text)
  }
  expect(await labels('ben')).toEqual([
    'Account',
    'Channel',
    'When',
    'Time',
    'What was it about?',
    'Kind of touch',
    'How did it go?',
    'Next step',
    'Next date',
  ])
  expect(await labels('chen')).toContain('聊了什么？')
})

test('a line behind the command logs a call at once and offers to undo it', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [KEY])
  const said = await hears(tend, ben, () =>
    slack.command(ben, '/log-call', 'acme: talked about the renewal, see https://x.test/a:b'),
  )
  expect(said.text).toContain('Next: Mon 16 Mar')
  const logged = await db.selectFrom('interaction').selectAll().executeTakeFirstOrThrow()
  expect(logged).toMatchObject({
    channel: 'call',
    memberId: ben.id,
    occurredOn: '2026-03-02',
    summary: 'talked about the renewal, see https://x.test/a:b',
  })
  await hears(tend, ben, () => slack.press(ben, said, 'interactions.undo'))
  expect(await db.selectFrom('interaction').selectAll().execute()).toEqual([])
})

test('a Chinese rep logs with the wide colon and reads the answer in Chinese', async () => {
  const tend = await startTend()
  const { slack } = tend
  const chen = slack.person('chen')
  await addCustomers(tend, [{ name: '北京星辰科技', tier: 'key', owner: 'chen', lastContact: '2026-02-16' }])
  const said = await hears(tend, chen, () => slack.command(chen, '/log-call', '星辰：聊了续约'))
  expect(said.text).toBe(
    '已记录：“北京星辰科技”，电话。\n已完成的跟进：定期联系。\n下次：3月16日周一，关键客户，每 14 天一次',
  )
})

test('a customer whose name holds a colon is found by all of it', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [, east] = await addCustomers(tend, [{ name: 'Acme' }, { name: 'Acme: East' }])
  await hears(tend, ben, () => slack.command(ben, '/log-call', 'Acme: East: they moved'))
  const logged = await db.selectFrom('interaction').selectAll().executeTakeFirstOrThrow()
  expect(logged).toMatchObject({ accountId: east, summary: 'they moved' })
})

test('the same words twice within ten seconds are one log', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [KEY])
  const log = () => hears(tend, ben, () => slack.command(ben, '/log-call', 'Acme: hello'))
  await log()
  tend.at('2026-03-02T09:00:09Z')
  expect((await log()).text).toContain('a moment ago')
  tend.at('2026-03-02T09:00:11Z')
  await log()
  expect(await db.selectFrom('interaction').select('id').execute()).toHaveLength(2)
})

test('“no answer” is an attempt: it closes nothing, and tomorrow is offered once', async () => {
  const tend = await startTend({ now: '2026-03-06T09:00:00Z' })
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [KEY])
  const said = await hears(tend, ben, () => slack.command(ben, '/log-call', 'Acme: No answer.'))
  expect(said.text).toContain('It closes nothing')
  expect(await openOf(db, acme)).toMatchObject({ rhythm: '2026-03-02' })
  const reminded = await hears(tend, ben, () => slack.press(ben, said, 'interactions.remind'))
  expect(reminded.text).toBe('You will be reminded of *Acme* on Mon 9 Mar.')
  expect(await openOf(db, acme)).toMatchObject({ manual: '2026-03-07' })
  const again = await hears(tend, ben, () => slack.press(ben, said, 'interactions.remind'))
  expect(again.text).toBe('A reminder is planned for this already.')
})

test('a note is kept and moves nothing', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [KEY])
  await slack.command(ben, '/log-call', 'Acme')
  const modal = modalOf(tend, ben)
  const bare = await slack.submit(ben, modal, { channel: 'note' })
  expect(bare.body).toMatchObject({ errors: { summary: 'Write down what the note says.' } })
  const said = await hears(tend, ben, () => slack.submit(ben, modal, { summary: 'They merge in May' }))
  expect(said.text).toContain('Noted for *Acme*')
  expect(await openOf(db, acme)).toMatchObject({ rhythm: '2026-03-02' })
})

test('a next step is planned on its date, and without one when the rhythm says', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0, brook = 0] = await addCustomers(tend, [KEY, { name: 'Brook' }])
  const log = async (name: string, next: Record<string, string>) => {
    await slack.command(ben, '/log-call', name)
    await hears(tend, ben, () => slack.submit(ben, modalOf(tend, ben), { summary: name, ...next }))
  }
  await log('Acme', { nextStep: 'Send the offer', nextDate: '2026-03-05' })
  await log('Brook', { nextStep: 'Ask about the fair' })
  expect(await openOf(db, acme)).toMatchObject({ manual: '2026-03-05', rhythm: '2026-03-16' })
  expect(await openOf(db, brook)).toMatchObject({ manual: '2026-05-31', rhythm: '2026-05-31' })
})

test('a call of last week is logged with its day, and counts from there', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [KEY])
  await slack.command(ben, '/log-call', 'Acme')
  const said = await hears(tend, ben, () =>
    slack.submit(ben, modalOf(tend, ben), { summary: 'x', when: '2026-02-28' }),
  )
  expect(said.text).toContain('Logged: call on Sat 28 Feb, *Acme*.')
  expect(said.text).toContain('Next: Mon 16 Mar')
  expect(await openOf(db, acme)).toMatchObject({ rhythm: '2026-03-14' })
  const { occurredAt } = await db.selectFrom('interaction').select('occurredAt').executeTakeFirstOrThrow()
  expect(occurredAt.toISOString()).toBe('2026-02-28T12:00:00.000Z')
})

test('wrong dates are told under their fields and nothing is kept', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [KEY])
  await slack.command(ben, '/log-call', 'Acme')
  const modal = modalOf(tend, ben)
  const refused = async (values: Record<string, string>) => {
    const { body } = await slack.submit(ben, modal, { summary: 'x', time: null, nextDate: null, ...values })
    return Object.keys((body as { errors: object }).errors)
  }
  expect(await refused({ when: '2026-03-03' })).toEqual(['when'])
  expect(await refused({ when: '2024-02-28' })).toEqual(['when'])
  expect(await refused({ when: '2026-03-02', time: '09:01' })).toEqual(['time'])
  expect(await refused({ when: '2026-03-02', nextDate: '2026-03-02' })).toEqual(['nextDate'])
  expect(await refused({ nextDate: '2027-03-04' })).toEqual(['nextDate'])
  expect(await db.selectFrom('interaction').select('id').execute()).toEqual([])
})

test('a modal submitted twice is one log', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [KEY])
  await slack.command(ben, '/log-call', 'Acme')
  const modal = modalOf(tend, ben)
  await hears(tend, ben, () => slack.submit(ben, modal, { summary: 'once' }))
  tend.at('2026-03-02T09:01:00Z')
  expect(await slack.replay()).toMatchObject({ status: 200 })
  expect(await db.selectFrom('interaction').select('id').execute()).toHaveLength(1)
})

test('two colleagues who log the same customer at once both succeed, and the duty is closed once', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const [acme = 0] = await addCustomers(tend, [KEY])
  const both = ['ben', 'dana'].map((name) => slack.person(name))
  const said = await Promise.all(
    both.map((person) =>
      hears(tend, person, () => slack.command(person, '/log-call', `Acme: ${person.name}`)),
    ),
  )
  expect(said.filter(({ text }) => text.includes('Closed: regular contact'))).toHaveLength(1)
  expect(await db.selectFrom('interaction').select('id').execute()).toHaveLength(2)
  expect(await openOf(db, acme)).toMatchObject({ rhythm: '2026-03-16' })
})

test('an unknown customer is answered with the nearest, and nothing typed is lost', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [harbour = 0] = await addCustomers(tend, [{ name: 'Harbour Trading' }, { name: 'Zenith' }])
  const said = await hears(tend, ben, () =>
    slack.command(ben, '/log-call', 'Habour Traiding: they *moved* <!here>'),
  )
  expect(said.text).toContain('I found no customer called “Habour Traiding”')
  await hears(tend, ben, () => slack.press(ben, said, { block_id: `near-${harbour}` }))
  const logged = await db.selectFrom('interaction').selectAll().executeTakeFirstOrThrow()
  expect(logged).toMatchObject({ accountId: harbour, summary: 'they *moved* <!here>' })
})

test('an ambiguous name is asked back; without words the choice opens the modal, and so does the search', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  const [, south = 0] = await addCustomers(tend, [{ name: 'Northwind East' }, { name: 'Northwind South' }])
  const said = await hears(tend, ben, () => slack.command(ben, '/log-call', 'northwind'))
  expect(said.text).toContain('Several customers fit “northwind”')
  await slack.press(ben, said, { block_id: `near-${south}` })
  const modal = modalOf(tend, ben)
  expect(JSON.stringify(modal.blocks[0])).toContain('Northwind South')
  const lost = await hears(tend, ben, () => slack.command(ben, '/log-call', 'Qqqqq: their fair was good'))
  await slack.press(ben, lost, { block_id: 'near-none' })
  expect(JSON.stringify(modalOf(tend, ben).blocks)).toContain('their fair was good')
})

test('words too long for a button are shown whole and begin the form', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [KEY])
  const words = '“Größe” 🚢 '.repeat(250).trim()
  const said = await hears(tend, ben, () => slack.command(ben, '/log-call', `Nobody: ${words}`))
  const shown = said.blocks
    .slice(2)
    .map((block) => (block['text'] as { text?: string } | undefined)?.text ?? '')
  expect(shown.join('')).toContain(words)
  await slack.press(ben, said, { block_id: 'near-none' })
  expect(modalOf(tend, ben).callback_id).toBe('interactions.log')
  expect(slack.warnings).toEqual([])
})

test('help says how, in the reader’s language', async () => {
  const tend = await startTend()
  const { slack } = tend
  for (const [name, words] of [
    ['ben', '/log-call Acme: talked about the renewal'],
    ['chen', '/log-call 客户名：聊了续约'],
  ] as const) {
    const person = slack.person(name)
    const said = await hears(tend, person, () => slack.command(person, '/log-call', 'help'))
    expect(said.text).toContain(words)
  }
})

test('a message becomes a log with its words and its time', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [KEY])
  await slack.say(ben, 'Ada & I saw <their> site', { channel: slack.channel('sales').id })
  const message = slack.messages(slack.channel('sales')).at(-1)
  if (!message) throw new Error('nothing was said')
  tend.at(new Date(Number(message.ts) * 1000 + 60_000).toISOString())
  await slack.shortcut(ben, 'interactions.log-message', message)
  const said = await hears(tend, ben, () => slack.submit(ben, modalOf(tend, ben), { account: 'Acme' }))
  expect(said.channel).toBe(slack.channel('sales').id)
  const logged = await db.selectFrom('interaction').selectAll().executeTakeFirstOrThrow()
  expect(logged).toMatchObject({
    channel: 'message',
    summary: 'Ada & I saw <their> site',
  })
  expect(Math.abs(logged.occurredAt.getTime() - Number(message.ts) * 1000)).toBeLessThan(60_000)
})

test('where Tend is no member of the channel the answer comes as a direct message', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  await addCustomers(tend, [KEY])
  await slack.command(ben, '/log-call', 'Acme', { channel: slack.channel('general').id })
  const said = await hears(tend, ben, () => slack.submit(ben, modalOf(tend, ben), { summary: 'x' }))
  expect(said.to).toBeUndefined()
  expect(slack.messages(ben).at(-1)?.text).toContain('Logged: call, *Acme*')
})

test('a customer of another team cannot be logged, whatever id is sent', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const [ben, chen] = [slack.person('ben'), slack.person('chen')]
  const [, secret = 0] = await addCustomers(tend, [KEY, { name: 'Secret', owner: 'chen' }])
  const { id } = await tend.workspace()
  const { id: teamId } = await db
    .insertInto('team')
    .values({ workspaceId: id, name: 'East' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.updateTable('member').set({ teamId }).where('id', '=', chen.id).execute()
  await slack.command(ben, '/log-call', 'Acme')
  const modal = modalOf(tend, ben)
  await expect(slack.submit(ben, modal, { account: 'Secret', summary: 'x' })).rejects.toThrow(NotPossible)
  const value = { text: { type: 'plain_text', text: 'Secret' }, value: String(secret) }
  const account = modal.blocks.find((block) => block.block_id === 'account')
  Object.assign(account?.['element'] ?? {}, { initial_option: value })
  const answer = await slack.submit(ben, modal, { account: value, summary: 'x' })
  expect(answer.body).toMatchObject({ errors: { account: expect.stringContaining('not among those') } })
  expect(await db.selectFrom('interaction').select('id').execute()).toEqual([])
})

test('names that look like Slack’s own marks are shown as text', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  const names = ['<!channel> Ltd', '*Bold* & _Sons_', 'Right ‮ turn', '船🚢 & Co', '$t(errors.broken) {{x}}']
  await addCustomers(
    tend,
    names.map((name) => ({ name })),
  )
  for (const name of names) {
    const said = await hears(tend, ben, () => slack.command(ben, '/log-call', `${name}: x`))
    expect(said.text).not.toContain('<!channel>')
    expect(said.text).not.toContain('Something broke')
    expect(said.text).toContain('Logged: call')
  }
  expect(slack.warnings).toEqual([])
})

test('what was logged of a retired customer plans nothing', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [KEY])
  await slack.command(ben, '/log-call', 'Acme')
  const retired = { retiredAt: tend.deps.now(), retiredWhy: 'closed down' }
  await db.updateTable('account').set(retired).where('id', '=', acme).execute()
  const said = await hears(tend, ben, () =>
    slack.submit(ben, modalOf(tend, ben), { summary: 'x', nextStep: 'y', nextDate: '2026-03-09' }),
  )
  expect(said.text).toContain('retired')
  expect(await openOf(db, acme)).toEqual({})
})
