import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { dayIn } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { CsvFault } from '../../csv/fault.ts'
import { openTable, type Table } from '../../csv/table.ts'
import { TOLD } from '../../csv/tally.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { job } from '../../jobs/job.ts'
import { pacing } from '../../jobs/pacing.ts'
import { tell, tellAnew } from '../../jobs/tell.ts'
import type { Workspace } from '../../slack/ask.ts'
import { openFile } from '../../slack/files.ts'
import { release } from '../../slack/once.ts'
import type { Said } from '../../slack/say.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import { makeMemberBook } from '../import-people/forms.ts'
import { membersByEmail } from '../import-people/queries.ts'
import { markForPlanning, restate } from '../statistics/queries.ts'
import {
  type About,
  type Counts,
  type Kind,
  kindOf,
  KINDS,
  noteWrong,
  openReading,
  type Outcome,
  outcomeOf,
  type Reading,
  readRows,
  sheets,
} from '../import-rows/forms.ts'
import {
  compareStaged,
  goodRows,
  noteGrowth,
  staged,
  wrongTogether,
  writeStaged,
} from '../import-rows/queries.ts'
import { reader, workspaceById } from '../people/queries.ts'
import { importKey, pressed, unread, type Way } from './forms.ts'
import { importDone, noteImport } from './queries.ts'
import { busy, done, instead, preview } from './views.ts'

/**
 * Brings a CSV in, all of it or nothing; without `kind` its columns say what it holds.
 * What is wrong with it is part of the outcome; only faults of ours are thrown.
 */
export async function importFile(
  deps: Deps,
  workspace: Workspace,
  kind: Kind | undefined,
  source: AsyncIterable<Buffer>,
  way: Way = {},
): Promise<Outcome> {
  const now = deps.now()
  const members = makeMemberBook(await membersByEmail(deps.db, workspace.id))
  const about: About = { workspace, now, today: dayIn(workspace.zone, now), members }
  const table = await openTable(source).catch(refusal)
  if (table instanceof CsvFault) return unread({ line: table.line, column: '', key: table.key, values: {} })
  try {
    const meant = kind ?? kindOf(table.header)
    if (!meant)
      return unread(table.faults({})[0] ?? { line: 1, column: '', key: 'imports.unknownKind', values: {} })
    return await readTable(deps, workspace, openReading(about, meant), table, way)
  } finally {
    await table.close()
  }
}

/** What is wrong with the file comes back as a value; anything else is thrown on. */
function refusal(error: unknown): CsvFault {
  if (error instanceof CsvFault) return error
  throw error
}

async function readTable(deps: Deps, workspace: Workspace, reading: Reading, table: Table, way: Way) {
  const faults = table.faults(sheets[reading.kind].columns)
  reading.tally.note(faults)
  if (faults.length > 0) return outcomeOf(reading, table, false, undefined)
  const counts = await bringIn(deps, workspace, reading, table, way).catch(refusal)
  if (!(counts instanceof CsvFault)) return outcomeOf(reading, table, true, counts)
  const { line, key, place } = counts
  reading.tally.note([{ line, column: table.header[place ?? -1] ?? '', key, values: {} }])
  return outcomeOf(reading, table, false, undefined)
}

function bringIn(
  deps: Deps,
  workspace: Workspace,
  reading: Reading,
  table: Table,
  way: Way,
): Promise<Counts | undefined> {
  const { kind } = reading
  const rows = readRows(reading, table, way.progress ?? (() => {}))
  return staged(deps.db, kind, rows, async (trx) => {
    noteWrong(reading, await wrongTogether(trx, workspace.id, kind, TOLD))
    const good = await goodRows(trx, kind)
    reading.bad = reading.rows - good
    if (reading.bad > 0 && !way.skipBad) return undefined
    const { created, updated } = await compareStaged(trx, workspace.id, kind)
    const counts = { created, updated, unchanged: good - created - updated }
    if (!way.dryRun) await write(deps, trx, workspace, reading, counts, way)
    return counts
  })
}

/** Writes, works the figures out anew and has the duties planned: all of it stands with the file, or none. */
async function write(
  deps: Deps,
  trx: Db,
  workspace: Workspace,
  { about: { now, today }, kind, rows, bad }: Reading,
  counts: Counts,
  { by = null, file = kind }: { by?: string | null; file?: string },
): Promise<void> {
  const writing = { now, today, by }
  const news = counts.created + counts.updated
  if (news > 0) {
    const touched = await writeStaged(trx, workspace.id, kind, writing, news)
    await restate(trx, workspace, touched)
    await noteGrowth(trx, news)
    await markForPlanning(trx, workspace.id, touched)
    await deps.queue.send(trx, 'cadence.plan', { workspace: workspace.id })
    if (kind === 'orders') await deps.queue.send(trx, 'model.fit', { workspace: workspace.id })
  }
  await noteImport(trx, workspace.id, writing, file, { kind, rows, bad, ...counts })
}

const fromSlack = z.object({
  workspace: z.number().transform((id) => id as WorkspaceId),
  member: z.string(),
  channel: z.string(),
  file: z.string(),
})

/** Reads a dropped file and says what would become of it. */
export const previewFile = job({
  name: 'imports.preview',
  data: fromSlack,
  async run(deps, { workspace: id, member, file }) {
    const workspace = await workspaceById(deps.db, id)
    const words = wordsFor((await reader(deps.db, id, member))?.locale)
    const { said } = await inWords(deps, words, undefined, async () => {
      const { name, bytes } = await openFile(deps.slack, deps.config, file)
      const outcome = await importFile(deps, workspace, undefined, bytes, { dryRun: true, skipBad: true })
      return preview(words, { file, name }, outcome)
    })
    await tell(deps, member, said)
  },
})

/** Brings a dropped file in, once, and says so in the place of its preview. */
export const runImport = job({
  name: 'imports.run',
  data: fromSlack.extend({ ts: z.string(), kind: z.enum(KINDS), skipBad: z.boolean() }),
  async run(deps, { workspace: id, member, file, kind, skipBad, channel, ts }) {
    const workspace = await workspaceById(deps.db, id)
    const words = wordsFor((await reader(deps.db, id, member))?.locale)
    const place = { channel, ts, member }
    // Begun before and killed after it was written: what came of it stands with it.
    const before = await importDone(deps.db, id, file)
    if (before) return tellAnew(deps, place, done(words, undefined, before))
    const pace = pacing(deps, (rows) => tellAnew(deps, place, busy(words, rows)))
    const { said, failed } = await inWords(deps, words, pressed(file, kind, skipBad), async () => {
      const { name, bytes } = await openFile(deps.slack, deps.config, file)
      const way = { skipBad, by: member, file, progress: pace.progress }
      return done(words, name, await importFile(deps, workspace, kind, bytes, way))
    })
    if (failed) await release(deps.db, id, importKey(file))
    await pace.told()
    await tellAnew(deps, place, said)
  },
})

/** What cannot be done is said in words; what is our fault is told to the log too. With `again` it may be pressed again. */
async function inWords(deps: Deps, words: Words, again: string | undefined, work: () => Promise<Said>) {
  try {
    return { said: await work(), failed: false }
  } catch (error) {
    if (error instanceof CareError) return { said: instead(words, words.say(error), again), failed: true }
    const reference = randomUUID().slice(0, 8)
    deps.logger.error({ err: error, reference }, 'an import failed')
    return { said: instead(words, words.t('errors.broken', { reference }), again), failed: true }
  }
}
