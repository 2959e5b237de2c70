import type { WebClient } from '@slack/web-api'
import { describe, expect, test } from 'vitest'
import { stage } from './bolt.ts'

const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } })
const metadata = (key: string) => ({ event_type: 'tend', event_payload: { key } })

/** Says something in a channel, or in the thread of a message there; its time stamp. */
const saying =
  (client: WebClient, channel: string) =>
  async (text: string, more: object = {}): Promise<string> =>
    (await client.chat.postMessage({ channel, text, ...more })).ts ?? ''

describe('a reply', () => {
  test('stands in the thread of its message, which counts it, and not in the channel', async () => {
    await using s = await stage()
    const { client } = s.app
    const sales = s.slack.channel('sales')
    const say = saying(client, sales.id)
    const root = await say('A complaint')
    const answer = await client.chat.postMessage({ channel: sales.id, text: 'One', thread_ts: root })
    expect(answer.message).toMatchObject({ thread_ts: root })
    await s.slack.say(s.slack.person('ben'), 'On it', { channel: sales.id, thread: root })
    const last = await say('Two', { thread_ts: root })
    const [message, ...others] = s.slack.messages(sales)
    if (!message) throw new Error('no message')
    expect(others).toEqual([])
    const told = {
      text: 'A complaint',
      thread_ts: root,
      reply_count: 3,
      reply_users_count: 2,
      reply_users: [s.slack.botUserId, s.slack.person('ben').id],
      latest_reply: last,
    }
    expect(message).toMatchObject(told)
    const { messages } = await client.conversations.history({ channel: sales.id })
    expect(messages).toHaveLength(1)
    expect(messages?.[0]).toMatchObject(told)
    expect(s.slack.thread(message).map((m) => m.text)).toEqual(['A complaint', 'One', 'On it', 'Two'])
  })

  test('may stand in the channel, too', async () => {
    await using s = await stage()
    const { client } = s.app
    const { id: channel } = s.slack.channel('sales')
    const say = saying(client, channel)
    const root = await say('A complaint')
    const ts = await say('It is solved', { thread_ts: root, reply_broadcast: true })
    await client.chat.update({ channel, ts, text: 'It is solved!' })
    const { messages } = await client.conversations.history({ channel })
    expect(messages).toMatchObject([
      { subtype: 'thread_broadcast', text: 'It is solved!', thread_ts: root, root: { text: 'A complaint' } },
      { text: 'A complaint', reply_count: 1 },
    ])
  })

  test('leaves its message as it is when that changes, and is counted no more when it is deleted', async () => {
    await using s = await stage()
    const { client } = s.app
    const { id: channel } = s.slack.channel('sales')
    const say = saying(client, channel)
    const root = await say('Open')
    const first = await say('One', { thread_ts: root })
    const second = await say('Two', { thread_ts: root })
    await client.chat.update({ channel, ts: root, text: 'Closed', blocks: [section('Closed')] })
    await client.chat.delete({ channel, ts: second })
    expect(s.slack.messages(s.slack.channel('sales'))).toMatchObject([
      { text: 'Closed', reply_count: 1, latest_reply: first },
    ])
    await client.chat.delete({ channel, ts: first })
    expect(s.slack.messages(s.slack.channel('sales'))[0]).not.toHaveProperty('reply_count')
  })

  test('keeps the place of a message that is deleted, until it goes itself', async () => {
    await using s = await stage()
    const { client } = s.app
    const { id: channel } = s.slack.channel('sales')
    const say = saying(client, channel)
    const root = await say('A complaint')
    const reply = await say('One', { thread_ts: root })
    await client.chat.delete({ channel, ts: root })
    const { messages } = await client.conversations.replies({ channel, ts: root })
    expect(messages).toMatchObject([{ subtype: 'tombstone', reply_count: 1 }, { text: 'One' }])
    await client.chat.delete({ channel, ts: reply })
    expect(s.slack.messages(s.slack.channel('sales'))).toEqual([])
  })

  test('to a message that is gone, or to another reply, stands outside, and only its answer tells', async () => {
    await using s = await stage()
    const { client } = s.app
    const { id: channel } = s.slack.channel('sales')
    const say = saying(client, channel)
    const root = await say('A complaint')
    const reply = await say('One', { thread_ts: root })
    const elsewhere = await saying(client, s.slack.person('ben').id)('To Ben')
    for (const thread_ts of ['1700000000.000100', reply, elsewhere]) {
      const { ok, message } = await client.chat.postMessage({ channel, text: 'Lost', thread_ts })
      expect(ok).toBe(true)
      expect(message).not.toHaveProperty('thread_ts')
    }
    const shown = s.slack.messages(s.slack.channel('sales'))
    expect(shown.map((m) => m.text)).toEqual(['A complaint', 'Lost', 'Lost', 'Lost'])
    expect(s.slack.warnings).toHaveLength(3)
  })

  test.for(['', '0', 'yesterday'])('to “%s” is refused', async (thread_ts) => {
    await using s = await stage()
    const { id: channel } = s.slack.channel('sales')
    const lost = s.app.client.chat.postMessage({ channel, text: 'Lost', thread_ts })
    await expect(lost).rejects.toMatchObject({
      data: {
        error: 'invalid_thread_ts',
        response_metadata: { messages: [`[ERROR] ${thread_ts} is not a valid thread_ts`] },
      },
    })
    expect(s.slack.messages(s.slack.channel('sales'))).toEqual([])
  })

  test('of a person reaches the app with the thread it stands in', async () => {
    const heard: object[] = []
    await using s = await stage((app) => app.message(async ({ message }) => void heard.push(message)))
    const ben = s.slack.person('ben')
    const { ts = '' } = await s.app.client.chat.postMessage({ channel: ben.id, text: 'A complaint' })
    await s.slack.say(ben, 'I called them', { thread: ts })
    expect(heard).toMatchObject([
      { text: 'I called them', thread_ts: ts, parent_user_id: s.slack.botUserId, channel_type: 'im' },
    ])
  })
})

