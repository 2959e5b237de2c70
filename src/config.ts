import { z } from 'zod'

const loopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)

const Env = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
    SLACK_SIGNING_SECRET: z.string().min(1).optional(),
    SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'does not begin with xoxb-').optional(),
    SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'does not begin with xapp-').optional(),
    SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).optional(),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().default('0.0.0.0'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    CLOCK_START: z.iso
      .datetime({ offset: true, error: 'is not an instant such as 2026-03-02T08:30:00Z' })
      .transform((text) => new Date(text))
      .optional(),
  })
  .refine((env) => !env.CLOCK_START || (env.SLACK_API_URL && loopback(env.SLACK_API_URL)), {
    path: ['CLOCK_START'],
    error: 'is only for a Slack on this machine: SLACK_API_URL must be a loopback address',
    when: ({ issues }) => issues.length === 0,
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
export function readConfig(env: Record<string, string | undefined>, { serving = false } = {}): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = Env.safeParse(set)
  const wrong = (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)
  const missing = serving ? Object.entries(needed).filter(([name]) => isMissing(name, set)) : []
  const all = [...missing.map(([name, why]) => `${name} ${why}`), ...wrong]
  if (read.success && all.length === 0) return read.data
  throw new WrongConfig(`The environment is not right:\n  ${all.join('\n  ')}\nSee .env.example.`)
}

const isMissing = (name: string, env: Record<string, string | undefined>): boolean =>
  !env[name] && !(name === 'SLACK_SIGNING_SECRET' && env['SLACK_APP_TOKEN'])
