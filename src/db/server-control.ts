import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, lstat, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import type { Home } from './server-home.ts'
import { disownNote, runningServer } from './server-postmaster.ts'
import { PACKAGE, programs } from './server-programs.ts'

/** How long a server may take to answer after a crash (it replays its log) and to go down, in seconds. */
const START = 120
const STOP = 30
/** What is in the way of a start for this long stays there, in milliseconds. */
const OBSTACLE = 10_000
const PAUSE = 200
/** A log longer than this is begun anew at the next start, in bytes. */
const LONG_LOG = 5_000_000

/** libc's C.UTF-8 where there is one; elsewhere PostgreSQL's own, which sorts the same. */
const LOCALE =
  process.platform === 'linux'
    ? ['--locale-provider=libc', '--locale=C.UTF-8']
    : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']

/** Loopback alone and no socket file (its path could not pass 107 characters), in UTC wherever the machine is. */
const SETTINGS =
  '-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC -c log_timezone=UTC'

/** The server's log keeps no failing statement and no detail of one: they carry people's words. */
const DISCRETION =
  'alter role tend set log_error_verbosity = terse; alter role tend set log_min_error_statement = panic'

const DATA = 'data'
const LOG = 'server.log'
/** pg_ctl passes paths through a shell, where a `$` would count; ours are short and seen from the home. */
const WHERE = ['-s', '-w', '-D', DATA]

const dataOf = (home: Home): string => join(home.path, DATA)
const logOf = (home: Home): string => join(home.path, LOG)
const passwordOf = (home: Home): string => join(home.path, 'password')

/** The address of the server that runs in `home`; undefined when none does. */
export async function findServer(home: Home): Promise<string | undefined> {
  const password = await readFile(passwordOf(home), 'utf8').catch(() => '')
  return runningServer(dataOf(home), (port) => `postgres://tend:${password}@127.0.0.1:${port}`)
}

/** Starts the server of `home`, made first where there is none, and answers its address. */
export async function startServer(home: Home): Promise<string> {
  const native = await programs(home)
  await beginLog(home)
  if (!(await exists(dataOf(home)))) await initialise(home, native)
  if (!(await exists(passwordOf(home)))) throw new Error(`its password, ${passwordOf(home)}, is missing`)
  await disownNote(dataOf(home))
  await start(home, native)
  try {
    const url = await findServer(home)
    if (!url) throw new Error(`it started and went away again.${await endOfLog(home, 0)}`)
    await query(`${url}/postgres`, DISCRETION)
    return url
  } catch (error) {
    await stop(home, native)
    throw error
  }
}

/** Stops the server of `home`; one that takes longer than its bound has been told, and goes down by itself. */
export async function stopServer(home: Home): Promise<void> {
  if (await findServer(home)) await stop(home, await programs(home))
}

async function stop(home: Home, native: string): Promise<void> {
  await run(home, join(native, 'bin', 'pg_ctl'), [...WHERE, 'stop', '-m', 'fast', '-t', String(STOP)])
}

/** Tries again while the port was taken meanwhile, or while a killed server's children are still leaving. */
async function start(home: Home, native: string): Promise<void> {
  const pgCtl = join(native, 'bin', 'pg_ctl')
  const begun = performance.now()
  for (;;) {
    const options = `${SETTINGS} -p ${await freePort(await lastPort(home))}`
    const logged = await size(logOf(home))
    if (await run(home, pgCtl, [...WHERE, 'start', '-l', LOG, '-t', String(START), '-o', options])) return
    const said = await endOfLog(home, logged)
    const passing = /Address already in use|pre-existing shared memory block/.test(said)
    if (!passing || performance.now() - begun > OBSTACLE) throw new Error(`it gave up.${said}`)
    await wait(PAUSE)
  }
}

/** Made beside and moved into place when whole: a half-made database is never taken for one. */
async function initialise(home: Home, native: string): Promise<void> {
  const drafts = (await readdir(home.path)).filter((name) => name.startsWith('data-draft-'))
  await Promise.all(drafts.map((name) => rm(join(home.path, name), { recursive: true, force: true })))
  await writeFile(passwordOf(home), randomBytes(24).toString('hex'), { mode: 0o600, flush: true })
  const draft = await mkdtemp(join(home.path, 'data-draft-'))
  await give(home, passwordOf(home))
  await give(home, draft)
  const logged = await size(logOf(home))
  const access = ['-U', 'tend', '-A', 'scram-sha-256', `--pwfile=${passwordOf(home)}`]
  const made = ['-E', 'UTF8', ...LOCALE, '--set=max_connections=200', '--no-instructions']
  const done = await run(home, join(native, 'bin', 'initdb'), ['-D', draft, ...access, ...made])
  if (!done) throw new Error(`its database cannot be made.${await endOfLog(home, logged)}`)
  await rename(draft, dataOf(home))
  await flushFolder(home.path)
}

/** A power cut right after must not undo the rename; Windows has no such call. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Runs one of PostgreSQL's programs, true on success. In a process group of its own Ctrl-C does not reach it;
 * our environment stays with us, tokens and all. macOS wants a locale, or PostgreSQL starts a thread and gives up.
 */
async function run(home: Home, program: string, args: string[]): Promise<boolean> {
  const log = await open(logOf(home), 'a', 0o600)
  try {
    const apart = { cwd: home.path, env: { LC_ALL: 'C' }, detached: true, windowsHide: true }
    const child = spawn(program, args, { ...apart, ...home.user, stdio: ['ignore', log.fd, log.fd] })
    const [code] = await once(child, 'exit')
    return code === 0
  } finally {
    await log.close()
  }
}

async function beginLog(home: Home): Promise<void> {
  if ((await size(logOf(home))) > LONG_LOG) await rm(logOf(home))
  await writeFile(logOf(home), '', { flag: 'a', mode: 0o600 })
  await give(home, logOf(home))
}

async function give({ user }: Home, path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid)
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

/** In bytes; 0 when there is nothing. */
const size = (path: string): Promise<number> =>
  lstat(path).then(
    (found) => found.size,
    () => 0,
  )

/** What the log says from byte `from` on, at most fifteen lines, and what that may call for. */
async function endOfLog(home: Home, from: number): Promise<string> {
  const said = (await readFile(logOf(home))).subarray(from).toString().trimEnd().split('\n').slice(-15)
  const library = said.some((line) => /shared libraries|Library not loaded/.test(line))
  const advice = library
    ? `\nA library is missing: let the package's install script run ("allowScripts": {"${PACKAGE}": true} in package.json, then npm install --ignore-scripts=false).`
    : ''
  return ` Its log, ${logOf(home)}, ends:\n${said.map((line) => `  ${line}`).join('\n')}${advice}`
}

/** The port of the last start, which others may still try, from the command line that PostgreSQL keeps. */
async function lastPort(home: Home): Promise<number> {
  const options = await readFile(join(dataOf(home), 'postmaster.opts'), 'utf8').catch(() => '')
  return Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0)
}

/** `wanted` if it is free on loopback, else any port that is. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer().listen(wanted, '127.0.0.1')
  const open = await once(server, 'listening').catch(() => undefined)
  if (!open) return freePort(0)
  const address = server.address()
  await new Promise<void>((done) => void server.close(() => done()))
  return typeof address === 'object' && address ? address.port : freePort(0)
}

/** Runs SQL on the database that an address names, over a connection of its own. */
export async function query(url: string, sql: string, values: string[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql, values.length ? values : undefined)).rows
  } finally {
    await client.end()
  }
}
