import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { lookForMornings } from '../../src/features/mornings/jobs.ts'
import { webClient } from '../../src/slack/clients.ts'
import { addAccounts, addMembers, addWorkspace } from '../support/customers.ts'
import { changeMember, hurried, ledger, messagesOf, startWith } from '../support/mornings.ts'

const MORNING = '2026-03-02T08:30:00Z'

/** Rings until the ledger has nothing open. */
async function settled(tend: Awaited<ReturnType<typeof startWith>>) {
  await tend.ring()
  await tend.slack.until(async () => {
    await tend.settle()
    return (await ledger(tend)).every(({ state }) => state !== 'queued' && state !== 'sending')
  }, 30_000)
  return ledger(tend)
}

const posts = ({ slack }: Awaited<ReturnType<typeof startWith>>): number =>
  slack.calls.filter(({ method }) => method === 'chat.postMessage').length

test.for([
  ['a 500 after it was stored', { kind: 'status', status: 500, stored: true }, 1],
  ['a 503 before it was stored', { kind: 'status', status: 503 }, 2],
  ['a connection cut after it was stored', { kind: 'reset', stored: true }, 1],
  ['a connection cut before', { kind: 'reset' }, 2],
  ['“internal error” though it was stored', { kind: 'error', error: 'internal_error', stored: true }, 1],
  ['“fatal error” and nothing stored', { kind: 'error', error: 'fatal_error' }, 2],
  ['no answer in time, yet stored', { kind: 'hang', ms: 11_000, stored: true }, 1],
] as const)('%s: Slack’s history decides, and one message stands', async ([, fault, calls]) => {
  const tend = await startWith(['ben'], { now: MORNING })
  tend.slack.faults.next('chat.postMessage', fault)
  expect(await settled(tend)).toMatchObject([{ state: 'sent', attempt: calls }])
  expect(messagesOf(tend, 'ben')).toBe(1)
  expect(posts(tend)).toBe(calls)
  const methods = tend.slack.calls.map(({ method }) => method)
  expect(methods.filter((method) => method === 'conversations.open')).toHaveLength(1)
  expect(methods.filter((method) => method === 'conversations.history')).toHaveLength(1)
})

test('wrong twice, and each time the history is asked before anything is posted again', async () => {
  const tend = await startWith(['ben'], { now: MORNING })
  tend.slack.faults.next('chat.postMessage', { kind: 'status', status: 502 })
  tend.slack.faults.next('chat.postMessage', { kind: 'reset', stored: true })
  expect(await settled(tend)).toMatchObject([{ state: 'sent', attempt: 2 }])
  expect([messagesOf(tend, 'ben'), posts(tend)]).toEqual([1, 2])
})

test('a history that may not be read leaves the message unknown, never posted again', async () => {
  const tend = await startWith(['ben'], { now: MORNING })
  tend.slack.faults.next('chat.postMessage', { kind: 'status', status: 500 })
  tend.slack.faults.next('conversations.history', { kind: 'error', error: 'missing_scope' })
  expect(await settled(tend)).toMatchObject([{ state: 'unknown', why: 'missing_scope' }])
  await tend.ring()
  expect(posts(tend)).toBe(1)
  expect(tend.logged()).toContain('a morning message is unknown')
  await tend.slack.openHome(tend.slack.person('ben'))
  expect(JSON.stringify(tend.slack.home(tend.slack.person('ben')))).toContain(
    'whether this morning’s message arrived',
  )
})

test('a history that cannot be read for long is given up', async () => {
  const realNow = hurried({ behind: 900_000, step: 20_000 })
  const tend = await startWith(['ben'], { now: MORNING, realNow })
  tend.slack.faults.next('chat.postMessage', { kind: 'status', status: 500, stored: true })
  tend.slack.faults.next('conversations.history', { kind: 'status', status: 503 }, 1000)
  expect(await settled(tend)).toMatchObject([{ state: 'unknown', why: 'http_503' }])
  expect([messagesOf(tend, 'ben'), posts(tend)]).toEqual([1, 1])
})

test.for([
  ['after as long as Slack says', { kind: 'rate', retryAfter: 7 }],
  ['after half a minute where it does not say', { kind: 'rate' }],
] as const)('“too many” is no attempt: it is tried again %s', async ([, fault]) => {
  const tend = await startWith(['ben', 'chen'], { now: MORNING, realNow: hurried({ step: 5000 }) })
  await changeMember(tend, 'chen', { zone: 'Europe/London' })
  tend.slack.faults.next('chat.postMessage', fault, 2)
  expect((await settled(tend)).map(({ state, attempt }) => [state, attempt])).toEqual([
    ['sent', 1],
    ['sent', 1],
  ])
  expect([messagesOf(tend, 'ben'), messagesOf(tend, 'chen')]).toEqual([1, 1])
  expect(tend.slack.calls.some(({ method }) => method === 'conversations.history')).toBe(false)
})

test('while one workspace waits, another’s mornings come', async () => {
  const tend = await startWith(['ben'], { now: MORNING, realNow: () => new Date() })
  const other = await addWorkspace(tend.db, 'T2')
  const chen = tend.slack.person('chen').id
  await addMembers(tend.db, other, { [chen]: {} })
  await addAccounts(tend.db, other, [{ name: 'Theirs', ownerId: chen }])
  const bens = ({ channel }: Record<string, unknown>): boolean => channel !== chen
  tend.slack.faults.next('chat.postMessage', { kind: 'rate', retryAfter: 60 }, 9, bens)
  await tend.ring()
  expect(await ledger(tend)).toMatchObject([
    { who: 'ben', state: 'queued', attempt: 0 },
    { who: 'chen', state: 'sent' },
  ])
})

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

