import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { jobs } from './app.ts'
import { commands } from './commands/all.ts'
import { type Command, Refusal } from './commands/command.ts'
import { workspaceMeant } from './commands/workspace.ts'
import { CareError } from './care/errors.ts'
import { readConfig, WrongConfig } from './config.ts'
import { connect } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { ensureDatabase, joinServer } from './db/server.ts'
import type { Deps } from './deps.ts'
import { makeQueue } from './jobs/queue.ts'
import { makeLogger } from './log.ts'
import { webClient } from './slack/clients.ts'
import { wordsFor } from './words/words.ts'

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
  try {
    if (!['migrate', 'doctor'].includes(command.name)) await migrate(deps.db)
    const workspace = typeof values['workspace'] === 'string' ? values['workspace'] : undefined
    const { json, lines, failed } = await command.run({
      deps,
      words: positionals,
      options: values,
      workspace: () => workspaceMeant(deps, workspace),
      progress: (line) => void (process.stderr.isTTY && process.stderr.write(`\r\u001b[K${line}`)),
    })
    process.stdout.write(values['json'] ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`)
    if (failed) process.stderr.write(`Not right: ${failed}\n`)
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
  const config = readConfig(process.env)
  const logger = makeLogger(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  const server = config.DATABASE_URL && !demo ? undefined : await joinServer('.data')
  const url = server
    ? await ensureDatabase(server.url, demo ? 'tend_demo' : 'tend')
    : (config.DATABASE_URL ?? '')
  const ahead = config.CLOCK_START ? config.CLOCK_START.getTime() - Date.now() : 0
  const db = connect(url)
  const queue = makeQueue(url, jobs, logger)
  const deps: Deps = {
    config,
    db,
    logger,
    queue,
    slack: webClient(config),
    now: () => new Date(Date.now() + ahead),
    realNow: () => new Date(),
  }
  const close = async (): Promise<void> => {
    await queue.close(2000)
    await db.destroy()
    await server?.leave()
  }
  return { deps, close }
}

function help(asked: string): number {
  const lines = commands.map(({ name, usage, about }) => `  ${`${name} ${usage}`.padEnd(58)} ${about}`)
  process.stdout.write(
    `npm run tend -- <command>\n\n${lines.join('\n')}\n\nAll take --json and --workspace T….\n`,
  )
  return asked === 'help' || asked === '--help' ? 0 : 1
}
