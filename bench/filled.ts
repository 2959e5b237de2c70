import { loadCommand } from '../src/commands/load/load.ts'
import { readConfig } from '../src/config.ts'
import { migrate } from '../src/db/migrate.ts'
import { ensureDatabase, freshDatabase } from '../src/db/server.ts'
import { ensureWorkspace } from '../src/features/people/queries.ts'
import { makeLogger } from '../src/log.ts'
import { outside } from '../src/outside.ts'

export const clock = { now: () => new Date(), realNow: () => new Date() }

/** What the scratch workspace is called. */
export const TEAM = 'TLOAD'

/** Databases with so many customers each, filled when first asked for; with `keep` those of an earlier run serve again. */
export function fillerOf(server: string, keep: boolean): (accounts: number) => Promise<string> {
  const known = new Map<number, Promise<string>>()
  return (accounts) => {
    const filled = known.get(accounts) ?? fill(server, accounts, keep)
    known.set(accounts, filled)
    return filled
  }
}

async function fill(server: string, accounts: number, keep: boolean): Promise<string> {
  const name = `tend_bench_${accounts}`
  const databaseUrl = keep ? await ensureDatabase(server, name) : await freshDatabase(server, name)
  const { deps, close } = outside(readConfig({}), databaseUrl, makeLogger('warn'), clock)
  try {
    await migrate(deps.db)
    const { there } = await deps.db
      .selectFrom('account')
      .select((eb) => eb.fn.countAll<number>().as('there'))
      .executeTakeFirstOrThrow()
    if (there !== accounts)
      await loadCommand.run({
        deps,
        words: [],
        options: { accounts: String(accounts) },
        workspace: () => ensureWorkspace(deps.db, TEAM, 'Load', clock.now()),
        progress: (line) => say(`${accounts} customers: ${line}`),
      })
  } finally {
    await close()
  }
  return databaseUrl
}

/** Between two lines where nobody sees one change in its place, in milliseconds. */
const PAUSE = 10_000
let said = 0

/** Says on stderr what is being done. */
export function say(line: string): void {
  if (process.stderr.isTTY) return void process.stderr.write(`\r\u001b[K${line}`)
  if (performance.now() - said < PAUSE) return
  said = performance.now()
  process.stderr.write(`${line}\n`)
}
