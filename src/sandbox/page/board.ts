import type { Confirm } from '@slack/types'
import type { Block, Message, Values, View } from '../types.ts'
import { type Element, tellsAsGiven, tellsOnEnter } from './controls.ts'
import { type Given, type Typed, givenIn, sentValues } from './held.ts'
import type { Offer, Scene } from './scene.ts'

/** Where blocks stand, what somebody gave there, and what was wrong with it. */
export interface Board {
  errors: Record<string, string>
  held: (block: Block, element: Element) => Given
  /** Keeps what was given for an input; presses what is pressed. */
  give: (block: Block, element: Element, given: Given) => Promise<void>
  /** What Enter does in a field that tells the app then. */
  enter: (block: Block, element: Element) => (() => void) | undefined
  find: (element: Element, query: string) => Promise<Offer[]>
}

interface Matter {
  place: Message | View
  scene: Scene
  typed: Typed
  type: (next: Typed) => void
  values?: Values
  errors?: Record<string, string>
}

/** What a message, a modal and the Home have in common. */
export function boardOf({ place, scene, typed, type, values, errors = {} }: Matter): Board {
  const target = 'callback_id' in place ? { view: place.id } : { channel: place.channel, ts: place.ts }
  const press = async (block: Block, element: Element, given: Given, next: Typed): Promise<void> => {
    const ids = { block_id: block.block_id, action_id: element.action_id }
    await scene.act('press', { ...target, ...ids, given, values: sentValues(next, place.blocks) })
  }
  const held = (block: Block, element: Element): Given => givenIn(element, block.block_id, typed, values)
  return {
    errors,
    held,
    give: async (block, element, given) => {
      const { confirm } = element as { confirm?: Confirm }
      if (confirm && !(await scene.ask(confirm))) return
      const next = keeping(typed, block, element, given)
      if (next !== typed) type(next)
      if (tellsAsGiven(block, element)) await press(block, element, given, next)
    },
    enter: (block, element) =>
      tellsOnEnter(block, element)
        ? () => void press(block, element, held(block, element), typed)
        : undefined,
    find: (element, query) => scene.offers({ ...target, action_id: element.action_id, query }),
  }
}

/** Buttons and menus hold nothing; all else keeps what was given. */
function keeping(typed: Typed, block: Block, element: Element, given: Given): Typed {
  if (element.type === 'button' || element.type === 'overflow') return typed
  const own = { ...typed[block.block_id], [element.action_id ?? '']: given }
  return { ...typed, [block.block_id]: own }
}
