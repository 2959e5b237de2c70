import { type DestinationStream, type Logger, pino } from 'pino'

const SECRET = /xox[a-z]-[\w-]+|xapp-[\w-]+|postgres(?:ql)?:\/\/[^\s"]+|\+?\d[\d ()-]{7,}\d/g

/** JSON lines on stdout; never a token, a note or a phone number, wherever an error may carry one. */
export function makeLogger(level: string, stream?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          '*.token',
          '*.authorization',
          '*.summary',
          '*.note',
          '*.text',
          '*.phone',
          '*.email',
          'err.parameters',
        ],
        censor: '[kept back]',
      },
      serializers: { err: errorFacts },
      hooks: {
        logMethod(args, method) {
          return method.apply(this, args.map(withoutSecrets) as Parameters<typeof method>)
        },
      },
    },
    ...(stream ? [stream] : []),
  )
}

const withoutSecrets = (part: unknown): unknown =>
  typeof part === 'string' ? part.replaceAll(SECRET, '[kept back]') : part

/** What of an error may be written down: a database's detail quotes the row it refused. */
function errorFacts(error: Error & { code?: string; reference?: string }): Record<string, unknown> {
  const { name, message, code, stack } = error
  return { name, code, message: withoutSecrets(message), stack: withoutSecrets(stack) }
}
