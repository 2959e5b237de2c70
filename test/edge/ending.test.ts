import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/db/database.ts'
import { holdTable } from '../support/lock.ts'
import { startTend } from '../support/tend.ts'

test('a command that has begun is answered and its work kept before the app ends', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  await slack.command(ben, '/tend', 'settings')
  const [modal] = slack.views(ben)
  if (!modal) throw new Error('no modal opened')
  const held = await holdTable(tend.databaseUrl, 'member')
  const sent = slack.submit(ben, modal, { hour: '07:00' })
  await slack.until(held.someoneWaits)
  const stopped = tend.stop()
  await held.letGo()
  expect(await sent).toMatchObject({ status: 200, body: { response_action: 'clear' } })
  await stopped
  const db = connect(tend.databaseUrl)
  onTestFinished(() => db.destroy())
  const row = db.selectFrom('member').select('hour').where('id', '=', ben.id)
  expect((await row.executeTakeFirstOrThrow()).hour).toBe('07:00')
  expect(await slack.command(ben, '/tend', 'help')).toMatchObject({ status: 0 })
})

test('to end twice is to end once', async () => {
  const tend = await startTend()
  const first = tend.stop()
  expect(await Promise.all([first, tend.stop()])).toHaveLength(2)
  await expect(tend.stop()).resolves.toBeUndefined()
})

test('a connection that is kept alive does not keep the app from ending', async () => {
  const tend = await startTend()
  const socket = dial(tend.port, '127.0.0.1')
  socket.write('GET /healthz HTTP/1.1\r\nHost: tend\r\n\r\n')
  await once(socket, 'data')
  const closed = once(socket, 'close')
  await tend.stop()
  expect(await closed).toEqual([false])
})

test('a body that does not arrive is not waited for', async () => {
  const tend = await startTend()
  const socket = dial(tend.port, '127.0.0.1')
  const stamp = Math.floor(Date.now() / 1000)
  socket.write(
    `POST /slack/events HTTP/1.1\r\nHost: tend\r\nContent-Length: 100\r\nX-Slack-Request-Timestamp: ${stamp}\r\n\r\nhalf`,
  )
  const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 (401|408) /)
  await once(socket.resume(), 'close')
})
