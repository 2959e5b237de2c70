import { expect, test } from 'vitest'
import { openFile } from '../../src/slack/files.ts'
import type { Person } from '../../src/sandbox/types.ts'
import {
  cardOf,
  complain,
  type Complaining,
  modalOf,
  press,
  startComplaining,
  textOf,
} from '../support/complaints.ts'

/** A complaint that was answered, solved with words, judged and, discontent, opened again; its first clock ran out. */
async function told(): Promise<Complaining> {
  const tend = await startComplaining()
  await complain(tend, { facts: '=cmd|calc', feelings: 'Let "down"', needs: 'A new pair' })
  tend.at('2026-03-02T10:30:00Z')
  await press(tend, 'answer')
  await press(tend, 'wait')
  tend.at('2026-03-02T11:00:00Z')
  await press(tend, 'resume')
  await press(tend, 'solve')
  await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), { words: 'New scales', byOn: '2026-03-04' })
  await tend.settle()
  return tend
}

async function fileOf(tend: Complaining, person: Person): Promise<Record<string, string>[]> {
  const { slack, deps } = tend
  const said = await slack.until(async () => {
    await tend.settle()
    return slack.messages(person).find(({ files }) => files && files.length > 0)
  })
  const { bytes } = await openFile(deps.slack, deps.config, String(said.files?.[0]?.['id']))
  const chunks: Buffer[] = []
  for await (const chunk of bytes) chunks.push(Buffer.from(chunk))
  const lines = Buffer.concat(chunks)
    .toString()
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
  const [head = '', ...rows] = lines
  const names = head.split(',')
  return rows.map((row) => {
    const cells = [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
      cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
    )
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}

test('History shows who did what when, in the reader’s words and zone', async () => {
  const tend = await told()
  const { slack, ben, ada } = tend
  await slack.press(ben, cardOf(tend, ben), 'complaints.more', 'history 1')
  const text = textOf(modalOf(tend, ben))
  for (const line of [
    '*Mon 2 Mar, 09:00* Ben Carter opened this complaint.',
    '*Mon 2 Mar, 10:30* Ben Carter answered the customer.',
    '*Mon 2 Mar, 10:30* Ben Carter: we wait for the customer',
    '*Mon 2 Mar, 11:00* Ben Carter gave the customer a solution.',
  ])
    expect(text).toContain(line)
  expect(text.indexOf('opened this')).toBeLessThan(text.indexOf('gave the customer'))
  await tend.db
    .updateTable('member')
    .set({ locale: 'zh-CN', zone: 'Asia/Shanghai' })
    .where('id', '=', ada.id)
    .execute()
  await slack.press(ada, cardOf(tend, ben), 'complaints.more', 'history 1')
  expect(textOf(modalOf(tend, ada))).toContain('3月2日周一 18:30 Ben Carter 答复了客户。')
})

test('Export sends the whole history with its words as a file that calculates nothing, to the asker alone', async () => {
  const tend = await told()
  const { slack, ben } = tend
  await slack.press(ben, cardOf(tend, ben), 'complaints.more', 'export 1')
  const rows = await fileOf(tend, ben)
  const row = (what: string) => rows.find((one) => one['What'] === what)
  expect(row('What happened?')?.['Words']).toBe("'=cmd|calc")
  expect(row('How do they feel?')?.['Words']).toBe('Let "down"')
  expect(row('Solution given')).toMatchObject({ Words: 'New scales', Due: '2026-03-04', Who: 'Ben Carter' })
  expect(row('Clock: Answer')).toMatchObject({
    'When (Europe/London)': '2026-03-02 09:00',
    Due: '2026-03-02 10:00',
    Met: '2026-03-02 10:30',
    'Ran out': '2026-03-02 10:00',
    Who: 'Ben Carter',
  })
  expect(row('Clock: Verdict')).toMatchObject({ Met: '', Due: '2026-03-05 11:00' })
  expect(row('Waiting for customer')).toMatchObject({
    'When (Europe/London)': '2026-03-02 10:30',
    Met: '2026-03-02 11:00',
  })
  expect(row('Ben Carter gave the customer a solution.')).toMatchObject({ Round: '1' })
})

test('who does not see a complaint gets neither its history nor its file', async () => {
  const tend = await told()
  const { slack, ben, chen } = tend
  const { id } = await tend.workspace()
  const north = await tend.db
    .insertInto('team')
    .values({ workspaceId: id, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tend.db.updateTable('member').set({ teamId: north.id }).where('id', '=', chen.id).execute()
  for (const choice of ['history 1', 'export 1', 'hand-over 1'])
    await slack.press(chen, cardOf(tend, ben), 'complaints.more', choice)
  await tend.settle()
  const said = slack.ephemerals(chen).map(({ text }) => text)
  expect(said.filter((text) => text.includes('没有这条投诉'))).toHaveLength(3)
  expect(slack.views(chen)).toEqual([])
  expect(slack.messages(chen).filter(({ files }) => files && files.length > 0)).toEqual([])
})
