import { randomUUID } from 'node:crypto'
import type { App, Context } from '@slack/bolt'
import type { InputBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { CareError } from '../care/errors.ts'
import { type Db, isDatabaseAway } from '../db/database.ts'
import { type Words, wordsFor } from '../words/words.ts'
import type { Ask } from './ask.ts'
import { release } from './once.ts'
import { sayTo } from './response-url.ts'
import { verbatim } from './text.ts'

type Body = Record<string, unknown> & { view?: { blocks?: InputBlock[] }; response_url?: string }
type Failure = Error & { code?: string; original?: Error; originals?: Error[] }
interface Caught {
  error: Failure
  context: Context & { ask?: Ask; ack?: (answer?: unknown) => Promise<void>; answered?: { acked: boolean } }
  body: Body
}

/** A request that is signed, but from a workspace that is not ours. */
export class OtherWorkspace extends Error {
  override name = 'OtherWorkspace'
}

/** SQLSTATEs of a table or column that is not there yet: this process listens while it waits for the migrations. */
const UNMIGRATED = ['42P01', '42703']

interface Outside {
  db: Db
  logger: Logger
  slack: WebClient
}

/**
 * Listeners never catch: what they throw ends here, and the person who asked is told in a sentence.
 * The answer goes into the ack while there is one to give, so that Slack never sees a 404.
 */
export function answerErrors(app: App, { db, logger, slack }: Outside): void {
  app.error(async (caught) => {
    const { error, context, body } = caught as unknown as Caught
    const cause = causeOf(error)
    if (cause instanceof OtherWorkspace) return logger.warn(cause.message)
    const late = context.answered?.acked ?? false
    const open = !late && context.ack !== undefined
    const field = open && fieldOf(body, cause)
    const words = context.ask?.reader.words ?? wordsFor(undefined)
    const text = sentence(field ? cause : harmless(cause), words, logger, late)
    if (body['type'] === 'event_callback') return forgetEvent(db, context, cause)
    const inside = field ? { response_action: 'errors', errors: { [field]: text } } : answer(body, text)
    if (open) await context.ack?.(inside)
    if (!open || !inside) await tell(slack, body, context.userId, text)
  })
}

/** What a listener threw, without Bolt's wrapping. */
function causeOf(error: Failure): Failure {
  if (!error.code?.startsWith('slack_bolt_')) return error
  return error.original ?? error.originals?.[0] ?? error
}

/** Slack sends the event again when it gets no answer; then it must be taken. */
async function forgetEvent(db: Db, { ask }: Caught['context'], cause: Error): Promise<void> {
  if (ask) await release(db, ask.workspace.id, ask.request)
  throw cause
}

/** Names in a sentence stay names where Slack would read marks and mentions; a modal's errors are plain text. */
function harmless(cause: Failure): Failure {
  if (!(cause instanceof CareError)) return cause
  const values = Object.entries(cause.values).map(([name, value]) => [
    name,
    typeof value === 'string' ? verbatim(value) : value,
  ])
  return new CareError(cause.key, Object.fromEntries(values))
}

function sentence(cause: Failure, words: Words, logger: Logger, late: boolean): string {
  if (cause instanceof CareError) return words.say(cause)
  const reference = randomUUID().slice(0, 8)
  logger.error({ err: cause, reference }, 'a request failed')
  if (late) return words.t('errors.afterwards', { reference })
  const away = isDatabaseAway(cause) || UNMIGRATED.includes(cause.code ?? '')
  return away ? words.t('errors.notSaved') : words.t('errors.broken', { reference })
}

/** The field of the submitted modal that the sentence belongs under: its own, else the first. */
function fieldOf(body: Body, cause: Error): string | undefined {
  if (body['type'] !== 'view_submission') return undefined
  const inputs = body.view?.blocks?.filter((block) => block.type === 'input') ?? []
  const own = cause instanceof CareError && inputs.find((block) => block.block_id === cause.field)
  return (own || inputs[0])?.block_id
}

/** What other kinds of request take as an answer inside their ack. */
function answer(body: Body, text: string): object | undefined {
  if (body['type'] === 'block_suggestion') return { options: [] }
  return 'command' in body ? { response_type: 'ephemeral', text } : undefined
}

async function tell(slack: WebClient, body: Body, userId: string | undefined, text: string): Promise<void> {
  if (body.response_url) await sayTo(body.response_url, { text })
  else if (userId) await slack.chat.postMessage({ channel: userId, text })
}
