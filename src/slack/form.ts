import type { ViewOutput, ViewStateValue } from '@slack/bolt'
import type { z } from 'zod'
import { CareError } from '../care/errors.ts'
import type { Words } from '../words/words.ts'

type Parsed<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> }

/**
 * Reads a submitted modal with a schema whose keys are the block ids.
 * What does not fit comes back as Slack wants it, a sentence under each field: an issue's message is a key of words.
 */
export function parseForm<T>(schema: z.ZodType<T>, view: ViewOutput, words: Words): Parsed<T> {
  const read = schema.safeParse(fieldsOf(view))
  if (read.success) return { ok: true, value: read.data }
  const errors = read.error.issues.map((issue) => [
    String(issue.path[0]),
    words.say({ key: issue.message, values: 'params' in issue ? (issue.params as never) : {} }),
  ])
  return { ok: false, errors: Object.fromEntries(errors) }
}

/** The answer that puts a CareError under one of the modal's fields; anything else is thrown on. */
export function underField(error: unknown, name: string, words: Words): Record<string, string> {
  if (!(error instanceof CareError)) throw error
  return { [name]: words.say(error) }
}

/** What stands in the view's fields, by block id. */
export function fieldsOf(view: ViewOutput): Record<string, unknown> {
  const fields = Object.entries(view.state.values).map(([name, actions]) => [
    name,
    valueOf(Object.values(actions)[0]),
  ])
  return Object.fromEntries(fields)
}

function valueOf(state: ViewStateValue | undefined): unknown {
  return (
    state?.value ??
    state?.selected_date ??
    state?.selected_time ??
    state?.selected_date_time ??
    state?.selected_user ??
    state?.selected_conversation ??
    state?.selected_users ??
    state?.selected_option?.value ??
    state?.selected_options?.map((chosen) => chosen.value) ??
    undefined
  )
}
