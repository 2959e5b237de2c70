import { CareError, type Values } from '../care/errors.ts'
import { BROKEN } from './encoding.ts'
import type { Issue } from './fault.ts'
import { type Batch, type CsvRecord, readRecords } from './records.ts'

/** What a file may have in its columns, by name. */
export type Columns = Readonly<Record<string, 'required' | 'optional'>>

/** One row on its way in. */
export interface Row<Name extends string = string> {
  line: number
  /** What was found wrong so far. */
  issues: Issue[]
  /** The cell as `read` takes it; null where it is empty, or wrong, which is then among the issues. */
  cell<T>(column: Name, read: (text: string) => T): T | null
}

/** A file whose first line names its columns. */
export interface Table {
  /** Names of the columns, lower case, `_` for spaces; empty for an empty file. */
  header: readonly string[]
  /** Its columns that these are not. */
  unknown(columns: Columns): string[]
  /** What makes the header unfit for these columns. */
  faults(columns: Columns): Issue[]
  /** The rows, a batch per piece of the file, each made when asked for; empty ones are left out. */
  rows<C extends Columns>(columns: C): AsyncGenerator<Iterable<Row<keyof C & string>>>
  /** Lets go of the source, read to its end or not. */
  close(): Promise<unknown>
}

/** Reads the first line; throws a CsvFault where there is no reading on. */
export async function openTable(source: AsyncIterable<Buffer>): Promise<Table> {
  const batches = readRecords(source)
  let first = await batches.next()
  while (!first.done && first.value.records.length === 0) first = await batches.next()
  const batch: Batch = first.done ? { records: [], broken: false, nul: false } : first.value
  const [head, ...rest] = batch.records
  const header = (head?.cells ?? []).map(columnName)
  return {
    header,
    unknown: (columns) => header.filter((name) => name !== '' && !(name in columns)),
    faults: (columns) => headerFaults(header, head, columns),
    rows: (columns) => readRows({ ...batch, records: rest }, batches, header, columns),
    close: () => batches.return(undefined),
  }
}

const columnName = (cell: string): string =>
  cell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')

function headerFaults(header: readonly string[], head: CsvRecord | undefined, columns: Columns): Issue[] {
  if (!head) return [{ line: 1, column: '', key: 'csv.empty', values: {} }]
  const fault = (key: string, column: string, values: Values = {}): Issue => ({
    line: head.line,
    column,
    key,
    values,
  })
  const names = Object.keys(columns)
  const missing = names.filter((name) => columns[name] === 'required' && !header.includes(name))
  const mark = header.length === 1 ? /[;\t|]/.exec(head.cells[0] ?? '')?.[0] : undefined
  if (missing.length > 0 && mark) return [fault('csv.separator', '', { mark: mark === '\t' ? 'Tab' : mark })]
  const twice = names.filter((name) => header.indexOf(name) !== header.lastIndexOf(name))
  return [
    ...missing.map((name) => fault('csv.columnMissing', name, { column: name })),
    ...twice.map((name) => fault('csv.columnTwice', name, { column: name })),
  ]
}

async function* readRows<C extends Columns>(
  first: Batch,
  more: AsyncGenerator<Batch>,
  header: readonly string[],
  columns: C,
): AsyncGenerator<Iterable<Row<keyof C & string>>> {
  const read = rowReader<keyof C & string>(header, columns)
  yield read(first)
  for await (const batch of more) yield read(batch)
}

/** How the records of a batch become rows: cells are found by the names in the header. */
function rowReader<Name extends string>(
  header: readonly string[],
  columns: Columns,
): (batch: Batch) => Generator<Row<Name>> {
  const places = new Map(Object.keys(columns).map((name) => [name, header.indexOf(name)]))
  const rowOf = ({ line, cells }: CsvRecord, { broken, nul }: Batch): Row<Name> => {
    const issues: Issue[] = []
    const note = (column: string, key: string, values: Values = {}): null => {
      issues.push({ line, column, key, values: shortened(values) })
      return null
    }
    const count = cells.length
    if (count < header.length) note('', 'csv.tooFew', { count, columns: header.length })
    if (count > header.length && cells.slice(header.length).some((cell) => cell.trim() !== ''))
      note('', 'csv.tooMany', { count, columns: header.length })
    return {
      line,
      issues,
      cell(column, read) {
        const text = cells[places.get(column) ?? -1]?.trim() ?? ''
        if (nul && text.includes('\0')) return note(column, 'csv.nul')
        if (broken && text.includes(BROKEN)) return note(column, 'csv.notUtf8')
        if (text === '') return columns[column] === 'required' ? note(column, 'csv.cellEmpty') : null
        try {
          return read(text)
        } catch (error) {
          if (error instanceof CareError) return note(column, error.key, error.values)
          throw error
        }
      },
    }
  }
  return function* (batch) {
    for (const record of batch.records)
      if (record.cells.some((cell) => cell.trim() !== '')) yield rowOf(record, batch)
  }
}

// A cell may be as long as a book; what is said of it need not.
const shortened = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? cut(value) : value]),
  )

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59).toWellFormed()}…` : text)
