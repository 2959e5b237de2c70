import type { Fields, Values } from '../types.ts'
import type { Offer } from './scene.ts'

/** What an element holds: text, a date or a person's id; an option, or several; several people; nothing. */
export type Given = string | Offer | readonly Offer[] | readonly string[] | null

/** By block id, then action id: what was given since the view was drawn. */
export type Typed = Readonly<Record<string, Readonly<Record<string, Given>>>>

/** What Slack's state says an element holds. */
function heldIn(state: Fields | undefined): Given {
  const { type: _type, ...held } = state ?? {}
  return givenOf(Object.values(held)[0])
}

/** An instant is a number in Slack's state, and text on its way there. */
const givenOf = (held: unknown): Given =>
  typeof held === 'number' ? String(held) : ((held ?? null) as Given)

const INITIAL = [
  'initial_value',
  'initial_date',
  'initial_date_time',
  'initial_time',
  'initial_option',
  'initial_options',
  'initial_user',
  'initial_users',
  'initial_conversation',
  'initial_conversations',
  'initial_channel',
  'initial_channels',
]

/** What an element holds: what was typed, else what Slack remembers, else what it began with. */
export function givenIn(
  element: object & { action_id?: string },
  blockId: string,
  typed: Typed,
  values?: Values,
): Given {
  const action = element.action_id ?? ''
  const since = typed[blockId]?.[action]
  if (since !== undefined) return since
  const remembered = values?.[blockId]?.[action]
  if (remembered) return heldIn(remembered)
  const fields = element as Fields
  const key = INITIAL.find((name) => fields[name] !== undefined)
  return givenOf(key && fields[key])
}

/** The fields of a view as they are sent: by block id, only those that it still has. */
export function sentValues(typed: Typed, blocks: readonly { block_id: string }[]): Record<string, Given> {
  const there = new Set(blocks.map((block) => block.block_id))
  return Object.fromEntries(
    Object.entries(typed)
      .filter(([block]) => there.has(block))
      .flatMap(([block, actions]) => Object.values(actions).map((given) => [block, given] as const)),
  )
}

export const textIn = (given: Given): string => (typeof given === 'string' ? given : '')

export const offersIn = (given: Given): Offer[] => {
  if (given === null || typeof given === 'string') return []
  const all = 'value' in given ? [given] : [...given]
  return all.filter((one): one is Offer => typeof one !== 'string')
}
