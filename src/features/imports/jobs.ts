import { dayIn } from '../../care/calendar.ts'
import { CsvFault } from '../../csv/fault.ts'
import { openTable, type Row, type Table } from '../../csv/table.ts'
import { makeTally, type Tally, TOLD } from '../../csv/tally.ts'
import type { Deps } from '../../deps.ts'
import type { Workspace } from '../../slack/ask.ts'
import type { Db } from '../../db/database.ts'
import { markForPlanning, restate } from '../statistics/queries.ts'
import { type Kind, type MemberBook, makeMemberBook, type Outcome, sheets } from './forms.ts'
import {
  compareStaged,
  goodRows,
  membersByEmail,
  noteGrowth,
  staged,
  type StagedRow,
  writeStaged,
  wrongTogether,
} from './queries.ts'

export interface Way {
  /** Says what would become of the file; nothing is written. */
  dryRun?: boolean
  /** Writes the good rows though others are bad. */
  skipBad?: boolean
  /** Who brought the file; absent: the operator. */
  by?: string
  /** Told now and then how many rows were read. */
  progress?: (rows: number) => void
}

/** What is known of a file while it is read. */
interface Reading {
  deps: Deps
  workspace: Workspace
  kind: Kind
  now: Date
  way: Way
  tally: Tally
  members: MemberBook
  rows: number
  bad: number
}

type Counts = Pick<Outcome, 'created' | 'updated' | 'unchanged'>

const NOTHING: Counts = { created: 0, updated: 0, unchanged: 0 }

/** Brings a CSV in, all of it or nothing. What is wrong with it is part of the outcome; only faults of ours are thrown. */
export async function importFile(
  deps: Deps,
  workspace: Workspace,
  kind: Kind,
  source: AsyncIterable<Buffer>,
  way: Way = {},
): Promise<Outcome> {
  const members = makeMemberBook(await membersByEmail(deps.db, workspace.id))
  const now = deps.now()
  const reading: Reading = { deps, workspace, kind, now, way, tally: makeTally(), members, rows: 0, bad: 0 }
  let table: Table | undefined
  try {
    table = await openTable(source)
    const faults = table.faults(sheets[kind].columns)
    reading.tally.note(faults)
    if (faults.length > 0) return outcomeOf(reading, NOTHING, false)
    return outcomeOf(reading, await bringIn(reading, table), true, table)
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error
    const { line, key, place } = error
    reading.tally.note([{ line, column: table?.header[place ?? -1] ?? '', key, values: {} }])
    return outcomeOf(reading, NOTHING, false, table)
  } finally {
    await table?.close()
  }
}

function outcomeOf(reading: Reading, counts: Counts, readable: boolean, table?: Table): Outcome {
  const { rows, bad, tally, kind, members } = reading
  const unknown = table?.unknown(sheets[kind].columns) ?? []
  const notices = [
    ...(unknown.length > 0
      ? [{ key: 'imports.unknownColumns', values: { columns: unknown.join(', ') } }]
      : []),
    ...members.notices(sheets[kind].nobody),
  ]
  return { rows, bad, ...counts, readable, issues: tally.first(), issueCount: tally.count(), notices }
}

function bringIn(reading: Reading, table: Table): Promise<Counts> {
  const { deps, workspace, kind, way } = reading
  return staged(deps.db, kind, rowsOf(reading, table), async (trx) => {
    await noteWrong(trx, reading)
    const good = await goodRows(trx, kind)
    reading.bad = reading.rows - good
    if (reading.bad > 0 && !way.skipBad) return NOTHING
    const { created, updated } = await compareStaged(trx, workspace.id, kind)
    if (!way.dryRun && created + updated > 0) await write(trx, reading)
    return { created, updated, unchanged: good - created - updated }
  })
}

async function* rowsOf(reading: Reading, table: Table): AsyncGenerator<Iterable<StagedRow>> {
  const { workspace, kind, now, members, way } = reading
  const { columns, reader } = sheets[kind]
  const read = reader({ workspace, now, today: dayIn(workspace.zone, now), member: members.find })
  for await (const rows of table.rows(columns)) {
    yield stagedRows(rows, read, reading)
    way.progress?.(reading.rows)
  }
}

function* stagedRows(
  rows: Iterable<Row>,
  read: ReturnType<(typeof sheets)[Kind]['reader']>,
  reading: Reading,
): Generator<StagedRow> {
  for (const row of rows) {
    const fields = read(row)
    reading.rows += 1
    if (row.issues.length > 0) reading.tally.note(row.issues)
    if (fields) yield { line: row.line, bad: row.issues.length > 0, fields }
  }
}

/** Notes rows that are wrong beside others of the file or beside what is known. */
async function noteWrong(trx: Db, { workspace, kind, tally }: Reading): Promise<void> {
  const { repeated, strangers } = await wrongTogether(trx, workspace.id, kind, TOLD)
  const { key, repeatedKey } = sheets[kind]
  const twice = repeated.map(({ line, text, first }) => ({
    line,
    column: key,
    key: repeatedKey,
    values: { text, first: first ?? 0 },
  }))
  const unknown = strangers.map(({ line, text }) => ({
    line,
    column: 'account_external_id',
    key: 'imports.stranger',
    values: { text },
  }))
  tally.note(twice, repeated[0]?.all)
  tally.note(unknown, strangers[0]?.all)
}

/** Writes, works the figures out anew and has the duties planned: all of it stands with the file, or none. */
async function write(trx: Db, { deps, workspace, kind, now, way }: Reading): Promise<void> {
  const writing = { now, today: dayIn(workspace.zone, now), by: way.by ?? null }
  const touched = await writeStaged(trx, workspace.id, kind, writing)
  await restate(trx, workspace, touched)
  await noteGrowth(trx, touched)
  await markForPlanning(trx, workspace.id, touched)
  await deps.queue.send(trx, 'cadence.plan', { workspace: workspace.id })
}
