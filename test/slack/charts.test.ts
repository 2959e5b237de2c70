import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chart, chartText, type Picture, without } from '../../src/slack/charts.ts'
import { section } from '../../src/slack/blocks.ts'
import { limits } from '../../src/slack/limits.ts'
import { lintBlocks } from '../../src/slack/lint.ts'

const orders = chart({
  title: 'Orders a month',
  kind: 'line',
  axes: { x: 'Month', y: 'Orders' },
  labels: ['Jan', 'Feb'],
  series: [
    { name: 'Actual', values: [1200, 3] },
    { name: 'Expected', values: [1100.5, 2.4] },
  ],
})

test('a chart is Slack’s block', () => {
  expect(orders).toEqual({
    type: 'data_visualization',
    title: 'Orders a month',
    chart: {
      type: 'line',
      series: [
        {
          name: 'Actual',
          data: [
            { label: 'Jan', value: 1200 },
            { label: 'Feb', value: 3 },
          ],
        },
        {
          name: 'Expected',
          data: [
            { label: 'Jan', value: 1100.5 },
            { label: 'Feb', value: 2.4 },
          ],
        },
      ],
      axis_config: { categories: ['Jan', 'Feb'], x_label: 'Month', y_label: 'Orders' },
    },
  })
})

/** A label and its number stay together. */
const spaced = (text: string): string => text.replaceAll('_', '\u00a0')

test('its table has the same numbers, and so has its text', () => {
  const [title, table] = without([orders], 'table')
  expect(title).toEqual(section('*Orders a month*'))
  const cells = (table as { rows: { text: string }[][] }).rows.map((row) => row.map(({ text }) => text))
  expect(cells).toEqual([
    ['Month', 'Actual', 'Expected'],
    ['Jan', '1,200', '1,100.5'],
    ['Feb', '3', '2.4'],
  ])
  expect(chartText(orders)).toBe(
    spaced('Orders a month\nActual: Jan_1,200 · Feb_3\nExpected: Jan_1,100.5 · Feb_2.4'),
  )
})

test('Slack takes one table in a message: a second chart is told in lines', () => {
  const types = without([orders, section('between'), orders], 'table').map(({ type }) => type)
  expect(types).toEqual(['section', 'table', 'section', 'section'])
})

test('whatever it is called, Slack takes it, its table and its text', () => {
  const name = fc
    .string({ minLength: 1, maxLength: 80, unit: 'grapheme' })
    .filter((text) => text.trim() !== '')
  const labels = fc.uniqueArray(name, {
    minLength: 1,
    maxLength: limits.chartPoints,
    selector: (text) => text.slice(0, 10),
  })
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 20 })
  const kind = fc.constantFrom('bar' as const, 'line' as const)
  fc.assert(
    fc.property(name, name, labels, values, kind, (title, of, all, numbers, drawn) => {
      const axes = { x: of, y: title }
      const made = chart({
        title,
        kind: drawn,
        axes,
        labels: all,
        series: [{ name: of, values: numbers }],
      })
      for (const blocks of [[made], without([made], 'table'), without([made], 'text')] as Picture[][])
        expect(lintBlocks({ text: title, blocks })).toEqual([])
    }),
  )
})
