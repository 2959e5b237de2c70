import { readFile, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'

/** What a PostgreSQL server notes in its data folder while it runs, and leaves there when it is killed. */
interface Note {
  pid: number
  port: number
}

/** A server that replays its log after a crash may take this long to answer, in milliseconds. */
const RECOVERY = 120_000
/** A living server takes connections at once; after this long without it is another's pid, in milliseconds. */
const SILENCE = 10_000
const GREETING = 5_000
const PAUSE = 50

/** SQLSTATEs of a greeting (postgresql.org/docs/18/errcodes-appendix.html). */
const GREETINGS: Record<string, 'ready' | 'busy' | 'stranger'> = {
  '53300': 'ready', // too many connections: alive and ours, only full
  '57P03': 'busy', // starting up or shutting down
  '28P01': 'stranger', // another password
  '28000': 'stranger', // no such user
}

/**
 * The address of the server that runs on the folder `data`, waited for while it comes up or goes down;
 * undefined when none runs. `address` makes the address from a port.
 */
export async function runningServer(
  data: string,
  address: (port: number) => string,
): Promise<string | undefined> {
  const begun = performance.now()
  for (;;) {
    const note = await postmaster(data)
    if (!note) return undefined
    const answer = await greet(address(note.port))
    if (answer === 'ready') return address(note.port)
    if (answer !== 'busy' && !(await runsOn(data, note.pid))) return undefined
    if (answer === 'stranger') throw new Error(`the server refuses the password kept beside ${data}`)
    const waited = performance.now() - begun
    if (answer === 'silent' && waited > SILENCE) return undefined
    if (waited > RECOVERY) throw new Error(`the server is still not ready after ${RECOVERY / 1000} seconds`)
    await wait(PAUSE)
  }
}

/** The note in postmaster.pid, whose lines are pid, folder, start, port (…/docs/18/storage-file-layout.html). */
async function postmaster(data: string): Promise<Note | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port] = text.split('\n').map(Number)
  return pid && port ? { pid, port } : undefined
}

async function greet(url: string): Promise<'ready' | 'busy' | 'stranger' | 'silent'> {
  const client = new Client({
    connectionString: `${url}/postgres`,
    connectionTimeoutMillis: GREETING,
    query_timeout: GREETING,
  })
  client.on('error', () => undefined) // a server that dies meanwhile is seen by the next greeting
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return GREETINGS[code] ?? 'silent'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Whether the process `pid` is a server on `data`: Linux shows that it stands in that folder, elsewhere any life counts. */
async function runsOn(data: string, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid)
  return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/**
 * After a power cut the noted pid may belong to another program by now, and PostgreSQL would wait for that one to end.
 * The note then gets our own pid, which the server disregards as its starter's, while it still looks for
 * orphans in the noted shared memory.
 */
export async function disownNote(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const note = await readFile(file, 'utf8').catch(() => '')
  const pid = Number(note.split('\n')[0])
  if (!pid || !isAlive(pid) || (await runsOn(data, pid))) return
  await writeFile(file, note.replace(/^\d+/, String(process.pid)))
}