test('a button in a thread says in which, and its answer can be given there', async () => {
  const containers: unknown[] = []
  await using s = await stage((app) => {
    app.action('take', async ({ ack, body, respond }) => {
      await ack()
      containers.push('container' in body && body.container)
      const thread_ts = 'message' in body ? String(body.message?.['thread_ts']) : ''
      await respond({ text: 'Only you', replace_original: false, thread_ts })
      await respond({ text: 'For all', response_type: 'in_channel', thread_ts })
    })
  })
  const ben = s.slack.person('ben')
  const say = saying(s.app.client, ben.id)
  const root = await say('A complaint')
  const take = { type: 'button', action_id: 'take', text: { type: 'plain_text', text: 'Take it' } }
  const ts = await say('Late', { thread_ts: root, blocks: [{ type: 'actions', elements: [take] }] })
  const [first] = s.slack.messages(ben)
  const late = first && s.slack.thread(first).find((message) => message.ts === ts)
  if (!late) throw new Error('no reply')
  await s.slack.press(ben, late, 'take')
  await s.slack.until(() => s.slack.thread(late).length === 4)
  expect(containers).toMatchObject([{ message_ts: ts, thread_ts: root }])
  expect(s.slack.messages(ben)).toHaveLength(1)
  expect(s.slack.messages(ben)[0]).toMatchObject({ reply_count: 2 })
  expect(s.slack.ephemerals(ben)).toMatchObject([{ text: 'Only you', thread_ts: root }])
})

