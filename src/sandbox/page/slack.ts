import type { Answer } from '../types.ts'

/** What came of an act: the app's answer, or why it could not be done. */
export interface Outcome {
  answer?: Answer | undefined
  problem?: string | undefined
  /** Sentences under a modal's fields, by block id. */
  errors: Record<string, string>
}

interface Reply<T> {
  answer?: T | undefined
  problem?: string
  errors?: Record<string, string>
}

/** Does something as a person; `undefined` when the Slack itself is not there. */
export async function send<T>(person: string, act: string, more: object = {}): Promise<Reply<T> | undefined> {
  try {
    const response = await fetch('/sandbox/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ act, person, ...more }),
    })
    const isSaid = response.status === 200 || response.status === 422
    return isSaid ? ((await response.json()) as Reply<T>) : undefined
  } catch {
    return undefined
  }
}

/** What Slack's own client would say. */
interface Sayings {
  notSent: string
  noAnswer: string
  failed: string
  required: string
}

/** Reads what came back. Errors that the Slack itself finds are fields left empty. */
export function outcomeOf(reply: Reply<Answer> | undefined, words: Sayings): Outcome {
  if (!reply) return { problem: words.notSent, errors: {} }
  const { answer, problem, errors = {} } = reply
  const empty = Object.keys(errors)
  if (empty.length > 0) return { errors: Object.fromEntries(empty.map((name) => [name, words.required])) }
  if (problem) return { problem, errors: {} }
  if (typeof answer?.status === 'number' && answer.status !== 200)
    return { answer, problem: answer.status === 0 ? words.noAnswer : words.failed, errors: {} }
  return { answer, errors: refused(answer) }
}

function refused(answer: Answer | undefined): Record<string, string> {
  const body = answer?.body as { response_action?: string; errors?: Record<string, string> } | undefined
  return body?.response_action === 'errors' ? (body.errors ?? {}) : {}
}
