import { type DestinationStream, type Logger, pino } from 'pino'

const KEPT_BACK = '[kept back]'

/**
 * Tokens, database addresses, the path of a web address (a response_url is a key), e-mail addresses, what JSON.parse quotes,
 * and whatever looks like a phone number; a date does, too, and stays.
 */
const SECRETS = [
  /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+/g,
  /\bpostgres(?:ql)?:\/\/[^\s"']+/g,
  /(?<=\bhttps?:\/\/[^/\s"']+\/)[^\s"']+/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /"(?:[^"\\]|\\.)*"(?=(?:\.\.\.)? is not valid JSON)/g,
  /(?<![\w.-])(?!\d{4}-\d\d-\d\d(?!\d))\+?\d[\d ()-]{7,}\d(?![\w.-])/g,
]

/** Names under which keys travel, and what people said and who they are. */
const PRIVATE =
  /token|secret|password|authorization|summary|note|text|words|phone|email|birthday|detail|parameters/i

/** How deep a logged object is written down. */
const DEPTH = 5

/** JSON lines on stdout; never a token, a note or a phone number, wherever an error may carry one. */
export function makeLogger(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    formatters: { log: (facts: object) => clean(facts) as Record<string, unknown> },
    serializers: { msg: (text: unknown) => clean(text), err: (facts: unknown) => facts },
  }
  return stream ? pino(options, stream) : pino(options)
}

function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string')
    return SECRETS.reduce((text, secret) => text.replaceAll(secret, KEPT_BACK), value)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth > DEPTH) return KEPT_BACK
  if (value instanceof Error) return clean(errorFacts(value), depth)
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1))
  const kept = Object.entries(value).map(([name, inner]) => [
    name,
    PRIVATE.test(name) ? KEPT_BACK : clean(inner, depth + 1),
  ])
  return Object.fromEntries(kept)
}

type Failure = Error & { code?: string; table?: string; column?: string; constraint?: string }

/** What of an error may be written down; Slack's `data` and a database's `detail` quote what people wrote. */
function errorFacts(error: Failure): Record<string, unknown> {
  const { name, code, table, column, constraint, cause } = error
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^ +at /.test(line))
    .join('\n')
  return { name, code, message: unquoted(error), table, column, constraint, cause, stack }
}

/** A database quotes the value that it could not read; where it quotes names (SQLSTATE classes 23 and 42) they stay. */
function unquoted({ message, code = '' }: Failure): string {
  return /^(?!23|42)[0-9A-Z]{5}$/.test(code) ? message.replaceAll(/"[^]*"/g, `"${KEPT_BACK}"`) : message
}
