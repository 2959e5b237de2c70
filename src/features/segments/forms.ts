import { z } from 'zod'
import { line, required } from '../accounts/forms.ts'

/** What a button below a list carries: the question as it could be typed, and the page. */
const Carried = z.object({ q: z.string().max(300), page: z.number().int().min(0).max(100_000).default(0) })
export type Carried = z.infer<typeof Carried>

export const carriedBy = (value: string | undefined): Carried => Carried.parse(JSON.parse(value ?? ''))
export const carry = (carried: Carried): string => JSON.stringify(carried)

/** What the menu beside a saved one carries. */
export const savedAct = (act: 'show' | 'remove', id: number): string => `${act} ${id}`
const SavedAct = z.object({ act: z.enum(['show', 'remove']), id: z.coerce.number() })
export function savedActOf(value: string): z.infer<typeof SavedAct> {
  const [act, id] = value.split(' ')
  return SavedAct.parse({ act, id })
}

export const SaveForm = z.object({ name: required(line(60)) })

const MENTION = /<@([UW][A-Z0-9_]+)(?:\|[^<>]*)?>/g

/** What was typed behind the command, of which Slack has written mentions as `<@U…|name>`: by their ids. */
export const withIds = (text: string): string => text.replaceAll(MENTION, '@$1')
