import type { Day } from '../../care/calendar.ts'
import type { Issue } from '../../csv/fault.ts'
import type { Columns, Row, Table } from '../../csv/table.ts'
import { makeTally, type Tally } from '../../csv/tally.ts'
import type { Field, Wrong } from '../../db/staging.ts'
import type { MemberBook, Notice } from '../import-people/forms.ts'
import { accountColumns, accountReader } from '../import-accounts/forms.ts'
import { interactionColumns, interactionReader } from '../import-interactions/forms.ts'
import { orderColumns, orderReader } from '../import-orders/forms.ts'

/** What a CSV may hold. */
export const KINDS = ['accounts', 'orders', 'interactions'] as const
export type Kind = (typeof KINDS)[number]

/** The kind that a file of these columns is. */
export function kindOf(header: readonly string[]): Kind | undefined {
  const has = (...names: string[]): boolean => names.some((name) => header.includes(name))
  if (has('order_id', 'ordered_at', 'amount')) return 'orders'
  if (has('external_id')) return 'accounts'
  if (has('account_external_id') || has('channel', 'by_email', 'summary')) return 'interactions'
  return has('name', 'owner_email') ? 'accounts' : undefined
}

/** What reading takes besides the cells. */
export interface About {
  workspace: { id: number; zone: string; currency: string }
  now: Date
  /** The workspace's day. */
  today: Day
  members: MemberBook
}

/** One kind of file: its columns, and how a row becomes what is staged; undefined where even its key is wrong. */
interface Sheet {
  columns: Columns
  /** The column whose text no two rows share, and what to say of two that do. */
  key: string
  repeatedKey: string
  /** What to say of e-mails that belong to no member. */
  nobody: string
  reader: (about: About) => (row: Row) => Readonly<Record<string, Field>> | undefined
}

export const sheets: Readonly<Record<Kind, Sheet>> = {
  accounts: {
    columns: accountColumns,
    key: 'external_id',
    repeatedKey: 'csv.repeated',
    nobody: 'imports.nobodyOwns',
    reader: (about) => accountReader({ ...about, owner: (email) => about.members.find(email)?.id ?? null }),
  },
  orders: {
    columns: orderColumns,
    key: 'order_id',
    repeatedKey: 'csv.repeated',
    nobody: '',
    reader: orderReader,
  },
  interactions: {
    columns: interactionColumns,
    key: '',
    repeatedKey: 'csv.repeatedRow',
    nobody: 'imports.nobodyDid',
    reader: (about) => interactionReader({ ...about, member: about.members.find }),
  },
}

/** What became of a file, or would become of it. */
export interface Outcome {
  /** Undefined where the file does not show what it is. */
  kind: Kind | undefined
  /** Rows of the file, without header and empty lines. */
  rows: number
  created: number
  updated: number
  unchanged: number
  /** The first of what is wrong, by line. */
  issues: Issue[]
  /** All that is wrong. */
  issueCount: number
  /** Rows with something wrong. */
  bad: number
  /** Whether the file could be read to its end. */
  readable: boolean
  /** Nothing was, or would be, written. */
  refused: boolean
  /** What is worth knowing and no error: keys of `src/words` and their values. */
  notices: Notice[]
}

/** What is known of a file while it is read. */
export interface Reading {
  about: About
  kind: Kind
  tally: Tally
  rows: number
  bad: number
}

export const openReading = (about: About, kind: Kind): Reading => ({
  about,
  kind,
  tally: makeTally(),
  rows: 0,
  bad: 0,
})

/** One row on its way in. */
export interface ReadRow {
  line: number
  bad: boolean
  fields: Readonly<Record<string, Field>>
}

/** The rows of a file, a batch at a time; what is wrong is noted, and rows whose key is wrong are left out. */
export async function* readRows(
  reading: Reading,
  table: Table,
  progress: (rows: number) => void,
): AsyncGenerator<Iterable<ReadRow>> {
  const { columns, reader } = sheets[reading.kind]
  const read = reader(reading.about)
  for await (const rows of table.rows(columns)) {
    yield readBatch(rows, read, reading)
    progress(reading.rows)
  }
}

function* readBatch(
  rows: Iterable<Row>,
  read: ReturnType<Sheet['reader']>,
  reading: Reading,
): Generator<ReadRow> {
  for (const row of rows) {
    const fields = read(row)
    reading.rows += 1
    if (row.issues.length > 0) reading.tally.note(row.issues)
    if (fields) yield { line: row.line, bad: row.issues.length > 0, fields }
  }
}

type Counted = Wrong & { all: number }

/** Notes rows that are wrong beside others of the file (`repeated`) or of customers nobody knows. */
export function noteWrong(
  { kind, tally }: Reading,
  { repeated, strangers }: { repeated: Counted[]; strangers: Counted[] },
): void {
  const { key: column, repeatedKey: key } = sheets[kind]
  const twice = repeated.map(({ line, text, first }) => ({
    line,
    column,
    key,
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

export type Counts = Pick<Outcome, 'created' | 'updated' | 'unchanged'>

const NOTHING: Counts = { created: 0, updated: 0, unchanged: 0 }

/** Without `counts`: nothing is written. */
export function outcomeOf(
  reading: Reading,
  table: Table,
  readable: boolean,
  counts: Counts | undefined,
): Outcome {
  const { rows, bad, tally, kind, about } = reading
  const unknown = table.unknown(sheets[kind].columns)
  const notices = [
    ...(unknown.length > 0
      ? [
          {
            key: 'imports.unknownColumns',
            values: { columns: unknown.slice(0, 20).join(', ').slice(0, 300) },
          },
        ]
      : []),
    ...about.members.notices(sheets[kind].nobody),
  ]
  const wrong = { issues: tally.first(), issueCount: tally.count() }
  return { kind, rows, bad, ...(counts ?? NOTHING), readable, refused: !counts, ...wrong, notices }
}