test('what never reached Slack is tried again and counts for nothing', async () => {
  const tend = await startWith(['ben'], { now: MORNING, realNow: () => new Date() })
  const nowhere = webClient({ ...tend.deps.config, SLACK_API_URL: `http://127.0.0.1:${await closedPort()}/` })
  await lookForMornings.ring(tend.deps)
  await tend.deps.queue.drain({ ...tend.deps, slack: nowhere })
  expect(await ledger(tend)).toMatchObject([{ state: 'queued', attempt: 0 }])
  expect(await settled(tend)).toMatchObject([{ state: 'sent', attempt: 1 }])
  expect(tend.slack.calls.some(({ method }) => method === 'conversations.history')).toBe(false)
})

test.for(['token_revoked', 'invalid_auth', 'account_inactive'])(
  'a token that is no longer good (%s) ends all calls, said once; a good one begins again',
  async (error) => {
    const tend = await startWith(['ben', 'chen'], { now: MORNING })
    await changeMember(tend, 'chen', { zone: 'Europe/London' })
    tend.slack.faults.next('chat.postMessage', { kind: 'error', error }, 9)
    expect((await settled(tend)).map(({ state, why }) => [state, why])).toEqual([
      ['skipped', expect.stringMatching(`${error}|suspended`)],
      ['skipped', expect.stringMatching(`${error}|suspended`)],
    ])
    tend.slack.faults.clear()
    const calls = tend.slack.calls.length
    tend.at('2026-03-03T08:30:00Z')
    await tend.ring()
    expect(tend.slack.calls).toHaveLength(calls)
    expect(tend.logged().match(/takes our token no longer/g)).toHaveLength(1)
  },
)

test.for(['user_not_found', 'is_archived', 'cannot_dm_bot'])(
  'a member nobody can write to is skipped: %s',
  async (error) => {
    const tend = await startWith(['ben'], { now: MORNING })
    tend.slack.faults.next('chat.postMessage', { kind: 'error', error })
    expect(await settled(tend)).toMatchObject([{ state: 'skipped', why: error }])
    expect(posts(tend)).toBe(1)
  },
)

test('a kept channel that is gone is forgotten, and the member found by their own id', async () => {
  const tend = await startWith(['ben'], { now: MORNING })
  await changeMember(tend, 'ben', { channel: 'D0GONE0000' })
  expect(await settled(tend)).toMatchObject([{ state: 'sent', attempt: 1 }])
  expect(messagesOf(tend, 'ben')).toBe(1)
})

test.for(['invalid_blocks', 'msg_blocks_too_long'])(
  'blocks that Slack refuses (%s) go out plain, once',
  async (error) => {
    const tend = await startWith(['ben'], { now: MORNING })
    tend.slack.faults.next('chat.postMessage', { kind: 'error', error })
    expect(await settled(tend)).toMatchObject([{ state: 'sent', attempt: 1 }])
    const [message] = tend.slack.messages(tend.slack.person('ben'))
    expect(message?.text).toContain('ben’s customer')
    expect(message?.blocks).toEqual([])
    tend.at('2026-03-03T08:30:00Z')
    tend.slack.faults.next('chat.postMessage', { kind: 'error', error }, 9)
    expect((await settled(tend)).at(-1)).toMatchObject({ state: 'skipped', why: error })
    expect(posts(tend)).toBe(4)
  },
)

test('what waited past noon is not sent any more', async () => {
  const tend = await startWith(['ben'], { now: MORNING, realNow: () => new Date() })
  tend.slack.faults.next('chat.postMessage', { kind: 'rate', retryAfter: 1 })
  await tend.ring()
  tend.at('2026-03-02T12:01:00Z')
  expect(await settled(tend)).toMatchObject([{ state: 'skipped', why: 'late' }])
  expect(messagesOf(tend, 'ben')).toBe(0)
})

test('the pace of a workspace is kept: so many a minute, however many ask at once', async () => {
  const tend = await startWith(['ben', 'chen', 'dana'], { now: MORNING, realNow: () => new Date() })
  const { id } = await tend.workspace()
  await tend.db
    .updateTable('workspace')
    .set({ settings: { messagesPerMinute: 120 } })
    .where('id', '=', id)
    .execute()
  for (const name of ['chen', 'dana']) await changeMember(tend, name, { zone: 'Europe/London' })
  const began = Date.now()
  // Those that may come ahead of their time are gone: 24 places of 60 / 96 s.
  const taken = { workspaceId: id, method: 'chat.postMessage', freeAt: new Date(began + 15_000) }
  await tend.db.insertInto('pace').values(taken).execute()
  await settled(tend)
  const at = tend.slack.calls
    .filter(({ method }) => method === 'chat.postMessage')
    .map((call) => call.at.getTime())
  expect(at).toHaveLength(3)
  // A timer may be a moment early.
  expect(at[1]).toBeGreaterThanOrEqual(began + 625 - 5)
  expect(at[2]).toBeGreaterThanOrEqual(began + 2 * 625 - 5)
})
