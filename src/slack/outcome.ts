import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { AnswerRefused } from './response-url.ts'

/** What a call that failed did at Slack, and so what may follow. */
export type Outcome =
  /** Nothing; not before so many seconds again. */
  | { kind: 'limited'; seconds: number }
  /** Nothing: it never arrived. */
  | { kind: 'unsent' }
  /** Nothing: these blocks are refused. */
  | { kind: 'blocks'; error: string }
  /** Nothing, and it never will: Slack said why. */
  | { kind: 'refused'; error: string }
  /** Nothing, nor will any other call: our token is no longer good. */
  | { kind: 'revoked'; error: string }
  /** Perhaps all of it, perhaps nothing. */
  | { kind: 'unclear'; error: string }

/** How long to wait where Slack does not say, in seconds. */
const USUAL_WAIT = 30

const REVOKED = 'invalid_auth not_authed token_revoked token_expired account_inactive'.split(' ')
const BLOCKS =
  'invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long block_mismatch invalid_block_id'.split(
    ' ',
  )
const LIMITED = 'ratelimited rate_limited'.split(' ')
const UNCLEAR =
  'fatal_error internal_error service_unavailable request_timeout team_added_to_org accesslimited'.split(' ')
const NEVER_ARRIVED =
  'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH UND_ERR_CONNECT_TIMEOUT'.split(' ')

/** Reads what a call to Slack threw. What is not known for certain is unclear. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', seconds: error.retryAfter }
  if (error instanceof WebAPIPlatformError) return platformOutcome(error.data.error)
  if (error instanceof AnswerRefused) return platformOutcome(error.error)
  if (error instanceof WebAPIRequestError) {
    const codes = codesOf(error.original)
    if (codes.some((code) => NEVER_ARRIVED.includes(code))) return { kind: 'unsent' }
    return { kind: 'unclear', error: codes[0] ?? error.original.name }
  }
  if (error instanceof WebAPIHTTPError) {
    const answer = `http_${error.statusCode}`
    return {
      kind: error.statusCode >= 500 || error.statusCode === 408 ? 'unclear' : 'refused',
      error: answer,
    }
  }
  // WebClient throws a plain error for a 429 that does not say how long.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return { kind: 'limited', seconds: USUAL_WAIT }
  return { kind: 'unclear', error: error instanceof Error ? error.name : 'unknown' }
}

function platformOutcome(error: string): Outcome {
  // What a proxy says in Slack's place is handed over as the error.
  if (!/^\w+$/.test(error)) return { kind: 'unclear', error: 'no_answer_of_slack' }
  if (LIMITED.includes(error)) return { kind: 'limited', seconds: USUAL_WAIT }
  if (REVOKED.includes(error)) return { kind: 'revoked', error }
  if (BLOCKS.includes(error)) return { kind: 'blocks', error }
  return { kind: UNCLEAR.includes(error) ? 'unclear' : 'refused', error }
}

/** The system's codes, the outermost first: fetch hides them behind causes, and behind each address it tried. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const { code, cause } = error as Error & { code?: string }
  const tried: unknown[] = error instanceof AggregateError ? error.errors : []
  return [...(code ? [code] : []), ...codesOf(cause), ...tried.flatMap(codesOf)]
}
