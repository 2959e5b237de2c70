import { readFileSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { bells } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Db } from '../../src/db/database.ts'
import type { Deps } from '../../src/deps.ts'
import { syncMembers } from '../../src/features/people/jobs.ts'
import { ensureWorkspace, workspaceById } from '../../src/features/people/queries.ts'
import { takeOutdatedWorkspaces } from '../../src/features/statistics/queries.ts'
import { ringAll } from '../../src/jobs/bells.ts'
import { makeLogger } from '../../src/log.ts'
import { run, type Running } from '../../src/run.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { type SandboxOptions, startSandbox } from '../../src/sandbox/start.ts'
import type { Workspace } from '../../src/slack/ask.ts'
import { freshDatabaseUrl } from './database.ts'

/** Who works here unless a test says otherwise: an admin, a rep in London, one in Shanghai who reads Chinese, a manager in New York. */
export const crew = [
  {
    name: 'ada',
    real_name: 'Ada Martin',
    email: 'ada@harbour.test',
    tz: 'Europe/London',
    is_owner: true,
    is_admin: true,
  },
  { name: 'ben', real_name: 'Ben Carter', email: 'ben@harbour.test', tz: 'Europe/London', locale: 'en-GB' },
  { name: 'chen', real_name: '陈静', email: 'chen@harbour.test', tz: 'Asia/Shanghai', locale: 'zh-CN' },
  {
    name: 'dana',
    real_name: 'Dana Flores',
    email: 'dana@harbour.test',
    tz: 'America/New_York',
    locale: 'en-US',
  },
]

export interface Tend {
  slack: Sandbox
  /** Of the database itself, whatever stands between. */
  databaseUrl: string
  deps: Deps
  /** Where the app listens. */
  port: number
  stop: () => Promise<void>
  db: Db
  workspace: () => Promise<Workspace>
  /** Sets the product's clock. */
  at: (instant: string) => void
  /** Does every job that waits, and waits until Slack's deliveries are answered. */
  settle: () => Promise<void>
  /** A minute comes: every bell rings, then settle. */
  ring: () => Promise<void>
  /** What was logged, as text. */
  logged: () => string
}

/** The Slack of the tests grants what the manifest asks for, and no more. */
const manifest = readFileSync('manifest.yml', 'utf8')

interface Options {
  /** ISO instant at which the product's clock stands still. */
  now?: string
  /** Real time, where a test must move it. */
  realNow?: () => Date
  /** By Socket Mode instead of HTTP. */
  socket?: boolean
  sandbox?: SandboxOptions
  /** What befalls Slack before the app starts. */
  before?: (slack: Sandbox) => void
  /** What stands between the app and its database. */
  through?: (databaseUrl: string) => Promise<{ url: string }>
  /** The least that is logged. */
  logLevel?: 'info' | 'debug'
}

export interface Beginning {
  slack: Sandbox
  /** Of the database itself, whatever stands between. */
  databaseUrl: string
  running: Running
  clock: { now: Date }
  /** What was logged, as text. */
  logged: () => string
}

/** The app as it starts, on a database of its own and against a Slack on this machine; it may have to wait for either. */
export async function beginTend(options: Options = {}): Promise<Beginning> {
  const { now = '2026-03-02T09:00:00Z', realNow = () => new Date(), socket = false } = options
  const slack = await startSandbox({ people: crew, manifest, eventRetryMs: [0, 5, 5], ...options.sandbox })
  onTestFinished(() => slack.close())
  options.before?.(slack)
  const clock = { now: new Date(now) }
  const lines: string[] = []
  const directUrl = await freshDatabaseUrl()
  const databaseUrl = options.through ? (await options.through(directUrl)).url : directUrl
  const config = readConfig({
    SLACK_BOT_TOKEN: slack.botToken,
    ...(socket ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: slack.signingSecret }),
    SLACK_API_URL: slack.url,
    PORT: '0',
    HOST: '127.0.0.1',
  })
  const logger = makeLogger(options.logLevel ?? 'info', { write: (line) => void lines.push(line) })
  const running = await run({ config, databaseUrl, logger, now: () => clock.now, realNow, background: false })
  onTestFinished(() => running.stop())
  slack.appUrl = `http://127.0.0.1:${running.port}/slack/events`
  return { slack, databaseUrl: directUrl, running, clock, logged: () => lines.join('') }
}

/** The whole app on a database of its own, against a Slack on this machine; its clock and its jobs move when the test says so. */
export async function startTend(options: Options = {}): Promise<Tend> {
  const { slack, databaseUrl, running, clock, logged } = await beginTend(options)
  await running.ready
  const { deps } = running
  const { id } = await ensureWorkspace(deps.db, slack.teamId, '', clock.now)
  await syncMembers(deps, id)
  // It has no figures of an earlier definition: nobody works those of a test's customers out anew.
  await takeOutdatedWorkspaces(deps.db)
  const settle = async (): Promise<void> => {
    await deps.queue.drain(deps)
    await slack.settled()
  }
  return {
    slack,
    databaseUrl,
    deps,
    port: running.port,
    stop: running.stop,
    db: deps.db,
    workspace: () => workspaceById(deps.db, id),
    at: (instant) => void (clock.now = new Date(instant)),
    settle,
    ring: () => ringAll(deps, bells).then(settle),
    logged,
  }
}