describe('a thread that is read', () => {
  test('gives its first message and what lies between two instants, in pages', async () => {
    await using s = await stage()
    const { client } = s.app
    const channel = await s.slack.dm(s.slack.person('ben'))
    const say = saying(client, channel)
    const root = await say('A complaint', { metadata: metadata('root') })
    const stamps: string[] = []
    for (const key of ['a', 'b', 'c'])
      stamps.push(await say(key, { thread_ts: root, metadata: metadata(key) }))
    await say('Another message')
    const read = async (args: object) => client.conversations.replies({ channel, ts: root, ...args })
    const texts = async (args: object) => (await read(args)).messages?.map((m) => m.text)
    expect(await texts({})).toEqual(['A complaint', 'a', 'b', 'c'])
    expect(await texts({ ts: stamps[1] })).toEqual(['A complaint', 'a', 'b', 'c'])
    expect(await texts({ oldest: stamps[0] })).toEqual(['A complaint', 'b', 'c'])
    expect(await texts({ latest: stamps[1], inclusive: true })).toEqual(['A complaint', 'a', 'b'])
    const first = await read({ limit: 3 })
    expect(first.has_more).toBe(true)
    expect(await texts({ limit: 3, cursor: first.response_metadata?.next_cursor })).toEqual(['c'])
    expect(first.messages?.[1]).toMatchObject({ thread_ts: root, parent_user_id: s.slack.botUserId })
    expect(first.messages?.[1]).not.toHaveProperty('metadata')
    const { messages } = await read({ include_all_metadata: true })
    expect(messages?.map((m) => m.metadata?.event_payload)).toEqual(
      ['root', 'a', 'b', 'c'].map((key) => ({ key })),
    )
  })

  test('is one message where nobody replied, and not found where there is none', async () => {
    await using s = await stage()
    const { client } = s.app
    const { id: channel } = s.slack.channel('sales')
    const ts = await saying(client, channel)('Alone')
    expect((await client.conversations.replies({ channel, ts })).messages).toMatchObject([{ text: 'Alone' }])
    await expect(client.conversations.replies({ channel, ts: '1700000000.000100' })).rejects.toThrow(
      'thread_not_found',
    )
    await expect(client.conversations.replies({ channel: 'C0NOWHERE', ts })).rejects.toThrow(
      'channel_not_found',
    )
  })
})

describe('the app reads', () => {
  const channels = [
    { name: 'general' },
    { name: 'sales', hasApp: true },
    { name: 'board', hasApp: true, isPrivate: true },
    { name: 'wages', isPrivate: true },
  ]

  test.for([
    ['im:history', 'dm'],
    ['channels:history', 'sales'],
    ['groups:history', 'board'],
  ])('with %s what it may and no more', async ([scope, readable]) => {
    await using s = await stage(() => {}, { channels, scopes: ['chat:write', scope ?? ''] })
    const { client } = s.app
    const [board, sales] = [s.slack.channel('board').id, s.slack.channel('sales').id]
    const answers: Record<string, string> = {}
    for (const [name, place] of Object.entries({ dm: s.slack.person('ben').id, sales, board })) {
      const { channel = '', ts = '' } = await client.chat.postMessage({ channel: place, text: 'Hi' })
      answers[name] = await client.conversations.replies({ channel, ts }).then(
        () => 'read',
        ({ data }: { data: { error: string } }) => data.error,
      )
    }
    const refused = 'missing_scope'
    expect(answers).toEqual({ dm: refused, sales: refused, board: refused, [readable ?? '']: 'read' })
  })

  test('nothing of a channel it was not invited to, and does not learn that a private one is there', async () => {
    const scopes = ['chat:write', 'channels:history', 'groups:history', 'channels:read', 'groups:read']
    await using s = await stage(() => {}, { channels, scopes })
    const { chat, conversations } = s.app.client
    for (const [name, why] of [
      ['general', 'not_in_channel'],
      ['wages', 'channel_not_found'],
    ] as const) {
      const { id: channel } = s.slack.channel(name)
      await expect(conversations.history({ channel })).rejects.toThrow(why)
      await expect(chat.postMessage({ channel, text: 'Hi' })).rejects.toThrow(why)
    }
    const member = async (name: string) => {
      const { channel } = await conversations.info({ channel: s.slack.channel(name).id })
      return [channel?.is_member, channel?.is_private]
    }
    expect(await member('general')).toEqual([false, false])
    expect(await member('sales')).toEqual([true, false])
    expect(await member('board')).toEqual([true, true])
    await expect(member('wages')).rejects.toThrow('channel_not_found')
  })
})
