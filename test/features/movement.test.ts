import { expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween } from '../../src/care/calendar.ts'
import { type Cuts, cutsOf, type Measures, scoresOf } from '../../src/care/rfm.ts'
import { SEGMENTS, segmentOf } from '../../src/care/segment.ts'
import type { Message } from '../../src/sandbox/types.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { addCustomers } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

const monday = day('2026-03-02')
const before = (days: number): Day => addDays(monday, -days)

const told = (tend: Tend, name: string): string[] =>
  tend.slack
    .messages(tend.slack.person(name))
    .filter(({ blocks }) => JSON.stringify(blocks).includes('fell by two'))
    .map(({ text }) => text.split('\n')[0] ?? '')

/** Ten customers; during the last week all but Faded ordered twice. */
const ten = [
  { name: 'Faded', orders: [before(10), before(40), before(70)] },
  ...Array.from({ length: 9 }, (_, n) => ({
    name: `Busy ${n}`,
    orders: [before(2), before(3), before(20 + n), before(50), ...(n > 3 ? [before(60)] : [])],
  })),
]

async function withWeek(now: string, customers: Parameters<typeof addCustomers>[1] = ten): Promise<Tend> {
  const tend = await startTend({ now })
  const { id } = await tend.workspace()
  await tend.db
    .updateTable('member')
    .set({ role: 'manager' })
    .where('id', '=', tend.slack.person('dana').id)
    .execute()
  await tend.db.updateTable('workspace').set({ zone: 'Europe/London' }).where('id', '=', id).execute()
  await addCustomers(tend, customers)
  return tend
}

/** How many customers stand in each segment on a day, as src/care has it. */
function sizesOn(customers: readonly { name: string; orders?: string[] }[], on: Day): number[] {
  const known = customers.map(({ orders = [] }) => orders.filter((date) => date <= on).toSorted())
  const measures = known.map((orders) => ({
    recency: daysBetween(day(orders.at(-1) ?? on), on),
    frequency: orders.length,
    money: orders.length * 250_000,
  }))
  const buyers = measures.filter(({ frequency }) => frequency > 0)
  const cuts = (name: keyof Measures): Cuts => cutsOf(buyers.map((one) => one[name]))
  const all = { recency: cuts('recency'), frequency: cuts('frequency'), money: cuts('money') }
  const segments = measures.map((one) =>
    segmentOf(one.frequency === 0 ? null : scoresOf(one, all), one.frequency),
  )
  return SEGMENTS.map((name) => segments.filter((segment) => segment === name).length)
}

interface Drawn {
  title: string
  chart: { series: { name: string; data: { value: number }[] }[] }
}
const messageTo = (tend: Tend, name: string): Message | undefined =>
  tend.slack.messages(tend.slack.person(name)).findLast(({ text }) => /fell back|得分下降/.test(text))
const drawnIn = (message: Message | undefined): Drawn =>
  message?.blocks.find(({ type }) => type === 'data_visualization') as unknown as Drawn

test('on Monday morning a manager reads whose scores fell, once', async () => {
  const tend = await withWeek('2026-03-02T13:00:00Z')
  await tend.ring()
  expect(told(tend, 'dana')).toEqual([])
  tend.at('2026-03-02T14:00:00Z')
  for (let minute = 0; minute < 3; minute++) await tend.ring()
  expect(told(tend, 'dana')).toEqual(['1 customer fell back since Mon 23 Feb; at stake: –'])
  const message = tend.slack
    .messages(tend.slack.person('dana'))
    .find(({ text }) => text.startsWith('1 customer fell back'))
  const shown = JSON.stringify(message?.blocks)
  expect(shown).toContain('*Faded* · general · Ben Carter\\nR 5 → 1 · F')
  expect(lintBlocks(message ?? {})).toEqual([])
  expect([told(tend, 'ada'), told(tend, 'ben')]).toEqual([[], []])
})

test('on other days, and where nobody fell, nothing comes', async () => {
  const tend = await withWeek('2026-03-03T15:00:00Z')
  await tend.ring()
  await tend.ring()
  expect(told(tend, 'dana')).toEqual([])
  const quiet = await startTend({ now: '2026-03-02T15:00:00Z' })
  await addCustomers(quiet, [{ name: 'Steady', orders: [before(100)] }])
  await quiet.ring()
  await quiet.ring()
  expect(told(quiet, 'ada')).toEqual([])
})

