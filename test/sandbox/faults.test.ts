import { WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import type { CallFault } from '../../src/sandbox/faults.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { silent, stage } from './bolt.ts'

const impatient = (slack: Sandbox): WebClient =>
  new WebClient(slack.botToken, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 60,
    logger: silent,
  })

test.each<[string, CallFault, number, string]>([
  ['a rate limit', { kind: 'rate', retryAfter: 30 }, 0, 'slack_webapi_rate_limited_error'],
  ['a 503 before storing', { kind: 'status', status: 503 }, 0, 'slack_webapi_http_error'],
  ['a 502 after storing', { kind: 'status', status: 502, stored: true }, 1, 'slack_webapi_http_error'],
  ['a reset before storing', { kind: 'reset' }, 0, 'slack_webapi_request_error'],
  ['a reset after storing', { kind: 'reset', stored: true }, 1, 'slack_webapi_request_error'],
  ['a time-out before storing', { kind: 'hang', ms: 90 }, 0, 'slack_webapi_request_error'],
  ['a time-out after storing', { kind: 'hang', ms: 90, stored: true }, 1, 'slack_webapi_request_error'],
  ['a slowness above the patience', { kind: 'slow', ms: 90 }, 1, 'slack_webapi_request_error'],
  ['an error of the platform', { kind: 'error', error: 'fatal_error' }, 0, 'slack_webapi_platform_error'],
  [
    'one that stored all the same',
    { kind: 'error', error: 'fatal_error', stored: true },
    1,
    'slack_webapi_platform_error',
  ],
])('%s is seen by the client', async (_name, fault, stored, code) => {
  await using s = await stage()
  const ben = s.slack.person('ben')
  s.slack.faults.next('chat.postMessage', fault)
  const client = impatient(s.slack)
  await expect(client.chat.postMessage({ channel: ben.id, text: 'Good morning' })).rejects.toMatchObject({
    code,
  })
  await s.slack.until(() => s.slack.messages(ben).length === stored)
  await s.app.client.chat.postMessage({ channel: ben.id, text: 'Again' })
  expect(s.slack.messages(ben)).toHaveLength(stored + 1)
})

test('a 429 says after how many seconds to come again, or forgets to', async () => {
  await using s = await stage()
  s.slack.faults.next('auth.test', { kind: 'rate', retryAfter: 30 })
  await expect(impatient(s.slack).auth.test()).rejects.toMatchObject({ retryAfter: 30 })
  s.slack.faults.next('auth.test', { kind: 'rate' })
  await expect(impatient(s.slack).auth.test()).rejects.toThrow('Retry header did not contain a valid timeout')
})

test('a fault can be kept for one channel, and Slack can be down altogether', async () => {
  await using s = await stage()
  const [ada, ben] = [s.slack.person('ada'), s.slack.person('ben')]
  s.slack.faults.next(
    'chat.postMessage',
    { kind: 'status', status: 503 },
    Infinity,
    (args) => args['channel'] === ben.id,
  )
  await s.app.client.chat.postMessage({ channel: ada.id, text: 'Hi' })
  await expect(s.app.client.chat.postMessage({ channel: ben.id, text: 'Hi' })).rejects.toThrow('503')
  s.slack.faults.clear()
  s.slack.faults.next('*', { kind: 'reset' }, Infinity)
  await expect(s.app.client.auth.test()).rejects.toThrow('request error')
  s.slack.faults.clear()
  expect((await s.app.client.auth.test()).ok).toBe(true)
})

test('a rate per method answers 429 above it until its window has passed', async () => {
  await using s = await stage(() => {}, { rates: { 'team.info': 2 } })
  s.slack.rates.windowMs = 80
  await s.app.client.team.info()
  await s.app.client.team.info()
  await expect(s.app.client.team.info()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error' })
  await s.app.client.auth.test()
  await s.slack.until(() => s.app.client.team.info().catch(() => undefined))
})

test('one message a second and channel, when asked for', async () => {
  await using s = await stage()
  s.slack.rates.perChannelMs = 1000
  const [ada, ben] = [s.slack.person('ada'), s.slack.person('ben')]
  await s.app.client.chat.postMessage({ channel: ada.id, text: 'One' })
  await s.app.client.chat.postMessage({ channel: ben.id, text: 'One' })
  await expect(s.app.client.chat.postMessage({ channel: ada.id, text: 'Two' })).rejects.toMatchObject({
    retryAfter: 1,
  })
})
