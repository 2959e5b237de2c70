import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ensureDatabase, joinServer } from '../../src/db/server.ts'
import { ask, gone, guest, killed, noteOf } from './server-guests.ts'

/** Has a name such as people give, and every user of the machine may enter it. */
let folder = ''
beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'tend-server-'))
  await chmod(home, 0o755)
  folder = join(home, 'Kunden & “客户” $HOME "x"')
})
afterEach(() => stopped(folder))
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

test('two that start at the same moment share one server, and the last one out stops it', async () => {
  const [app, tend] = await Promise.all([guest(folder), guest(folder)])
  expect(tend.url).toBe(app.url)

  await app.leave()
  expect(await ask(tend.url, 'select 1 as answer')).toBe(1)

  await tend.leave()
  await expect(ask(tend.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  await expect(noteOf(folder)).rejects.toThrow('ENOENT')
})

test('a killed app no longer counts, and the next start finds the server that it left', async () => {
  const app = await guest(folder)
  const begun = await beginOf(app.url)
  await killed(app.process)

  const server = await joinServer(folder)
  expect(server.url).toBe(app.url)
  expect(await beginOf(server.url)).toBe(begun)

  await server.leave()
  await expect(beginOf(server.url)).rejects.toThrow('ECONNREFUSED')
})

test.runIf(process.platform === 'linux')('a statement whose asker was killed ends by itself', async () => {
  const server = await joinServer(folder)
  onTestFinished(() => server.leave())
  const asker = new pg.Client(`${server.url}/postgres`)
  asker.on('error', () => {})
  await asker.connect()
  const asked = asker.query('select pg_sleep(600)').catch(() => undefined)
  const waiting = `select count(*)::int as answer from pg_stat_activity where query = 'select pg_sleep(600)'`
  await expect.poll(() => ask(server.url, waiting)).toBe(1)
  asker.connection.stream.destroy()
  await asked
  await expect.poll(() => ask(server.url, waiting), { timeout: 20_000 }).toBe(0)
})

test('Ctrl-C in the terminal ends the app alone', async () => {
  const app = await guest(folder)
  const ended = gone(app.process)
  process.kill(-Number(app.process.pid), 'SIGINT') // the terminal tells the whole process group
  await ended
  expect(await ask(app.url, 'select 1 as answer')).toBe(1)
})

test('customers survive the kill of their server, which the next start brings back at the same address', async () => {
  const app = await joinServer(folder)
  await ask(app.url, `create table customer as select 'Müller 客户'::text as name`)
  process.kill((await noteOf(folder)).pid, 'SIGKILL')

  const tend = await joinServer(folder)
  expect(tend.url).toBe(app.url)
  expect(await ask(app.url, 'select name as answer from customer')).toBe('Müller 客户')

  await tend.leave()
  expect(await ask(app.url, 'select 1 as answer')).toBe(1)
  await app.leave()
})

test('after a power cut the old process number may belong to another program, which is left in peace', async () => {
  const app = await guest(folder)
  const note = await noteOf(folder)
  const { uid, gid } = await stat(note.file)
  const stranger = spawn('sleep', ['600'], { cwd: '/', ...(process.getuid?.() === 0 ? { uid, gid } : {}) })
  onTestFinished(() => killed(stranger))
  process.kill(note.pid, 'SIGKILL')
  await writeFile(note.file, note.text.replace(/^\d+/, String(stranger.pid)))
  await killed(app.process)

  const server = await joinServer(folder)
  expect(await ask(server.url, 'select 1 as answer')).toBe(1)
  await server.leave()
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
})

test('the server is for us alone: on loopback, behind a password that nobody else may read', async () => {
  const server = await joinServer(folder)
  expect(await ask(server.url, `select current_setting('listen_addresses') as answer`)).toBe('127.0.0.1')
  expect(await ask(server.url, `select current_setting('unix_socket_directories') as answer`)).toBe('')
  await expect(ask(server.url.replace(/:\w+@/, ':guess@'), 'select 1')).rejects.toThrow('password')
  expect((await stat(join(folder, 'postgres/password'))).mode & 0o777).toBe(0o600)
  await server.leave()
})

test.runIf(process.platform === 'linux')(
  'the server gets none of our environment, where tokens are',
  async () => {
    const server = await joinServer(folder)
    const { pid } = await noteOf(folder)
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8')
    const names = environment.split('\0').map((setting) => setting.split('=')[0])
    expect(names).toContain('LC_ALL')
    expect(names).not.toContain('HOME')
    await server.leave()
  },
)

test('what a failing statement carried is not kept in the log', async () => {
  const server = await joinServer(folder)
  const wrong = `select 'Mrs. Li is ill', 'Mr. Wu left'::int`
  await expect(ask(server.url, `do $$ begin perform 1/0; end $$ -- Mrs. Li is ill`)).rejects.toThrow('zero')
  await expect(ask(server.url, wrong)).rejects.toThrow('integer')
  const log = await readFile(join(folder, 'postgres/server.log'), 'utf8')
  expect(log).toContain('division by zero')
  expect(log).not.toContain('Mrs. Li')
  await server.leave()
})

test('a database that is there is left as it is, even when two ask for it at once', async () => {
  const server = await joinServer(folder)
  const both = [ensureDatabase(server.url, 'tend_demo'), ensureDatabase(server.url, 'tend_demo')]
  const [url = '', same] = await Promise.all(both)
  expect(same).toBe(url)

  await ask(url, 'create table customer as select 7 as id')
  expect(await ensureDatabase(url, 'tend_demo')).toBe(url)
  expect(await ask(url, 'select id as answer from customer')).toBe(7)
  expect(await ask(url, `select current_setting('server_encoding') as answer`)).toBe('UTF8')
  await server.leave()
})

test('what keeps a server from starting is said with the end of its log and what to do', async () => {
  await joinServer(folder).then((server) => server.leave())
  await rm(join(folder, 'postgres/data/global/pg_control'))
  const message = await joinServer(folder).catch((error: Error) => error.message)
  expect(message).toMatch(/^The embedded PostgreSQL in .+ cannot start: it gave up\./)
  expect(message).toMatch(/could not find the database system/)
  expect(message).toContain('set DATABASE_URL')
})

/** Stops what a test left running in `folder`. */
async function stopped(folder: string): Promise<void> {
  const left = await noteOf(folder).catch(() => undefined)
  if (left) await joinServer(folder).then((server) => server.leave())
}

const beginOf = (url: string): Promise<unknown> =>
  ask(url, 'select pg_postmaster_start_time()::text as answer')
