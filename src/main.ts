import { existsSync } from 'node:fs'
import { type Config, readConfig } from './config.ts'
import { ensureDatabase, joinServer } from './db/server.ts'
import { makeLogger } from './log.ts'
import { run } from './run.ts'

process.env['TZ'] = 'UTC'
if (existsSync('.env')) process.loadEnvFile('.env')

const config = configOrEnd()
const logger = makeLogger(config.LOG_LEVEL)

const server = config.DATABASE_URL ? undefined : await joinServer('.data')
const databaseUrl = config.DATABASE_URL ?? (await ensureDatabase(server?.url ?? '', 'tend'))

const ahead = config.CLOCK_START ? config.CLOCK_START.getTime() - Date.now() : 0
const realNow = (): Date => new Date()
const now = (): Date => new Date(Date.now() + ahead)

const running = await run({ config, databaseUrl, logger, now, realNow })

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await running.stop()
  await server?.leave()
  process.exit(0)
}
process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())

function configOrEnd(): Config {
  try {
    return readConfig(process.env, { serving: true })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return process.exit(1)
  }
}
