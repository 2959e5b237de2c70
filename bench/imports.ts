import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Kind } from '../src/features/import-rows/forms.ts'
import { importFile } from '../src/features/imports/jobs.ts'
import { bareImport, forgetImported } from './bare-import.ts'
import { accountsFile, ordersFile } from './import-files.ts'
import type { Ground, Measurement, Reading } from './measurement.ts'

/** Files brought in, against the same rows by COPY and an upsert, with no check, no figure and no duty. */
export const imports: Measurement = {
  name: 'imports',
  async run(ground) {
    const folder = await mkdtemp(path.join(tmpdir(), 'tend-bench-'))
    try {
      return [
        ...(await bringIn(ground, 'accounts', path.join(folder, 'accounts.csv'))),
        ...(await bringIn(ground, 'orders', path.join(folder, 'orders.csv'))),
      ]
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

const ROUNDS = 3

async function bringIn(ground: Ground, kind: Kind, file: string): Promise<Reading[]> {
  const count = ground.accounts.length
  await writeFile(file, kind === 'accounts' ? accountsFile(count) : await ordersFile(ground, count))
  const [bare, ours, command]: [number[], number[], Run[]] = [[], [], []]
  // In turns, so that whatever else the machine does hinders all of them alike.
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await bareImport(ground, kind, file))
    ours.push(await within(ground, kind, file))
    command.push(await byCommand(ground, kind, file))
  }
  const against = { against: `COPY and upsert of these ${kind}`, againstMs: median(bare) }
  const peak = Math.max(...command.map((run) => run.peak))
  return [
    { what: `import ${kind}, figures included (${count} customers)`, ms: median(ours), ...against },
    {
      what: `the command, its start included, ${peak} MB at the most`,
      ms: median(command.map(({ ms }) => ms)),
      ...against,
    },
  ]
}

const median = (all: readonly number[]): number =>
  all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0

async function within(ground: Ground, kind: Kind, file: string): Promise<number> {
  const began = performance.now()
  const { refused, created } = await importFile(ground.deps, ground.workspace, kind, createReadStream(file))
  const ms = performance.now() - began
  if (refused || created === 0) throw new Error(`the file of ${kind} was not taken`)
  await forgetImported(ground, kind)
  return ms
}

interface Run {
  ms: number
  /** Memory of the process at its highest, in MB; 0 where the system does not say. */
  peak: number
}

async function byCommand(ground: Ground, kind: Kind, file: string): Promise<Run> {
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
  await forgetImported(ground, kind)
  return { ms, peak }
}

async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
}
