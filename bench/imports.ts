import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Kind } from '../src/features/import-rows/forms.ts'
import { importFile } from '../src/features/imports/jobs.ts'
import { bareImport } from './bare-import.ts'
import { accountsFile, ordersFile } from './import-files.ts'
import type { EmptyGround, Measurement, Reading } from './measurement.ts'

/** Files brought in, against the same rows by COPY and an upsert, with no check and no figure. */
export const imports: Measurement = {
  name: 'imports',
  empty: true,
  async run({ size, empty }) {
    const folder = await mkdtemp(path.join(tmpdir(), 'tend-bench-'))
    const file = (kind: Kind): string => path.join(folder, `${kind}.csv`)
    try {
      await writeFile(file('accounts'), accountsFile(size))
      await writeFile(file('orders'), ordersFile(size))
      const accounts = await compared('accounts', (way) =>
        empty((ground) => way(ground, 'accounts', file('accounts'))),
      )
      const orders = await compared('orders', (way) =>
        empty(async (ground) => {
          await within(ground, 'accounts', file('accounts'))
          return way(ground, 'orders', file('orders'))
        }),
      )
      return [...accounts, ...orders]
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

const ROUNDS = 3

type Way<T> = (ground: EmptyGround, kind: Kind, file: string) => Promise<T>

async function compared(kind: Kind, on: <T>(way: Way<T>) => Promise<T>): Promise<Reading[]> {
  const [bare, ours, command]: [number[], number[], Run[]] = [[], [], []]
  // In turns, so that whatever else the machine does hinders all of them alike.
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await on(bareImport))
    ours.push(await on(within))
    command.push(await on(byCommand))
  }
  const against = { against: `COPY and upsert of the ${kind}`, againstMs: median(bare) }
  const peak = Math.max(...command.map((run) => run.peak))
  return [
    { what: `import ${kind}, figures included`, ms: median(ours), ...against },
    {
      what: `the command, its start included, ${peak} MB`,
      ms: median(command.map(({ ms }) => ms)),
      ...against,
    },
  ]
}

const median = (all: readonly number[]): number =>
  all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0

async function within(ground: EmptyGround, kind: Kind, file: string): Promise<number> {
  const began = performance.now()
  const { refused, created } = await importFile(ground.deps, ground.workspace, kind, createReadStream(file))
  const ms = performance.now() - began
  if (refused || created === 0) throw new Error(`the file of ${kind} was not taken`)
  return ms
}

interface Run {
  ms: number
  /** Memory of the process at its highest, in MB; 0 where the system does not say. */
  peak: number
}

async function byCommand(ground: EmptyGround, kind: Kind, file: string): Promise<Run> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { tend: string } }
  const [, , ...flags] = scripts.tend.split(' ')
  const began = performance.now()
  const child = spawn(process.execPath, [...flags, 'import', kind, file, '--workspace', 'TLOAD'], {
    env: { ...process.env, DATABASE_URL: ground.databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let peak = 0
  const look = setInterval(() => void peakOf(child.pid).then((now) => (peak = Math.max(peak, now))), 100)
  const [code] = (await once(child, 'close')) as [number]
  clearInterval(look)
  if (code !== 0) throw new Error(`the command ended with ${code}`)
  const ms = performance.now() - began
  return { ms, peak }
}

async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
}
