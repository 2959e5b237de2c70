import { limits } from './limits.ts'
import { chartProblems, tableProblems } from './lint-charts.ts'
import { type Thing, at, checksOf, isThing, listOf } from './lint-rules.ts'

/**
 * What Slack would refuse in the blocks of this message (`{text, blocks}`), or in this modal or home tab, in its own form
 * (`[ERROR] must be less than 76 characters [json-pointer:/blocks/0/…]`); empty when it would take it.
 */
export function lintBlocks(payload: object): string[] {
  const whole = payload as Thing
  const isView = whole['type'] === 'modal' || whole['type'] === 'home'
  const blocks = listOf(whole['blocks'])
  return [
    ...(isView ? viewProblems(whole, blocks) : messageProblems(blocks)),
    ...blocks.flatMap((block, i) => blockProblems(block, `/blocks/${i}`, isView)),
    ...repeated(blocks, 'block_id', '/blocks'),
  ]
}

function messageProblems(blocks: Thing[]): string[] {
  const size = blocks.length > 0 ? JSON.stringify(blocks).length : 0
  return [
    ...(blocks.length > limits.messageBlocks
      ? [at(`no more than ${limits.messageBlocks} items allowed`, '/blocks')]
      : []),
    ...(size > limits.messageCharacters
      ? [at(`msg_blocks_too_long: ${size} of ${limits.messageCharacters} characters`, '/blocks')]
      : []),
    ...tooMany(blocks, 'data_visualization', limits.charts, 'too many data_visualization blocks'),
    ...tooMany(blocks, 'table', limits.tables, ONE_TABLE),
  ]
}

/** By this Slack tells a second table of a message from blocks that are wrong. */
export const ONE_TABLE = 'only_one_table_allowed'

function tooMany(blocks: Thing[], type: string, most: number, problem: string): string[] {
  return blocks.filter((block) => block['type'] === type).length > most ? [at(problem, '/blocks')] : []
}

function viewProblems(view: Thing, blocks: Thing[]): string[] {
  const focused = blocks.filter(
    (block) => isThing(block['element']) && block['element']['focus_on_load'] === true,
  )
  const needsSubmit =
    view['type'] === 'modal' && !view['submit'] && blocks.some((block) => block['type'] === 'input')
  return [
    ...checksOf(String(view['type'])).flatMap((check) => check(view, '')),
    ...(blocks.length > limits.viewBlocks
      ? [at(`no more than ${limits.viewBlocks} items allowed`, '/blocks')]
      : []),
    ...(needsSubmit ? [at('missing required field: submit', '')] : []),
    ...(focused.length > 1 ? [at('only one element may have focus_on_load', '/blocks')] : []),
  ]
}

const BLOCKS = new Set(
  'actions alert card carousel container context context_actions data_table data_visualization divider file header image input markdown plan rich_text section table task_card video'.split(
    ' ',
  ),
)

const VIEWS_ALONE = ['alert']
const MESSAGES_ALONE = ['data_visualization', 'table']

function blockProblems(block: Thing, where: string, isView: boolean): string[] {
  const type = String(block['type'])
  if (!BLOCKS.has(type)) return [at(`unsupported type: ${type}`, `${where}/type`)]
  if ((isView ? MESSAGES_ALONE : VIEWS_ALONE).includes(type))
    return [at(`unsupported type: ${type}`, `${where}/type`)]
  const elements = listOf(block['elements'])
  return [
    ...checksOf(type).flatMap((check) => check(block, where)),
    ...(type === 'data_visualization' ? chartProblems(block, where) : []),
    ...(type === 'table' ? tableProblems(block, where) : []),
    ...(type === 'rich_text'
      ? []
      : elements.flatMap((element, i) => elementProblems(element, `${where}/elements/${i}`))),
    ...['element', 'accessory'].flatMap((key) => {
      const element = block[key]
      return isThing(element) ? elementProblems(element, `${where}/${key}`) : []
    }),
    ...repeated(elements, 'action_id', `${where}/elements`),
  ]
}

function elementProblems(element: Thing, where: string): string[] {
  const groups = listOf(element['option_groups'])
  return [
    ...checksOf(String(element['type'])).flatMap((check) => check(element, where)),
    ...checksOf('element').flatMap((check) => check(element, where)),
    ...optionProblems(element, where),
    ...groups.flatMap((group, i) => groupProblems(group, `${where}/option_groups/${i}`)),
    ...(isThing(element['confirm'])
      ? checksOf('confirm').flatMap((check) => check(element['confirm'] as Thing, `${where}/confirm`))
      : []),
    ...initialProblems(element, where),
  ]
}

function groupProblems(group: Thing, where: string): string[] {
  return [
    ...checksOf('option_group').flatMap((check) => check(group, where)),
    ...optionProblems(group, where),
  ]
}

function optionProblems(holder: Thing, where: string): string[] {
  const options = listOf(holder['options'])
  return [
    ...options.flatMap((option, i) =>
      checksOf('option').flatMap((check) => check(option, `${where}/options/${i}`)),
    ),
    ...repeated(options, 'value', `${where}/options`),
  ]
}

function initialProblems(element: Thing, where: string): string[] {
  const offered = [element, ...listOf(element['option_groups'])].flatMap((holder) =>
    listOf(holder['options']),
  )
  if (offered.length === 0) return []
  const values = new Set(offered.map((option) => option['value']))
  const initial = [...listOf(element['initial_options']), ...listOf([element['initial_option']])]
  return initial
    .filter((option) => !values.has(option['value']))
    .map(() => at('initial option must exactly match one of the options', where))
}

function repeated(things: Thing[], key: string, where: string): string[] {
  const seen = new Set<string>()
  return things.flatMap((thing, i) => {
    const id = thing[key]
    if (typeof id !== 'string') return []
    if (seen.has(id)) return [at(`\`${key}\` must be unique: ${id}`, `${where}/${i}/${key}`)]
    seen.add(id)
    return []
  })
}
