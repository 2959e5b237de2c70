import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
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
import type { Person } from '../../src/sandbox/types.ts'

async function todayOf(tend: Complaining, person: Person) {
  await tend.slack.command(person, '/today')
  const list = tend.slack.ephemerals(person).at(-1)
  if (!list) throw new Error('no list')
  return list
}

const ephemeralOf = ({ slack }: Complaining, person: Person, part: string) =>
  slack.until(() => slack.ephemerals(person).findLast((said) => textOf(said).includes(part)))

test('handing over one clock hands over the whole complaint: card, clocks and thread; it can be taken back', async () => {
  const tend = await startComplaining()
  const { slack, ben, chen } = tend
  await complain(tend)
  await slack.press(ben, await todayOf(tend, ben), 'clocks.more', 'hand-over')
  const same = await slack.submit(ben, modalOf(tend, ben), { to: ben.id })
  expect(same).toMatchObject({ body: { errors: { to: 'They work on it already.' } } })
  await slack.submit(ben, modalOf(tend, ben), { to: chen.id })
  await tend.settle()
  expect(textOf(cardOf(tend, chen))).toContain('“Acme”的投诉')
  expect(textOf(cardOf(tend, ben))).toContain(`works on it: <@${chen.id}>`)
  expect(threadOf(tend, cardOf(tend, ben))).toEqual([`Ben Carter handed it over to <@${chen.id}>.`])
  expect(textOf(await todayOf(tend, chen))).toContain('答复：18:00 之前')
  expect(textOf(await todayOf(tend, ben))).not.toContain('Answer by')
  // What happens now is Chen's to read.
  tend.at('2026-03-02T09:05:00Z')
  const answer = await ephemeralOf(tend, ben, 'is handed over')
  await slack.press(ben, answer, 'complaints.take-back')
  await tend.settle()
  expect(textOf(cardOf(tend, ben))).toContain(`works on it: <@${ben.id}>`)
  expect(textOf(await todayOf(tend, ben))).toContain('Answer by 10:00')
  const acts = await tend.db.selectFrom('complaintEvent').select(['act', 'detail']).orderBy('id').execute()
  expect(acts).toMatchObject([
    { act: 'open' },
    { act: 'hand-over', detail: { to: chen.id } },
    { act: 'take-back' },
  ])
})

test('a hand-over is not taken back when something happened since, nor after ten minutes', async () => {
  const tend = await startComplaining()
  const { slack, ben, chen } = tend
  await complain(tend)
  await slack.press(ben, await todayOf(tend, ben), 'clocks.more', 'hand-over')
  await slack.submit(ben, modalOf(tend, ben), { to: chen.id })
  await tend.settle()
  const answer = await ephemeralOf(tend, ben, 'is handed over')
  tend.at('2026-03-02T09:10:01Z')
  await slack.press(ben, answer, 'complaints.take-back')
  expect((await ephemeralTold(tend, '10 minutes')).text).toContain('too late')
  await press(tend, 'answer', chen)
  await slack.press(ben, answer, 'complaints.take-back')
  expect((await ephemeralTold(tend, '陈静')).text).toContain('陈静 has changed it since')
  const [row] = await tend.db.selectFrom('complaint').select('takenBy').execute()
  expect(row?.takenBy).toBe(chen.id)
})

const ephemeralTold = ({ slack, ben }: Complaining, part: string) =>
  slack.until(() => slack.ephemerals(ben).find(({ text }) => text.includes(part)))

test('a complaint goes along with a customer who gets another owner', async () => {
  const tend = await startComplaining()
  const { slack, ben, chen, dana } = tend
  await complain(tend)
  await slack.command(dana, '/account', 'Acme')
  const card = await ephemeralOf(tend, dana, 'account-changes.choose')
  await slack.press(dana, card, 'account-changes.choose', `owner ${tend.acme}`)
  await slack.submit(dana, modalOf(tend, dana), { owner: chen.id, reason: 'Ben is full' })
  await tend.settle()
  expect(textOf(cardOf(tend, chen))).toContain(`<@${chen.id}>`)
  expect(threadOf(tend, cardOf(tend, ben))).toEqual([`Dana Flores handed it over to <@${chen.id}>.`])
  expect(textOf(await todayOf(tend, chen))).toContain('答复：18:00 之前')
  expect(textOf(await todayOf(tend, ben))).not.toContain('Answer by')
  await tend.ring()
  expect(await tend.db.selectFrom('complaintEvent').select('id').execute()).toHaveLength(2)
})

