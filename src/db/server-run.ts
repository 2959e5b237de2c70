import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Home } from './server-home.ts'
import { PACKAGE } from './server-programs.ts'

export const LOG = 'server.log'
/** A log longer than this is begun anew at the next start, in bytes. */
const LONG_LOG = 5_000_000

const logOf = (home: Home): string => join(home.path, LOG)

/**
 * Runs one of PostgreSQL's programs; undefined on success, else what the log said meanwhile. In a process group
 * of its own Ctrl-C does not reach it; our environment stays with us, tokens and all. macOS wants a locale.
 */
export async function run(home: Home, program: string, args: string[]): Promise<string | undefined> {
  const log = await open(logOf(home), 'a', 0o600)
  try {
    const { size } = await log.stat()
    const apart = { cwd: home.path, env: { LC_ALL: 'C' }, detached: true, windowsHide: true }
    const child = spawn(program, args, { ...apart, ...home.user, stdio: ['ignore', log.fd, log.fd] })
    const [code] = await once(child, 'exit')
    return code === 0 ? undefined : await endOfLog(home, size)
  } finally {
    await log.close()
  }
}

/** Makes the log, for the server's user to write in, or empties one that has grown long. */
export async function beginLog(home: Home): Promise<void> {
  const log = await open(logOf(home), 'a', 0o600)
  try {
    if ((await log.stat()).size > LONG_LOG) await log.truncate()
  } finally {
    await log.close()
  }
  await give(home, logOf(home))
}

/** What the log says from byte `from` on, at most fifteen lines, and what that may call for. */
async function endOfLog(home: Home, from: number): Promise<string> {
  const said = (await readFile(logOf(home))).subarray(from).toString().trimEnd().split('\n').slice(-15)
  const library = said.some((line) => /shared libraries|Library not loaded/.test(line))
  const advice = library
    ? `\nA library is missing: let the package's install script run ("allowScripts": {"${PACKAGE}": true} in package.json, then npm install --ignore-scripts=false).`
    : ''
  return `Its log, ${logOf(home)}, ends:\n${said.map((line) => `  ${line}`).join('\n')}${advice}`
}

/** Hands a file or an empty folder to the server's user. */
export async function give({ user }: Home, path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid)
}
