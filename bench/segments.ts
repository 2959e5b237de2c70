import { parseFilter } from '../src/care/filter-parser.ts'
import { loadCommand } from '../src/commands/load/load.ts'
import type { Db } from '../src/db/database.ts'
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

/** Any model: to fit one is measured elsewhere. */
const FIT = {
  orders: {
    customers: SMALL,
    model: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 },
    logLikelihood: -9582,
    whyNot: null,
  },
  spend: { customers: 0, model: null, whyNot: 'too-few' as const },
}

/** What `/segment` asks of the database, among all accounts and among 10 000. */
export const segments: Measurement = {
  name: 'segments',
  async run(ground) {
    const small = await smallWorkspace(ground)
    const large = ground.workspace
    for (const workspace of [small, large]) {
      const { today } = await askedNow(ground.db, workspace, NOW)
      await keepFit(ground.db, workspace.id, { ...FIT, asOf: today, currency: workspace.currency }, NOW)
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
  const [all, few]: [number[], number[]] = [[], []]
  // In turns, so that whatever else the machine does befalls both.
  for (let time = 0; time < TIMES; time++) {
    all.push(await timed(() => ask(db, workspace), { times: 1 }))
    few.push(await timed(() => ask(db, small), { times: 1 }))
  }
  const [ms, againstMs] = [median(all), median(few)]
  return { what: `${what} among ${accounts.length}`, ms, against: `among ${SMALL}`, againstMs }
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0

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
