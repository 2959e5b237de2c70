import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { readConfig } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { freshDatabase, joinServer } from '../db/server.ts'
import type { Deps } from '../deps.ts'
import { makeLogger } from '../log.ts'
import { outside } from '../outside.ts'
import { company } from '../sandbox/company/company.ts'
import { startSandbox } from '../sandbox/start.ts'
import { startApp } from './app.ts'
import { fileOf, firstMorning, letMorningsPass, nextMorningOf } from './days.ts'

process.env['TZ'] = 'UTC'

/** When it is the same day in New York, London and Shanghai, and morning in the first. */
const HOUR = '13:35:00Z'
const AN_HOUR = 3_600_000
/** The app starts so long after the instant that is meant, in milliseconds, that it lies behind it. */
const A_MOMENT = 1000

const say = (line: string): void => void process.stdout.write(`${line}\n`)

say('A database of its own …')
const server = await joinServer('.data')
const databaseUrl = await freshDatabase(server.url, 'tend_demo')

/** By how much the product's clock is ahead of ours, in milliseconds. */
let ahead = new Date(`${lastWeekday(new Date())}T${HOUR}`).getTime() - Date.now()
const now = (): Date => new Date(Date.now() + ahead)
const today = now().toISOString().slice(0, 10)

const slack = await startSandbox({
  people: company({ today }).people,
  team: { name: 'Harbour Instruments', domain: 'harbour' },
  channels: [{ name: 'general' }, { name: 'sales', hasApp: true }],
  manifest: await readFile(path.join(import.meta.dirname, '../../manifest.yml'), 'utf8'),
  clock: now,
  onTravel: (leap, person) => travel(leap, person.id),
})
const environment = (): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.url,
  CLOCK_START: now().toISOString(),
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'info',
})

say('300 customers, two years of orders, nine people in three zones …')
await meanwhile(async (deps) => {
  await migrate(deps.db)
  await firstMorning(deps, slack, company({ today }))
})
let app = await begin()
say(`\nTend is running; it is ${today} there. Open  ${slack.page}\n`)
say('Be somebody, read their morning message, press Log. Ctrl-C ends it.')

let ending = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end())

async function begin(): Promise<Awaited<ReturnType<typeof startApp>>> {
  const started = await startApp(environment())
  slack.appUrl = started.url
  // Where `npm run tend -- --demo` finds this demo, and which time it is there.
  const { SLACK_API_URL, SLACK_BOT_TOKEN } = environment()
  await fileOf('running.json', JSON.stringify({ ahead, environment: { SLACK_API_URL, SLACK_BOT_TOKEN } }))
  return started
}

/** The app ends and starts again at a later hour; the mornings between come to everybody at their own. */
async function travel(leap: 'morning' | 'hour', person: string): Promise<void> {
  await app.stop()
  await meanwhile(async (deps) => {
    const to =
      leap === 'hour' ? new Date(now().getTime() + AN_HOUR) : await nextMorningOf(deps, slack, person)
    await letMorningsPass(deps, slack, to)
    ahead = to.getTime() + A_MOMENT - Date.now()
  })
  app = await begin()
}

/** Does something while the app is not running. */
async function meanwhile(work: (deps: Deps) => Promise<void>): Promise<void> {
  const clock = { now, realNow: () => new Date() }
  const { deps, close } = outside(readConfig(environment()), databaseUrl, makeLogger('warn'), clock)
  try {
    await work(deps)
  } finally {
    await close()
  }
}

async function end(): Promise<void> {
  if (ending) return
  ending = true
  await rm(path.join('.data', 'demo', 'running.json'), { force: true })
  await app.stop()
  await slack.close()
  await server.leave()
  process.exit(0)
}

/** Today, or the Friday before a weekend, so that somebody works. */
function lastWeekday(date: Date): string {
  const weekday = date.getUTCDay()
  const back = weekday === 0 ? 2 : weekday === 6 ? 1 : 0
  return new Date(date.getTime() - back * 86_400_000).toISOString().slice(0, 10)
}
