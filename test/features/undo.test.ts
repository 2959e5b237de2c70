import { describe, expect, test } from 'vitest'
import { finishDuty } from '../../src/features/interactions/queries.ts'
import { undoAct } from '../../src/features/undo/queries.ts'
import type { Message, Person } from '../../src/sandbox/types.ts'
import { addCustomers, hears, openOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

const KEY = { name: 'Acme', tier: 'key', lastContact: '2026-02-16' } as const

const log = (tend: Tend, person: Person, note = 'hello'): Promise<Message> =>
  hears(tend, person, () => tend.slack.command(person, '/log-call', `Acme: ${note}`))

const undo = (tend: Tend, person: Person, said: Message): Promise<Message> =>
  hears(tend, person, () => tend.slack.press(person, said, 'interactions.undo'))

/** Somebody of the crew, asking now. */
async function asking(tend: Tend, name: string) {
  const workspace = await tend.workspace()
  const { id } = tend.slack.person(name)
  const now = tend.deps.now()
  const today = '2026-03-02' as never
  return { workspace, reader: { id }, now, today }
}

describe('within ten minutes a log', () => {
  test('is undone: everything is as it was, the very row of the morning message too', async () => {
    const tend = await startTend()
    const ben = tend.slack.person('ben')
    const [acme = 0] = await addCustomers(tend, [KEY])
    const rows = () =>
      tend.db
        .selectFrom('followUp')
        .select(['id', 'rule', 'idealOn', 'latestOn', 'snoozedUntil', 'snoozes', 'repId'])
        .where('accountId', '=', acme)
        .where('closedAt', 'is', null)
        .orderBy('id')
        .execute()
    const before = await rows()
    const said = await log(tend, ben)
    tend.at('2026-03-02T09:10:00Z')
    expect((await undo(tend, ben, said)).text).toContain('Undone for *Acme*.\nOpen again: regular contact.')
    expect(await rows()).toEqual(before)
    expect(await tend.db.selectFrom('interaction').select('id').execute()).toEqual([])
  })

  test('is undone once', async () => {
    const tend = await startTend()
    const ben = tend.slack.person('ben')
    await addCustomers(tend, [KEY])
    const said = await log(tend, ben)
    const answers = await Promise.all([undo(tend, ben, said), undo(tend, ben, said)])
    await tend.settle()
    const told = tend.slack.ephemerals(ben).map(({ text }) => text)
    expect([...told, ...answers.map(({ text }) => text)].join('\n')).toContain('This was undone already.')
  })

  test('is nobody else’s to undo', async () => {
    const tend = await startTend()
    const [ben, ada] = [tend.slack.person('ben'), tend.slack.person('ada')]
    await addCustomers(tend, [KEY])
    const said = await log(tend, ben)
    expect((await undo(tend, ada, said)).text).toBe('Only whoever did it can undo it.')
  })

  test('is not undone once a colleague logged the same customer', async () => {
    const tend = await startTend()
    const [ben, ada] = [tend.slack.person('ben'), tend.slack.person('ada')]
    const [acme = 0] = await addCustomers(tend, [KEY])
    const said = await log(tend, ben)
    await log(tend, ada, 'and I')
    const { text } = await undo(tend, ben, said)
    expect(text).toContain('Ada Martin has done something with this customer since')
    expect(await tend.db.selectFrom('interaction').select('id').execute()).toHaveLength(2)
    expect(await openOf(tend.db, acme)).toMatchObject({ rhythm: '2026-03-16' })
  })
})

test('after ten minutes it is too late, and what can still be done is said', async () => {
  const tend = await startTend()
  const ben = tend.slack.person('ben')
  await addCustomers(tend, [KEY])
  const said = await log(tend, ben)
  tend.at('2026-03-02T09:10:01Z')
  expect((await undo(tend, ben, said)).text).toBe(
    'It is too late to undo this: that is possible for 10 minutes. You can still edit or delete the log.',
  )
})

describe('“Done”', () => {
  test('is a touch of no known kind, a visit where one was asked for, and can be undone', async () => {
    const tend = await startTend()
    const [acme = 0, ford = 0] = await addCustomers(tend, [
      KEY,
      { name: 'Ford', tier: 'important', lastContact: '2025-11-01' },
    ])
    const ben = await asking(tend, 'ben')
    const duties = await tend.db
      .selectFrom('followUp')
      .select(['id', 'accountId', 'rule'])
      .orderBy('id')
      .execute()
    const rhythmOf = (account: number) => {
      const duty = duties.find(({ accountId, rule }) => accountId === account && rule === 'rhythm')
      return duty ?? { id: 0, accountId: account }
    }
    const finish = (account: number) =>
      tend.db.transaction().execute((trx) => finishDuty(trx, ben, rhythmOf(account)))
    const done = await finish(acme)
    await finish(ford)
    expect(await openOf(tend.db, acme)).toMatchObject({ rhythm: '2026-03-16' })
    expect(await openOf(tend.db, ford)).toEqual({ rhythm: '2026-05-31' })
    const channels = await tend.db.selectFrom('interaction').select('channel').orderBy('id').execute()
    expect(channels).toEqual([{ channel: null }, { channel: 'visit' }])
    if (!('done' in done)) throw new Error('it was not done')
    await tend.db.transaction().execute((trx) => undoAct(trx, ben, done.done.undoId))
    expect(await openOf(tend.db, acme)).toMatchObject({ rhythm: '2026-03-02' })
  })

  test('said by two at once is one: the other hears who and when', async () => {
    const tend = await startTend()
    const [acme = 0] = await addCustomers(tend, [KEY])
    const duty = await tend.db
      .selectFrom('followUp')
      .select(['id', 'accountId'])
      .where('accountId', '=', acme)
      .where('rule', '=', 'rhythm')
      .executeTakeFirstOrThrow()
    const people = await Promise.all(['ben', 'ada'].map((name) => asking(tend, name)))
    const finished = await Promise.all(
      people.map((by) => tend.db.transaction().execute((trx) => finishDuty(trx, by, duty))),
    )
    const gone = finished.flatMap((one) => ('gone' in one ? [one.gone] : []))
    expect(gone).toHaveLength(1)
    expect(gone[0]).toMatchObject({ closedHow: 'done', closedAt: tend.deps.now() })
    expect(['Ben Carter', 'Ada Martin']).toContain(gone[0]?.closer)
  })
})

test('what can be undone and who did what hold no words of people', async () => {
  const tend = await startTend()
  const ben = tend.slack.person('ben')
  await addCustomers(tend, [KEY])
  const said = await log(tend, ben, 'Their founder is ill')
  await undo(tend, ben, said)
  await log(tend, ben, 'Their founder is ill')
  const kept = await Promise.all([
    tend.db.selectFrom('audit').selectAll().execute(),
    tend.db.selectFrom('undo').selectAll().execute(),
  ])
  expect(kept.map((rows) => rows.length)).toEqual([3, 2])
  expect(JSON.stringify(kept)).not.toContain('founder')
  expect(tend.logged()).not.toContain('founder')
})
