import { once } from 'node:events'
import { CsvError, type Parser, parse } from 'csv-parse'
import { refuseOthers, watchUtf8 } from './encoding.ts'
import { CsvFault } from './fault.ts'

/** One record of the file. */
export interface CsvRecord {
  /** Line of the file on which it begins, the first is 1. */
  line: number
  cells: string[]
}

export interface Batch {
  records: CsvRecord[]
  /** Whether some bytes so far were no UTF-8: cells made of them hold U+FFFD. */
  broken: boolean
  /** Whether some bytes so far were NUL. */
  nul: boolean
}

/** Characters of one record; more means a quote that nobody closed. */
const LONGEST = 100_000

/** The records of a CSV (RFC 4180), a batch per piece of the source; empty lines are left out. Throws a CsvFault. */
export async function* readRecords(source: AsyncIterable<Buffer>): AsyncGenerator<Batch> {
  const utf8 = watchUtf8()
  const counter = countLines()
  const parser = makeParser(counter.take)
  let nul = false
  try {
    for await (const bytes of fromFourBytes(source)) {
      utf8.see(bytes)
      nul ||= bytes.includes(0)
      const fault = await told(counter, new Promise<void>((done, fail) => write(parser, bytes, done, fail)))
      // What stood before it is read first: it may name the columns.
      yield { records: counter.taken(), broken: utf8.sawBroken(), nul }
      if (fault) throw fault
    }
    utf8.see()
    parser.resume().end()
    const fault = await told(counter, once(parser, 'end'))
    yield { records: counter.taken(), broken: utf8.sawBroken(), nul }
    if (fault) throw fault
  } finally {
    parser.destroy()
  }
}

function makeParser(take: (cells: string[]) => undefined): Parser {
  const parser = parse({
    bom: true,
    columns: false,
    max_record_size: LONGEST,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // Nothing is handed on: a stream that fails would lose what it still holds.
    on_record: take,
  })
  // What goes wrong is told to whoever wrote or waits.
  parser.on('error', () => {})
  return parser
}

function write(parser: Parser, bytes: Buffer, done: () => void, failed: (error: Error) => void): void {
  parser.write(bytes, (error) => (error ? failed(error) : done()))
}

interface Counter {
  take: (cells: string[]) => undefined
  /** What was taken since last asked. */
  taken: () => CsvRecord[]
  /** The line on which the next record begins. */
  next: () => number
}

/** Counts lines by what stands in the records: the parser's own count takes `\r\n` inside quotes for two. */
function countLines(): Counter {
  let line = 1
  let records: CsvRecord[] = []
  return {
    take(cells) {
      if (cells.length > 1 || cells[0] !== '') records.push({ line, cells })
      line += 1
      for (const cell of cells) line += breaksIn(cell)
      return undefined
    },
    taken() {
      const taken = records
      records = []
      return taken
    },
    next: () => line,
  }
}

const breaksIn = (cell: string): number =>
  cell.includes('\n') || cell.includes('\r') ? (cell.match(/\r\n|\n|\r/g)?.length ?? 0) : 0

const KEYS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'csv.quoteOpen',
  CSV_MAX_RECORD_SIZE: 'csv.quoteOpen',
}

/** What the parser finds wrong, at the line on which the record begins. */
async function told(counter: Counter, work: Promise<unknown>): Promise<CsvFault | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const place = typeof error['column'] === 'number' ? error['column'] : undefined
    return new CsvFault(KEYS[error.code] ?? 'csv.quoteStray', counter.next(), place)
  }
}

/** The same bytes, the first piece of at least 4 of them, known not to be a workbook or UTF-16. */
async function* fromFourBytes(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const bytes of source) {
    if (!head) {
      yield bytes
      continue
    }
    head = Buffer.concat([head, bytes])
    if (head.length < 4) continue
    refuseOthers(head)
    yield head
    head = undefined
  }
  if (head?.length) {
    refuseOthers(head)
    yield head
  }
}
