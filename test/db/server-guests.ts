import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'

const PROGRAM = new URL('./server-guest.ts', import.meta.url)

interface Guest {
  url: string
  process: ChildProcess
  leave: () => Promise<void>
}

/** Another process, with a group of its own, that uses the server kept in `at`; it is gone at the end of the test. */
export async function guest(at: string, program: string | URL = PROGRAM): Promise<Guest> {
  const process = fork(program, [at], { execArgv: [], detached: true })
  onTestFinished(() => killed(process))
  const [url] = (await Promise.race([once(process, 'message'), failure(process)])) as [string]
  const leave = async (): Promise<void> => {
    process.send('leave')
    await gone(process)
  }
  return { url, process, leave }
}

async function failure(process: ChildProcess): Promise<never> {
  const [code] = await once(process, 'exit')
  throw new Error(`the guest ended with ${code} before it had joined`)
}

export async function gone(process: ChildProcess): Promise<void> {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
}

export async function killed(process: ChildProcess): Promise<void> {
  process.kill('SIGKILL')
  await gone(process)
}

/** The column `answer` of the first row, from the database in `url` or else `postgres`. */
export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url.replace(/(:\d+)$/, '$1/postgres') })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}

/** PostgreSQL's note of who runs on the data kept in `folder`. */
export async function noteOf(folder: string): Promise<{ file: string; text: string; pid: number }> {
  const file = join(folder, 'postgres/data/postmaster.pid')
  const text = await readFile(file, 'utf8')
  return { file, text, pid: Number(text.split('\n')[0]) }
}