test('whoever had the card and may not see the customer any more reads whose it is, and nothing of what goes on', async () => {
  const tend = await startComplaining()
  const { slack, ben, chen } = tend
  await complain(tend)
  const { id } = await tend.workspace()
  const north = await tend.db
    .insertInto('team')
    .values({ workspaceId: id, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tend.db.updateTable('member').set({ teamId: north.id }).where('id', '=', ben.id).execute()
  await tend.db.updateTable('account').set({ ownerId: chen.id }).execute()
  await tend.ring()
  await press(tend, 'answer', chen)
  const cards = slack.messages(ben).filter(({ text }) => text.startsWith('Complaint of'))
  expect(cards.map((card) => textOf(card))).toEqual([expect.stringContaining('another team’s now')])
  expect(textOf(cards[0] ?? {})).not.toMatch(/The scales arrived broken|complaints\.|in time/)
  expect(textOf(cardOf(tend, chen))).toContain('The scales arrived broken')
})

test('when its owner is gone from Slack a complaint is nobody’s in the channel, and whoever takes it works on it', async () => {
  const tend = await startComplaining()
  const { slack, ben, ada, chen } = tend
  const sales = slack.channel('sales')
  await tend.db.updateTable('workspace').set({ complaintChannel: sales.id }).execute()
  await complain(tend)
  await slack.changeUser(ben, { deleted: true })
  await tend.settle()
  await tend.ring()
  const [card] = slack.messages(sales)
  if (!card) throw new Error('no card in the channel')
  expect(textOf(card)).toContain('nobody works on it')
  expect(threadOf(tend, card)).toEqual(['Whoever worked on it is gone: press “Take it” to work on it.'])
  await slack.press(ada, card, 'complaints.take')
  await tend.settle()
  expect(textOf(await todayOf(tend, ada))).toContain('Answer by 10:00')
  expect(textOf(cardOf(tend, ada))).toContain('The scales arrived broken')
  // And by an import the customer gets another owner, who does not take it from Ada.
  await tend.db.updateTable('account').set({ ownerId: chen.id }).execute()
  await tend.ring()
  expect(textOf(cardOf(tend, ada))).toContain(`works on it: <@${ada.id}>`)
})

test('when its owner is gone before the review, whoever takes the closed complaint has it to write', async () => {
  const tend = await startComplaining()
  const { slack, ben, ada } = tend
  const sales = slack.channel('sales')
  await tend.db.updateTable('workspace').set({ complaintChannel: sales.id }).execute()
  await complain(tend)
  await solve(tend)
  await send(tend, 'verdict', { solved: 'yes', satisfaction: '5' })
  await slack.changeUser(ben, { deleted: true })
  await tend.settle()
  await tend.ring()
  const [card] = slack.messages(sales)
  if (!card) throw new Error('no card in the channel')
  expect(threadOf(tend, card).at(-1)).toContain('press “Take it”')
  await slack.press(ada, card, 'complaints.take')
  await tend.settle()
  expect(textOf(await todayOf(tend, ada))).toContain('Review by')
  expect(textOf(slack.messages(sales)[0] ?? {})).not.toContain('complaints.take')
})

test('an import that gives the customer to somebody else takes the complaint along', async () => {
  const tend = await startComplaining()
  await complain(tend)
  await press(tend, 'answer')
  await press(tend, 'wait')
  await tend.db.updateTable('account').set({ ownerId: tend.chen.id }).execute()
  await tend.ring()
  expect(textOf(cardOf(tend, tend.chen))).toContain('暂停计时，正在等客户')
  expect(threadOf(tend, cardOf(tend, tend.ben)).at(-1)).toBe(
    `It went to <@${tend.chen.id}>, as the customer did.`,
  )
  await tend.ring()
  const acts = await tend.db.selectFrom('complaintEvent').select('act').orderBy('id').execute()
  expect(acts.map(({ act }) => act)).toEqual(['open', 'answer', 'wait', 'follow'])
})

test('on leave the clocks stand in the list of whoever stands in, who can do what they ask', async () => {
  const tend = await startComplaining()
  const { slack, ada, ben } = tend
  await complain(tend)
  const away = { leaveFrom: day('2026-03-02'), leaveTo: day('2026-03-06'), standInId: ada.id }
  await tend.db.updateTable('member').set(away).where('id', '=', ben.id).execute()
  const list = await todayOf(tend, ada)
  expect(textOf(list)).toContain('Answer by 10:00')
  expect(textOf(list)).toContain('For Ben Carter, on leave until Fri 6 Mar')
  await slack.press(ada, list, 'complaints.answer')
  await tend.settle()
  expect(textOf(cardOf(tend, ben))).toContain('✓ Answer: in time')
  const anew = await slack.until(() =>
    slack.ephemerals(ada).find((said) => textOf(said).includes('Solution by')),
  )
  expect(textOf(anew)).toContain('Today, Mon 2 Mar')
})

test('who does not see a complaint cannot hand it over, and a colleague without its care is told so', async () => {
  const tend = await startComplaining()
  const { slack, ben, chen } = tend
  await complain(tend)
  const list = await todayOf(tend, ben)
  await slack.press(chen, list, 'clocks.more', 'hand-over')
  const told = () => slack.ephemerals(chen).at(-1)?.text
  expect(await slack.until(told)).toContain('只有处理这条投诉的人')
  const { id } = await tend.workspace()
  const north = await tend.db
    .insertInto('team')
    .values({ workspaceId: id, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tend.db.updateTable('member').set({ teamId: north.id }).where('id', '=', chen.id).execute()
  await slack.press(chen, list, 'clocks.more', 'complaint')
  await slack.until(() => told()?.includes('没有这条投诉'))
  expect(slack.views(chen)).toEqual([])
})
