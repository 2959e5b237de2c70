import { describe, expect, test } from 'vitest'
import { limits } from '../../src/slack/limits.ts'
import { lintBlocks } from '../../src/slack/lint.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(length) } })
const option = (text: string, value = text) => ({ text: plain(text), value })
const input = (element: object) => ({ type: 'input', block_id: 'field', label: plain('Field'), element })
const modal = (more: object) => ({
  type: 'modal',
  title: plain('Log'),
  submit: plain('Save'),
  blocks: [],
  ...more,
})

const points = (n: number) => Array.from({ length: n }, (_, i) => ({ label: `${i}`, value: i }))
const lines = (n: number, data = points(2)) => ({
  type: 'line',
  series: Array.from({ length: n }, (_, i) => ({ name: `Series ${i}`, data })),
  axis_config: { categories: data.map(({ label }) => label) },
})
const pie = (n: number) => ({ type: 'pie', segments: points(n + 1).slice(1) })
const picture = (chart: object, title = 'Figures') => ({ type: 'data_visualization', title, chart })
const row = (...texts: string[]) => texts.map((text) => ({ type: 'raw_text', text }))
const table = (...rows: object[][]) => ({ type: 'table', rows })

describe('a message that Slack takes', () => {
  test('has nothing to complain about', () => {
    const blocks = [
      { type: 'header', text: plain('h'.repeat(limits.header)) },
      section(limits.sectionText),
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'small' }] },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'a', text: plain('b'.repeat(limits.button)) },
          { type: 'overflow', action_id: 'b', options: [option('Why')] },
        ],
      },
      { type: 'divider' },
      picture(lines(limits.chartParts, points(limits.chartPoints)), 'x'.repeat(limits.chartTitle)),
      picture(pie(limits.chartParts)),
      table(row('Month', 'Orders'), row('Jan', '3')),
    ]
    expect(lintBlocks({ text: 'Hi', blocks })).toEqual([])
  })
})

