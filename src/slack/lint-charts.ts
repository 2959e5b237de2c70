import { limits } from './limits.ts'
import { type Thing, at, isThing, listOf } from './lint-rules.ts'

/** What Slack would refuse in a chart beside its title. Source: docs.slack.dev/reference/block-kit/blocks/data-visualization-block. */
export function chartProblems(block: Thing, where: string): string[] {
  const { chart } = block
  if (!isThing(chart)) return []
  const place = `${where}/chart`
  if (chart['type'] === 'pie') return pieProblems(chart, place)
  if (!['bar', 'area', 'line'].includes(String(chart['type'])))
    return [at('must be pie, bar, area or line', `${place}/type`)]
  return seriesProblems(chart, place)
}

function pieProblems(chart: Thing, where: string): string[] {
  const segments = listOf(chart['segments'])
  return [
    ...counted(segments, limits.chartParts, `${where}/segments`),
    ...segments.flatMap((segment, i) => pointProblems(segment, `${where}/segments/${i}`)),
    ...segments.flatMap(({ value }, i) =>
      Number(value) > 0 ? [] : [at('must be greater than 0', `${where}/segments/${i}/value`)],
    ),
  ]
}

function seriesProblems(chart: Thing, where: string): string[] {
  const series = listOf(chart['series'])
  const axis = isThing(chart['axis_config']) ? chart['axis_config'] : {}
  const categories = Array.isArray(axis['categories']) ? axis['categories'].map(String) : []
  const axisAt = `${where}/axis_config`
  return [
    ...counted(series, limits.chartParts, `${where}/series`),
    ...counted(categories, limits.chartPoints, `${axisAt}/categories`),
    ...categories.flatMap((name, i) => labelProblems(name, limits.chartLabel, `${axisAt}/categories/${i}`)),
    ...['x_label', 'y_label'].flatMap((key) =>
      axis[key] === undefined ? [] : labelProblems(axis[key], limits.axisLabel, `${axisAt}/${key}`),
    ),
    ...unique(categories, `${axisAt}/categories`),
    ...unique(
      series.map(({ name }) => String(name)),
      `${where}/series`,
    ),
    ...series.flatMap((one, i) => lineProblems(one, categories, `${where}/series/${i}`)),
  ]
}

function lineProblems(series: Thing, categories: readonly string[], where: string): string[] {
  const points = listOf(series['data'])
  const labels = points.map(({ label }) => String(label))
  const fits = labels.length === categories.length && labels.every((label) => categories.includes(label))
  return [
    ...labelProblems(series['name'], limits.chartLabel, `${where}/name`),
    ...counted(points, limits.chartPoints, `${where}/data`),
    ...points.flatMap((point, i) => pointProblems(point, `${where}/data/${i}`)),
    ...unique(labels, `${where}/data`),
    ...(fits ? [] : [at('labels must match the categories', `${where}/data`)]),
  ]
}

function pointProblems({ label, value }: Thing, where: string): string[] {
  return [
    ...labelProblems(label, limits.chartLabel, `${where}/label`),
    ...(typeof value === 'number' && Number.isFinite(value)
      ? []
      : [at('must be a number', `${where}/value`)]),
  ]
}

/** What Slack would refuse in a table beside the number of its rows. */
export function tableProblems(block: Thing, where: string): string[] {
  const rows = Array.isArray(block['rows']) ? block['rows'] : []
  const [head] = rows.map((row) => listOf(row).length)
  return rows.flatMap((row: unknown, i) => {
    const cells = listOf(row)
    return [
      ...counted(cells, limits.tableColumns, `${where}/rows/${i}`),
      ...(cells.length === head ? [] : [at('rows must be equally long', `${where}/rows/${i}`)]),
      ...cells.flatMap((cell, column) => cellProblems(cell, `${where}/rows/${i}/${column}`)),
    ]
  })
}

function cellProblems({ type, text }: Thing, where: string): string[] {
  if (!['raw_text', 'raw_number', 'rich_text'].includes(String(type)))
    return [at(`unsupported type: ${String(type)}`, `${where}/type`)]
  return type === 'raw_text' && (typeof text !== 'string' || text === '')
    ? [at('must be more than 0 characters', `${where}/text`)]
    : []
}

function labelProblems(label: unknown, most: number, where: string): string[] {
  if (typeof label !== 'string' || label === '') return [at('must be more than 0 characters', where)]
  return label.length > most ? [at(`must be less than ${most + 1} characters`, where)] : []
}

function counted(things: readonly unknown[], most: number, where: string): string[] {
  if (things.length > most) return [at(`no more than ${most} items allowed`, where)]
  return things.length === 0 ? [at('no fewer than 1 items allowed', where)] : []
}

const unique = (names: readonly string[], where: string): string[] =>
  new Set(names).size === names.length ? [] : [at('must be unique', where)]
