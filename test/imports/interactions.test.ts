import { expect, test } from 'vitest'
import { complaints, type Desk, openDesk } from '../support/importing.ts'

const HEADER = 'account_external_id,at,channel,by_email,summary,outcome\n'

async function shop(): Promise<Desk> {
  const desk = await openDesk()
  await desk.bring('accounts', 'external_id,name\nA-1,Acme\n')
  return desk
}

const interactions = ({ db }: Desk) =>
  db
    .selectFrom('interaction')
    .select(['memberId', 'channel', 'outcome', 'occurredAt', 'occurredOn', 'summary', 'direction'])
    .orderBy('id')
    .execute()

test('interactions come in with who, how and when; the day is the member’s own', async () => {
  const desk = await shop()
  const outcome = await desk.bring(
    'interactions',
    HEADER +
      'A-1,2026-02-20T23:30:00+08:00,call,BEN@harbour.test,"Renewal,\r\n""soon""",good\n' +
      'A-1,2026-02-27T23:30:00Z,visit,chen@harbour.test,,\n' +
      'A-1,2026-02-01,E-mail,,,No answer\n',
  )
  expect(outcome).toMatchObject({ rows: 3, created: 3, issueCount: 0, notices: [] })
  expect(await interactions(desk)).toMatchObject([
    {
      memberId: 'U1BEN',
      channel: 'call',
      outcome: 'good',
      occurredAt: new Date('2026-02-20T15:30:00Z'),
      occurredOn: '2026-02-20',
      summary: 'Renewal,\n"soon"',
    },
    { memberId: 'U2CHEN', channel: 'visit', occurredOn: '2026-02-28', outcome: null },
    { memberId: null, channel: 'email', outcome: 'no-answer', occurredOn: '2026-02-01' },
  ])
  const [stats] = await desk.db.selectFrom('accountStats').select(['lastTouchOn', 'lastVisitOn']).execute()
  expect(stats).toEqual({ lastTouchOn: '2026-02-28', lastVisitOn: '2026-02-28' })
})

test('the same interactions twice change nothing, whatever the order of rows and columns', async () => {
  const desk = await shop()
  await desk.bring('interactions', `${HEADER}A-1,2026-02-20,call,,Hello,good\nA-1,2026-02-21,call,,,\n`)
  const again =
    'outcome,summary,channel,at,account_external_id\n,,call,2026-02-21,A-1\ngood,Hello,call,2026-02-20,A-1\n'
  expect(await desk.bring('interactions', again)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
})

test('whoever is not known yet is left open with a notice, and filled in once they are', async () => {
  const desk = await shop()
  const file = `${HEADER}A-1,2026-02-20,call,eve@harbour.test,Hello,good\n`
  const first = await desk.bring('interactions', file)
  expect(first).toMatchObject({ created: 1 })
  expect(first.notices).toEqual([
    { key: 'imports.nobodyDid', values: { emails: 'eve@harbour.test', count: 1 } },
  ])
  await desk.db.updateTable('member').set({ email: 'eve@harbour.test' }).where('id', '=', 'U1BEN').execute()
  expect(await desk.bring('interactions', file)).toMatchObject({ created: 0, updated: 1, notices: [] })
  expect(await interactions(desk)).toMatchObject([{ memberId: 'U1BEN', summary: 'Hello' }])
})

test('a row twice in one file, an unknown channel, a stranger and a day to come are told of', async () => {
  const desk = await shop()
  const outcome = await desk.bring(
    'interactions',
    HEADER +
      'A-1,2026-02-20,call,,Hello,good\n' +
      'A-1,2026-02-20,call,,Hello,good\n' +
      'A-9,2026-02-20,fax,,,great\n' +
      `A-1,2026-03-03,call,,${'x'.repeat(3001)},\n`,
  )
  expect(complaints(outcome)).toEqual([
    '3 : This row says the same as line 2. Leave one of them out.',
    '4 channel: “fax” is none of these: call, visit, video, email, message, letter, event, note.',
    '4 outcome: “great” is none of these: good, neutral, bad, no-answer.',
    '4 account_external_id: No customer has the key “A-9”. Import the customers first.',
    '5 at: “2026-03-03” is in the future.',
    '5 summary: This is too long: 3000 characters at the most.',
  ])
  expect(await interactions(desk)).toEqual([])
})
