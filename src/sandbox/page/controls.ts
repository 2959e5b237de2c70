import type { ActionsBlockElement, InputBlockElement } from '@slack/types'
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
  /** What the app offers an external select. */
  find: (query: string) => Promise<Offer[]>
}

/** An element's placeholder, where it has one. */
export const placeholderOf = (element: object): string | undefined =>
  (element as { placeholder?: { text: string } }).placeholder?.text
