import { parseFilter } from '../src/care/filter-parser.ts'
import { loadCommand } from '../src/commands/load/load.ts'
import type { Db } from '../src/db/database.ts'
import { fitted } from '../src/features/model/jobs.ts'
import { keepFit } from '../src/features/model/queries.ts'
import { ensureWorkspace } from '../src/features/people/queries.ts'
import { savedNamed } from '../src/features/saved-segments/queries.ts'
import { renewAll } from '../src/features/scores/queries.ts'
import { countsOf, scopeOf } from '../src/features/segment-counts/queries.ts'
import { askedNow, pageOf } from '../src/features/segment-lists/queries.ts'
import type { Workspace } from '../src/slack/ask.ts'
import { vocabulary } from '../src/words/vocabulary.ts'
import { type Ground, type Measurement, type Reading, timed } from './measurement.ts'

const SMALL = 10_000
/** Answers are milliseconds: the median of so many. */
const TIMES = 41
const NOW = new Date()

/** What `/segment` asks of the database, among all accounts and among 10 000. */
export const segments: Measurement = {
  name: 'segments',
  async run(ground) {
    const small = await smallWorkspace(ground)
    const large = ground.workspace
    for (const workspace of [small, large]) {
      const fit = await fitted(ground.db, {
        workspace,
        asOf: (await askedNow(ground.db, workspace, NOW)).today,
      })
      await keepFit(ground.db, workspace.id, fit, NOW)
    }
    const readings: Reading[] = []
    for (const [who, viewer] of Object.entries(VIEWERS))
      for (const text of ['vip', 'key', 'vip gap>60', 'vip sort:stake'])
        readings.push(
          await compared(ground, small, `/segment ${text} for ${who}`, (db, workspace) =>
            list(db, workspace, viewer, text),
          ),
        )
    readings.push(
      await compared(ground, small, '/segment for an admin', (db, workspace) => names(db, workspace)),
    )
    return [...readings, await night(ground)]
  },
}

const VIEWERS = {
  'an admin': { id: 'UADMIN', role: 'admin' as const, teamId: null },
  'a rep': { id: 'ULOAD000001', role: 'rep' as const, teamId: null },
}
type Viewer = (typeof VIEWERS)[keyof typeof VIEWERS]

async function smallWorkspace({ deps }: Ground): Promise<Workspace> {
  const workspace = (): Promise<Workspace> => ensureWorkspace(deps.db, 'TSMALL', 'Small', NOW)
  const small = await workspace()
  const options = { accounts: String(SMALL) }
  await loadCommand.run({ deps, words: [], options, workspace: async () => small, progress: () => {} })
  return small
}

async function compared(
  { db, workspace, accounts }: Ground,
  small: Workspace,
  what: string,
  ask: (db: Db, workspace: Workspace) => Promise<unknown>,
): Promise<Reading> {
  await ask(db, workspace)
  await ask(db, small)
  const ms = await timed(() => ask(db, workspace), { times: TIMES })
  const againstMs = await timed(() => ask(db, small), { times: TIMES })
  return { what: `${what} among ${accounts.length}`, ms, against: `among ${SMALL}`, againstMs }
}

/** All that the answer reads. */
async function list(db: Db, workspace: Workspace, viewer: Viewer, text: string): Promise<unknown> {
  await savedNamed(db, workspace.id, text)
  const scope = await scopeOf(db, workspace.id, viewer)
  const asked = await askedNow(db, workspace, NOW)
  return pageOf(db, asked, scope, parseFilter(text, vocabulary), 0)
}

async function names(db: Db, workspace: Workspace): Promise<unknown> {
  return countsOf(db, workspace.id, await scopeOf(db, workspace.id, VIEWERS['an admin']))
}

/** A night in which nothing changed, against the scores from nothing. */
async function night({ db, workspace, accounts }: Ground): Promise<Reading> {
  const ms = await timed(() => renewAll(db, workspace, NOW), { times: 1 })
  const forget = async (): Promise<void> => {
    for (const table of ['accountScore', 'segmentTally'] as const)
      await db.deleteFrom(table).where('workspaceId', '=', workspace.id).execute()
  }
  const againstMs = await timed(() => renewAll(db, workspace, NOW), { times: 1, prepare: forget })
  return { what: `score ${accounts.length}, nothing changed`, ms, against: 'from nothing', againstMs }
}
