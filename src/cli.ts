import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { commands } from './commands/all.ts'
import { type Command, Refusal } from './commands/command.ts'
import { workspaceMeant } from './commands/workspace.ts'
import { CareError } from './care/errors.ts'
import { readConfig, WrongConfig } from './config.ts'
import { migrate } from './db/migrate.ts'
import { ensureDatabase, joinServer } from './db/server.ts'
import type { Deps } from './deps.ts'
import { makeLogger } from './log.ts'
import { outside } from './outside.ts'
import { wordsFor } from './words/words.ts'

/** What a command was still asking when it was told to end is not waited for longer, in milliseconds. */
const PATIENCE = 3_000

process.env['TZ'] = 'UTC'
if (existsSync('.env')) process.loadEnvFile('.env')

process.exitCode = await main(process.argv.slice(2)).catch((error: Error & { code?: string }) => {
  process.stderr.write(`${sentence(error)}\n`)
  return 1
})

/** What went wrong, as a sentence; a fault of ours keeps its stack. */
function sentence(error: Error & { code?: string; data?: { error?: string } }): string {
  if (error instanceof CareError) return wordsFor('en').say(error)
  if (error instanceof Refusal || error instanceof WrongConfig || error.code?.startsWith('ERR_PARSE_ARGS'))
    return error.message
  if (error.code?.startsWith('slack_webapi')) return `Slack said no: ${error.data?.error ?? error.message}`
  if (error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND')
    return `The database does not answer (${error.code}): look at DATABASE_URL and whether PostgreSQL runs.`
  return error.stack ?? error.message
}

async function main(args: string[]): Promise<number> {
  const [name = 'help', ...rest] = args.filter((arg) => arg !== '--demo')
  const command = commands.find((one) => one.name === name)
  if (!command) return help(name)
  const { values, positionals } = read(command, rest)
  const { deps, close } = await open(args.includes('--demo'))
  // Never `once`: npm passes a signal on that the terminal has sent already.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void close().finally(() => process.exit(128 + constants.signals[signal])))
  try {
    if (!['migrate', 'doctor'].includes(command.name)) await migrate(deps.db)
    const workspace = typeof values['workspace'] === 'string' ? values['workspace'] : undefined
    const {
      json,
      lines,
      notices = [],
      failed,
    } = await command.run({
      deps,
      words: positionals,
      options: values,
      workspace: () => workspaceMeant(deps, workspace),
      progress: (line) => void (process.stderr.isTTY && process.stderr.write(`\r\u001b[K${line}`)),
    })
    process.stdout.write(values['json'] ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`)
    for (const sentence of [...notices, ...(failed ? [failed] : [])]) process.stderr.write(`${sentence}\n`)
    return failed ? 1 : 0
  } finally {
    await close()
  }
}

function read(command: Command, args: string[]) {
  const valued = [...(command.values ?? []), 'workspace'].map((name) => [name, { type: 'string' as const }])
  const flags = [...(command.flags ?? []), 'json'].map((name) => [name, { type: 'boolean' as const }])
  const options = Object.fromEntries([...valued, ...flags]) as Record<string, { type: 'string' | 'boolean' }>
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  return { values: values as Record<string, string | boolean>, positionals }
}

async function open(demo: boolean): Promise<{ deps: Deps; close: () => Promise<void> }> {
  const { ahead, environment } = demo ? await runningDemo() : { ahead: 0, environment: {} }
  const config = readConfig({ ...process.env, ...environment, ...(demo && { DATABASE_URL: '' }) })
  const logger = makeLogger(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  const server = config.DATABASE_URL ? undefined : await joinServer('.data')
  const url = config.DATABASE_URL ?? (await ensureDatabase(server?.url ?? '', demo ? 'tend_demo' : 'tend'))
  const shift = config.CLOCK_START ? config.CLOCK_START.getTime() - Date.now() : ahead
  const { deps, close } = outside(config, url, logger, {
    now: () => new Date(Date.now() + shift),
    realNow: () => new Date(),
  })
  let closed: Promise<void> | undefined
  const letGo = async (): Promise<void> => {
    await Promise.race([close(), wait(PATIENCE, undefined, { ref: false })])
    await server?.leave()
  }
  return { deps, close: () => (closed ??= letGo()) }
}

/** Where the demo that runs has its Slack, and by how much its clock is ahead in milliseconds; nothing when none runs. */
async function runningDemo(): Promise<{ ahead: number; environment: Record<string, string> }> {
  const text = await readFile('.data/demo/running.json', 'utf8').catch(() => '{"ahead":0,"environment":{}}')
  return JSON.parse(text) as { ahead: number; environment: Record<string, string> }
}

function help(asked: string): number {
  const lines = commands.map(({ name, usage, about }) => `  ${`${name} ${usage}`.padEnd(58)} ${about}`)
  process.stdout.write(
    `npm run tend -- <command>\n\n${lines.join('\n')}\n\nAll take --json and --workspace T….\n`,
  )
  return asked === 'help' || asked === '--help' ? 0 : 1
}
