import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { WorkspaceId } from '../../src/db/schema.ts'
import type { CallFault } from '../../src/sandbox/faults.ts'
import type { Message } from '../../src/sandbox/types.ts'
import { section } from '../../src/slack/blocks.ts'
import { chart } from '../../src/slack/charts.ts'
import { answerPicture, pictured } from '../../src/slack/pictures.ts'
import { AnswerRefused } from '../../src/slack/response-url.ts'
import { type Stage, stage } from '../sandbox/bolt.ts'

const workspace = 1 as WorkspaceId
const sizes = chart({
  title: 'Sizes',
  kind: 'bar',
  axes: { x: 'Segment', y: 'Customers' },
  labels: ['VIP', 'new'],
  series: [{ name: 'Customers', values: [7, 12] }],
})
const said = { text: 'Today', blocks: [section('Today'), sizes, section('End')] }
const inWords = 'Today\nSizes\nCustomers: VIP\u00a07 · new\u00a012'

const sending = () => ({ logger: pino({ level: 'silent' }), plainForms: new Map() })
const post = (s: Stage, how: ReturnType<typeof sending>) =>
  pictured(how, workspace, said, (message) =>
    s.app.client.chat.postMessage({ channel: s.slack.person('ben').id, ...message }),
  )
const typesOf = ({ blocks }: Message): string => blocks.map(({ type }) => type).join(' ')
const received = (s: Stage): string[] => s.slack.messages(s.slack.person('ben')).map(typesOf)
const tries = (s: Stage, method = 'chat.postMessage'): number =>
  s.slack.calls.filter((call) => call.method === method).length

test('a chart is sent as one, and told in words to whoever only hears the message', async () => {
  await using s = await stage()
  await post(s, sending())
  expect(received(s)).toEqual(['section data_visualization section'])
  expect(s.slack.messages(s.slack.person('ben'))[0]?.text).toBe(inWords)
})

test('where Slack refuses charts the same numbers come as a table, from then on at once', async () => {
  await using s = await stage()
  s.slack.refused.add('data_visualization')
  const how = sending()
  await post(s, how)
  expect([received(s), tries(s)]).toEqual([['section section table section'], 2])
  expect(JSON.stringify(s.slack.messages(s.slack.person('ben'))[0]?.blocks)).toContain('"12"')
  await post(s, how)
  expect([received(s).length, tries(s)]).toEqual([2, 3])
  // What one workspace's Slack refuses says nothing of another's.
  expect(how.plainForms).toEqual(new Map([[workspace, 'table']]))
})

test('where it refuses tables, too, they come as text', async () => {
  await using s = await stage()
  s.slack.refused.add('data_visualization').add('table')
  const how = sending()
  await post(s, how)
  await post(s, how)
  expect([received(s), tries(s)]).toEqual([['section section section', 'section section section'], 4])
  const [, numbers] = s.slack.messages(s.slack.person('ben'))[0]?.blocks ?? []
  expect(numbers).toMatchObject({ text: { text: '*Sizes*\nCustomers: VIP\u00a07 · new\u00a012' } })
})

test('what it refuses in any form is tried in each once, and nothing is learnt from it', async () => {
  await using s = await stage()
  s.slack.refused.add('section')
  const how = sending()
  await expect(post(s, how)).rejects.toThrow('invalid_blocks')
  expect([tries(s), how.plainForms.size]).toEqual([3, 0])
})

const broken: [CallFault, string][] = [
  [{ kind: 'status', status: 503 }, 'statusCode = 503'],
  [{ kind: 'reset', stored: true }, 'fetch failed'],
  [{ kind: 'error', error: 'channel_not_found' }, 'channel_not_found'],
  [{ kind: 'rate', retryAfter: 1 }, 'rate-limit'],
]
test.for(broken)('what failed otherwise is not sent again: %o', async ([fault, error]) => {
  await using s = await stage()
  s.slack.faults.next('chat.postMessage', fault)
  await expect(post(s, sending())).rejects.toThrow(error)
  expect(tries(s)).toBe(1)
})

test.for(['invalid_arguments', 'invalid_attachments', 'invalid_blocks_format'])(
  'a refusal by the name of %s is one, too',
  async (error) => {
    await using s = await stage()
    s.slack.faults.next('chat.postMessage', { kind: 'error', error })
    await post(s, sending())
    expect(received(s)).toEqual(['section section table section'])
  },
)

test('a message without a chart is sent as it is, and once', async () => {
  await using s = await stage()
  s.slack.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_blocks' })
  const plain = { text: 'Hi', blocks: [section('Hi')] }
  const sent = pictured(sending(), workspace, plain, (message) =>
    s.app.client.chat.postMessage({ channel: s.slack.person('ben').id, ...message }),
  )
  await expect(sent).rejects.toThrow('invalid_blocks')
  expect(tries(s)).toBe(1)
})

test('it is no otherwise with what one person alone sees', async () => {
  await using s = await stage()
  s.slack.refused.add('data_visualization')
  const ben = s.slack.person('ben')
  const channel = s.slack.channel('sales').id
  await pictured(sending(), workspace, said, (message) =>
    s.app.client.chat.postEphemeral({ channel, user: ben.id, ...message }),
  )
  expect(s.slack.ephemerals(ben).map(typesOf)).toEqual(['section section table section'])
})

test('nor with the answer to a command, which comes before its ack', async () => {
  const how = sending()
  await using s = await stage((app) =>
    app.command('/show', async ({ ack, command }) => {
      await answerPicture(how, { workspace, url: command.response_url }, said)
      await ack()
    }),
  )
  const ben = s.slack.person('ben')
  const asked = async (): Promise<string[]> => {
    await s.slack.command(ben, '/show', '', { channel: s.slack.channel('general').id })
    return s.slack.ephemerals(ben).map(typesOf)
  }
  expect(await asked()).toEqual(['section data_visualization section'])
  s.slack.refused.add('data_visualization')
  expect((await asked()).at(-1)).toBe('section section table section')
  s.slack.refused.add('table')
  expect((await asked()).at(-1)).toBe('section section section')
  expect(tries(s, 'response_url')).toBe(1 + 2 + 2)
  // Some refusals come with a status of 200.
  how.plainForms.clear()
  s.slack.refused.clear()
  s.slack.faults.next('response_url', { kind: 'error', error: 'invalid_blocks' })
  expect((await asked()).at(-1)).toBe('section section table section')
})

test('an answer that Slack did not take is told apart from one that it took', async () => {
  const errors: unknown[] = []
  await using s = await stage((app) =>
    app.command('/show', async ({ ack, command }) => {
      const place = { workspace, url: command.response_url }
      errors.push(await answerPicture(sending(), place, said).catch((error: unknown) => error))
      await ack()
    }),
  )
  const faults: CallFault[] = [
    { kind: 'status', status: 502 },
    { kind: 'error', error: 'expired_url' },
  ]
  for (const fault of faults) {
    s.slack.faults.next('response_url', fault)
    await s.slack.command(s.slack.person('ben'), '/show')
  }
  expect(errors).toEqual([new AnswerRefused('http_502'), new AnswerRefused('expired_url')])
  expect(s.slack.ephemerals(s.slack.person('ben'))).toEqual([])
})
