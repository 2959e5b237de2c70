import { readFile, rm } from 'node:fs/promises'
import { flushCompileCache } from 'node:module'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { freshDatabase, joinServer } from '../db/server.ts'
import { query } from '../db/server-control.ts'
import type { Deps } from '../deps.ts'
import { makeLogger } from '../log.ts'
import { outside } from '../outside.ts'
import { company } from '../sandbox/company/company.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { startSandbox } from '../sandbox/start.ts'
import { type AppProcess, loadApp } from './app.ts'
import { clockAt, lastWeekday } from './clock.ts'
import { fileOf, firstMorning } from './days.ts'
import { traveller } from './travel.ts'

process.env['TZ'] = 'UTC'

/** When it is the same day in New York, London and Shanghai, and morning in the first. */
const HOUR = '13:35:00Z'
/** Who still asks the database when the demo is told to end is not waited for longer, in milliseconds. */
const PATIENCE = 500

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** How to let go of what was begun, the newest last. */
const held: (() => Promise<unknown>)[] = []
let ending = false

// Never `once`: npm passes a signal on that the terminal has sent already.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0))
process.on('uncaughtException', failed)

const today = lastWeekday(new Date())
const clock = clockAt(new Date(`${today}T${HOUR}`))
const ours = company({ today })
let travel: ReturnType<typeof traveller> | undefined

start().catch(failed)

async function start(): Promise<void> {
  // The apps are loaded while nobody waits for them.
  const app = load()
  say('A database of its own …')
  const databaseUrl = await ownDatabase()
  const slack = await ourSlack()
  const environment = environmentOf(slack, databaseUrl)
  const deps = workingWith(environment, databaseUrl)
  const begin = (app: AppProcess, at: Date): void =>
    app.begin({ ...environment, CLOCK_START: at.toISOString() })
  const arrived = async (url: string): Promise<void> => {
    slack.appUrl = url
    await noteRunning(environment)
  }
  say('300 customers, two years of orders, nine people in three zones …')
  await migrate(deps.db)
  await firstMorning(deps, slack, ours)
  // The app that is loaded next has less to compile.
  flushCompileCache()
  begin(app, clock.now())
  const leap = traveller({ deps, clock, load, begin, arrived }, app)
  await arrived(await app.ready)
  travel = leap
  say(`\nTend is running; it is ${today} there. Open  ${slack.page}\n`)
  say('Be somebody, read their morning message, press Log. Ctrl-C ends it.')
}

/** Where `npm run tend -- --demo` finds this demo, and which time it is there. */
async function noteRunning({ SLACK_API_URL, SLACK_BOT_TOKEN }: Record<string, string>): Promise<void> {
  const running = { ahead: clock.ahead(), environment: { SLACK_API_URL, SLACK_BOT_TOKEN } }
  await fileOf('running.json', JSON.stringify(running))
}

async function ownDatabase(): Promise<string> {
  const joined = joinServer('.data')
  held.push(() => joined.then((server) => server.leave()))
  const url = await freshDatabase((await joined).url, 'tend_demo')
  // Made anew at each start, it may lose what a crash of the machine would: nobody waits for the disk.
  await query(url, 'alter database tend_demo set synchronous_commit = off')
  return url
}

async function ourSlack(): Promise<Sandbox> {
  const slack = await startSandbox({
    people: ours.people,
    team: { name: 'Harbour Instruments', domain: 'harbour' },
    channels: [{ name: 'general' }, { name: 'sales', hasApp: true }, { name: 'customer-care', hasApp: true }],
    manifest: await readFile(path.join(import.meta.dirname, '../../manifest.yml'), 'utf8'),
    clock: clock.now,
    onTravel: async (leap, person) => travel?.(leap, person.id),
  })
  held.push(slack.close)
  return slack
}

const environmentOf = (slack: Sandbox, databaseUrl: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.url,
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'info',
})

/** What this process itself works with while no app does. */
function workingWith(environment: Record<string, string>, databaseUrl: string): Deps {
  const logger = makeLogger('warn', { write: (line) => void (ending || process.stdout.write(line)) })
  const clocks = { now: clock.now, realNow: () => new Date() }
  const { deps, close } = outside(readConfig(environment), databaseUrl, logger, clocks)
  held.push(() => Promise.race([close(), wait(PATIENCE)]))
  return deps
}

function load(): AppProcess {
  const app = loadApp()
  held.push(app.stop)
  return app
}

function failed(error: Error): void {
  if (ending) return
  process.stderr.write(`${error.stack ?? error.message}\n`)
  void end(1)
}

async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await rm(path.join('.data', 'demo', 'running.json'), { force: true })
  for (const letGo of held.toReversed()) await letGo().catch(() => undefined)
  process.exit(code)
}
