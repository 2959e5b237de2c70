import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from './commands/command.ts'
import { digestCommand } from './commands/digest.ts'
import { importCommand } from './commands/import.ts'
import { type Config, readConfig } from './config.ts'
import { migrate } from './db/migrate.ts'
import { freshDatabase, joinServer } from './db/server.ts'
import type { Deps } from './deps.ts'
import { KINDS } from './features/imports/forms.ts'
import { syncMembers } from './features/people/jobs.ts'
import { ensureWorkspace, workspaceById } from './features/people/queries.ts'
import { placeMembers } from './features/team/queries.ts'
import { lookForNewcomers } from './features/welcome/jobs.ts'
import { makeLogger } from './log.ts'
import { outside } from './outside.ts'
import { type Company, company } from './sandbox/company/company.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { startSandbox } from './sandbox/start.ts'

process.env['TZ'] = 'UTC'

const DATA = '.data'
/** When it is the same day in New York, London and Shanghai, and morning in the first. */
const HOUR = '13:35:00Z'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const log = makeLogger('warn')

const server = await joinServer(DATA)
say('A database of its own …')
const databaseUrl = await freshDatabase(server.url, 'tend_demo')

const morning = new Date(`${lastWeekday(new Date())}T${HOUR}`)
const harbour = company({ today: morning.toISOString().slice(0, 10) })
const slack = await startSandbox({
  people: harbour.people,
  team: { name: 'Harbour Instruments', domain: 'harbour' },
  channels: [{ name: 'general' }, { name: 'sales', hasApp: true }],
  manifest: await readFile(path.join(import.meta.dirname, '../manifest.yml'), 'utf8'),
})
const environment = {
  DATABASE_URL: databaseUrl,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.url,
  CLOCK_START: morning.toISOString(),
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'info',
}

say('300 customers, two years of orders, nine people in three zones …')
await firstMorning(readConfig(environment), harbour)

const app = await startApp(environment, slack)
await leaveWord()
say(`\nTend is running on ${morning.toISOString().slice(0, 10)}. Open  ${slack.page}\n`)
say('Be somebody, read their morning message, press Log. Ctrl-C ends it.')

let ending = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end())

/** The company comes in the way a real one does, and this morning's messages go out. */
async function firstMorning(config: Config, { people, ...texts }: Company): Promise<void> {
  const clock = { now: () => morning, realNow: () => new Date() }
  const { deps, close } = outside(config, databaseUrl, log, clock)
  await migrate(deps.db)
  const { id } = await ensureWorkspace(deps.db, slack.teamId, 'Harbour Instruments', morning)
  await syncMembers(deps, id)
  for (const { name, role, team } of people)
    await placeMembers(deps.db, id, [slack.person(name).id], { role, team })
  for (const kind of KINDS)
    await command(deps, importCommand, [kind, await fileOf(`${kind}.csv`, texts[kind])])
  await lookForNewcomers.ring(deps)
  await deps.queue.drain(deps)
  await command(deps, digestCommand, [], { send: true })
  await close()
}

async function command(deps: Deps, { name, run }: Command, words: string[], options = {}): Promise<void> {
  const known = await ensureWorkspace(deps.db, slack.teamId, '', morning)
  const workspace = () => workspaceById(deps.db, known.id)
  const { failed, lines } = await run({ deps, words, options, workspace, progress: () => {} })
  if (failed) throw new Error(`${name} ${words.join(' ')}: ${failed}\n${lines.join('\n')}`)
}

async function fileOf(name: string, text: string): Promise<string> {
  const folder = path.join(DATA, 'demo')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, name), text)
  return path.join(folder, name)
}

/** The unmodified app, as `npm start` runs it. */
async function startApp(env: Record<string, string>, to: Sandbox): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.once('exit', (code) => ending || (say(`The app ended with ${code ?? 'a signal'}.`), void end()))
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, port } = JSON.parse(line) as { msg?: string; port?: number }
    if (msg === 'listening') to.appUrl = `http://127.0.0.1:${port}/slack/events`
    if (msg === 'ready') break
  }
  child.stdout.resume()
  return child
}

/** Where `npm run tend -- --demo` finds this demo, and which time it is there. */
async function leaveWord(): Promise<void> {
  const { SLACK_API_URL, SLACK_BOT_TOKEN } = environment
  const ahead = morning.getTime() - Date.now()
  await fileOf('running.json', JSON.stringify({ ahead, environment: { SLACK_API_URL, SLACK_BOT_TOKEN } }))
}

async function end(): Promise<void> {
  if (ending) return
  ending = true
  await rm(path.join(DATA, 'demo', 'running.json'), { force: true })
  app.kill('SIGTERM')
  if (app.exitCode === null) await Promise.race([once(app, 'exit'), wait(10_000)])
  await slack.close()
  await server.leave()
  process.exit(0)
}

/** Today, or the Friday before a weekend, so that somebody works. */
function lastWeekday(today: Date): string {
  const weekday = today.getUTCDay()
  const back = weekday === 0 ? 2 : weekday === 6 ? 1 : 0
  return new Date(today.getTime() - back * 86_400_000).toISOString().slice(0, 10)
}
