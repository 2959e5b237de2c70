import { App, SocketModeReceiver } from '@slack/bolt'
import { expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../../src/sandbox/start.ts'
import { silent } from './bolt.ts'

/** A Slack and a Bolt app that reached it through a socket. */
async function connected(build: (app: App) => void): Promise<AsyncDisposable & { slack: Sandbox }> {
  const slack = await startSandbox()
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: silent,
    clientPingTimeout: 300,
    installerOptions: {
      clientOptions: {
        slackApiUrl: slack.url,
        retryConfig: { forever: true, minTimeout: 20, maxTimeout: 50 },
      },
    },
  })
  const app = new App({
    token: slack.botToken,
    receiver,
    clientOptions: { slackApiUrl: slack.url },
    logger: silent,
    deferInitialization: true,
  })
  await app.init()
  build(app)
  await app.start()
  await slack.until(() => slack.sockets.open() > 0)
  return {
    slack,
    [Symbol.asyncDispose]: async () => {
      await app.stop()
      await slack.close()
    },
  }
}

test('over a socket, commands are answered, events heard and modals refused as over HTTP', async () => {
  const heard: string[] = []
  await using s = await connected((app) => {
    app.command('/x', async ({ ack, client, body }) => {
      await client.views.open({
        trigger_id: body.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'v',
          title: { type: 'plain_text', text: 'V' },
          submit: { type: 'plain_text', text: 'S' },
          blocks: [],
        },
      })
      await ack({ text: '早'.repeat(30_000) })
    })
    app.view('v', async ({ ack }) => ack({ response_action: 'errors', errors: {} }))
    app.event('app_mention', async ({ event }) => void heard.push(event.text))
  })
  const { slack } = s
  const ben = slack.person('ben')
  expect(await slack.command(ben, '/x')).toMatchObject({ status: 200 })
  expect(slack.ephemerals(ben)[0]?.text).toHaveLength(30_000)
  const [view] = slack.views(ben)
  if (!view) throw new Error('no modal')
  expect((await slack.submit(ben, view)).body).toMatchObject({ response_action: 'errors' })
  await slack.event({
    type: 'app_mention',
    user: ben.id,
    text: '早上好'.repeat(100),
    channel: 'C1',
    ts: '1.2',
  })
  await slack.until(() => heard.length === 1)
  expect(heard[0]).toBe('早上好'.repeat(100))
})

test('a socket asked to refresh comes back, and so does one that broke', async () => {
  await using s = await connected((app) => app.command('/x', async ({ ack }) => ack('here')))
  const { slack } = s
  for (const breakOff of [slack.sockets.refresh, slack.sockets.drop]) {
    breakOff()
    await slack.until(() => slack.sockets.open() === 0)
    await slack.until(() => slack.sockets.open() > 0)
    expect((await slack.command(slack.person('ben'), '/x')).body).toMatchObject({ text: 'here' })
  }
})
