import type { App } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { stage } from './bolt.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } })

test('a message to a person opens their direct channel and can be changed and deleted', async () => {
  await using s = await stage()
  const { client } = s.app
  const ben = s.slack.person('ben')
  const { channel = '', ts = '' } = await client.chat.postMessage({ channel: ben.id, text: 'One' })
  expect(channel).toMatch(/^D/)
  expect((await client.conversations.open({ users: ben.id })).channel?.id).toBe(channel)
  await client.chat.update({ channel, ts, text: 'Two', blocks: [section('*Two*')] })
  const [message] = s.slack.messages(ben)
  expect(message).toMatchObject({ ts, text: 'Two', bot_id: s.slack.botId, blocks: [{ type: 'section' }] })
  expect(message?.blocks[0]?.block_id).toMatch(/^.{5}$/)
  await client.chat.delete({ channel, ts })
  expect(s.slack.messages(ben)).toEqual([])
  await expect(client.chat.update({ channel, ts, text: 'x' })).rejects.toThrow('message_not_found')
})

test('the history gives metadata to whoever asks for it, between two instants, in pages', async () => {
  await using s = await stage()
  const { client } = s.app
  const ben = s.slack.person('ben')
  const stamps: string[] = []
  for (const key of ['a', 'b', 'c']) {
    const metadata = { event_type: 'tend', event_payload: { key } }
    const { ts = '' } = await client.chat.postMessage({ channel: ben.id, text: key, metadata })
    stamps.push(ts)
  }
  const channel = await s.slack.dm(ben)
  const all = await client.conversations.history({ channel, include_all_metadata: true })
  expect(all.messages?.map((m) => m.metadata?.event_payload)).toEqual([
    { key: 'c' },
    { key: 'b' },
    { key: 'a' },
  ])
  const bare = await client.conversations.history({ channel })
  expect(bare.messages?.[0]).not.toHaveProperty('metadata')
  const texts = async (args: object) => {
    const { messages } = await client.conversations.history({ channel, ...args })
    return messages?.map((m) => m.text)
  }
  expect(await texts({ oldest: stamps[0] })).toEqual(['c', 'b'])
  expect(await texts({ oldest: stamps[0], latest: stamps[1], inclusive: true })).toEqual(['b', 'a'])
  const first = await client.conversations.history({ channel, limit: 2 })
  expect(first.has_more).toBe(true)
  expect(await texts({ limit: 2, cursor: first.response_metadata?.next_cursor })).toEqual(['a'])
})

describe('blocks that Slack refuses', () => {
  test('are refused with a pointer to what is wrong', async () => {
    await using s = await stage()
    const post = (blocks: object[]) =>
      s.app.client.chat.postMessage({
        channel: s.slack.person('ben').id,
        text: 'Hi',
        blocks: blocks as never,
      })
    await expect(post([section('x'.repeat(3_001))])).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    })
    await expect(post(Array.from({ length: 5 }, () => section('x'.repeat(2_700))))).rejects.toThrow(
      'msg_blocks_too_long',
    )
    expect(s.slack.messages(s.slack.person('ben'))).toEqual([])
  })

  test('are those, too, that this Slack has not got yet, wherever they are sent', async () => {
    await using s = await stage((app) => app.command('/show', ({ ack }) => ack({ text: 'Hi', blocks })))
    const blocks = [{ type: 'divider' as const }, { type: 'header' as const, text: plain('Figures') }]
    const ben = s.slack.person('ben')
    const message = { channel: ben.id, user: ben.id, text: 'Hi', blocks }
    const { ts = '', channel = '' } = await s.app.client.chat.postMessage(message)
    s.slack.refused.add('header')
    const refusal = {
      data: {
        error: 'invalid_blocks',
        response_metadata: { messages: ['[ERROR] unsupported type: header [json-pointer:/blocks/1/type]'] },
      },
    }
    await expect(s.app.client.chat.postMessage(message)).rejects.toMatchObject(refusal)
    await expect(s.app.client.chat.postEphemeral(message)).rejects.toMatchObject(refusal)
    await expect(s.app.client.chat.update({ ...message, channel, ts })).rejects.toMatchObject(refusal)
    // Of a command's acknowledgement nobody hears, and nothing is seen.
    await s.slack.command(ben, '/show')
    expect(s.slack.ephemerals(ben)).toEqual([])
    expect(s.slack.warnings).toEqual([expect.stringContaining('/show was answered with {"ok":false')])
  })

  test('are two tables in one message, for a reason of their own', async () => {
    await using s = await stage()
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }
    const posted = s.app.client.chat.postMessage({
      channel: s.slack.person('ben').id,
      text: 'Hi',
      blocks: [table, table],
    })
    await expect(posted).rejects.toThrow('invalid_attachments')
  })

  test('are noticed when nothing would stand in the notification', async () => {
    await using s = await stage()
    const blocks = [section('Hi')]
    await s.app.client.chat.postMessage({ channel: s.slack.person('ben').id, blocks, text: '' })
    expect(s.slack.warnings).toEqual(['chat.postMessage without a text for notifications'])
  })
})

