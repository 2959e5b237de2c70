import { describe, expect, test } from 'vitest'
import type { Message, Person } from '../../src/sandbox/types.ts'
import { addCustomers, hears, modalOf, openOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

/** Logs by the modal; what was said. */
async function log(
  tend: Tend,
  person: Person,
  name: string,
  values: Record<string, string> = {},
): Promise<Message> {
  await tend.slack.command(person, '/log-call', name)
  return hears(tend, person, () =>
    tend.slack.submit(person, modalOf(tend, person), { summary: 'x', ...values }),
  )
}

describe('what a log closes', () => {
  test('is the thanks after a purchase but not its day 7, and the rhythm', async () => {
    const tend = await startTend()
    const ben = tend.slack.person('ben')
    const [brook = 0] = await addCustomers(tend, [{ name: 'Brook', tier: 'key', orders: ['2026-03-01'] }])
    expect(await openOf(tend.db, brook)).toMatchObject({ thank: '2026-03-02', settle: '2026-03-08' })
    const said = await log(tend, ben, 'Brook')
    expect(said.text).toBe(
      [
        'Logged: call, *Brook*.',
        'Closed: thanks after the purchase.',
        'Next: Mon 9 Mar, check after the purchase',
        'Then: Mon 16 Mar, key, every 14 days',
      ].join('\n'),
    )
    expect(await openOf(tend.db, brook)).toEqual({
      settle: '2026-03-08',
      rhythm: '2026-03-16',
      visit: '2026-05-30',
    })
  })

  test('is no rhythm that only a visit keeps, however good the call', async () => {
    const tend = await startTend()
    const ben = tend.slack.person('ben')
    const [ford = 0] = await addCustomers(tend, [
      { name: 'Ford', tier: 'important', lastContact: '2025-11-01' },
    ])
    const called = await log(tend, ben, 'Ford', { outcome: 'good' })
    expect(called.text).toContain('Still to do: regular contact (only a visit counts).')
    expect(await openOf(tend.db, ford)).toEqual({ rhythm: '2026-01-30' })
    const visited = await log(tend, ben, 'Ford', { channel: 'visit' })
    expect(visited.text).toContain(
      'Closed: regular contact.\nNext: Mon 1 Jun, important, a visit every 90 days',
    )
    expect(await openOf(tend.db, ford)).toEqual({ rhythm: '2026-05-31' })
  })
})

describe('a log of one’s own', () => {
  test('can be edited: what it no longer answers opens again, and the step follows', async () => {
    const tend = await startTend()
    const ben = tend.slack.person('ben')
    const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', tier: 'key', lastContact: '2026-02-16' }])
    const said = await log(tend, ben, 'Acme', { nextStep: 'Send it', nextDate: '2026-03-04' })
    expect(await openOf(tend.db, acme)).toMatchObject({ rhythm: '2026-03-16', manual: '2026-03-04' })
    await tend.slack.press(ben, said, 'interactions.edit')
    const modal = modalOf(tend, ben)
    expect(JSON.stringify(modal.blocks)).toContain('Send it')
    const edited = await hears(tend, ben, () =>
      tend.slack.submit(ben, modal, {
        outcome: 'no-answer',
        nextDate: '2026-03-05',
        summary: 'Nobody there',
      }),
    )
    expect(edited.text).toContain('Open again: regular contact.')
    expect(await openOf(tend.db, acme)).toMatchObject({ rhythm: '2026-03-02', manual: '2026-03-05' })
    const rows = await tend.db.selectFrom('interaction').select(['summary', 'outcome']).execute()
    expect(rows).toEqual([{ summary: 'Nobody there', outcome: 'no-answer' }])
  })

  test('edited in its words alone closes nothing more', async () => {
    const tend = await startTend()
    const ben = tend.slack.person('ben')
    const [brook = 0] = await addCustomers(tend, [
      { name: 'Brook', tier: 'important', orders: ['2026-03-01'] },
    ])
    tend.at('2026-03-07T09:00:00Z')
    const said = await log(tend, ben, 'Brook')
    const before = await openOf(tend.db, brook)
    expect(before).toMatchObject({ settle: '2026-03-08' })
    await tend.slack.press(ben, said, 'interactions.edit')
    await hears(tend, ben, () => tend.slack.submit(ben, modalOf(tend, ben), { summary: 'better words' }))
    expect(await openOf(tend.db, brook)).toEqual(before)
  })

  test('can be deleted weeks later: the plan goes back to what it was without it', async () => {
    const tend = await startTend()
    const ben = tend.slack.person('ben')
    const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', tier: 'key', lastContact: '2026-02-16' }])
    const before = await openOf(tend.db, acme)
    const said = await log(tend, ben, 'Acme', { nextDate: '2026-03-09' })
    tend.at('2026-03-23T09:00:00Z')
    const removed = await hears(tend, ben, () => tend.slack.press(ben, said, 'interactions.remove'))
    expect(removed.text).toContain('Deleted: the log of *Acme*.\nOpen again: regular contact.')
    expect(await openOf(tend.db, acme)).toEqual(before)
    const again = await hears(tend, ben, () => tend.slack.press(ben, said, 'interactions.remove'))
    expect(again.text).toBe('This log is gone already.')
  })

  test('deleted leaves closed what another touch answers', async () => {
    const tend = await startTend()
    const [ben, ada] = [tend.slack.person('ben'), tend.slack.person('ada')]
    const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', tier: 'key', lastContact: '2026-02-16' }])
    const said = await log(tend, ben, 'Acme')
    await log(tend, ada, 'Acme', { summary: 'y' })
    const removed = await hears(tend, ben, () => tend.slack.press(ben, said, 'interactions.remove'))
    expect(removed.text).not.toContain('Open again')
    expect(await openOf(tend.db, acme)).toMatchObject({ rhythm: '2026-03-16' })
  })

  test('is nobody else’s to edit; a manager of the team may delete it', async () => {
    const tend = await startTend()
    const { slack, db } = tend
    const [ben, chen, dana] = ['ben', 'chen', 'dana'].map((name) => slack.person(name)) as [
      Person,
      Person,
      Person,
    ]
    await db.updateTable('member').set({ role: 'manager' }).where('id', '=', dana.id).execute()
    await addCustomers(tend, [{ name: 'Acme', tier: 'key' }])
    const said = await log(tend, ben, 'Acme')
    const refused = await hears(tend, chen, () => slack.press(chen, said, 'interactions.remove'))
    expect(refused.text).toContain('只有本人可以编辑自己的记录')
    const edit = await hears(tend, dana, () => slack.press(dana, said, 'interactions.edit'))
    expect(edit.text).toContain('Only whoever wrote a log can change it')
    const card = await hears(tend, dana, () => slack.command(dana, '/account', 'Acme'))
    expect(JSON.stringify(card.blocks)).not.toContain('interactions.edit')
    const removed = await hears(tend, dana, () => slack.press(dana, card, 'interactions.remove'))
    expect(removed.text).toContain('Deleted: the log of *Acme*.')
    expect(await db.selectFrom('interaction').select('id').execute()).toEqual([])
  })
})
