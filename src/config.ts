import { z } from 'zod'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

// No message quotes a value: it may be a secret that stands in the wrong place.
const Env = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/, 'is not a bot token, xoxb-…')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, 'is not an app-level token, xapp-…')
    .optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).optional(),
  PORT: z.coerce
    .number('is not a port')
    .int('is not a port')
    .min(0, 'is not a port')
    .max(65_535, 'is not a port')
    .default(3000),
  HOST: z.string().default('0.0.0.0'),
  LOG_LEVEL: z.enum(levels, { error: `is none of ${levels.join(', ')}` }).default('info'),
  CLOCK_START: z.iso
    .datetime({ offset: true, error: 'is not an instant such as 2026-03-02T08:30:00Z' })
    .transform((text) => new Date(text))
    .optional(),
})

export type Config = Readonly<z.infer<typeof Env>>

/** All that is wrong with the environment, in one message. */
export class WrongConfig extends Error {
  override name = 'WrongConfig'
}

/** What `npm start` needs besides: who we are at Slack, and how its requests are known to be Slack's. */
const needed = {
  SLACK_BOT_TOKEN: 'is missing: the bot token of the Slack app, xoxb-…',
  SLACK_SIGNING_SECRET: 'is missing: from the Slack app’s page, or set SLACK_APP_TOKEN for Socket Mode',
} as const

/**
 * Reads the environment. All that is wrong is said in one message.
 * With `serving`, also what only a running app needs.
 */
export function readConfig(env: Given, { serving = false } = {}): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = Env.safeParse(set)
  const wrong = (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)
  const missing = serving ? Object.entries(needed).filter(([name]) => isMissing(name, set)) : []
  const all = [...missing.map(([name, why]) => `${name} ${why}`), ...wrong, ...clockAlone(set)]
  if (read.success && all.length === 0) return read.data
  throw new WrongConfig(`The environment is not right:\n  ${all.join('\n  ')}\nSee .env.example.`)
}

type Given = Record<string, string | undefined>

/** A clock of its own is for a Slack on this machine alone: with the real one, people would get wrong mornings. */
function clockAlone({ CLOCK_START, SLACK_API_URL = '' }: Given): string[] {
  const host = URL.parse(SLACK_API_URL)?.hostname ?? ''
  if (!CLOCK_START || /^(127(\.\d+){3}|localhost|\[::1\])$/.test(host)) return []
  return ['CLOCK_START is only for a Slack on this machine: SLACK_API_URL must be a loopback address']
}

const isMissing = (name: string, env: Given): boolean =>
  !env[name] && !(name === 'SLACK_SIGNING_SECRET' && env['SLACK_APP_TOKEN'])
