import { randomBytes } from 'node:crypto'
import { lstat, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Home } from './server-home.ts'
import { give, run } from './server-run.ts'

/** libc's C.UTF-8 where there is one; elsewhere PostgreSQL's own, which sorts the same. */
const LOCALE =
  process.platform === 'linux'
    ? ['--locale-provider=libc', '--locale=C.UTF-8']
    : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']

export const DATA = 'data'

export const dataOf = (home: Home): string => join(home.path, DATA)
export const passwordOf = (home: Home): string => join(home.path, 'password')

/** Made beside and moved into place when whole: a half-made database is never taken for one. */
export async function initialise(home: Home, native: string): Promise<void> {
  await writeFile(passwordOf(home), randomBytes(24).toString('hex'), { mode: 0o600, flush: true })
  const draft = await mkdtemp(join(home.path, 'data-draft-'))
  await give(home, passwordOf(home))
  await give(home, draft)
  const access = ['-U', 'tend', '-A', 'scram-sha-256', `--pwfile=${passwordOf(home)}`]
  const made = ['-E', 'UTF8', ...LOCALE, '--set=max_connections=200', '--no-instructions']
  const said = await run(home, join(native, 'bin', 'initdb'), ['-D', draft, ...access, ...made])
  if (said !== undefined) throw new Error(`its database cannot be made. ${said}`)
  await rename(draft, dataOf(home))
  await flushFolder(home.path)
}

/** Removes what a killed start left half-made; an `initdb` that still writes there fails, and the next start goes on. */
export async function sweep(home: Home): Promise<void> {
  const drafts = (await readdir(home.path)).filter((name) => name.includes('-draft-'))
  const gone = drafts.map((name) => rm(join(home.path, name), { recursive: true, force: true }))
  await Promise.allSettled(gone)
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

export const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )
