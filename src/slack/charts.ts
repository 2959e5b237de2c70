import type { KnownBlock, TableBlock } from '@slack/types'
import { section } from './blocks.ts'
import { limits } from './limits.ts'
import { fit } from './text.ts'

/** Slack's chart, in messages alone; @slack/types 3.2 has it not yet. Source: docs.slack.dev/reference/block-kit/blocks/data-visualization-block. */
export interface ChartBlock {
  type: 'data_visualization'
  title: string
  chart: {
    type: 'bar' | 'line'
    series: { name: string; data: { label: string; value: number }[] }[]
    axis_config: { categories: string[]; x_label: string; y_label: string }
  }
}

/** Numbers for one or more names, one of each series for each label; the labels differ. */
export interface Chart {
  title: string
  kind: 'bar' | 'line'
  /** What the labels are, and what is counted. */
  axes: { x: string; y: string }
  labels: readonly string[]
  series: readonly { name: string; values: readonly number[] }[]
}

export type Picture = KnownBlock | ChartBlock

const label = (text: string): string => fit(text, limits.chartLabel)

export function chart({ title, kind, axes, labels, series }: Chart): ChartBlock {
  const categories = labels.map(label)
  return {
    type: 'data_visualization',
    title: fit(title, limits.chartTitle),
    chart: {
      type: kind,
      series: series.map(({ name, values }) => ({
        name: label(name),
        data: categories.map((category, place) => ({ label: category, value: values[place] ?? 0 })),
      })),
      axis_config: {
        categories,
        x_label: fit(axes.x, limits.axisLabel),
        y_label: fit(axes.y, limits.axisLabel),
      },
    },
  }
}

/** Joins blocks and charts, leaving out what is not there. */
export const pictureStack = (...blocks: (Picture | false)[]): Picture[] =>
  blocks.filter((block) => block !== false)

export const isChart = (block: Picture): block is ChartBlock => block.type === 'data_visualization'

/** The same numbers as a table under the title, or in lines of text. */
export function without(blocks: readonly Picture[], form: 'table' | 'text'): KnownBlock[] {
  let tables = 0
  return blocks.flatMap((block): KnownBlock[] => {
    if (!isChart(block)) return [block]
    const asTable = form === 'table' && tables++ < limits.tables
    return asTable ? [section(`*${block.title}*`), tableOf(block)] : [section(chartText(block, '*'))]
  })
}

function tableOf({ chart: { series, axis_config } }: ChartBlock): TableBlock {
  const head = [axis_config.x_label, ...series.map(({ name }) => name)]
  const rows = axis_config.categories.map((category, place) => [
    category,
    ...series.map(({ data }) => number.format(data[place]?.value ?? 0)),
  ])
  return {
    type: 'table',
    column_settings: head.map((_, column) => ({ align: column === 0 ? 'left' : 'right' })),
    rows: [head, ...rows].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
  }
}

/** Its numbers as somebody would read them out, the title between two `mark`s. */
export function chartText({ title, chart: { series } }: ChartBlock, mark = ''): string {
  const lines = series.map(({ name, data }) => {
    // No line ends between a label and its number.
    const points = data.map((point) => `${point.label}\u00a0${number.format(point.value)}`)
    return `${name}${colonAfter(name)}${points.join(' · ')}`
  })
  return [`${mark}${title}${mark}`, ...lines].join('\n')
}

const colonAfter = (name: string): string => (/\p{sc=Han}$/u.test(name) ? '：' : ': ')

// Both languages write numbers in the same way.
const number = new Intl.NumberFormat('en')
