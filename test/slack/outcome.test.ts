import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebClient } from '@slack/web-api'
import { expect, onTestFinished, test } from 'vitest'
import { type Outcome, outcomeOf } from '../../src/slack/outcome.ts'

/** What becomes of a call where Slack answers like this. */
async function outcomeWhere(answer: RequestListener, timeout = 2000): Promise<Outcome> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  return outcomeAt(`http://127.0.0.1:${port}/`, timeout)
}

async function outcomeAt(slackApiUrl: string, timeout = 2000): Promise<Outcome> {
  const options = { slackApiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout }
  const slack = new WebClient('xoxb-1', options)
  return slack.chat.postMessage({ channel: 'C1', text: 'x' }).then(
    () => Promise.reject(new Error('it was posted')),
    (error: unknown) => outcomeOf(error),
  )
}

const says =
  (error: string): RequestListener =>
  (_, res) =>
    void res.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: false, error }))
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, res) =>
    void res.writeHead(code, headers).end()

test.for([
  ['a limit, for as long as it says', status(429, { 'retry-after': '7' }), { kind: 'limited', seconds: 7 }],
  ['a limit that says nothing', status(429), { kind: 'limited', seconds: 30 }],
  ['a limit in words', says('ratelimited'), { kind: 'limited', seconds: 30 }],
  ['a server in trouble', status(503), { kind: 'unclear', error: 'http_503' }],
  ['a door that is closed', status(403), { kind: 'refused', error: 'http_403' }],
  ['trouble in words', says('internal_error'), { kind: 'unclear', error: 'internal_error' }],
  ['a token that is no longer good', says('token_revoked'), { kind: 'revoked', error: 'token_revoked' }],
  ['blocks that are wrong', says('invalid_blocks'), { kind: 'blocks', error: 'invalid_blocks' }],
  ['a member who is gone', says('user_not_found'), { kind: 'refused', error: 'user_not_found' }],
] as const)('%s', async ([, answer, outcome]) => {
  expect(await outcomeWhere(answer)).toEqual(outcome)
})

test('a connection that was cut, no answer in time, or one that is no answer: nobody knows', async () => {
  const cut = await outcomeWhere((req) => void req.socket.destroy())
  const silent = await outcomeWhere(() => {}, 50)
  const page = await outcomeWhere((_, res) => void res.end('<html>a proxy speaks</html>'))
  expect([cut.kind, silent.kind, page.kind]).toEqual(['unclear', 'unclear', 'unclear'])
})

test('where nobody listens, and where there is no such name, it never arrived', async () => {
  expect(await outcomeAt('http://127.0.0.1:45/')).toEqual({ kind: 'unsent' })
  expect(await outcomeAt('http://slack.invalid/')).toEqual({ kind: 'unsent' })
})
