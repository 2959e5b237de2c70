import { expect, test } from 'vitest'
import { hurried } from '../support/mornings.ts'
import {
  cardOf,
  complain,
  type Complaining,
  press,
  send,
  solve,
  startComplaining,
  textOf,
  threadOf,
} from '../support/complaints.ts'

/** The app in a hurry: what waits for Slack’s history waits milliseconds. */
const start = () => startComplaining({ realNow: hurried() })

/** Lets jobs run until nothing about a complaint waits to be posted. */
async function settled(tend: Complaining): Promise<void> {
  await tend.slack.until(async () => {
    await tend.settle()
    const left = await tend.db
      .selectFrom('complaintPost')
      .select('id')
      .where('ts', 'is', null)
      .where('endedWhy', 'is', null)
      .execute()
    return left.length === 0
  }, 30_000)
}

const cards = ({ slack, ben }: Complaining): number =>
  slack.messages(ben).filter(({ blocks }) => textOf({ blocks }).includes('complaint-')).length

const inThread = ({ thread_ts }: Record<string, unknown>): boolean => thread_ts !== undefined

const FAULTS = [
  ['a 500 after it was stored', { kind: 'status', status: 500, stored: true }],
  ['a 503 before it was stored', { kind: 'status', status: 503 }],
  ['a connection cut after it was stored', { kind: 'reset', stored: true }],
  ['a connection cut before', { kind: 'reset' }],
  ['“too many”', { kind: 'rate', retryAfter: 3 }],
] as const

test.for(FAULTS)('%s: one card stands, and its thread says everything once', async ([, fault]) => {
  const tend = await start()
  tend.slack.faults.next('chat.postMessage', fault)
  await complain(tend)
  await settled(tend)
  expect(cards(tend)).toBe(1)
  tend.slack.faults.next('chat.postMessage', fault, 1, inThread)
  await press(tend, 'answer')
  await settled(tend)
  await press(tend, 'wait')
  await settled(tend)
  expect(threadOf(tend, cardOf(tend, tend.ben))).toEqual([
    'Ben Carter answered the customer.',
    'Ben Carter: we wait for the customer; the clock of the solution stands.',
  ])
  expect(cards(tend)).toBe(1)
})

test.for(FAULTS)('%s: the manager is told once that a complaint is open again', async ([, fault]) => {
  const tend = await start()
  await complain(tend)
  await solve(tend)
  tend.slack.faults.next('chat.postMessage', fault, 1, (call) => JSON.stringify(call).includes('reopened'))
  await send(tend, 'verdict', { solved: 'no', satisfaction: '2' })
  await settled(tend)
  const told = tend.slack.messages(tend.dana).filter(({ text }) => text.includes('is open again'))
  expect(told).toHaveLength(1)
})

test('while Slack’s history cannot be read a card that may stand there is not posted again', async () => {
  const tend = await start()
  tend.slack.faults.next('chat.postMessage', { kind: 'status', status: 500, stored: true })
  tend.slack.faults.next('conversations.history', { kind: 'rate', retryAfter: 2 })
  await complain(tend)
  await settled(tend)
  expect(cards(tend)).toBe(1)
  expect(tend.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
})

test('a card that could not be changed is changed when Slack is back', async () => {
  const tend = await start()
  await complain(tend)
  tend.slack.faults.next('chat.update', { kind: 'status', status: 503 }, 2)
  await press(tend, 'answer')
  await tend.slack.until(async () => {
    await tend.settle()
    return textOf(cardOf(tend, tend.ben)).includes('✓ Answer')
  }, 30_000)
  expect(cards(tend)).toBe(1)
})

test('what a process wrote and died before it told, the next one tells', async () => {
  const tend = await start()
  await complain(tend)
  const { id } = await tend.workspace()
  // It had posted into the thread and was gone before it could write so.
  const [card] = await tend.db.selectFrom('complaintPost').selectAll().execute()
  await press(tend, 'answer')
  await tend.db
    .updateTable('complaintPost')
    .set({ ts: null, postedIn: null })
    .where('kind', '=', 'update')
    .execute()
  await tend.db
    .transaction()
    .execute((trx) =>
      tend.deps.queue.send(trx, 'complaints.show', { workspace: id, complaint: card?.complaintId ?? 0 }),
    )
  await settled(tend)
  expect(threadOf(tend, cardOf(tend, tend.ben))).toEqual(['Ben Carter answered the customer.'])
})

test('a channel that Tend was taken out of is left alone; the rep’s card goes on', async () => {
  const tend = await start()
  const sales = tend.slack.channel('sales')
  await tend.db.updateTable('workspace').set({ complaintChannel: sales.id }).execute()
  tend.slack.faults.next(
    'chat.postMessage',
    { kind: 'error', error: 'not_in_channel' },
    9,
    ({ channel }) => channel === sales.id,
  )
  await complain(tend)
  await settled(tend)
  await press(tend, 'answer')
  expect(threadOf(tend, cardOf(tend, tend.ben))).toEqual(['Ben Carter answered the customer.'])
  expect(tend.logged()).toContain('a message about a complaint did not arrive')
})
