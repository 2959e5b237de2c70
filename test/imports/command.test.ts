import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Desk, openDesk } from '../support/importing.ts'

// Each command is a process of its own, and starts in a second or two.
vi.setConfig({ testTimeout: 60_000 })

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'tend-import-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

async function fileOf(text: string): Promise<string> {
  const file = path.join(await folder(), 'some.csv')
  await writeFile(file, text)
  return file
}

const start = ({ url }: Desk, args: string[]) =>
  spawn(process.execPath, ['src/cli.ts', 'import', ...args], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function tend(desk: Desk, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = start(desk, args)
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (err += text))
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, err }
}

const count = async ({ db }: Desk, table: 'account' | 'followUp'): Promise<number> => {
  const { n } = await db
    .selectFrom(table)
    .select(sql<number>`count(*)`.as('n'))
    .executeTakeFirstOrThrow()
  return n
}

test('the command prints the contract’s document alone, and its duties wait for whoever works next', async () => {
  const desk = await openDesk()
  const file = await fileOf(
    'external_id,name,owner_email,last_contact,till\nA-1,Acme,ben@harbour.test,2026-01-05,1\n',
  )
  const { code, out, err } = await tend(desk, 'accounts', file, '--json')
  expect({ code, document: JSON.parse(out) }).toEqual({
    code: 0,
    document: { rows: 1, created: 1, updated: 0, unchanged: 0, errors: [] },
  })
  expect(out.trimEnd().split('\n')).toHaveLength(1)
  expect(err).toBe('These columns are unknown and were left out: till.\n')
  await desk.deps.queue.drain(desk.deps)
  expect(await count(desk, 'followUp')).toBeGreaterThan(0)
})

test('with bad rows it ends with 1 and a sentence, the document still lists them, nothing is written', async () => {
  const desk = await openDesk()
  const file = await fileOf('external_id,name,tier\nA-1,Acme,gold\nA-2,Beta,\n')
  const { code, out, err } = await tend(desk, 'accounts', file, '--json')
  expect(code).toBe(1)
  expect(err).toBe('1 of 2 rows is bad; nothing was written. --skip-bad brings the others in.\n')
  expect(JSON.parse(out)).toEqual({
    rows: 2,
    created: 0,
    updated: 0,
    unchanged: 0,
    errors: [{ line: 2, column: 'tier', message: '“gold” is none of these: general, important, key.' }],
  })
  expect(await count(desk, 'account')).toBe(0)
})

test('for a person it says in lines what is wrong, and what was left out', async () => {
  const desk = await openDesk()
  const file = await fileOf('external_id,name,tier\nA-1,Acme,gold\nA-2,Beta,\n')
  expect(await tend(desk, 'accounts', file, '--skip-bad')).toEqual({
    code: 0,
    out:
      '2 rows: 1 created, 0 updated, 0 unchanged.\n' +
      'Line 2, tier: “gold” is none of these: general, important, key.\n',
    err: '1 bad row was left out.\n',
  })
  expect(
    await tend(desk, 'accounts', await fileOf('external_id,name\nA-2,Beta 2\n'), '--dry-run'),
  ).toMatchObject({
    code: 0,
    out: '1 row: 0 would be created, 1 updated, 0 unchanged. Nothing was written.\n',
  })
})

test('a file that is not there, a folder, and an unknown kind are refused in a sentence', async () => {
  const desk = await openDesk()
  const gone = await tend(desk, 'accounts', '/nowhere.csv')
  expect(gone).toEqual({ code: 1, out: '', err: 'The file /nowhere.csv can’t be read (ENOENT).\n' })
  expect(await tend(desk, 'accounts', await folder())).toMatchObject({ code: 1, out: '' })
  expect(await tend(desk, 'customers', 'x.csv')).toMatchObject({ code: 1, out: '' })
})

test('an import that is killed in the middle leaves nothing, and the next one is not held up', async () => {
  const desk = await openDesk()
  const pipe = path.join(await folder(), 'pipe.csv')
  execFileSync('mkfifo', [pipe])
  const child = start(desk, ['accounts', pipe])
  const writer = createWriteStream(pipe)
  writer.on('error', () => {})
  const rows = Array.from({ length: 5000 }, (_, i) => `A-${i},Customer ${i}\n`)
  writer.write(`external_id,name\n${rows.join('')}`)
  await expect.poll(() => copying(desk), { timeout: 15_000 }).toBe(1)
  child.kill('SIGKILL')
  await once(child, 'close')
  writer.destroy()
  await expect.poll(() => copying(desk), { timeout: 15_000 }).toBe(0)
  expect(await count(desk, 'account')).toBe(0)
  expect(await desk.bring('accounts', 'external_id,name\nA-1,Acme\n')).toMatchObject({ created: 1 })
})

async function copying({ db }: Desk): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_stat_activity where datname = current_database() and query like 'copy staged%'
  `.execute(db)
  return rows[0]?.n ?? 0
}
