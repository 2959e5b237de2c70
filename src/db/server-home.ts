import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, readFile, readlink, realpath, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A user of the machine; PostgreSQL refuses to run as root. */
export interface User {
  uid: number
  gid: number
}

export interface Home {
  /** Holds data, password, log and locks; an absolute path without links in it. */
  path: string
  /** Whom the server runs as when we are root; undefined: ourselves. */
  user: User | undefined
}

/** Roots of folders that every user can reach and that survive a reboot; cleaners empty the second after weeks. */
const FAR = ['/var/lib', '/var/tmp']
const NOBODY: User = { uid: 65_534, gid: 65_534 }

/** Finds or makes the home of the server kept in `folder`. */
export async function serverHome(folder: string): Promise<Home> {
  await mkdir(folder, { recursive: true })
  const near = join(await realpath(folder), 'postgres')
  if (process.getuid?.() === 0) return homeForRoot(near)
  await mkdir(near, { recursive: true, mode: 0o700 })
  const path = await realpath(near)
  const { uid } = await stat(path)
  if (process.getuid && uid !== process.getuid()) throw new Error(`${path} belongs to another user`)
  return { path, user: undefined }
}

async function homeForRoot(near: string): Promise<Home> {
  const known = await realpath(near).catch(() => near)
  const owner = await stat(join(known, 'data')).catch(() => undefined)
  if (owner?.uid) return { path: known, user: { uid: owner.uid, gid: owner.gid } }
  const user = await unprivilegedUser()
  const linked = await readlink(near).catch(() => undefined)
  if (linked || !(await canReach(user, dirname(near)))) await linkFarHome(near, linked)
  await mkdir(near, { recursive: true })
  await chmod(near, 0o711)
  return { path: await realpath(near), user }
}

/** Where the server's user cannot enter the clone, its home stands elsewhere and a link leads there. */
async function linkFarHome(near: string, linked: string | undefined): Promise<void> {
  const name = `tend-${createHash('sha256').update(near).digest('hex').slice(0, 16)}`
  const far = linked ?? (await farHome(name))
  await mkdir(far, { recursive: true })
  const found = await lstat(far)
  if (!found.isDirectory() || found.uid !== 0) throw new Error(`${far} was put there by another user`)
  if (!linked) await symlink(far, near).catch(ignore('EEXIST'))
}

/** A folder of that name which every user can reach; made where it is not there. */
export async function farHome(name: string): Promise<string> {
  for (const root of FAR) {
    const path = join(root, name)
    const made = await mkdir(path)
      .catch(ignore('EEXIST'))
      .then(() => true)
      .catch(() => false)
    if (made) return path
  }
  throw new Error(`none of ${FAR.join(', ')} can be written`)
}

/** The machine's `postgres`, or else nobody. */
async function unprivilegedUser(): Promise<User> {
  const users = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((l) => l.split(':'))
  const row = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  return row ? { uid: Number(row[2]), gid: Number(row[3]) } : NOBODY
}

/** Whether `user` may enter (or run) `path` and every folder above it. */
export async function canReach(user: User, path: string): Promise<boolean> {
  const { uid, gid, mode } = await stat(path)
  const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  if (!(mode & enter)) return false
  return dirname(path) === path || canReach(user, dirname(path))
}

/** For `catch`: lets errors of this code pass, throws the others on. */
export const ignore =
  (code: string) =>
  (error: unknown): void => {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error
  }
