import { describe, expect, test } from 'vitest'
import { actions, button } from '../../src/slack/blocks.ts'
import type { Message, Person } from '../../src/sandbox/types.ts'
import { addCustomers, hears, modalOf, openOf } from '../support/logging.ts'
import { placeMembers } from '../../src/features/team/queries.ts'
import { startTend, type Tend } from '../support/tend.ts'

/** A message with the buttons that a row has, of the one duty that stands open at Acme. */
async function rowOf(tend: Tend, person: Person): Promise<{ message: Message; duty: number }> {
  const { id } = await tend.db
    .selectFrom('followUp')
    .select('id')
    .where('rule', '=', 'rhythm')
    .where('closedAt', 'is', null)
    .executeTakeFirstOrThrow()
  const buttons = ['snooze', 'hand-over'].map((act) => button(`follow-ups.${act}`, act, String(id)))
  const blocks = [actions('row', ...buttons)]
  const message = await hears(tend, person, () =>
    tend.deps.slack.chat.postMessage({ channel: person.id, text: 'Acme', blocks }),
  )
  return { message, duty: id }
}

const ACME = { name: 'Acme', lastContact: '2025-11-01' } as const

const dutyNow = (tend: Tend, id: number) =>
  tend.db
    .selectFrom('followUp')
    .select(['snoozedUntil', 'snoozes', 'repId'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

async function start(now?: string) {
  const tend = await startTend(now ? { now } : {})
  await addCustomers(tend, [ACME])
  const ben = tend.slack.person('ben')
  return { tend, ben, ...(await rowOf(tend, ben)) }
}

/** Opens a row's modal and submits it; what was said. */
async function act(
  tend: Tend,
  person: Person,
  message: Message,
  what: 'snooze' | 'hand-over',
  values: Record<string, string>,
): Promise<Message> {
  await tend.slack.press(person, message, `follow-ups.${what}`)
  return hears(tend, person, () => tend.slack.submit(person, modalOf(tend, person), values))
}

describe('a duty is put off', () => {
  test('and what is left is said before and after', async () => {
    const { tend, ben, message, duty } = await start()
    await tend.slack.press(ben, message, 'follow-ups.snooze')
    const modal = modalOf(tend, ben)
    expect(JSON.stringify(modal.blocks)).toContain('Put off: 3 of 3 left.')
    const said = await hears(tend, ben, () => tend.slack.submit(ben, modal, { until: 'tomorrow' }))
    expect(said.text).toBe('Put off until Tue 3 Mar: *Acme*, regular contact.')
    expect(JSON.stringify(said.blocks)).toContain('Put off: 2 of 3 left.')
    expect(await dutyNow(tend, duty)).toMatchObject({
      snoozes: 1,
      snoozedUntil: new Date('2026-03-03T00:00Z'),
    })
    expect(tend.slack.warnings).toEqual([])
  })

  test('on a Friday to Monday, offered once, and later today to an hour', async () => {
    const { tend, ben, message, duty } = await start('2026-03-06T09:00:00Z')
    await tend.slack.press(ben, message, 'follow-ups.snooze')
    const texts = JSON.stringify(modalOf(tend, ben).blocks)
    expect(texts).toContain('Later today, 12:00')
    expect(texts).toContain('The next working day, Mon 9 Mar')
    expect(texts).not.toContain('Next Monday')
    await hears(tend, ben, () => tend.slack.submit(ben, modalOf(tend, ben), { until: 'later-today' }))
    expect(await dutyNow(tend, duty)).toMatchObject({ snoozedUntil: new Date('2026-03-06T12:00Z') })
  })

  test('to a date, which must lie ahead; one or the other', async () => {
    const { tend, ben, message, duty } = await start()
    await tend.slack.press(ben, message, 'follow-ups.snooze')
    const modal = modalOf(tend, ben)
    const refused = async (values: Record<string, string | null>) => {
      const { body } = await tend.slack.submit(ben, modal, values)
      return Object.keys((body as { errors: object }).errors)
    }
    expect(await refused({})).toEqual(['until'])
    expect(await refused({ date: '2026-03-02' })).toEqual(['date'])
    expect(await refused({ date: '2026-03-10', until: 'tomorrow' })).toEqual(['date'])
    await hears(tend, ben, () => tend.slack.submit(ben, modal, { date: '2026-03-14', until: null }))
    expect(await dutyNow(tend, duty)).toMatchObject({ snoozedUntil: new Date('2026-03-16T00:00Z') })
  })

  test('at most three times', async () => {
    const { tend, ben, message } = await start()
    for (const until of ['tomorrow', 'tomorrow', 'next-monday'])
      await act(tend, ben, message, 'snooze', { until })
    const said = await hears(tend, ben, () => tend.slack.press(ben, message, 'follow-ups.snooze'))
    expect(said.text).toContain('put off as often as it can be (3 ×)')
    expect(tend.slack.views(ben)).toEqual([])
  })

  test('a third time, and the manager of the rep’s team hears of it, nobody else', async () => {
    const { tend, ben, message } = await start()
    const { id } = await tend.workspace()
    const dana = tend.slack.person('dana')
    await placeMembers(tend.db, id, [dana.id], { role: 'manager', team: 'North' })
    await placeMembers(tend.db, id, [ben.id], { team: 'North' })
    for (const until of ['tomorrow', 'tomorrow', 'next-monday']) {
      expect(tend.slack.messages(dana)).toEqual([])
      await act(tend, ben, message, 'snooze', { until })
      await tend.settle()
    }
    const told = tend.slack.messages(dana).map(({ text }) => text)
    expect(told).toEqual([
      `This cannot be put off any more (3 ×, last by <@${ben.id}>): *Acme*, regular contact. It comes back on Mon 9 Mar.`,
    ])
    expect(tend.slack.messages(tend.slack.person('ada'))).toEqual([])
  })

  test('and it is undone within ten minutes, not once it was put off again', async () => {
    const { tend, ben, message, duty } = await start()
    const first = await act(tend, ben, message, 'snooze', { until: 'tomorrow' })
    const second = await act(tend, ben, message, 'snooze', { until: 'next-monday' })
    const refused = await hears(tend, ben, () => tend.slack.press(ben, first, 'interactions.undo'))
    expect(refused.text).toContain('Ben Carter has changed it since')
    await hears(tend, ben, () => tend.slack.press(ben, second, 'interactions.undo'))
    expect(await dutyNow(tend, duty)).toMatchObject({
      snoozes: 1,
      snoozedUntil: new Date('2026-03-03T00:00Z'),
    })
  })

  test('by one of two: the other is told who was there, and when', async () => {
    const { tend, ben, message } = await start()
    const ada = tend.slack.person('ada')
    await tend.slack.press(ben, message, 'follow-ups.snooze')
    await act(tend, ada, message, 'snooze', { until: 'tomorrow' })
    const { body } = await tend.slack.submit(ben, modalOf(tend, ben), { until: 'next-monday' })
    expect(JSON.stringify(body)).toContain('This was changed before you, by Ada Martin, 09:00.')
  })

  test('no longer, once it was done', async () => {
    const { tend, ben, message } = await start()
    const ada = tend.slack.person('ada')
    await hears(tend, ada, () => tend.slack.command(ada, '/log-call', 'Acme: met them'))
    const said = await hears(tend, ben, () => tend.slack.press(ben, message, 'follow-ups.snooze'))
    expect(said.text).toBe('Ada Martin did this before you, 09:00.')
  })
})

describe('a duty is handed over', () => {
  test('to a colleague, who is told in their language and has it from now on', async () => {
    const { tend, ben, message, duty } = await start()
    const chen = tend.slack.person('chen')
    await act(tend, ben, message, 'snooze', { until: 'next-monday' })
    const said = await act(tend, ben, message, 'hand-over', { to: chen.id })
    expect(said.text).toBe(`Handed over to <@${chen.id}>: *Acme*, regular contact.`)
    expect(await dutyNow(tend, duty)).toMatchObject({ repId: chen.id, snoozedUntil: null })
    await tend.settle()
    expect(tend.slack.messages(chen).at(-1)?.text).toContain('把一条跟进转交给你：“Acme”，定期联系，')
  })

  test('and taken back by undo', async () => {
    const { tend, ben, message, duty } = await start()
    const said = await act(tend, ben, message, 'hand-over', { to: tend.slack.person('chen').id })
    await hears(tend, ben, () => tend.slack.press(ben, said, 'interactions.undo'))
    expect(await dutyNow(tend, duty)).toMatchObject({ repId: ben.id })
    await tend.settle()
    expect(tend.slack.messages(tend.slack.person('chen'))).toEqual([])
  })

  test('to nobody who has it already, nor to anybody without Tend', async () => {
    const { tend, ben, message } = await start()
    await tend.slack.press(ben, message, 'follow-ups.hand-over')
    const modal = modalOf(tend, ben)
    const refused = async (to: string) => JSON.stringify((await tend.slack.submit(ben, modal, { to })).body)
    expect(await refused(ben.id)).toContain('It is theirs already.')
    expect(await refused(tend.slack.botUserId)).toContain('does not work with Tend')
  })

  test('by its rep or a manager, by no colleague', async () => {
    const { tend, message } = await start()
    const chen = tend.slack.person('chen')
    const said = await hears(tend, chen, () => tend.slack.press(chen, message, 'follow-ups.hand-over'))
    expect(said.text).toContain('只有负责这条跟进的客户代表、其代理人')
  })
})

test('a duty of another workspace, or none at all, is nobody’s', async () => {
  const { tend, ben } = await start()
  const blocks = ['999999', 'x', '1e400'].map((value, i) =>
    actions(`b${i}`, button('follow-ups.snooze', 'x', value)),
  )
  const message = await hears(tend, ben, () =>
    tend.deps.slack.chat.postMessage({ channel: ben.id, text: 'x', blocks }),
  )
  for (const i of [0, 1, 2]) {
    const said = await hears(tend, ben, () => tend.slack.press(ben, message, { block_id: `b${i}` }))
    expect(said.text).toBe('This is no longer to be done.')
  }
  expect(await openOf(tend.db, 1)).not.toEqual({})
})
