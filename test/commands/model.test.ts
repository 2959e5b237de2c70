import { expect, test } from 'vitest'
import { modelCommand } from '../../src/commands/model.ts'
import { day } from '../../src/care/calendar.ts'
import { randomFrom, shop } from '../support/shoppers.ts'
import { keepShop } from '../support/shops.ts'
import { startTend, type Tend } from '../support/tend.ts'

/** What the operator gets for these options. */
const model = ({ deps, workspace }: Tend, options: Record<string, string | boolean> = {}) =>
  modelCommand.run({ deps, words: [], options, workspace, progress: () => {} })

async function withShop(customers: number) {
  const tend = await startTend({ now: '2026-03-02T09:00:00Z' })
  const orders = shop({ r: 0.8, alpha: 6, a: 0.9, b: 2.2 }, { p: 5, q: 4, v: 60 }, randomFrom(8), customers)
  await keepShop(tend.db, await tend.workspace(), orders, day('2026-03-02'))
  return tend
}

test('the operator gets the parameters, in weeks and major units', async () => {
  const tend = await withShop(600)
  const { json, lines, failed } = await model(tend)
  const number = expect.any(Number)
  expect(failed).toBeUndefined()
  expect(json).toEqual({
    model: 'mbg/nbd',
    customers: 600,
    r: number,
    alpha: number,
    a: number,
    b: number,
    logLikelihood: number,
    spend: { p: number, q: number, v: number, customers: number },
  })
  expect(lines[0]).toContain('600 customers up to 2026-03-02')
})

test('with --until the orders before that instant count, and ages to the day before it', async () => {
  const tend = await withShop(600)
  const { json, lines } = await model(tend, { until: '2026-01-01' })
  expect((json as { customers: number }).customers).toBeLessThan(600)
  expect(lines[0]).toContain('up to 2025-12-31')
  const again = await model(tend, { until: '2026-01-01T00:00:00Z' })
  expect(again.lines).toHaveLength(lines.length)
})

test('with too few customers it fails with a sentence that says why', async () => {
  const tend = await withShop(150)
  const { json, failed } = await model(tend)
  expect(failed).toBe(
    'Too few customers for a model of purchases: 150 of them first ordered 90 days ago or earlier, and it takes 200.',
  )
  expect(json).toMatchObject({ model: 'mbg/nbd', customers: 150, r: null, logLikelihood: null })
})
