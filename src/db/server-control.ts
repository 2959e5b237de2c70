import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { DATA, dataOf, exists, initialise, passwordOf, sweep } from './server-data.ts'
import type { Home } from './server-home.ts'
import { disownNote, runningServer } from './server-postmaster.ts'
import { programs } from './server-programs.ts'
import { beginLog, LOG, run } from './server-run.ts'

/** How long a server may take to answer after a crash (it replays its log) and to go down, in seconds. */
const START = 120
const STOP = 30
/** What is in the way of a start for this long stays there, in milliseconds. */
const OBSTACLE = 10_000
const PAUSE = 200

/** Loopback alone and no socket file (its path could not pass 107 characters), in UTC wherever the machine is. */
const SETTINGS = [
  '-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC -c log_timezone=UTC',
  // A statement whose process was killed ends too; not every system can tell.
  ...(process.platform === 'linux' ? ['-c client_connection_check_interval=5s'] : []),
].join(' ')

/** The server's log keeps no failing statement and no detail of one: they carry people's words. */
const DISCRETION =
  'alter role tend set log_error_verbosity = terse; alter role tend set log_min_error_statement = panic'

/** pg_ctl passes paths through a shell, where a `$` would count; ours are short and seen from the home. */
const WHERE = ['-s', '-w', '-D', DATA]

/** The address of the server that runs in `home`; undefined when none does. */
export async function findServer(home: Home): Promise<string | undefined> {
  const password = await readFile(passwordOf(home), 'utf8').catch(() => '')
  return runningServer(dataOf(home), (port) => `postgres://tend:${password}@127.0.0.1:${port}`)
}

/** Starts the server of `home`, made first where there is none, and answers its address. */
export async function startServer(home: Home): Promise<string> {
  await sweep(home)
  const native = await programs(home)
  await beginLog(home)
  if (!(await exists(dataOf(home)))) await initialise(home, native)
  if (!(await exists(passwordOf(home)))) throw new Error(`its password, ${passwordOf(home)}, is missing`)
  await disownNote(dataOf(home))
  await start(home, native)
  try {
    const url = await findServer(home)
    if (!url) throw new Error('it started and went away again')
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
    const args = [...WHERE, 'start', '-l', LOG, '-t', String(START), '-o', options]
    const said = await run(home, pgCtl, args)
    if (said === undefined) return
    const passing = /Address already in use|pre-existing shared memory block/.test(said)
    if (!passing || performance.now() - begun > OBSTACLE) throw new Error(`it gave up. ${said}`)
    await wait(PAUSE)
  }
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
