import { limits } from './limits.ts'

/** An object of a payload, not yet known. */
export type Thing = Record<string, unknown>

type Check = (thing: Thing, where: string) => string[]

export const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list, or none when it isn't one. */
export const listOf = (value: unknown): Thing[] => (Array.isArray(value) ? value.filter(isThing) : [])

/** A refusal as Slack writes it. */
export const at = (problem: string, where: string): string =>
  `[ERROR] ${problem} [json-pointer:${where || '/'}]`

function longerThan(value: unknown, most: number, where: string): string[] {
  if (typeof value !== 'string' || value.length <= most) return []
  return [at(`must be less than ${most + 1} characters`, where)]
}

/** A string that may be absent. */
const short =
  (key: string, most: number): Check =>
  (thing, where) =>
    longerThan(thing[key], most, `${where}/${key}`)

/** A text object that may be absent; `plain` refuses mrkdwn. */
const text =
  (key: string, most: number, plain = true): Check =>
  (thing, where) => {
    const value = thing[key]
    return value === undefined || value === null ? [] : textProblems(value, most, plain, `${where}/${key}`)
  }

function textProblems(value: unknown, most: number, plain: boolean, where: string): string[] {
  if (!isThing(value) || typeof value['text'] !== 'string') return [at('must be a text object', where)]
  if (plain && value['type'] !== 'plain_text') return [at('must be a plain_text object', `${where}/type`)]
  if (value['type'] !== 'plain_text' && value['type'] !== 'mrkdwn')
    return [at('unsupported type', `${where}/type`)]
  if (value['text'] === '') return [at('must be more than 0 characters', `${where}/text`)]
  return longerThan(value['text'], most, `${where}/text`)
}

const needs =
  (...keys: string[]): Check =>
  (thing, where) =>
    keys.some((key) => thing[key] !== undefined && thing[key] !== null)
      ? []
      : [at(`missing required field: ${keys.join(' or ')}`, where)]

const list =
  (key: string, most: number, least = 1): Check =>
  (thing, where) => {
    const value = thing[key]
    if (value === undefined) return []
    if (!Array.isArray(value)) return [at('must be a list', `${where}/${key}`)]
    if (value.length > most) return [at(`no more than ${most} items allowed`, `${where}/${key}`)]
    return value.length < least ? [at(`no fewer than ${least} items allowed`, `${where}/${key}`)] : []
  }

const shape =
  (key: string, pattern: RegExp, problem: string): Check =>
  (thing, where) => {
    const value = thing[key]
    return value === undefined || (typeof value === 'string' && pattern.test(value))
      ? []
      : [at(problem, `${where}/${key}`)]
  }

const fields: Check = (thing, where) =>
  listOf(thing['fields']).flatMap((value, i) =>
    textProblems(value, limits.field, false, `${where}/fields/${i}`),
  )

const contextTexts: Check = (thing, where) =>
  listOf(thing['elements']).flatMap((value, i) =>
    value['type'] === 'image' ? [] : textProblems(value, limits.field, false, `${where}/elements/${i}`),
  )

const select = [list('options', limits.options), list('option_groups', limits.optionGroups)]
const staticSelect = [...select, needs('options', 'option_groups')]
const choices = [needs('options'), list('options', limits.choices)]
const image = [
  needs('image_url', 'slack_file'),
  needs('alt_text'),
  short('alt_text', limits.imageText),
  short('image_url', limits.url),
  text('title', limits.imageText),
]
const view = [
  short('private_metadata', limits.privateMetadata),
  short('callback_id', limits.id),
  short('external_id', limits.id),
]

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  modal: [...view, needs('title'), ...['title', 'submit', 'close'].map((key) => text(key, limits.viewTitle))],
  home: view,
  section: [
    needs('text', 'fields'),
    text('text', limits.sectionText, false),
    list('fields', limits.fields),
    fields,
    short('block_id', limits.id),
  ],
  header: [needs('text'), text('text', limits.header), short('block_id', limits.id)],
  context: [
    needs('elements'),
    list('elements', limits.contextElements),
    contextTexts,
    short('block_id', limits.id),
  ],
  actions: [needs('elements'), list('elements', limits.actions), short('block_id', limits.id)],
  input: [
    needs('label'),
    needs('element'),
    text('label', limits.label),
    text('hint', limits.hint),
    short('block_id', limits.id),
  ],
  image,
  divider: [short('block_id', limits.id)],
  markdown: [needs('text'), short('text', limits.markdown)],
  table: [
    needs('rows'),
    list('rows', limits.tableRows),
    list('column_settings', limits.tableColumns),
    short('block_id', limits.id),
  ],
  data_visualization: [
    needs('title'),
    short('title', limits.chartTitle),
    needs('chart'),
    short('block_id', limits.id),
  ],
  element: [short('action_id', limits.id), text('placeholder', limits.placeholder)],
  button: [
    needs('text'),
    text('text', limits.button),
    short('value', limits.buttonValue),
    short('url', limits.url),
    shape('style', /^(primary|danger)$/, 'must be primary or danger'),
  ],
  static_select: staticSelect,
  multi_static_select: staticSelect,
  overflow: [needs('options'), list('options', limits.overflowOptions)],
  radio_buttons: choices,
  checkboxes: choices,
  datepicker: [shape('initial_date', /^\d{4}-\d{2}-\d{2}$/, 'must be a date: YYYY-MM-DD')],
  timepicker: [shape('initial_time', /^\d{2}:\d{2}$/, 'must be a time: HH:mm')],
  plain_text_input: [short('initial_value', limits.input)],
  option: [
    needs('text'),
    text('text', limits.option, false),
    short('value', limits.optionValue),
    text('description', limits.optionDescription, false),
  ],
  option_group: [needs('label'), text('label', limits.groupLabel), list('options', limits.options)],
  confirm: [
    needs('title'),
    needs('text'),
    text('title', limits.confirmTitle),
    text('text', limits.confirmText, false),
    text('confirm', limits.confirmButton),
    text('deny', limits.confirmButton),
  ],
}

export const checksOf = (type: string): readonly Check[] => CHECKS[type] ?? []
