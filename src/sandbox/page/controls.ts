import type { ActionsBlockElement, InputBlockElement } from '@slack/types'
import type { Block } from '../types.ts'
import type { Given } from './held.ts'
import type { Offer } from './scene.ts'

/** What somebody can act on in a block. */
export type Element = ActionsBlockElement | InputBlockElement

/** How a control is known to those who don't see it: its id, its label, its hint and what is wrong with it. */
export interface Marks {
  id?: string | undefined
  'aria-label'?: string | undefined
  'aria-labelledby'?: string | undefined
  'aria-describedby'?: string | undefined
  'aria-invalid'?: boolean | undefined
}

export interface ControlProps<Kind> {
  element: Kind
  marks: Marks
  held: Given
  isOptional: boolean
  give: (given: Given) => void
  /** What Enter does, where the app wants to hear of it. */
  enter?: (() => void) | undefined
  /** What the app offers an external select. */
  find: (query: string) => Promise<Offer[]>
}

interface Dispatching {
  dispatch_action_config?: { trigger_actions_on?: readonly string[] }
}

const isWritten = ({ type }: Element): boolean => type.endsWith('_input')

/** When an input that is written into tells the app: on Enter, unless it says otherwise. */
const tellsOn = (element: Element): readonly string[] =>
  (element as Dispatching).dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']

/** Whether the app hears of what is given at once: of inputs only those that say so. */
export function tellsAsGiven(block: Block, element: Element): boolean {
  if (block.type !== 'input') return true
  if (block['dispatch_action'] !== true) return false
  return !isWritten(element) || tellsOn(element).includes('on_character_entered')
}

export const tellsOnEnter = (block: Block, element: Element): boolean =>
  block['dispatch_action'] === true && isWritten(element) && tellsOn(element).includes('on_enter_pressed')

/** An element's placeholder, where it has one. */
export const placeholderOf = (element: object): string | undefined =>
  (element as { placeholder?: { text: string } }).placeholder?.text
