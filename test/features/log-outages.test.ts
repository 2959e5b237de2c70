import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { connect, type Db } from '../../src/db/database.ts'
import { type Cable, cableTo } from '../support/cable.ts'
import { addCustomers, hears, modalOf, openOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

/** The app behind a cable, and a connection of our own that the cable does not carry. */
async function withCable(): Promise<{ tend: Tend; cable: Cable; direct: Db }> {
  const held: { cable?: Cable; direct?: Db } = {}
  const tend = await startTend({
    through: async (url) => {
      held.direct = connect(url)
      return (held.cable = await cableTo(url))
    },
  })
  const { cable, direct } = held
  if (!cable || !direct) throw new Error('no cable')
  onTestFinished(() => direct.destroy())
  await addCustomers(tend, [{ name: 'Acme', tier: 'key', lastContact: '2026-02-16' }])
  return { tend, cable, direct }
}

/** Holds the figures of all accounts, so that a log stops in its middle: written down, not yet planned. */
async function held(direct: Db, during: (reached: () => Promise<void>) => Promise<void>): Promise<void> {
  await direct.transaction().execute(async (trx) => {
    await sql`select from account_stats for update`.execute(trx)
    await during(async () => {
      for (let waiting = 0; waiting === 0;) {
        const { rows } = await sql<{ count: number }>`
          select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(direct)
        waiting = rows[0]?.count ?? 0
      }
    })
  })
}

const kept = async (direct: Db) => ({
  interactions: (await direct.selectFrom('interaction').select('id').execute()).length,
  undos: (await direct.selectFrom('undo').select('id').execute()).length,
  open: await openOf(direct, 1),
})

test('a database that goes away in the middle of a log leaves nothing half-written', async () => {
  const { tend, cable, direct } = await withCable()
  const ben = tend.slack.person('ben')
  const before = await kept(direct)
  await held(direct, async (reached) => {
    const said = hears(tend, ben, () => tend.slack.command(ben, '/log-call', 'Acme: hello'))
    await reached()
    cable.cut()
    expect((await said).text).toContain('Not saved: the database did not answer')
  })
  expect(await kept(direct)).toEqual(before)
  cable.mend()
  const again = await hears(tend, ben, () => tend.slack.command(ben, '/log-call', 'Acme: hello'))
  expect(again.text).toContain('Next: Mon 16 Mar')
})

test('a log that has to wait too long is given up in time, and can be sent again from the same modal', async () => {
  const { tend, direct } = await withCable()
  const ben = tend.slack.person('ben')
  const before = await kept(direct)
  await tend.slack.command(ben, '/log-call', 'Acme')
  const modal = modalOf(tend, ben)
  await held(direct, async () => {
    const answer = await tend.slack.submit(ben, modal, { summary: 'hello' })
    expect(answer.ms).toBeLessThan(3000)
    expect(JSON.stringify(answer.body)).toContain('Not saved')
  })
  expect(await kept(direct)).toEqual(before)
  const said = await hears(tend, ben, () => tend.slack.submit(ben, modal))
  expect(said.text).toContain('Closed: regular contact.')
})

test('an answer that Slack does not take is no lost log', async () => {
  const { tend, direct } = await withCable()
  const ben = tend.slack.person('ben')
  await tend.slack.command(ben, '/log-call', 'Acme')
  for (const method of ['chat.postEphemeral', 'chat.postMessage'])
    tend.slack.faults.next(method, { kind: 'status', status: 503 })
  await tend.slack.submit(ben, modalOf(tend, ben), { summary: 'hello' })
  await tend.slack.until(() => tend.logged().includes('an answer was not told'))
  expect((await kept(direct)).interactions).toBe(1)
})
