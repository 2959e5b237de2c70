import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import type { MbgNbdFit } from '../../src/care/mbg-nbd.ts'
import { keepFit } from '../../src/features/model/queries.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import type { Message } from '../../src/sandbox/types.ts'
import { hears, modalOf } from '../support/logging.ts'
import { addBuyer, MONDAY, monday, startWatching, type Watching } from '../support/silent.ts'

const NAME = '“<&>_*华信'.repeat(20).slice(0, 150)
/** Of the CDNOW sample (care-rules §16). */
const cdnow: MbgNbdFit = {
  customers: 2357,
  model: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
  logLikelihood: -1,
  whyNot: null,
}

/** A customer with an open warning, silent since November, and what came of the model's fit; absent: it was not tried. */
async function silent(orders?: MbgNbdFit): Promise<Watching> {
  const tend = await startWatching()
  await addBuyer(tend, NAME, [95, 96, 125, 200, 300, 400])
  await tend.ring()
  await tend.db.deleteFrom('modelFit').execute()
  const { id } = await tend.workspace()
  const spend = { customers: 0, model: null, whyNot: 'too-few' as const }
  const fit = orders && { asOf: monday, currency: 'USD', orders, spend }
  if (fit) await keepFit(tend.db, id, fit, new Date(MONDAY))
  return tend
}

const cardOf = (tend: Watching, name: string): Promise<Message> => {
  const person = tend.slack.person(name)
  return hears(tend, person, () => tend.slack.command(person, '/account', NAME))
}

/** A label and its number stay together; here they read as anybody writes them. */
const spaced = (text: string): string => text.replaceAll('\u00a0', ' ')

const tableOf = ({ blocks }: Message) =>
  blocks.find(({ type }) => type === 'table') as unknown as { rows: { text: string }[][] }

const ordered =
  'Ordered: Apr 0 · May 1 · Jun 0 · Jul 0 · Aug 1 · Sept 0 · Oct 1 · Nov 2 · Dec 0 · Jan 0 · Feb 0 · Mar 0'

test('the card of a customer who may be leaving shows what they ordered each month, and what was expected', async () => {
  const tend = await silent(cdnow)
  const card = await cardOf(tend, 'ben')
  const picture = card.blocks.find(({ type }) => type === 'data_visualization')
  expect(picture).toMatchObject({ title: 'Days with an order, month by month', chart: { type: 'bar' } })
  const [heading, told, expected = ''] = spaced(card.text).split('\n').slice(-3)
  expect([heading, told]).toEqual(['Days with an order, month by month', ordered])
  // A month is measured by what the days before it had let expect; of March two days are over.
  expect(expected).toMatch(/^Expected: Apr 0\.\d · .* · Mar 0$/)
  expect(JSON.stringify(card.blocks)).toContain('The last 12 months up to today (n = 5)')
  expect(JSON.stringify(card.blocks)).toContain('by the model of purchases when the month began')
  expect(lintBlocks(card)).toEqual([])
})

test('without a model nothing is expected, and why is said', async () => {
  const none = await silent()
  const bare = JSON.stringify((await cardOf(none, 'ben')).blocks)
  expect(bare).toContain('No model of purchases is fitted yet.')
  expect(bare).not.toContain('Expected')
  const few = await silent({ customers: 12, model: null, whyNot: 'too-few' })
  expect(JSON.stringify((await cardOf(few, 'ben')).blocks)).toContain(
    'Too few customers for a model of purchases: 12 of them first ordered 90 days ago or earlier, and it takes 200.',
  )
})

test('a customer of whom nothing is feared has no picture on the card', async () => {
  const tend = await startWatching()
  await addBuyer(tend, NAME, [5, 30])
  await tend.ring()
  expect((await cardOf(tend, 'ben')).blocks.map(({ type }) => type)).not.toContain('data_visualization')
})

test('where Slack refuses charts the card has a table, by whichever way it is opened', async () => {
  const tend = await silent(cdnow)
  const { slack } = tend
  slack.refused.add('data_visualization')
  const ben = slack.person('ben')
  const morning = slack.messages(ben).findLast(({ to }) => !to)
  if (!morning) throw new Error('no morning')
  const opened = await hears(tend, ben, () => slack.press(ben, morning, 'digest.more', 'card'))
  const cells = tableOf(opened).rows.map((row) => row.map(({ text }) => text))
  expect(cells.map((row) => row.slice(0, 2).join(' '))).toEqual(
    `Month Ordered · ${ordered.slice('Ordered: '.length)}`.split(' · '),
  )
  expect(cells[0]).toEqual(['Month', 'Ordered', 'Expected'])
  expect(tableOf(await cardOf(tend, 'ben')).rows).toHaveLength(13)
  expect(lintBlocks(await cardOf(tend, 'chen'))).toEqual([])
  const chinese = tableOf(await cardOf(tend, 'chen')).rows.map((row) => row[0]?.text)
  expect(chinese.slice(0, 3)).toEqual(['月份', '4月', '5月'])
})

test('who works a warning reads the same numbers in the modal, which takes neither chart nor table', async () => {
  const tend = await silent(cdnow)
  const { slack } = tend
  const ben = slack.person('ben')
  await slack.press(ben, await cardOf(tend, 'ben'), 'warnings.open')
  const modal = modalOf(tend, ben)
  expect(lintBlocks(modal)).toEqual([])
  expect(spaced(JSON.stringify(modal.blocks))).toContain(
    `*Days with an order, month by month*\\n${ordered}\\nExpected: `,
  )
})

test('returns are no orders, and several orders on one day are one', async () => {
  const tend = await silent()
  const { id: workspaceId } = await tend.workspace()
  const { id: accountId } = await tend.db.selectFrom('account').select('id').executeTakeFirstOrThrow()
  const on = day('2026-01-14')
  const order = {
    workspaceId,
    accountId,
    orderedOn: on,
    orderedAt: new Date(`${on}T12:00Z`),
    currency: 'USD',
  }
  await tend.db
    .insertInto('order')
    .values([100, 200, -50].map((amount) => ({ ...order, amount, createdAt: new Date(MONDAY) })))
    .execute()
  expect(spaced((await cardOf(tend, 'ben')).text)).toContain('Dec 0 · Jan 1 · Feb 0')
})
