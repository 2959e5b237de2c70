import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import {
  copyLine,
  type Field,
  inStage,
  keepGood,
  putAside,
  repeated,
  type StageColumns,
  type Wrong,
} from '../../db/staging.ts'
import { accountStage, compareAccounts, writeAccounts, type Writing } from '../import-accounts/queries.ts'
import { compareInteractions, interactionStage, writeInteractions } from '../import-interactions/queries.ts'
import { compareOrders, orderStage, strangers, writeOrders } from '../import-orders/queries.ts'

type Kind = 'accounts' | 'orders' | 'interactions'

/** How one kind of file is kept. */
interface Book {
  stage: StageColumns
  /** The staged column that no two rows share. */
  key: string
  /** The tables it is kept in and the columns by which these are joined, as `analyze` takes them. */
  joined: string
  /** Rows of customers nobody knows. */
  strangers?: (workspace: WorkspaceId) => RawBuilder<Wrong>
  /** How many are new, how many differ; nothing is written. */
  compare: (trx: Db, workspace: WorkspaceId) => Promise<{ created: number; updated: number }>
  /** Writes what `compare` found; returns the accounts whose figures follow. */
  write: (trx: Db, workspace: WorkspaceId, writing: Writing) => Promise<number[]>
}

const books: Readonly<Record<Kind, Book>> = {
  accounts: {
    stage: accountStage,
    key: 'external_id',
    joined: 'account (workspace_id, id, external_id, owner_id, tier), contact (workspace_id, account_id)',
    compare: compareAccounts,
    write: writeAccounts,
  },
  orders: {
    stage: orderStage,
    key: 'external_id',
    joined: '"order" (workspace_id, account_id, external_id, ordered_on)',
    strangers,
    compare: compareOrders,
    write: writeOrders,
  },
  interactions: {
    stage: interactionStage,
    key: 'import_key',
    joined: 'interaction (workspace_id, account_id, import_key, occurred_at, occurred_on)',
    strangers,
    compare: compareInteractions,
    write: writeInteractions,
  },
}

/** One row on its way in; its fields by the names of the stage's columns. */
interface StagedRow {
  line: number
  bad: boolean
  fields: Readonly<Record<string, Field>>
}

/** Brings rows into one transaction's stage, then does `work` in that transaction. */
export async function staged<T>(
  db: Db,
  kind: Kind,
  batches: AsyncIterable<Iterable<StagedRow>>,
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  const { stage } = books[kind]
  return inStage(db, stage, async ({ trx, fill }) => {
    await fill(copyText(batches, Object.keys(stage)))
    return work(trx)
  })
}

async function* copyText(
  batches: AsyncIterable<Iterable<StagedRow>>,
  columns: readonly string[],
): AsyncGenerator<string> {
  for await (const rows of batches) {
    let text = ''
    for (const { line, bad, fields } of rows)
      text += copyLine([line, bad, ...columns.map((column) => fields[column] ?? null)])
    if (text !== '') yield text
  }
}

/** Takes the rows out of the stage that are wrong beside others or beside what is known; gives the first `most` of each sort. */
export async function wrongTogether(trx: Db, workspace: WorkspaceId, kind: Kind, most: number) {
  const { key, strangers } = books[kind]
  return {
    repeated: await putAside(trx, repeated(key), most),
    strangers: strangers ? await putAside(trx, strangers(workspace), most) : [],
  }
}

/** Leaves the good rows in the stage; returns how many. */
export function goodRows(trx: Db, kind: Kind): Promise<number> {
  return keepGood(trx, books[kind].key)
}

/** Waits until no other import writes to this workspace, and compares with what is known. */
export async function compareStaged(trx: Db, workspace: WorkspaceId, kind: Kind) {
  await sql`select pg_advisory_xact_lock(${TURN}, ${workspace})`.execute(trx)
  return books[kind].compare(trx, workspace)
}

/** Tells imports from other locks: the letters `impo`. */
const TURN = 0x69_6d_70_6f

/** Writes the `rows` that were found new or different; returns the accounts whose figures follow. */
export async function writeStaged(
  trx: Db,
  workspace: WorkspaceId,
  kind: Kind,
  writing: Writing,
  rows: number,
): Promise<number[]> {
  const touched = await books[kind].write(trx, workspace, writing)
  if (rows > MANY) await sql.raw(`analyze ${books[kind].joined}`).execute(trx)
  return touched
}

/** Tells the planner of the figures that so many `rows` made: without it the duties of 100 000 take minutes. */
export async function noteGrowth(trx: Db, rows: number): Promise<void> {
  if (rows > MANY) await sql`analyze account_stats`.execute(trx)
}

/** Rows from which on a table may have changed its shape. */
const MANY = 100
