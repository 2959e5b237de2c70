import { expect, test } from 'vitest'
import type { Kind } from '../../src/features/import-rows/forms.ts'
import { complaints, openDesk } from '../support/importing.ts'

async function refused(file: string | Buffer | readonly Buffer[], kind: Kind = 'accounts') {
  const desk = await openDesk()
  const outcome = await desk.bring(kind, file)
  expect(await desk.db.selectFrom('account').select('id').execute()).toEqual([])
  return { outcome, complaints: complaints(outcome) }
}

const CHINESE = Buffer.concat([
  Buffer.from('external_id,name\nA-1,Acme\nA-2,'),
  // 华信 in GBK
  Buffer.from([0xbb, 0xaa, 0xd0, 0xc5]),
  Buffer.from('\n'),
])

test('a file in GBK is refused at the first such cell, with what to do', async () => {
  const { complaints, outcome } = await refused(CHINESE)
  expect(complaints).toEqual([
    '3 name: This text is not UTF-8. Save the file as UTF-8 (in Excel: “CSV UTF-8”).',
  ])
  expect(outcome).toMatchObject({ rows: 2, bad: 1 })
})

test('broken bytes are found wherever the stream cuts them', async () => {
  for (let cut = 25; cut < CHINESE.length; cut++) {
    const { complaints } = await refused([CHINESE.subarray(0, cut), CHINESE.subarray(cut)])
    expect(complaints).toHaveLength(1)
  }
}, 60_000)

test('a file that ends in half a character is refused', async () => {
  const { complaints } = await refused(Buffer.from('external_id,name\nA-1,华').subarray(0, -1))
  expect(complaints).toEqual([expect.stringMatching(/^2 name: This text is not UTF-8/)])
})

test('UTF-16 is refused with or without its mark', async () => {
  const marked = Buffer.from('\ufeffexternal_id,name\nA-1,Acme\n', 'utf16le')
  expect((await refused(marked)).complaints).toEqual([
    '1 : This file is saved as UTF-16. Save it as UTF-8 (in Excel: “CSV UTF-8”).',
  ])
  expect((await refused(marked.subarray(2))).complaints).toHaveLength(1)
  expect((await refused(Buffer.from(marked).swap16())).complaints).toHaveLength(1)
})

test('an Excel workbook or a packed file named .csv is refused, however small the pieces', async () => {
  const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00])
  const pieces = [zip.subarray(0, 1), zip.subarray(1, 2), zip.subarray(2)]
  expect((await refused(pieces)).complaints).toEqual([
    '1 : This is an Excel workbook, not a CSV. In Excel choose Save As, “CSV UTF-8 (comma delimited)”.',
  ])
  expect((await refused(Buffer.from([0x1f, 0x8b, 0x08, 0x00]))).complaints).toEqual([
    '1 : This file is compressed. Unpack it and use the CSV inside.',
  ])
})

test('an empty file is refused, one with a header alone has no rows', async () => {
  for (const file of ['', '\n\n', '\ufeff', 'a']) {
    const { outcome } = await refused(file)
    expect(outcome).toMatchObject({ rows: 0, readable: false })
  }
  expect((await refused('')).complaints).toEqual([
    '1 : The file is empty. Its first line must name the columns.',
  ])
  const { outcome } = await refused('external_id,name\n')
  expect(outcome).toMatchObject({ rows: 0, created: 0, issueCount: 0, readable: true })
})

test('a quote that nobody closes is told of where its record begins', async () => {
  const { complaints, outcome } = await refused(
    'external_id,name,tier\nA-1,Acme,key\nA-2,"Beta\nA-3,Gamma,\n',
  )
  expect(complaints).toEqual(['3 name: A quotation mark opens here and is never closed.'])
  expect(outcome).toMatchObject({ readable: false, created: 0 })
})

test('a quote that nobody closes is noticed long before the end of a large file', async () => {
  const rows = Buffer.from(Array.from({ length: 2000 }, (_, i) => `A-${i},${'x'.repeat(100)}\n`).join(''))
  let read = 0
  const desk = await openDesk()
  const pieces = [Buffer.from('external_id,name\nA,"Beta\n'), ...Array.from({ length: 50 }, () => rows)]
  const source = (async function* () {
    for (const piece of pieces) {
      read += 1
      yield piece
    }
  })()
  const outcome = await desk.bring('accounts', source)
  expect(complaints(outcome)).toEqual(['2 name: A quotation mark opens here and is never closed.'])
  expect(read).toBeLessThan(4)
})

test('a quote in the middle of a cell is told of by line and column, even with bad rows skipped', async () => {
  const desk = await openDesk()
  const file = 'external_id,name\nA-1,"Two\r\nlines"\nA-2,5" pipe\nA-3,"x"y\n'
  const outcome = await desk.bring('accounts', file, { skipBad: true })
  expect(complaints(outcome)).toEqual([
    expect.stringMatching(/^4 name: A quotation mark stands in the middle/),
  ])
  expect(outcome).toMatchObject({ readable: false, created: 0 })
  expect(await desk.db.selectFrom('account').select('id').execute()).toEqual([])
})

test('missing columns are all named, a column twice too', async () => {
  expect((await refused('id,names\nA-1,Acme\n')).complaints).toEqual([
    '1 external_id: The column external_id is missing.',
    '1 name: The column name is missing.',
  ])
  expect((await refused('external_id,name,Name\nA-1,Acme,Acme\n')).complaints).toEqual([
    '1 name: The column name appears twice.',
  ])
})

test('columns between semicolons or tabs are recognised, with what to do', async () => {
  expect((await refused('external_id;name\nA-1;Acme\n')).complaints).toEqual([
    '1 : The columns are separated by “;”. Save the file with commas between them.',
  ])
  expect((await refused('external_id\tname\nA-1\tAcme\n')).complaints).toEqual([
    '1 : The columns are separated by “Tab”. Save the file with commas between them.',
  ])
})

test('rows with too few or too many cells are bad; empty cells at the end are not', async () => {
  const { complaints, outcome } = await refused(
    'external_id,name,tier\nA-1,Acme\nA-2,Beta,,,\nA-3,Gamma,,x\n',
  )
  expect(complaints).toEqual([
    '2 : This row has 2 cells, the header has 3.',
    '4 : This row has 4 cells, the header only 3. Put cells with commas in quotation marks.',
  ])
  expect(outcome).toMatchObject({ rows: 3, bad: 2 })
})

test('a mark at the start, any line ends, empty lines, any order and case of columns are taken', async () => {
  const { db, bring } = await openDesk()
  const outcome = await bring(
    'accounts',
    '\ufeff\r\n NAME ,Till, External-ID\r\nAcme,1,A-1\n\n"Beta, ""the"" 2nd",2,A-2\r,,\r\nGamma,3,A-3',
  )
  expect(outcome).toMatchObject({ rows: 3, created: 3, issueCount: 0 })
  expect(outcome.notices).toEqual([{ key: 'imports.unknownColumns', values: { columns: 'till' } }])
  const rows = await db.selectFrom('account').select(['externalId', 'name']).orderBy('id').execute()
  expect(rows).toEqual([
    { externalId: 'A-1', name: 'Acme' },
    { externalId: 'A-2', name: 'Beta, "the" 2nd' },
    { externalId: 'A-3', name: 'Gamma' },
  ])
})
