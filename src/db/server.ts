import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { escapeIdentifier } from 'pg'
import { findServer, query, startServer, stopServer } from './server-control.ts'
import { type Home, serverHome } from './server-home.ts'
import { type Lock, takeLock } from './server-lock.ts'

export interface Server {
  /** `postgres://tend:…@127.0.0.1:PORT`, without a database name. */
  url: string
  /** Leaves; the last one out stops the server. */
  leave(): Promise<void>
}

/** How long one waits for another who is starting or stopping the same server, in milliseconds. */
const GATE = 180_000
/** SQLSTATEs of a database that is there already, or was made by another at this very moment. */
const THERE = ['42P04', '23505']

/**
 * Starts the embedded PostgreSQL kept in `folder`, or joins the one that runs there.
 * One stands at the gate at a time. Whoever uses the server holds the lock `users` together with the others; who can
 * have it alone is the last one. Throws one Error that says what is in the way and what to do.
 */
export async function joinServer(folder: string): Promise<Server> {
  try {
    const home = await serverHome(folder)
    const share = await throughGate(home, () => comeIn(home))
    let leaving: Promise<void> | undefined
    return { url: share.url, leave: () => (leaving ??= throughGate(home, () => goOut(home, share.lock))) }
  } catch (cause) {
    throw await cannotStart(folder, cause)
  }
}

/** Makes sure that the server at `server` has a database called `name`, in UTF-8; answers its address. */
export async function ensureDatabase(server: string, name: string): Promise<string> {
  const [there] = await query(maintenance(server), 'select from pg_database where datname = $1', [name])
  if (!there) await createDatabase(maintenance(server), name)
  const database = new URL(server)
  database.pathname = `/${encodeURIComponent(name)}`
  return database.href
}

/** The same, empty: what it held is gone, and who was connected to it too. */
export async function freshDatabase(server: string, name: string): Promise<string> {
  await query(maintenance(server), `drop database if exists ${escapeIdentifier(name)} with (force)`)
  return ensureDatabase(server, name)
}

function maintenance(server: string): string {
  const url = new URL(server)
  if (url.pathname.length <= 1) url.pathname = '/postgres'
  return url.href
}

async function createDatabase(url: string, name: string): Promise<void> {
  const sql = `create database ${escapeIdentifier(name)} template template0 encoding 'UTF8'`
  await query(url, sql).catch((error: unknown) => {
    if (!THERE.includes(codeOf(error))) throw error
  })
}

async function throughGate<T>(home: Home, act: () => Promise<T>): Promise<T> {
  const gate = await takeLock(join(home.path, 'gate.lock'), 'alone', GATE)
  if (!gate) throw new Error(`another process has been starting or stopping it for ${GATE / 60_000} minutes`)
  return act().finally(gate.release)
}

async function comeIn(home: Home): Promise<{ url: string; lock: Lock }> {
  const lock = await takeLock(usersOf(home), 'together', GATE)
  if (!lock) throw new Error(`another process keeps ${usersOf(home)} to itself`)
  try {
    return { url: (await findServer(home)) ?? (await startServer(home)), lock }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function goOut(home: Home, lock: Lock): Promise<void> {
  lock.release()
  const alone = await takeLock(usersOf(home), 'alone', 0)
  if (alone) await stopServer(home).finally(alone.release)
}

const usersOf = (home: Home): string => join(home.path, 'users.lock')

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

async function cannotStart(folder: string, cause: unknown): Promise<Error> {
  const why = cause instanceof Error ? cause.message : String(cause)
  const home = join(folder, 'postgres')
  return new Error(
    `The embedded PostgreSQL in ${folder} cannot start: ${why}\n` +
      'Mend that and start again, or set DATABASE_URL to a PostgreSQL of your own. ' +
      `To begin with an empty database instead, move ${await realpath(home).catch(() => home)} away.`,
    { cause },
  )
}