test.each<[string, object[], string]>([
  [
    'a section over 3 000',
    [section(3_001)],
    '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['an empty text', [section(0)], 'more than 0 characters'],
  ['a section without text', [{ type: 'section' }], 'missing required field: text or fields'],
  [
    'a field over 2 000',
    [{ type: 'section', fields: [{ type: 'mrkdwn', text: 'x'.repeat(2_001) }] }],
    '/blocks/0/fields/0/text',
  ],
  ['a header over 150', [{ type: 'header', text: plain('x'.repeat(151)) }], '151 characters'],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'must be a plain_text object',
  ],
  [
    'eleven context elements',
    [{ type: 'context', elements: Array.from({ length: 11 }, () => plain('x')) }],
    'no more than 10',
  ],
  ['actions without any', [{ type: 'actions', elements: [] }], 'no fewer than 1'],
  [
    'a button over 75',
    [{ type: 'actions', elements: [{ type: 'button', text: plain('x'.repeat(76)) }] }],
    'less than 76',
  ],
  [
    'a style nobody knows',
    [{ type: 'actions', elements: [{ type: 'button', text: plain('x'), style: 'red' }] }],
    'primary or danger',
  ],
  [
    'an option over 75',
    [input({ type: 'static_select', options: [option('x'.repeat(76))] })],
    '/element/options/0/text/text',
  ],
  [
    'options twice',
    [input({ type: 'static_select', options: [option('a'), option('a')] })],
    '`value` must be unique: a',
  ],
  ['no options', [input({ type: 'static_select' })], 'missing required field: options'],
  [
    '101 options',
    [input({ type: 'static_select', options: Array.from({ length: 101 }, (_, i) => option(`${i}`)) })],
    'no more than 100',
  ],
  [
    'an initial option that is not offered',
    [input({ type: 'radio_buttons', options: [option('a')], initial_option: option('b') })],
    'exactly match',
  ],
  ['a date that is none', [input({ type: 'datepicker', initial_date: 'soon' })], 'YYYY-MM-DD'],
  [
    'a block id twice',
    [
      { type: 'divider', block_id: 'x' },
      { type: 'divider', block_id: 'x' },
    ],
    '`block_id` must be unique',
  ],
  [
    'an action id twice',
    [{ type: 'actions', elements: [1, 2].map(() => ({ type: 'button', action_id: 'x', text: plain('x') })) }],
    '`action_id` must be unique',
  ],
  [
    'a confirm text over 300',
    [
      {
        type: 'section',
        text: plain('x'),
        accessory: {
          type: 'button',
          text: plain('x'),
          confirm: { title: plain('t'), text: plain('x'.repeat(301)) },
        },
      },
    ],
    '/accessory/confirm/text/text',
  ],
  ['a chart’s title over 50', [picture(lines(1), 'x'.repeat(51))], 'less than 51'],
  ['a chart without numbers', [{ type: 'data_visualization', title: 'x' }], 'missing required field: chart'],
  ['a chart of another kind', [picture({ type: 'donut' })], 'must be pie, bar, area or line'],
  ['seven series', [picture(lines(7))], '/blocks/0/chart/series'],
  ['seven segments', [picture(pie(7))], '/blocks/0/chart/segments'],
  ['a segment of nothing', [picture({ type: 'pie', segments: points(1) })], 'greater than 0'],
  ['twenty-one points', [picture(lines(1, points(21)))], 'no more than 20'],
  ['no points', [picture(lines(1, []))], 'no fewer than 1'],
  ['a label over 20', [picture(lines(1, [{ label: 'x'.repeat(21), value: 1 }]))], 'less than 21'],
  ['a number that is none', [picture(lines(1, [{ label: 'x', value: Number.NaN }]))], 'must be a number'],
  ['a label twice', [picture(lines(1, [...points(1), ...points(1)]))], 'must be unique'],
  [
    'series that are called alike',
    [picture({ ...lines(1), series: [...lines(1).series, ...lines(1).series] })],
    'must be unique [json-pointer:/blocks/0/chart/series]',
  ],
  [
    'labels that are no categories',
    [picture({ ...lines(1), axis_config: { categories: ['a', 'b'] } })],
    'must match the categories',
  ],
  ['three charts', Array.from({ length: 3 }, () => picture(lines(1))), 'too many data_visualization'],
  ['two tables', Array.from({ length: 2 }, () => table(row('x'))), 'only_one_table_allowed'],
  ['101 rows', [table(...Array.from({ length: 101 }, () => row('x')))], 'no more than 100'],
  ['21 columns', [table(row(...Array.from({ length: 21 }, () => 'x')))], 'no more than 20'],
  ['rows of different length', [table(row('x', 'y'), row('x'))], 'equally long'],
  ['an empty cell', [table(row(''))], 'more than 0 characters'],
  ['a cell of mrkdwn', [table([{ type: 'mrkdwn', text: 'x' }])], 'unsupported type: mrkdwn'],
  ['an unknown block', [{ type: 'sectoin' }], 'unsupported type: sectoin'],
  ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), 'no more than 50'],
  ['too much in all', Array.from({ length: 5 }, () => section(2_700)), 'msg_blocks_too_long'],
])('%s is refused', (_name, blocks, problem) => {
  expect(lintBlocks({ text: 'Hi', blocks }).join('\n')).toContain(problem)
})

test.each<[string, object, string]>([
  [
    'a title over 24',
    modal({ title: plain('x'.repeat(25)) }),
    'less than 25 characters [json-pointer:/title/text]',
  ],
  ['no title', modal({ title: undefined }), 'missing required field: title'],
  ['metadata over 3 000', modal({ private_metadata: 'x'.repeat(3_001) }), '/private_metadata'],
  [
    'inputs without a submit button',
    modal({ submit: undefined, blocks: [input({ type: 'plain_text_input' })] }),
    'missing required field: submit',
  ],
  [
    'a label over 2 000',
    modal({ blocks: [{ ...input({ type: 'plain_text_input' }), label: plain('x'.repeat(2_001)) }] }),
    '/blocks/0/label/text',
  ],
  [
    '101 blocks',
    modal({ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }),
    'no more than 100',
  ],
  ['a chart', modal({ blocks: [picture(lines(1))] }), 'unsupported type: data_visualization'],
  ['a table', modal({ blocks: [table(row('x'))] }), 'unsupported type: table'],
])('a modal with %s is refused', (_name, view, problem) => {
  expect(lintBlocks(view).join('\n')).toContain(problem)
})
