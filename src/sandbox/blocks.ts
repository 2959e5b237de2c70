import { randomBytes } from 'node:crypto'
import { lintBlocks, ONE_TABLE } from '../slack/lint.ts'
import { type Block, type Fields, isFields, listOf, str } from './types.ts'

const shortId = (): string => randomBytes(4).toString('base64url').slice(0, 5)

/** Blocks as Slack stores them: each with a block id, each element with an action id. */
export function identified(blocks: readonly Fields[]): Block[] {
  return blocks.map((block) => {
    const own = { ...block, type: str(block['type']), block_id: str(block['block_id']) || shortId() }
    if (own.type === 'actions') return { ...own, elements: listOf(block['elements']).map(named) }
    for (const key of ['accessory', 'element']) {
      if (isFields(block[key])) Object.assign(own, { [key]: named(block[key]) })
    }
    return own
  })
}

const named = (element: Fields): Fields =>
  element['type'] === 'image' ? element : { ...element, action_id: str(element['action_id']) || shortId() }

/** Slack's refusal of a message's blocks, or nothing. `refused`: types of block that this workspace does not take. */
export function blockErrors(payload: Fields, refused: ReadonlySet<string>): Fields | undefined {
  const unknown = listOf(payload['blocks']).flatMap(({ type }, i) =>
    refused.has(str(type)) ? [`[ERROR] unsupported type: ${str(type)} [json-pointer:/blocks/${i}/type]`] : [],
  )
  const messages = [...unknown, ...lintBlocks(payload)]
  return messages.length === 0
    ? undefined
    : { ok: false, error: errorOf(messages), response_metadata: { messages } }
}

function errorOf(messages: readonly string[]): string {
  const all = (what: string): boolean => messages.every((message) => message.includes(what))
  if (all('msg_blocks_too_long')) return 'msg_blocks_too_long'
  return all(ONE_TABLE) ? 'invalid_attachments' : 'invalid_blocks'
}

/** Slack's refusal of a view, or nothing. */
export function viewErrors(view: Fields): Fields | undefined {
  const messages = lintBlocks(view).map((message) =>
    message.replace('[json-pointer:/', '[json-pointer:/view/'),
  )
  if (messages.length === 0) return undefined
  return { ok: false, error: 'invalid_arguments', response_metadata: { messages } }
}

/** Every element that somebody can act on, with its block. */
export function elementsOf(blocks: readonly Block[]): { block: Block; element: Fields }[] {
  return blocks.flatMap((block) => {
    const inner = block.type === 'actions' ? listOf(block['elements']) : []
    const single = [block['element'], block['accessory']].filter(isFields)
    return [...inner, ...single]
      .filter((element) => element['action_id'] !== undefined)
      .map((element) => ({ block, element }))
  })
}
