import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { lookForMornings } from '../../src/features/mornings/jobs.ts'
import { changeMember, ledger, messagesOf, startWith } from '../support/mornings.ts'

test('the morning comes at one’s own hour, once, whoever else rings the bell', async () => {
  const tend = await startWith(['ben', 'chen', 'dana'], { now: '2026-03-02T00:29:00Z' })
  const today = async () => (await ledger(tend)).filter(({ localDate }) => localDate === '2026-03-02')
  await tend.ring()
  expect(await today()).toEqual([])
  tend.at('2026-03-02T00:30:00Z')
  await Promise.all([tend.ring(), tend.ring()])
  await tend.ring()
  expect(await today()).toMatchObject([{ who: 'chen', state: 'sent', attempt: 1 }])
  tend.at('2026-03-02T08:30:00Z')
  await tend.ring()
  tend.at('2026-03-02T13:30:00Z')
  await tend.ring()
  tend.at('2026-03-02T16:59:00Z')
  await tend.ring()
  expect((await today()).map(({ who }) => who)).toEqual(['chen', 'ben', 'dana'])
  for (const name of ['ben', 'chen', 'dana']) expect(messagesOf(tend, name)).toBe(1)
  expect(messagesOf(tend, 'ada')).toBe(0)
})

test('the message goes straight to the member, and the next one to the channel that was kept', async () => {
  const tend = await startWith(['ben'], { now: '2026-03-02T08:30:00Z' })
  await tend.ring()
  tend.at('2026-03-03T08:30:00Z')
  await tend.ring()
  const posts = tend.slack.calls.filter(({ method }) => method === 'chat.postMessage')
  expect(posts.map(({ args }) => args['channel'])).toEqual([
    tend.slack.person('ben').id,
    await tend.slack.dm(tend.slack.person('ben')),
  ])
  expect(tend.slack.calls.some(({ method }) => method === 'conversations.open')).toBe(false)
  expect(posts[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' })
})

test('a weekend, a public holiday and leave are skipped, and the ledger says why', async () => {
  const tend = await startWith(['ben'], { now: '2026-04-03T08:30:00Z' })
  await tend.ring()
  tend.at('2026-04-04T08:30:00Z')
  await tend.ring()
  await changeMember(tend, 'ben', { leaveFrom: day('2026-04-07'), leaveTo: day('2026-04-08') })
  tend.at('2026-04-07T07:30:00Z')
  await tend.ring()
  tend.at('2026-04-09T07:30:00Z')
  await tend.ring()
  expect((await ledger(tend)).map(({ localDate, why }) => [localDate, why])).toEqual([
    ['2026-04-03', 'holiday'],
    ['2026-04-04', 'weekend'],
    ['2026-04-07', 'leave'],
    ['2026-04-09', null],
  ])
  expect(messagesOf(tend, 'ben')).toBe(1)
})

test('in China a Saturday worked for a holiday brings a morning, and the holiday none', async () => {
  const tend = await startWith(['chen'], { now: '2026-02-14T00:30:00Z' })
  await tend.ring()
  tend.at('2026-02-17T00:30:00Z')
  await tend.ring()
  expect(await ledger(tend)).toMatchObject([
    { localDate: '2026-02-14', state: 'sent' },
    { localDate: '2026-02-17', state: 'skipped', why: 'holiday' },
  ])
})

test('while somebody is on leave the stand-in’s message has their customers', async () => {
  const tend = await startWith(['ben'], { now: '2026-03-02T08:30:00Z' })
  const ada = tend.slack.person('ada')
  await changeMember(tend, 'ben', {
    leaveFrom: day('2026-03-02'),
    leaveTo: day('2026-03-06'),
    standInId: ada.id,
  })
  await tend.ring()
  expect(messagesOf(tend, 'ben')).toBe(0)
  const [message] = tend.slack.messages(ada)
  expect(JSON.stringify(message?.blocks)).toContain('For Ben Carter, on leave until Fri 6 Mar')
})

test('an empty day is one line, or silence for whoever wants that', async () => {
  const tend = await startWith(['ben', 'chen'], { now: '2026-03-02T00:30:00Z' })
  await tend.db.deleteFrom('followUp').execute()
  await changeMember(tend, 'chen', { quietWhenEmpty: true })
  await tend.ring()
  tend.at('2026-03-02T08:30:00Z')
  await tend.ring()
  expect(await ledger(tend)).toMatchObject([
    { who: 'chen', state: 'skipped', why: 'empty' },
    { who: 'ben', state: 'sent' },
  ])
  expect(tend.slack.messages(tend.slack.person('ben'))[0]?.text).toBe('Nobody is waiting today, Mon 2 Mar.')
})

test.for([
  ['2026-03-02T11:59:00Z', 'sent', null],
  ['2026-03-02T12:00:00Z', 'skipped', 'late'],
] as const)(
  'a morning missed is caught up before noon, else skipped with a note: %s',
  async ([at, state, why]) => {
    const tend = await startWith(['ben'], { now: at })
    await tend.ring()
    expect(await ledger(tend)).toMatchObject([{ state, why }])
    expect(messagesOf(tend, 'ben')).toBe(state === 'sent' ? 1 : 0)
  },
)

test('a clock that jumps two hours ahead or back brings no second message', async () => {
  const tend = await startWith(['ben'], { now: '2026-03-02T08:30:00Z' })
  const instants = ['10:30', '08:29', '06:30', '08:30', '09:00'].map((time) => `2026-03-02T${time}:00Z`)
  await tend.ring()
  for (const at of [...instants, '2026-03-01T23:59:00Z']) {
    tend.at(at)
    await tend.ring()
  }
  expect(messagesOf(tend, 'ben')).toBe(1)
})

test('a zone changed at 08:59 brings one message on that date, whichever way it changed', async () => {
  const tend = await startWith(['ben', 'chen', 'dana'], { now: '2026-03-02T08:59:00Z' })
  await changeMember(tend, 'dana', { zone: 'Europe/London', hour: '09:00' })
  await tend.ring()
  // West: his morning has been. East: hers is past there. Later: hers comes at once.
  await changeMember(tend, 'ben', { zone: 'America/New_York' })
  await changeMember(tend, 'dana', { zone: 'Europe/Berlin', hour: '09:00' })
  for (const at of ['2026-03-02T09:00:00Z', '2026-03-02T13:30:00Z', '2026-03-02T15:00:00Z']) {
    tend.at(at)
    await tend.ring()
  }
  expect([messagesOf(tend, 'ben'), messagesOf(tend, 'dana')]).toEqual([1, 1])
})

/** Rings each minute from one instant to another, without sending; the instants at which somebody entered the ledger. */
async function minuteByMinute(tend: Awaited<ReturnType<typeof startWith>>, from: string, to: string) {
  const entered: string[] = []
  for (let ms = Date.parse(from), known = 0; ms <= Date.parse(to); ms += 60_000) {
    tend.at(new Date(ms).toISOString())
    await lookForMornings.ring(tend.deps)
    const rows = await ledger(tend)
    if (rows.length > known) entered.push(new Date(ms).toISOString())
    known = rows.length
  }
  return entered
}

test.for([
  ['an hour that the clocks skip comes as much later', '2026-03-08', '02:30', ['2026-03-08T07:30:00.000Z']],
  [
    'an hour that comes twice comes once, the first time',
    '2026-11-01',
    '01:30',
    ['2026-11-01T05:30:00.000Z'],
  ],
] as const)('%s', async ([, date, hour, expected]) => {
  const tend = await startWith(['dana'])
  await changeMember(tend, 'dana', { hour, workingDays: [1, 2, 3, 4, 5, 6, 7] })
  expect(await minuteByMinute(tend, `${date}T05:00:00Z`, `${date}T08:10:00Z`)).toEqual(expected)
})