test('a channel the app was not invited to takes nothing from it', async () => {
  await using s = await stage()
  await s.app.client.chat.postMessage({ channel: s.slack.channel('sales').id, text: 'Hi all' })
  expect(s.slack.messages(s.slack.channel('sales')).map((m) => m.text)).toEqual(['Hi all'])
  const uninvited = s.app.client.chat.postMessage({ channel: s.slack.channel('general').id, text: 'Hi' })
  await expect(uninvited).rejects.toThrow('not_in_channel')
})

const keeps =
  (kept: string[]) =>
  (app: App): void =>
    app.command('/x', async ({ ack, body }) => {
      kept.push(body.response_url)
      await ack()
    })

const send = (url: string | undefined, body: object): Promise<Response> =>
  fetch(url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('a response_url', () => {
  test('answers five times, to one or to all', async () => {
    const kept: string[] = []
    await using s = await stage(keeps(kept))
    const [ada, ben, sales] = [s.slack.person('ada'), s.slack.person('ben'), s.slack.channel('sales')]
    await s.slack.command(ben, '/x', '', { channel: sales.id })
    await send(kept[0], { text: 'for Ben' })
    await send(kept[0], { text: 'for all', response_type: 'in_channel' })
    expect(s.slack.messages(sales).map((m) => m.text)).toEqual(['for all'])
    expect(s.slack.ephemerals(ben).map((m) => m.text)).toEqual(['for Ben'])
    expect(s.slack.ephemerals(ada)).toEqual([])
    for (const n of [3, 4, 5]) expect((await send(kept[0], { text: String(n) })).status).toBe(200)
    const sixth = await send(kept[0], { text: '6' })
    expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }])
  })

  test('is worth nothing after its time', async () => {
    const kept: string[] = []
    await using s = await stage(keeps(kept), { responseUrlMs: 0 })
    await s.slack.command(s.slack.person('ben'), '/x')
    expect(await (await send(kept[0], { text: 'late' })).json()).toEqual({ ok: false, error: 'expired_url' })
  })

  test('replaces or deletes a message that only one person sees', async () => {
    await using s = await stage((app) => {
      app.action('swap', async ({ ack, respond }) => {
        await ack()
        await respond({ replace_original: true, text: 'swapped' })
      })
      app.action('drop', async ({ ack, respond }) => {
        await ack()
        await respond({ delete_original: true })
      })
    })
    const ben = s.slack.person('ben')
    const buttons = ['swap', 'drop'].map((id) => ({
      type: 'button' as const,
      action_id: id,
      text: plain(id),
    }))
    const blocks = [{ type: 'actions' as const, elements: buttons }]
    await s.app.client.chat.postEphemeral({
      channel: await s.slack.dm(ben),
      user: ben.id,
      text: 'Look',
      blocks,
    })
    const [message] = s.slack.ephemerals(ben)
    if (!message) throw new Error('no message')
    await s.slack.press(ben, message, 'swap')
    await s.slack.until(() => s.slack.ephemerals(ben)[0]?.text === 'swapped')
    await s.slack.press(ben, message, 'drop')
    expect(await s.slack.until(() => s.slack.ephemerals(ben).length === 0)).toBe(true)
  })
})

test('an overflow, a select and a date say what was picked', async () => {
  const picked: unknown[] = []
  await using s = await stage((app) => {
    app.action(/.*/, async ({ ack, action, body }) => {
      if (action.type === 'overflow') picked.push(action.selected_option.value)
      else picked.push('state' in body && typeof body.state === 'object' ? body.state.values : {})
      await ack()
    })
  })
  const options = ['hand-over', 'card'].map((value) => ({ text: plain(`Do ${value}`), value }))
  const elements = [
    { type: 'overflow' as const, action_id: 'menu', options },
    { type: 'static_select' as const, action_id: 'pick', options },
    { type: 'datepicker' as const, action_id: 'day', initial_date: '2026-03-02' },
  ]
  const ben = s.slack.person('ben')
  const blocks = [{ type: 'actions' as const, block_id: 'row', elements }]
  await s.app.client.chat.postMessage({ channel: ben.id, text: 'Row', blocks })
  const [message] = s.slack.messages(ben)
  if (!message) throw new Error('no message')
  await s.slack.press(ben, message, 'menu', 'card')
  await s.slack.press(ben, message, 'pick', 'Do hand-over')
  expect(picked[0]).toBe('card')
  expect(picked[1]).toMatchObject({
    row: { pick: { selected_option: { value: 'hand-over' } }, day: { selected_date: '2026-03-02' } },
  })
  await expect(s.slack.press(ben, message, 'menu', 'burn')).rejects.toThrow('does not offer "burn"')
})

test('a message shortcut carries the message, a global one none', async () => {
  const seen: string[] = []
  await using s = await stage((app) => {
    app.shortcut('log', async ({ ack, shortcut }) => {
      seen.push(shortcut.type === 'message_action' ? (shortcut.message.text ?? '') : shortcut.type)
      await ack()
    })
  })
  const ben = s.slack.person('ben')
  await s.slack.say(ben, 'They asked for a quote', { channel: s.slack.channel('sales').id })
  await s.slack.shortcut(ben, 'log', s.slack.messages(s.slack.channel('sales'))[0])
  await s.slack.shortcut(ben, 'log')
  expect(seen).toEqual(['They asked for a quote', 'shortcut'])
})
