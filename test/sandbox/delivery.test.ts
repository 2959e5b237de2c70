import type { App } from '@slack/bolt'
import { expect, test } from 'vitest'
import { stage } from './bolt.ts'

function counting(heard: string[], fails = 0) {
  let failing = fails
  return (app: App): void => {
    app.use(async ({ next }) => {
      if (failing-- > 0) throw new Error('not yet')
      await next()
    })
    app.event('app_mention', async ({ body }) => void heard.push(body.event_id))
    app.command('/x', async ({ ack, command }) => {
      heard.push(command.trigger_id)
      await ack()
    })
    app.message(/.*/, async ({ message }) => void heard.push('text' in message ? (message.text ?? '') : ''))
  }
}

const mention = { type: 'app_mention', user: 'U1', text: 'hi', channel: 'C1', ts: '1.2' }

test('an event that was not taken comes again, marked as a repetition, until it is', async () => {
  await using s = await stage()
  const { appUrl } = s.slack
  s.slack.appUrl = 'http://127.0.0.1:9/slack/events'
  expect((await s.slack.event(mention)).status).toBe(0)
  s.slack.appUrl = appUrl
  await s.slack.settled()
  const tries = s.slack.deliveries.map((d) => [d.headers['x-slack-retry-num'], d.answer?.status])
  expect(tries).toContainEqual(['1', 200])
  expect(new Set(s.slack.deliveries.map((d) => d.payload['event_id'])).size).toBe(1)
})

test('an event whose answer was lost comes again with the same id', async () => {
  const heard: string[] = []
  await using s = await stage(counting(heard))
  s.slack.faults.next('event', { kind: 'unheard' })
  await s.slack.event(mention)
  await s.slack.settled()
  await s.slack.until(() => heard.length === 2)
  expect(heard[0]).toBe(heard[1])
  expect(s.slack.deliveries[1]?.headers).toMatchObject({
    'x-slack-retry-num': '1',
    'x-slack-retry-reason': 'http_timeout',
  })
})

test('an event can be lost for good, or come as a repetition of one never seen', async () => {
  const heard: string[] = []
  await using s = await stage(counting(heard))
  s.slack.faults.next('event', { kind: 'drop' })
  await s.slack.event(mention)
  await s.slack.settled()
  expect(s.slack.deliveries).toEqual([])
  await s.slack.event(mention, { retry: 2, envelope: { event_id: 'Ev1' } })
  await s.slack.until(() => heard.includes('Ev1'))
})

test('a request can arrive twice to the byte, at once or later', async () => {
  const heard: string[] = []
  await using s = await stage(counting(heard))
  s.slack.faults.next('command', { kind: 'duplicate' })
  await s.slack.command(s.slack.person('ben'), '/x')
  await s.slack.until(() => heard.length === 2)
  expect((await s.slack.replay()).status).toBe(200)
  expect(new Set(heard).size).toBe(1)
  expect(heard).toHaveLength(3)
})

test('anybody can send anything: a wrong signature, an old one, none', async () => {
  await using s = await stage(counting([]))
  const body = new URLSearchParams({
    command: '/x',
    user_id: 'U1',
    team_id: s.slack.teamId,
    trigger_id: '1',
  }).toString()
  const old = new Date(Date.now() - 10 * 60_000)
  expect((await s.slack.raw({ body })).status).toBe(200)
  expect((await s.slack.raw({ body, secret: 'guess' })).status).toBe(401)
  expect((await s.slack.raw({ body, secret: null })).status).toBe(401)
  expect((await s.slack.raw({ body, at: old })).status).toBe(401)
})

test('what people write to the app is told to it, what the manifest leaves out is not', async () => {
  const heard: string[] = []
  await using s = await stage(counting(heard), { events: ['message.im'] })
  const ben = s.slack.person('ben')
  await s.slack.say(ben, 'hello <!channel>')
  await s.slack.say(ben, 'psst', { channel: s.slack.channel('sales').id })
  await s.slack.openHome(ben)
  await s.slack.until(() => heard.length > 0)
  expect(s.slack.deliveries.map((d) => (d.payload['event'] as { text: string }).text)).toEqual([
    'hello &lt;!channel&gt;',
  ])
})

test('a dropped file can be fetched with the app’s token and with no other', async () => {
  const urls: string[] = []
  await using s = await stage((app) => {
    app.event('message', async ({ event }) => {
      if (event.subtype === 'file_share') urls.push(event.files?.[0]?.url_private_download ?? '')
    })
  })
  const csv = 'external_id,name\n1,北京鑫源\n'
  await s.slack.dropFile(s.slack.person('ada'), 'accounts.csv', csv)
  await s.slack.until(() => urls.length > 0)
  const fetched = (token: string) => fetch(urls[0] ?? '', { headers: { authorization: `Bearer ${token}` } })
  expect(await (await fetched(s.slack.botToken)).text()).toBe(csv)
  expect(await (await fetched('xoxb-other')).text()).toContain('Sign in')
  expect(s.slack.messages(s.slack.person('ada'))[0]?.files?.[0]).toMatchObject({ name: 'accounts.csv' })
})

test('the app can send a file of its own', async () => {
  await using s = await stage()
  const ben = s.slack.person('ben')
  const channel_id = await s.slack.dm(ben)
  const sent = await s.app.client.filesUploadV2({
    channel_id,
    filename: 'list.csv',
    content: 'a,b\n',
    initial_comment: 'Here',
  })
  expect(sent.ok).toBe(true)
  const [message] = s.slack.messages(ben)
  expect(message?.text).toBe('Here')
  const file = message?.files?.[0]?.['id'] as string
  expect((await s.app.client.files.info({ file })).file?.name).toBe('list.csv')
})
