import type { NumberInput } from '@slack/types'
import type { Block, Values } from '../types.ts'
import { type Typed, givenIn, textIn } from './held.ts'
import type { PageWords } from './words.ts'

/** What Slack's own client says under fields for numbers that hold none, or one they don't take; by block id. */
export function wrongNumbers(
  blocks: readonly Block[],
  typed: Typed,
  values: Values,
  words: PageWords,
): Record<string, string> {
  const wrong = blocks.flatMap((block): [string, string][] => {
    const element = block['element'] as NumberInput | undefined
    if (element?.type !== 'number_input') return []
    const text = textIn(givenIn(element, block.block_id, typed, values))
    return text === '' || isTaken(text, element) ? [] : [[block.block_id, sentence(element, words)]]
  })
  return Object.fromEntries(wrong)
}

function isTaken(
  text: string,
  { is_decimal_allowed: isDecimal, min_value, max_value }: NumberInput,
): boolean {
  const number = Number(text)
  const isWritten = (isDecimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(text)
  return isWritten && number >= Number(min_value ?? -Infinity) && number <= Number(max_value ?? Infinity)
}

const sentence = (
  { is_decimal_allowed: isDecimal, min_value, max_value }: NumberInput,
  words: PageWords,
): string => words.number(!isDecimal, min_value, max_value)
