import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ensureDatabase, joinServer } from '../../src/db/server.ts'
import { query } from '../../src/db/server-control.ts'
import { type Process, startProcess } from '../support/app-process.ts'
import { holdTable } from '../support/lock.ts'

// Starts Node and PostgreSQL.
vi.setConfig({ testTimeout: 60_000 })

test('Ctrl-C in the middle of a command ends it, and its PostgreSQL with it', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'tend-'))
  await chmod(cwd, 0o755)
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const tend = (...words: string[]): Process =>
    startProcess({ args: [`${process.cwd()}/src/cli.ts`, ...words], cwd, env: {} })
  const server = await joinServer(join(cwd, '.data'))
  onTestFinished(() => server.leave())
  const database = await ensureDatabase(server.url, 'tend')
  expect(await tend('migrate').ended).toBe(0)
  const held = await holdTable(database, 'workspace')
  const digest = tend('digest')
  await vi.waitUntil(held.someoneWaits, { timeout: 20_000 })
  await server.leave()
  digest.child.kill('SIGINT')
  digest.child.kill('SIGINT')
  expect(await digest.ended).toBe(130)
  await expect(query(database, 'select')).rejects.toThrow('ECONNREFUSED')
})
