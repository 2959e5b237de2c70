import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Message } from '../../src/sandbox/types.ts'
import { ensureWatched } from '../../src/features/watch/queries.ts'
import { startWith } from '../support/mornings.ts'
import {
  addBuyer as customer,
  addOrders as order,
  MONDAY,
  startWatching as start,
  type Watching,
} from '../support/silent.ts'

type Tend = Watching

const morningOf = ({ slack }: Tend, name: string): Message => {
  const message = slack.messages(slack.person(name)).findLast(({ to }) => !to)
  if (!message) throw new Error(`${name} has no morning`)
  return message
}
const textOf = (message: Message): string => JSON.stringify(message.blocks ?? [])
const warnings = ({ db }: Tend) =>
  db.selectFrom('warning').select(['level', 'step', 'cause', 'endedHow', 'atStake']).orderBy('id').execute()

async function wait(tend: Tend, until: () => boolean): Promise<void> {
  await tend.slack.until(async () => {
    await tend.settle()
    return until()
  })
}

test('a customer silent for 90 days stands in the lane of those who may be leaving, with days, money and what to do', async () => {
  const tend = await start()
  await customer(tend, 'Acme', [90, 200])
  await customer(tend, 'Brook', [89, 200])
  await tend.ring()
  const text = textOf(morningOf(tend, 'ben'))
  expect(text).toContain('They may be leaving')
  expect(text).toContain('Early sign · no order for 90 days (last Tue, 2 Dec 2025')
  expect(text).toContain('$1,200.00 at stake')
  expect(text).toContain('Contact them by Tue 3 Mar')
  expect(text).not.toContain('*Brook*')
})

test('a warning is worked to its end: contacted, cause, offer, check, and an order that wins them back', async () => {
  const tend = await start()
  const acme = await customer(tend, 'Acme', [90, 200])
  await tend.ring()
  const ben = tend.slack.person('ben')
  const call = async (): Promise<void> => {
    await tend.slack.command(ben, '/log-call', 'Acme: we spoke')
    await tend.settle()
  }
  await call()
  await wait(tend, () => textOf(morningOf(tend, 'ben')).includes('logged by you'))
  expect(await warnings(tend)).toMatchObject([{ step: 'cause' }])

  tend.at('2026-03-03T08:30:00Z')
  await tend.ring()
  expect(textOf(morningOf(tend, 'ben'))).toContain('Say why they may leave')
  await tend.slack.press(ben, morningOf(tend, 'ben'), 'cases.say')
  const [view] = tend.slack.views(ben)
  if (!view) throw new Error('no modal opened')
  // Nothing chosen, and “something else” without words, are said under their fields.
  expect(await tend.slack.submit(ben, view, {})).toMatchObject({
    body: { errors: { cause: 'Choose a cause, or how it ended.' } },
  })
  expect(await tend.slack.submit(ben, view, { cause: 'other' })).toMatchObject({
    body: { errors: { words: 'Say it in a few words.' } },
  })
  await tend.slack.submit(ben, view, { cause: 'price' })
  await tend.settle()
  expect(await warnings(tend)).toMatchObject([{ step: 'offer', cause: 'price' }])
  await wait(tend, () => textOf(morningOf(tend, 'ben')).includes('done by you'))

  tend.at('2026-03-04T08:30:00Z')
  await tend.ring()
  expect(textOf(morningOf(tend, 'ben'))).toContain('limited offer for returning customers')
  await call()
  expect(await warnings(tend)).toMatchObject([{ step: 'check' }])

  // Three days after the offer is a Saturday: Monday.
  tend.at('2026-03-09T08:30:00Z')
  await tend.ring()
  expect(textOf(morningOf(tend, 'ben'))).toContain('Check back on the offer')
  await tend.slack.command(ben, '/account', 'Acme')
  await order(tend, acme, [-7])
  await tend.deps.queue.send(tend.db, 'cadence.plan', { workspace: (await tend.workspace()).id })
  await wait(tend, () => textOf(morningOf(tend, 'ben')).includes('ordered again'))
  expect(await warnings(tend)).toMatchObject([{ endedHow: 'won-back', step: null }])
  expect(textOf(morningOf(tend, 'ben'))).toContain('won back')
})

test('the same silence opens no second case once the rep called it a false alarm', async () => {
  const tend = await start()
  await customer(tend, 'Acme', [90, 200])
  await tend.ring()
  await tend.db
    .updateTable('warning')
    .set({ endedAt: new Date(MONDAY), endedHow: 'false-alarm', step: null })
    .execute()
  tend.at('2026-03-20T08:30:00Z')
  await tend.ring()
  expect(await warnings(tend)).toHaveLength(1)
})

test('what is found at the first look is backlog: three a day, the most at stake first, without a clock of a day', async () => {
  const tend = await startWith([], { now: MONDAY })
  for (const [name, orders] of [
    ['One', [100]],
    ['Two', [100, 101]],
    ['Three', [100, 101, 102]],
    ['Four', [100, 101, 102, 103]],
  ] as const)
    await customer(tend, name, orders)
  await tend.ring()
  const first = textOf(morningOf(tend, 'ben'))
  expect(['Four', 'Three', 'Two'].map((name) => first.indexOf(`*${name}*`)).every((at) => at > 0)).toBe(true)
  expect(first).not.toContain('*One*')
  expect(first).toContain('Contact them, at the latest Mon 9 Mar')
  tend.at('2026-03-03T08:30:00Z')
  await tend.ring()
  expect(textOf(morningOf(tend, 'ben'))).toContain('*One*')
})

test('the backlog waits over a weekend: Monday brings three, not nine', async () => {
  const tend = await startWith([], { now: '2026-03-07T08:30:00Z' })
  for (const name of ['One', 'Two', 'Three', 'Four']) await customer(tend, name, [100])
  await tend.ring()
  tend.at('2026-03-08T08:30:00Z')
  await tend.ring()
  tend.at('2026-03-09T08:30:00Z')
  await tend.ring()
  const { rows } = await sql`select 1 from follow_up where rule = 'leaving'`.execute(tend.db)
  expect(rows).toHaveLength(3)
})

test('undoing the call brings the first contact back', async () => {
  const tend = await start()
  await customer(tend, 'Acme', [90, 200])
  await tend.ring()
  const ben = tend.slack.person('ben')
  await tend.slack.press(ben, morningOf(tend, 'ben'), 'digest.done')
  await wait(tend, () => textOf(morningOf(tend, 'ben')).includes('done by you'))
  expect(await warnings(tend)).toMatchObject([{ step: 'cause' }])
  await tend.slack.press(ben, morningOf(tend, 'ben'), 'digest.undo')
  await wait(tend, () => textOf(morningOf(tend, 'ben')).includes('digest.done'))
  expect(await warnings(tend)).toMatchObject([{ step: 'contact' }])
  const { rows } = await sql`select 1 from follow_up where rule = 'leaving' and closed_at is null`.execute(
    tend.db,
  )
  expect(rows).toHaveLength(1)
})

test('two looks on one day change nothing', async () => {
  const tend = await start()
  await customer(tend, 'Acme', [90, 200])
  const workspace = await tend.workspace()
  await ensureWatched(tend.db, workspace, new Date(MONDAY))
  await ensureWatched(tend.db, workspace, new Date(MONDAY))
  expect(await warnings(tend)).toHaveLength(1)
})
