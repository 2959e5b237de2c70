import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../../src/sandbox/start.ts'
import { clientOptions, webClient } from '../../src/slack/clients.ts'

async function aSlack(): Promise<{ slack: Sandbox; client: ReturnType<typeof webClient> }> {
  const slack = await startSandbox()
  onTestFinished(() => slack.close())
  return { slack, client: webClient(configFor(slack.botToken, slack.url)) }
}

const configFor = (token: string, url = 'http://127.0.0.1:1/api') =>
  readConfig({ SLACK_BOT_TOKEN: token, SLACK_API_URL: url })

test('clients share no options, and none sets headers: one team’s token would go out with another’s call', () => {
  const config = configFor('xoxb-1')
  expect(clientOptions(config)).not.toHaveProperty('headers')
  expect(clientOptions(config)).not.toBe(clientOptions(config))
})

test('a post that fails is not posted again by the client', async () => {
  const { slack, client } = await aSlack()
  slack.faults.next('chat.postMessage', { kind: 'status', status: 503, stored: true })
  const channel = await slack.dm(slack.person('ben'))
  await expect(client.chat.postMessage({ channel, text: 'Once' })).rejects.toThrow('503')
  expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
})

test('a call that Slack holds back keeps no other waiting', async () => {
  const { slack, client } = await aSlack()
  slack.faults.next('views.publish', { kind: 'rate', retryAfter: 60 })
  const view = { type: 'home' as const, blocks: [] }
  await expect(client.views.publish({ user_id: slack.person('ben').id, view })).rejects.toMatchObject({
    retryAfter: 60,
  })
  await expect(client.auth.test()).resolves.toMatchObject({ ok: true })
})
