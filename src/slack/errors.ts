import { randomUUID } from 'node:crypto'
import type { App, Context } from '@slack/bolt'
import type { InputBlock } from '@slack/types'
import type { Logger } from 'pino'
import { CareError } from '../care/errors.ts'
import type { Db } from '../db/database.ts'
import { type Words, wordsFor } from '../words/words.ts'
import type { Ask } from './ask.ts'
import { release } from './once.ts'
import { verbatim } from './text.ts'

type Body = Record<string, unknown> & { view?: { blocks?: InputBlock[] }; response_url?: string }
interface Caught {
  error: Error & { original?: Error }
  context: Context & { ask?: Ask; ack?: (answer?: unknown) => Promise<void>; answered?: { acked: boolean } }
  body: Body
}

/**
 * Listeners never catch: what they throw ends here, and the person who asked is told in a sentence.
 * The answer goes into the ack while there is one to give, so that Slack never sees a 404.
 */
export function answerErrors(app: App, db: Db, logger: Logger): void {
  app.error(async (caught) => {
    const { error, context, body } = caught as unknown as Caught
    const cause = error.original ?? error
    const words = context.ask?.reader.words ?? wordsFor(undefined)
    const text = sentence(body['type'] === 'view_submission' ? cause : harmless(cause), words, logger)
    if (body['type'] === 'event_callback') return forgetEvent(db, context, cause)
    const late = context.answered?.acked ?? true
    if (!late) await context.ack?.(answer(body, text))
    if (late || body['type'] === 'block_actions' || body['type'] === 'message_action')
      await respond(app, body, context, text)
  })
}

/** Slack sends the event again when it gets no answer; then it must be taken. */
async function forgetEvent(db: Db, { ask }: Caught['context'], cause: Error): Promise<void> {
  if (ask) await release(db, ask.workspace.id, ask.request)
  throw cause
}

/** Names in a sentence stay names where Slack would read marks and mentions; a modal's errors are plain text. */
function harmless(cause: Error): Error {
  if (!(cause instanceof CareError)) return cause
  const values = Object.entries(cause.values).map(([name, value]) => [
    name,
    typeof value === 'string' ? verbatim(value) : value,
  ])
  return new CareError(cause.key, Object.fromEntries(values))
}

function sentence(cause: Error, words: Words, logger: Logger): string {
  if (cause instanceof CareError) return words.say(cause)
  const reference = randomUUID().slice(0, 8)
  logger.error({ err: cause, reference }, 'a request failed')
  return isDatabaseAway(cause) ? words.t('errors.notSaved') : words.t('errors.broken', { reference })
}

/** What each kind of request takes as an answer inside its ack. */
function answer(body: Body, text: string): unknown {
  if (body['type'] === 'view_submission') {
    const input = body.view?.blocks?.find((block) => block.type === 'input')
    return input?.block_id && { response_action: 'errors', errors: { [input.block_id]: text } }
  }
  if (body['type'] === 'block_suggestion') return { options: [] }
  return 'command' in body ? { response_type: 'ephemeral', text } : undefined
}

async function respond(app: App, body: Body, context: Context, text: string): Promise<void> {
  if (body.response_url) {
    const message = { response_type: 'ephemeral', replace_original: false, text }
    await fetch(body.response_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    })
  } else if (context.userId) await app.client.chat.postMessage({ channel: context.userId, text })
}

/** Connection refused or lost, no connection free in time, a statement stopped for its time, a server that shuts down. */
function isDatabaseAway(cause: Error & { code?: string }): boolean {
  const code = cause.code ?? ''
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /^(08|53|57)/.test(code) ||
    /timeout|Connection terminated/i.test(cause.message)
  )
}
