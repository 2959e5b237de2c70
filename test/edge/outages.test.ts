import { expect, test } from 'vitest'
import { type Cable, cableTo } from '../support/cable.ts'
import { startTend } from '../support/tend.ts'

async function withCable(): Promise<{ tend: Awaited<ReturnType<typeof startTend>>; cable: Cable }> {
  const held: { cable?: Cable } = {}
  const tend = await startTend({ through: async (url) => (held.cable = await cableTo(url)) })
  if (!held.cable) throw new Error('no cable')
  return { tend, cable: held.cable }
}

const readiness = async (port: number): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`)
  return { status: response.status, body: await response.json() }
}

test('with the database gone a command is answered within 3 seconds: not saved, try again', async () => {
  const { tend, cable } = await withCable()
  const ben = tend.slack.person('ben')
  cable.cut()
  const answer = await tend.slack.command(ben, '/tend', 'settings')
  expect(answer.status).toBe(200)
  expect(tend.slack.ephemerals(ben).at(-1)?.text).toContain('Not saved: the database did not answer')
  cable.mend()
  await tend.slack.command(ben, '/tend', 'settings')
  expect(tend.slack.views(ben)).toHaveLength(1)
})

test('a database that hears and says nothing is given up on in time, and what was typed stays in the modal', async () => {
  const { tend, cable } = await withCable()
  const ben = tend.slack.person('ben')
  await tend.slack.command(ben, '/tend', 'settings')
  const [modal] = tend.slack.views(ben)
  if (!modal) throw new Error('no modal opened')
  cable.swallow()
  const answer = await tend.slack.submit(ben, modal, { hour: '07:00' })
  cable.cut()
  cable.mend()
  expect(answer.status).toBe(200)
  expect(JSON.stringify(answer.body)).toContain('Not saved')
  expect(tend.slack.views(ben)).toHaveLength(1)
  // The broken connections are noticed one by one.
  await tend.slack.until(async () => {
    if (tend.slack.views(ben).length > 0) await tend.slack.submit(ben, modal, { hour: '07:00' })
    return tend.slack.views(ben).length === 0
  })
  const row = tend.db.selectFrom('member').select('hour').where('id', '=', ben.id)
  expect((await row.executeTakeFirstOrThrow()).hour).toBe('07:00')
})

test('an event that could not be kept is taken when Slack sends it again', async () => {
  const { tend, cable } = await withCable()
  cable.cut()
  const joining = tend.slack.joinTeam({ name: 'wei', real_name: '王伟' })
  await tend.slack.until(() => tend.slack.deliveries.some(({ kind, answer }) => kind === 'event' && answer))
  cable.mend()
  await joining
  await tend.slack.settled()
  const wei = await tend.db.selectFrom('member').select('id').where('name', '=', '王伟').execute()
  expect(wei).toHaveLength(1)
})

test('/readyz says what does not answer, /healthz that the process lives', async () => {
  const { tend, cable } = await withCable()
  expect(await readiness(tend.port)).toMatchObject({ body: { reasons: { queue: 'has not begun to work' } } })
  cable.cut()
  const { status, body } = await readiness(tend.port)
  expect(status).toBe(503)
  expect(Object.keys((body as { reasons: object }).reasons)).toContain('database')
  expect((await fetch(`http://127.0.0.1:${tend.port}/healthz`)).status).toBe(200)
})