test('a manager of another team reads nothing of it; without a manager the admin does', async () => {
  const tend = await withWeek('2026-03-02T15:00:00Z')
  const { id } = await tend.workspace()
  const values = { workspaceId: id, name: 'North' }
  const { id: teamId } = await tend.db
    .insertInto('team')
    .values(values)
    .returning('id')
    .executeTakeFirstOrThrow()
  const dana = tend.db.updateTable('member').where('id', '=', tend.slack.person('dana').id)
  await dana.set({ teamId }).execute()
  await tend.ring()
  await tend.ring()
  expect([told(tend, 'dana'), told(tend, 'ada')]).toEqual([[], []])
  await dana.set({ role: 'rep' }).execute()
  await tend.ring()
  await tend.ring()
  expect(told(tend, 'ada')).toHaveLength(1)
})

test('a picture shows how large the segments were a week ago and are now, of the same customers', async () => {
  const customers = [
    ...ten,
    { name: 'First order', orders: [before(1)] },
    { name: 'No order yet' },
    { name: 'Of late', orders: [before(9)] },
  ]
  const tend = await withWeek('2026-03-02T14:00:00Z', customers)
  await tend.ring()
  const message = messageTo(tend, 'dana')
  const { title, chart } = drawnIn(message)
  expect(title).toBe('Segments, a week ago and now')
  expect(chart.series.map(({ name }) => name)).toEqual(['Mon 23 Feb', 'Now'])
  const [then, now] = chart.series.map(({ data }) => data.map(({ value }) => value))
  expect(then).toEqual(sizesOn(customers, before(7)))
  expect(now).toEqual(sizesOn(customers, monday))
  expect(then).not.toEqual(now)
  expect(JSON.stringify(message?.blocks)).toContain('where they stand now (n = 13)')
  expect(message?.text).toMatch(
    /\nSegments, a week ago and now\nMon 23 Feb: VIP\u00a0\d+ · .*\nNow: VIP\u00a0\d+ · /,
  )
})

test('a manager is shown the sizes among the customers that they see', async () => {
  const tend = await withWeek('2026-03-02T14:00:00Z', [
    ...ten.slice(0, 5).map((customer) => ({ ...customer, owner: 'dana' })),
    ...ten.slice(5),
  ])
  const { id: workspaceId } = await tend.workspace()
  const { id: teamId } = await tend.db
    .insertInto('team')
    .values({ workspaceId, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tend.db.updateTable('member').set({ teamId }).where('id', '=', tend.slack.person('dana').id).execute()
  await tend.ring()
  const sums = drawnIn(messageTo(tend, 'dana')).chart.series.map(({ data }) =>
    data.reduce((sum, { value }) => sum + value, 0),
  )
  expect(sums).toEqual([5, 5])
})

test('where Slack refuses charts the message comes once, with a table; the longest names fit it', async () => {
  const long = '“<&>_*华信'.repeat(20)
  const fading = Array.from({ length: 12 }, (_, n) => ({
    name: `${n}${long}`.slice(0, 150),
    tier: 'important' as const,
    orders: [before(10), before(40 + n), before(70)],
  }))
  const busy = ten.slice(1).flatMap((one) => [one, one, one, one])
  const tend = await withWeek('2026-03-02T14:00:00Z', [
    ...fading,
    ...busy.map((one, n) => ({ ...one, name: `Busy ${n}` })),
  ])
  const dana = tend.db.updateTable('member').where('id', '=', tend.slack.person('dana').id)
  const shapes: string[] = []
  for (const locale of ['en-GB', 'zh-CN'])
    for (const form of ['chart', 'table'] as const) {
      await dana.set({ locale }).execute()
      await tend.db.deleteFrom('slackRequest').execute()
      tend.deps.plainForms.clear()
      if (form === 'table') tend.slack.refused.add('data_visualization')
      await tend.ring()
      const message = messageTo(tend, 'dana')
      expect(lintBlocks(message ?? {})).toEqual([])
      shapes.push(message?.blocks.map(({ type }) => type).find((type) => type in numbers) ?? 'none')
      tend.slack.refused.clear()
    }
  expect(shapes).toEqual(['data_visualization', 'table', 'data_visualization', 'table'])
  const all = tend.slack.messages(tend.slack.person('dana')).filter(({ text }) => /fell back|得分/.test(text))
  expect(all).toHaveLength(4)
})

/** Blocks that show numbers. */
const numbers = { data_visualization: true, table: true }
