import { existsSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import { type Config, readConfig } from './config.ts'
import { ensureDatabase, joinServer, type Server } from './db/server.ts'
import { makeLogger } from './log.ts'
import { run, type Running } from './run.ts'

/** A process that was told to end has this long, in milliseconds. */
const LAST = 9_800

process.env['TZ'] = 'UTC'
if (existsSync('.env')) process.loadEnvFile('.env')

const config = configOrEnd()
const logger = makeLogger(config.LOG_LEVEL)
const realNow = (): Date => new Date()
const held: { server?: Server; running?: Running } = {}
let ending = false

// Never `once`: npm passes a signal on that the terminal has sent already, and the second would end us at once.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => end(0))
process.on('uncaughtException', (error) => {
  logger.fatal({ err: error }, 'a fault of ours; ending')
  end(1)
})

const started = start()
started.catch(cannotStart)

async function start(): Promise<void> {
  const ahead = config.CLOCK_START ? config.CLOCK_START.getTime() - Date.now() : 0
  const databaseUrl = config.DATABASE_URL ?? (await ownDatabase())
  if (ending) return
  const now = (): Date => new Date(Date.now() + ahead)
  const running = await run({ config, databaseUrl, logger, now, realNow })
  held.running = running
  running.ready.then(flushCompileCache, cannotStart)
}

function cannotStart(error: unknown): void {
  if (ending) return
  logger.fatal({ err: error }, `cannot start: ${error instanceof Error ? error.message : String(error)}`)
  end(1)
}

async function ownDatabase(): Promise<string> {
  held.server = await joinServer('.data')
  return ensureDatabase(held.server.url, 'tend')
}

function end(code: number): void {
  if (ending) return
  ending = true
  logger.info('ending what has begun')
  void Promise.race([letGo(), wait(LAST)]).finally(() => process.exit(code))
}

async function letGo(): Promise<void> {
  await started.catch(() => undefined)
  await held.running?.stop().catch((error: unknown) => logger.error({ err: error }, 'ending'))
  await held.server?.leave()
}

function configOrEnd(): Config {
  try {
    return readConfig(process.env, { serving: true })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return process.exit(1)
  }
}
