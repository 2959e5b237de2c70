import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRecords } from '../../src/csv/records.ts'

interface Written {
  line: number
  cells: string[]
}

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0
  for (const size of sizes) {
    yield bytes.subarray(at, at + size)
    at += size
  }
  yield bytes.subarray(at)
}

async function read(bytes: Buffer, sizes: readonly number[] = []): Promise<Written[]> {
  const records: Written[] = []
  for await (const batch of readRecords(cut(bytes, sizes))) records.push(...batch.records)
  return records
}

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc
    .array(fc.constantFrom('"', ',', '\n', '\r\n', '\r', 'a', '华', '👩‍👩‍👧', ' ', '\t', '\0'), { maxLength: 8 })
    .map((parts) => parts.join('')),
)
const breaks = fc.constantFrom('\n', '\r\n')

test('any rows, quoted as RFC 4180 says, come back as they were, with the lines they began on', async () => {
  const row = fc.record({
    cells: fc.array(cell, { minLength: 2, maxLength: 5 }),
    end: breaks,
    empty: fc.nat(2),
  })
  const file = fc.record({
    rows: fc.array(row, { maxLength: 12 }),
    bom: fc.boolean(),
    sizes: fc.array(fc.nat(40), { maxLength: 20 }),
  })
  await fc.assert(
    fc.asyncProperty(file, async ({ rows, bom, sizes }) => {
      let text = `${bom ? '\ufeff' : ''}id,name\n`
      let line = 2
      const written: Written[] = [{ line: 1, cells: ['id', 'name'] }]
      for (const { cells, end, empty } of rows) {
        text += end.repeat(empty)
        line += empty
        written.push({ line, cells })
        const quoted = cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')
        text += quoted + end
        line += (quoted.match(/\r\n|\r|\n/g) ?? []).length + 1
      }
      expect(await read(Buffer.from(text), sizes)).toEqual(written)
    }),
    { numRuns: 300 },
  )
})

test('cells without quotes come back as they were', async () => {
  const plain = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !/[",\r\n\ufeff]/.test(text))
  const rows = fc.array(fc.array(plain, { minLength: 2, maxLength: 4 }), { maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(rows, breaks, async (rows, end) => {
      const text = rows.map((cells) => cells.join(',')).join(end)
      const records = await read(Buffer.from(text), [1, 2, 3, 5, 8])
      expect(records).toEqual(rows.map((cells, i) => ({ line: i + 1, cells })))
    }),
    { numRuns: 200 },
  )
})

test('a line end cut in two by the stream is one line end', async () => {
  const bytes = Buffer.from('a,b\r\nc,d\r\n')
  for (let size = 1; size < bytes.length; size++)
    expect(await read(bytes, [size])).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['c', 'd'] },
    ])
})
