import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextOption,
  Overflow,
  PlainTextElement,
  SectionBlock,
} from '@slack/types'
import { fit } from './text.ts'

/** `:x:` stays what it is: a name may have it. */
export const plain = (text: string, units = 2000): PlainTextElement => ({
  type: 'plain_text',
  text: fit(text, units),
  emoji: false,
})

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, 150) })

/** `verbatim`: of addresses and channels' names that people wrote, Slack makes no links. */
const mrkdwn = (text: string, units = 3000): MrkdwnElement => ({
  type: 'mrkdwn',
  text: fit(text, units),
  verbatim: true,
})

/** Texts are mrkdwn: what people wrote has passed slack/text before. `fields` stand side by side below. */
export const section = (text: string, fields: readonly string[] = []): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...(fields.length > 0 && { fields: fields.map((field) => mrkdwn(field, 2000)) }),
})

export const context = (text: string): ContextBlock => ({
  type: 'context',
  elements: [mrkdwn(text)],
})

export const divider = (): KnownBlock => ({ type: 'divider' })

/** A button; `value` carries ids alone. */
export const button = (
  action: string,
  text: string,
  value: string,
  extra: Partial<Pick<Button, 'style' | 'confirm' | 'url'>> = {},
): Button => ({ type: 'button', action_id: action, text: plain(text, 75), value, ...extra })

export const option = (text: string, value: string): PlainTextOption => ({ text: plain(text, 75), value })

export const overflow = (action: string, options: PlainTextOption[]): Overflow => ({
  type: 'overflow',
  action_id: action,
  options,
})

export const actions = (id: string | undefined, ...elements: ActionsBlock['elements']): ActionsBlock => ({
  type: 'actions',
  ...(id && { block_id: id }),
  elements,
})

/** A labelled field of a modal. Its `name` is block id, action id and the key of the parsed form. */
export const field = (
  name: string,
  label: string,
  element: InputBlock['element'],
  { optional = false, hint }: { optional?: boolean; hint?: string } = {},
): InputBlock => ({
  type: 'input',
  block_id: name,
  label: plain(label),
  element: { ...element, action_id: name },
  optional,
  ...(hint && { hint: plain(hint) }),
})

/** Joins blocks, leaving out what is not there. */
export const stack = (...blocks: (KnownBlock | false | null | undefined)[]): KnownBlock[] =>
  blocks.filter((block) => !!block)
