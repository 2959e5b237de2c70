import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { freshDatabase, joinServer } from '../src/db/server.ts'
import { migrate } from '../src/db/migrate.ts'
import { ensureWorkspace, workspaces } from '../src/features/people/queries.ts'
import { makeLogger } from '../src/log.ts'
import { outside } from '../src/outside.ts'
import { figures } from './figures.ts'
import { clock, fillerOf, TEAM } from './filled.ts'
import { imports } from './imports.ts'
import type { EmptyGround, Ground, Measurement, Reading } from './measurement.ts'
import { model } from './model.ts'
import { mornings } from './mornings.ts'
import { nights } from './nights.ts'
import { planning } from './planning.ts'
import { segments } from './segments.ts'

/** All that is measured. To add one, add a line. */
const measurements: readonly Measurement[] = [figures, planning, segments, nights, mornings, model, imports]

process.env['TZ'] = 'UTC'
const { values, positionals } = parseArgs({
  options: {
    accounts: { type: 'string', default: '20000' },
    json: { type: 'boolean', default: false },
    /** What an earlier run filled serves again. */
    keep: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const chosen = measurements.filter(({ name }) => positionals.length === 0 || positionals.includes(name))

const server = await joinServer('.data/bench')
const filled = fillerOf(server.url, values.keep)
const size = Number(values.accounts)
const databaseUrl = chosen.every(({ empty }) => empty)
  ? await freshDatabase(server.url, 'tend_bench_none')
  : await filled(size)
const { deps, close } = outside(readConfig({}), databaseUrl, makeLogger('warn'), clock)
try {
  await migrate(deps.db)
  const readings = await measure(await groundOf())
  process.stdout.write(values.json ? `${JSON.stringify(readings)}\n` : table(readings))
} finally {
  await close()
  await server.leave()
}

async function groundOf(): Promise<Ground> {
  const { db } = deps
  const [known] = await workspaces(db)
  const workspace = known ?? (await ensureWorkspace(db, TEAM, 'Load', clock.now()))
  const rows = await db.selectFrom('account').select('id').orderBy('id').execute()
  await deps.queue.open()
  const accounts = rows.map(({ id }) => id)
  return { deps, db, databaseUrl, workspace, accounts, size, empty: onEmpty, filled }
}

async function onEmpty<T>(work: (ground: EmptyGround) => Promise<T>): Promise<T> {
  const url = await freshDatabase(server.url, 'tend_bench_empty')
  const own = outside(readConfig({}), url, makeLogger('warn'), clock)
  try {
    await migrate(own.deps.db)
    const workspace = await ensureWorkspace(own.deps.db, TEAM, 'Load', clock.now())
    await own.deps.queue.open()
    return await work({ deps: own.deps, db: own.deps.db, databaseUrl: url, workspace })
  } finally {
    await own.close()
  }
}

async function measure(ground: Ground): Promise<(Reading & { name: string; ratio: number })[]> {
  const all = []
  for (const { name, run } of chosen)
    for (const reading of await run(ground))
      all.push({ name, ...reading, ratio: Math.round((reading.againstMs / reading.ms) * 10) / 10 })
  return all
}

function table(readings: readonly (Reading & { ratio: number })[]): string {
  const rows = readings.map(({ what, ms, against, againstMs, ratio }) => [
    `${what}: ${Math.round(ms)} ms`,
    `${against}: ${Math.round(againstMs)} ms`,
    `× ${ratio}`,
  ])
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}
