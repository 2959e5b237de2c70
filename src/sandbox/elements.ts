import { elementsOf } from './blocks.ts'
import { type Block, type Fields, NotPossible, type Option, listOf, str } from './types.ts'

/** What somebody gives for an input: text, an option's value or its words, several of them, a whole option, or null for nothing. */
export type Given = string | number | null | undefined | Option | readonly (string | Option)[]

interface Placed {
  block: Block
  element: Fields
}

/** The element with an action id (and block id), an action id's last part after a colon left aside. */
export function findElement(
  blocks: readonly Block[],
  wanted: string | { action_id?: string; block_id?: string },
): Placed {
  const { action_id, block_id } =
    typeof wanted === 'string' ? { action_id: wanted, block_id: undefined } : wanted
  const found = elementsOf(blocks).find(
    ({ block, element }) =>
      (action_id === undefined || element['action_id'] === action_id) &&
      (block_id === undefined || block.block_id === block_id),
  )
  if (found) return found
  const there = elementsOf(blocks).map(
    ({ block, element }) => `${block.block_id}/${str(element['action_id'])}`,
  )
  throw new NotPossible(
    `There is no ${JSON.stringify(wanted)} here, only ${there.join(', ') || 'nothing to press'}`,
  )
}

/** Every option an element shows itself. */
export const ownOptions = (element: Fields): Option[] =>
  [element, ...listOf(element['option_groups'])].flatMap((holder) =>
    listOf(holder['options']),
  ) as unknown as Option[]

/** What an element holds before anybody touched it, in the form of Slack's state. */
export function initialState(element: Fields): Fields {
  const type = str(element['type'])
  const key = stateKey(type)
  const initial = element[INITIAL[type] ?? key.replace('selected_', 'initial_')]
  return { type, [key]: initial ?? nothingIn(key) }
}

/** What stands under a key of Slack's state while nothing was chosen: an empty list where several can be. */
const nothingIn = (key: string): [] | null => (key.endsWith('s') ? [] : null)

const INITIAL: Readonly<Record<string, string>> = {
  plain_text_input: 'initial_value',
  email_text_input: 'initial_value',
  url_text_input: 'initial_value',
  number_input: 'initial_value',
}

const STATE_KEYS: Readonly<Record<string, string>> = {
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  overflow: 'selected_option',
  checkboxes: 'selected_options',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
}

/** The key under which Slack's state and actions carry what an element holds. */
const stateKey = (type: string): string => STATE_KEYS[type] ?? 'value'

/** What an element holds once somebody gave it something; options are found by value or by their words. */
export function filled(element: Fields, given: Given, offered: readonly Option[]): Fields {
  const type = str(element['type'])
  const key = stateKey(type)
  if (given === null || given === undefined || given === '') return { type, [key]: nothingIn(key) }
  const all = severalOf(given)
  if (key === 'selected_options') return { type, [key]: all.map((one) => optionOf(element, one, offered)) }
  if (key === 'selected_option') return { type, [key]: all.map((one) => optionOf(element, one, offered))[0] }
  const words = all.map(valueOf)
  if (key.endsWith('s')) return { type, [key]: words }
  if (key === 'selected_date_time') return { type, [key]: instantOf(words.join('')) }
  return { type, [key]: checkedText(element, words.join('')) }
}

const severalOf = (given: NonNullable<Given>): readonly (string | Option)[] => {
  if (typeof given === 'number') return [String(given)]
  return typeof given === 'string' || 'text' in given ? [given] : given
}

const valueOf = (given: string | Option): string => (typeof given === 'string' ? given : given.value)

function optionOf(element: Fields, given: string | Option, offered: readonly Option[]): Option {
  const wanted = valueOf(given)
  const all = [...ownOptions(element), ...offered]
  const found =
    all.find((option) => option.value === wanted) ?? all.find((option) => option.text.text === wanted)
  if (found) return found
  const choice = all.map((option) => `${option.text.text} (${option.value})`).join(', ')
  throw new NotPossible(
    `${str(element['action_id'])} does not offer "${wanted}", only: ${choice || 'nothing'}`,
  )
}

/** Seconds since 1970, in the ten digits that Slack takes. */
function instantOf(text: string): number {
  if (!/^\d{10}$/.test(text)) throw new NotPossible(`"${text}" is no instant to pick`)
  return Number(text)
}

/** Slack's client lets nobody type what an input's limits or kind forbid. */
function checkedText(element: Fields, text: string): string {
  const type = str(element['type'])
  const most = Number(element['max_length'] ?? Infinity)
  const least = Number(element['min_length'] ?? 0)
  if (type === 'plain_text_input' && (text.length > most || text.length < least)) {
    throw new NotPossible(
      `${str(element['action_id'])} takes ${least} to ${most} characters, not ${text.length}`,
    )
  }
  if (type === 'datepicker' && !/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new NotPossible(`"${text}" is no date to pick`)
  if (type === 'timepicker' && !/^\d{2}:\d{2}$/.test(text))
    throw new NotPossible(`"${text}" is no time to pick`)
  return text
}
