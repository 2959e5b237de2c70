import { PATIENCE } from './clients.ts'

/** Answers a command, button or shortcut, to the asker alone: at most 5 times within 30 minutes. */
export async function sayTo(responseUrl: string, message: object): Promise<void> {
  await posted(responseUrl, message, 10_000)
}

/** The same for whoever must know that Slack took it; an `AnswerRefused` where it did not. */
export async function answerAt(responseUrl: string, message: object): Promise<void> {
  const response = await posted(responseUrl, message, PATIENCE)
  const error = errorIn(response.status, await response.text())
  if (error) throw new AnswerRefused(error)
}

/** Slack took no answer; `error` is its word for why, or the status. */
export class AnswerRefused extends Error {
  override name = 'AnswerRefused'
  readonly error: string

  constructor(error: string) {
    super(`Slack took no answer: ${error}`)
    this.error = error
  }
}

const posted = (responseUrl: string, message: object, timeout: number): Promise<Response> =>
  fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
    signal: AbortSignal.timeout(timeout),
  })

/** Slack says `ok`, or an error as JSON or as a bare word, with a status of its choice. */
function errorIn(status: number, body: string): string | undefined {
  const [, said] = /^\{.*"error":\s*"(\w+)"/s.exec(body) ?? []
  if (said) return said
  if (status === 200) return undefined
  return /^[a-z_]+$/.test(body) ? body : `http_${status}`
}
