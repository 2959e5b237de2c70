import { CsvFault } from './fault.ts'

/** First bytes of what people drop with `.csv` at the end of its name, and what to say of it. */
const OTHERS: readonly [bytes: readonly number[], key: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'csv.workbook'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'csv.workbook'],
  [[0x1f, 0x8b], 'csv.packed'],
  [[0xff, 0xfe], 'csv.utf16'],
  [[0xfe, 0xff], 'csv.utf16'],
]

/** Refuses what is no UTF-8 text at first sight: workbooks, packed files, UTF-16. `head` holds the first 4 bytes at least. */
export function refuseOthers(head: Buffer): void {
  const other = OTHERS.find(([bytes]) => bytes.every((byte, i) => head[i] === byte))
  if (other) throw new CsvFault(other[1], 1)
  // UTF-16 without a mark: every second byte of plain letters is zero.
  const zeros = Array.from(head.subarray(0, 4), (byte) => (byte === 0 ? '0' : 'x')).join('')
  if (zeros === 'x0x0' || zeros === '0x0x') throw new CsvFault('csv.utf16', 1)
}

/** Stands in a text for bytes that are no UTF-8. */
export const BROKEN = '\ufffd'

/** Watches bytes go by and knows whether any so far were no UTF-8. */
export function watchUtf8(): { sawBroken: () => boolean; see: (bytes?: Buffer) => void } {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let broken = false
  return {
    sawBroken: () => broken,
    /** Without bytes: nothing more will come. */
    see(bytes) {
      if (broken) return
      try {
        decoder.decode(bytes, { stream: bytes !== undefined })
      } catch {
        broken = true
      }
    },
  }
}
