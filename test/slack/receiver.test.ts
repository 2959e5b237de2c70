import { setImmediate as nextTurn } from 'node:timers/promises'
import { App, HTTPReceiver, type Middleware, type SlackCommandMiddlewareArgs } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { makeLogger } from '../../src/log.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../../src/sandbox/start.ts'
import { boltLogger } from '../../src/slack/bolt-logger.ts'
import { guarded, type InFlight, makeInFlight } from '../../src/slack/receiver.ts'

/** A Bolt app with one command, behind our receiver; Slack's patience with it may be shortened. */
async function listening(
  command: Middleware<SlackCommandMiddlewareArgs>,
  patience = 3_001,
): Promise<{ slack: Sandbox; inFlight: InFlight }> {
  const slack = await startSandbox()
  onTestFinished(() => slack.close())
  const inFlight = makeInFlight()
  const logger = boltLogger(makeLogger('silent'))
  const { signingSecret, botToken } = slack
  const http = new HTTPReceiver({ signingSecret, logger, unhandledRequestTimeoutMillis: patience })
  const app = new App({ receiver: guarded(http, inFlight), logger, authorize: async () => ({ botToken }) })
  app.command('/slow', command)
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => void server.close())
  const address = server.address()
  slack.appUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`
  return { slack, inFlight }
}

test('work that goes on after its ack counts as under way', async () => {
  const done: string[] = []
  const later = Promise.withResolvers<void>()
  const { slack, inFlight } = await listening(async ({ ack }) => {
    await ack()
    await later.promise
    await nextTurn()
    done.push('all')
  })
  expect(await slack.command(slack.person('ben'), '/slow')).toMatchObject({ status: 200 })
  const drained = inFlight.drained(5_000)
  later.resolve()
  await drained
  expect(done).toEqual(['all'])
})

test('work that does not end is waited for no longer than was said', async () => {
  const { slack, inFlight } = await listening(async ({ ack }) => {
    await ack()
    await new Promise(() => {})
  })
  await slack.command(slack.person('ben'), '/slow')
  await expect(inFlight.drained(20)).resolves.toBeUndefined()
})

test('an answer that comes when Slack listens no longer is said to the person all the same', async () => {
  const later = Promise.withResolvers<void>()
  const { slack } = await listening(async ({ ack }) => {
    await later.promise
    await ack({ response_type: 'ephemeral', text: 'Done, at last' })
  }, 20)
  const ben = slack.person('ben')
  expect(await slack.command(ben, '/slow')).toMatchObject({ status: 404 })
  later.resolve()
  await slack.until(() => slack.ephemerals(ben).some(({ text }) => text === 'Done, at last'))
  expect(slack.ephemerals(ben).at(-1)?.text).toBe('Done, at last')
})
