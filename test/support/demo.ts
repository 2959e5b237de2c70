import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { joinServer } from '../../src/db/server.ts'
import { type Process, signalGroup, startProcess } from './app-process.ts'

interface DemoProcess extends Process {
  /** Whether its PostgreSQL runs, or has left its note behind. */
  hasPostgres: () => boolean
  /** The address of its database, while it runs. */
  database: () => Promise<string>
}

/** `npm run demo`, but for the building of its page, in a folder of its own. */
export async function startDemo(): Promise<DemoProcess> {
  const cwd = await mkdtemp(join(tmpdir(), 'tend-demo-'))
  // Every user of the machine may enter it, so that all of it is here.
  await chmod(cwd, 0o755)
  const hasPostgres = (): boolean => existsSync(join(cwd, '.data/postgres/data/postmaster.pid'))
  const database = async (): Promise<string> => {
    const server = await joinServer(join(cwd, '.data'))
    await server.leave()
    return `${server.url}/tend_demo`
  }
  onTestFinished(async () => {
    if (hasPostgres()) await database()
    await rm(cwd, { recursive: true, force: true })
  })
  const args = ['--import', resolve('src/node-24.mjs'), resolve('src/demo/demo.ts')]
  const demo = startProcess({ args, cwd, env: {} })
  // Killed at once, as the others are, it would leave its app behind.
  onTestFinished(async () => {
    signalGroup(demo.child, 'SIGTERM')
    await demo.ended
  })
  return { ...demo, hasPostgres, database }
}
