import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { buyersSeen } from '../../src/features/purchases/queries.ts'
import type { Message } from '../../src/sandbox/types.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { hears } from '../support/logging.ts'
import { randomFrom, shop } from '../support/shoppers.ts'
import { keepShop } from '../support/shops.ts'
import { startTend, type Tend } from '../support/tend.ts'

const today = day('2026-03-02')

/** A shop whose customers order as the model has it; the first fifty are Dana's, who manages a team of her own. */
async function withShop(customers: number): Promise<Tend> {
  const tend = await startTend()
  const { db, slack } = tend
  const workspace = await tend.workspace()
  const orders = shop({ r: 0.8, alpha: 6, a: 0.9, b: 2.2 }, { p: 5, q: 4, v: 60 }, randomFrom(1), customers)
  const ids = await keepShop(db, workspace, orders, today)
  const { id: teamId } = await db
    .insertInto('team')
    .values({ workspaceId: workspace.id, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const dana = slack.person('dana').id
  await db.updateTable('member').set({ teamId, role: 'manager' }).where('id', '=', dana).execute()
  await db
    .updateTable('account')
    .set({ ownerId: slack.person('ben').id })
    .execute()
  await db.updateTable('account').set({ ownerId: dana }).where('id', 'in', ids.slice(0, 50)).execute()
  await tend.ring()
  return tend
}

const rules = (tend: Tend, name: string): Promise<Message> => {
  const person = tend.slack.person(name)
  return hears(tend, person, () => tend.slack.command(person, '/tend', 'rules'))
}

interface Drawn {
  title: string
  chart: { type: string; series: { name: string; data: { value: number }[] }[] }
}
const drawnIn = ({ blocks }: Message): Drawn =>
  blocks.find(({ type }) => type === 'data_visualization') as unknown as Drawn
const sumsOf = ({ chart }: Drawn): number[] =>
  chart.series.map(({ data }) => data.reduce((sum, { value }) => sum + value, 0))

test('where customers order as the model has it, the year’s orders are what it expected, month by month', async () => {
  const tend = await withShop(400)
  const answer = await rules(tend, 'ada')
  const picture = drawnIn(answer)
  expect(picture).toMatchObject({ title: 'Orders, expected and actual', chart: { type: 'line' } })
  expect(picture.chart.series.map(({ name }) => name)).toEqual(['Ordered', 'Expected'])
  const [ordered = 0, expected = 0] = sumsOf(picture)
  expect(ordered).toBeGreaterThan(300)
  expect(Math.abs(expected / ordered - 1)).toBeLessThan(0.15)
  expect(JSON.stringify(answer.blocks)).toContain('had ordered before the month began (n = 400).')
  expect(answer.text).toMatch(
    /\nOrders, expected and actual\nOrdered: Apr\u00a0\d+ .*\nExpected: Apr\u00a0[\d.]+ /,
  )
  expect(lintBlocks(answer)).toEqual([])
})

test('a manager sees what came of their own customers, and Chinese where they read it', async () => {
  const tend = await withShop(400)
  const answer = await rules(tend, 'dana')
  expect(JSON.stringify(answer.blocks)).toContain('(n = 50)')
  const [ordered = 0] = sumsOf(drawnIn(answer))
  const [all = 0] = sumsOf(drawnIn(await rules(tend, 'ada')))
  expect(ordered).toBeLessThan(all)
  await tend.db
    .updateTable('member')
    .set({ locale: 'zh-CN' })
    .where('id', '=', tend.slack.person('dana').id)
    .execute()
  tend.slack.refused.add('data_visualization')
  const chinese = await rules(tend, 'dana')
  expect(JSON.stringify(chinese.blocks)).toContain('{"type":"raw_text","text":"预计"}')
  expect(lintBlocks(chinese)).toEqual([])
})

test('without a model it says why, and draws nothing', async () => {
  const tend = await withShop(60)
  const answer = await rules(tend, 'ada')
  expect(JSON.stringify(answer.blocks)).toMatch(
    /\*Orders, expected and actual\*\\nToo few customers for a model/,
  )
  expect(drawnIn(answer)).toBeUndefined()
  await tend.db.deleteFrom('modelFit').execute()
  expect(JSON.stringify((await rules(tend, 'ada')).blocks)).toContain('No model of purchases is fitted yet.')
})

test('of very many customers so many are drawn, the same at each look, and no returns of theirs', async () => {
  const tend = await withShop(220)
  const { id, currency } = await tend.workspace()
  const ada = { id: tend.slack.person('ada').id, role: 'admin', teamId: null } as const
  const { buyers, drawn } = await buyersSeen(tend.db, id, ada, 7)
  expect([buyers.length, drawn]).toEqual([7, true])
  expect(await buyersSeen(tend.db, id, ada, 7)).toEqual({ buyers, drawn })
  const everybody = await buyersSeen(tend.db, id, ada)
  expect([everybody.buyers.length, everybody.drawn]).toEqual([220, false])
  expect(everybody.buyers).toEqual(expect.arrayContaining(buyers))
  const days = everybody.buyers.flat()
  const accountId = (await tend.db.selectFrom('account').select('id').executeTakeFirstOrThrow()).id
  const returned = { accountId, amount: -5, currency, orderedOn: today, orderedAt: new Date(0) }
  await tend.db
    .insertInto('order')
    .values({ workspaceId: id, ...returned, createdAt: new Date(0) })
    .execute()
  expect((await buyersSeen(tend.db, id, ada)).buyers.flat()).toEqual(days)
})
