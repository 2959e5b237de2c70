import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { recordAnswer } from '../../src/features/feedback/queries.ts'
import { ensureWatched } from '../../src/features/watch/queries.ts'
import type { Message, Person, View } from '../../src/sandbox/types.ts'
import { hears, modalOf } from '../support/logging.ts'
import { addBuyer, MONDAY, startWatching, type Watching } from '../support/silent.ts'

/** What stands in the card of a customer, for Ben unless somebody else is meant. */
const card = (tend: Watching, name = 'Acme', person = tend.slack.person('ben')): Promise<Message> =>
  hears(tend, person, () => tend.slack.command(person, '/account', name))
const shown = (message: Message): string => JSON.stringify(message.blocks)

async function openForm(tend: Watching, person = tend.slack.person('ben')): Promise<View> {
  await tend.slack.press(person, await card(tend, 'Acme', person), 'feedback.open')
  return modalOf(tend, person)
}

type Given = Record<string, string>

/** Records something from the card; the answer. */
async function record(tend: Watching, values: Given, person = tend.slack.person('ben')): Promise<Message> {
  const view = await openForm(tend, person)
  return hears(tend, person, () => submitAs(tend, person, view, values))
}

/** Chooses what it was, so that the form asks for it, and submits the rest. */
async function submitAs(tend: Watching, person: Person, view: View, { what, ...rest }: Given) {
  if (what) await tend.slack.press(person, view, 'what', what)
  return tend.slack.submit(person, what ? modalOf(tend, person) : view, rest)
}

const warnings = ({ db }: Watching) =>
  db.selectFrom('warning').select(['level', 'step', 'backlog', 'endedHow']).orderBy('id').execute()
const stage = async ({ db }: Watching) =>
  (await db.selectFrom('accountScore').select('stage').executeTakeFirst())?.stage
const leaving = ({ db }: Watching) =>
  db
    .selectFrom('followUp')
    .select(['idealOn', 'latestOn'])
    .where('rule', '=', 'leaving')
    .where('closedAt', 'is', null)
    .execute()
const answers = ({ db }: Watching) =>
  db.selectFrom('feedback').select(['kind', 'score', 'givenOn', 'memberId']).orderBy('id').execute()

async function addContact(tend: Watching, accountId: number, name = 'Ida Holt'): Promise<number> {
  const { id: workspaceId } = await tend.workspace()
  const values = { workspaceId, accountId, name, channel: 'call', changedAt: new Date(MONDAY) } as const
  const { id } = await tend.db.insertInto('contact').values(values).returning('id').executeTakeFirstOrThrow()
  return id
}

test('a detractor’s answer opens a warning at once, and the answer says so and what is to be done', async () => {
  const tend = await startWatching()
  const acme = await addBuyer(tend, 'Acme', [10, 40])
  const said = await record(tend, { score: '4' })
  expect(said.text.split('\n').slice(0, 3)).toEqual([
    'Recorded: NPS 4 on Mon 2 Mar, *Acme*.',
    'A warning is open: scored us 4 of 10 on Mon 2 Mar.',
    'Stage: may be leaving',
  ])
  expect(said.text).toContain('step of the warning')
  expect(await warnings(tend)).toEqual([{ level: 'quiet', step: 'contact', backlog: false, endedHow: null }])
  expect(await leaving(tend)).toEqual([{ idealOn: '2026-03-02', latestOn: '2026-03-03' }])
  expect(await stage(tend)).toBe('lapsing')
  expect(await answers(tend)).toEqual([
    { kind: 'nps', score: 4, givenOn: '2026-03-02', memberId: tend.slack.person('ben').id },
  ])
  const audit = await tend.db.selectFrom('audit').select(['act', 'detail']).execute()
  expect(audit).toEqual([{ act: 'feedback.record', detail: { account: acme, kind: 'nps' } }])
  expect(shown(await card(tend))).toContain('Mon 2 Mar, NPS 4, Ben Carter')
  expect(tend.slack.warnings).toEqual([])
})

test('a better answer takes the sign away, and the warning ends a week later by itself', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  await record(tend, { score: '4' })
  const said = await record(tend, { score: '8' })
  expect(said.text).toContain('The open warning has no sign left. It ends on Mon 9 Mar if none comes back.')
  tend.at('2026-03-08T08:30:00Z')
  await tend.ring()
  expect(await warnings(tend)).toMatchObject([{ endedHow: null }])
  tend.at('2026-03-09T08:30:00Z')
  await tend.ring()
  expect(await warnings(tend)).toMatchObject([{ endedHow: 'faded' }])
})

test('a promoter becomes an advocate, and the rep is told to ask for an introduction', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  const said = await record(tend, { score: '9' })
  expect(said.text).toContain('Stage: advocate\nAsk them for an introduction.')
  expect(await stage(tend)).toBe('advocate')
  expect(await warnings(tend)).toEqual([])
})

test.for([
  ['referral', 'a referral'],
  ['co-creation', 'co-creation'],
] as const)('%s makes an advocate too, and asks for no score', async ([what, name]) => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  const said = await record(tend, { what })
  expect(said.text).toContain(`Recorded: ${name} on Mon 2 Mar, *Acme*.\nStage: advocate`)
  expect(await answers(tend)).toMatchObject([{ kind: what, score: null }])
})

test('satisfaction is kept and shown; it opens nothing', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  const said = await record(tend, { what: 'satisfaction', score: '2', date: '2026-02-27' })
  expect(said.text).toContain('Recorded: satisfaction 2 of 5 on Fri 27 Feb, *Acme*.')
  expect(await warnings(tend)).toEqual([])
})

test.for([
  [{ score: '11' }, { score: 'Write a whole number from 0 to 10.' }],
  [{ score: '4.5' }, { score: 'Write a whole number from 0 to 10.' }],
  [{ what: 'satisfaction', score: '0' }, { score: 'Write a whole number from 1 to 5.' }],
  [{ score: '4', date: '2026-03-03' }, { date: 'This is in the future. Choose today or an earlier day.' }],
  [{ score: '4', date: '2025-03-01' }, { date: 'This is more than a year ago. Choose a later day.' }],
] as [Given, Given][])('%o is refused under its field, and nothing is kept', async ([values, errors]) => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  const ben = tend.slack.person('ben')
  const { body } = await submitAs(tend, ben, await openForm(tend), values)
  expect(body).toEqual({ response_action: 'errors', errors })
  expect(await answers(tend)).toEqual([])
})

test('the last day of a year ago can still be recorded', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  await record(tend, { score: '4', date: '2025-03-02' })
  expect(await answers(tend)).toMatchObject([{ givenOn: '2025-03-02' }])
  expect(await warnings(tend)).toEqual([])
})

test('a submit that arrives twice is recorded once', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  await record(tend, { score: '7' })
  await tend.slack.replay()
  expect(await answers(tend)).toHaveLength(1)
})

test('who may not see the customer can record nothing', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  const view = await openForm(tend)
  const { id: workspaceId } = await tend.workspace()
  const { id } = await tend.db
    .insertInto('team')
    .values({ workspaceId, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const ben = tend.slack.person('ben')
  await tend.db.updateTable('member').set({ teamId: id }).where('id', '=', ben.id).execute()
  await tend.db
    .updateTable('account')
    .set({ ownerId: tend.slack.person('chen').id })
    .execute()
  await tend.slack.submit(ben, view, { score: '4' })
  expect(await answers(tend)).toEqual([])
})

test('undo of a wrong score takes its warning with it, and the next wrong score opens another', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  const ben = tend.slack.person('ben')
  const said = await record(tend, { score: '4' })
  const undone = await hears(tend, ben, () => tend.slack.press(ben, said, 'feedback.remove'))
  expect(undone.text).toContain('Taken back, *Acme*.\nThe warning is over.\nStage: established')
  expect(await answers(tend)).toEqual([])
  expect(await warnings(tend)).toMatchObject([{ endedHow: 'false-alarm', step: null }])
  expect(await leaving(tend)).toEqual([])
  await record(tend, { score: '3' })
  expect(await warnings(tend)).toMatchObject([{ endedHow: 'false-alarm' }, { endedHow: null }])
})

test('a warning that other signs speak for stays when the score is deleted', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [95, 140])
  await record(tend, { score: '4' })
  expect(await warnings(tend)).toMatchObject([{ level: 'at-risk' }])
  const ben = tend.slack.person('ben')
  await hears(tend, ben, async () => tend.slack.press(ben, await card(tend), 'feedback.remove'))
  expect(await warnings(tend)).toMatchObject([{ level: 'quiet', endedHow: null }])
})

test('only whoever recorded it is offered to delete it', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  await record(tend, { score: '7' })
  expect(shown(await card(tend))).toContain('feedback.remove')
  const hers = shown(await card(tend, 'Acme', tend.slack.person('ada')))
  expect(hers).toContain('NPS 7')
  expect(hers).not.toContain('feedback.remove')
})

test('nobody takes back what somebody else recorded, and nobody takes it back twice', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  const [ada, ben] = [tend.slack.person('ada'), tend.slack.person('ben')]
  const said = await record(tend, { score: '7' })
  const refused = await hears(tend, ada, () => tend.slack.press(ada, said, 'feedback.remove'))
  expect(refused.text).toContain('Only whoever recorded it can take it back.')
  expect(await answers(tend)).toHaveLength(1)
  await hears(tend, ben, () => tend.slack.press(ben, said, 'feedback.remove'))
  const again = await hears(tend, ben, () => tend.slack.press(ben, said, 'feedback.remove'))
  expect(again.text).toContain('This feedback was taken back already.')
})

test('two bad answers at once, while everybody is looked at, open one warning', async () => {
  const tend = await startWatching()
  const acme = await addBuyer(tend, 'Acme', [95, 140])
  const workspace = await tend.workspace()
  const by = (name: string) => ({
    workspace,
    reader: tend.slack.person(name),
    now: new Date(MONDAY),
    today: day('2026-03-02'),
  })
  const answer = { kind: 'nps', score: 2, on: day('2026-03-02') } as const
  await Promise.all([
    ...['ben', 'ada'].map((name) =>
      tend.db.transaction().execute((trx) => recordAnswer(trx, by(name), acme, answer)),
    ),
    ensureWatched(tend.db, workspace, new Date(MONDAY)),
  ])
  expect(await warnings(tend)).toMatchObject([{ level: 'at-risk', endedHow: null }])
  expect(await leaving(tend)).toHaveLength(1)
  expect(await answers(tend)).toHaveLength(2)
})

test('an older bad answer that is written down later is not the last word', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  await record(tend, { score: '9' })
  await record(tend, { score: '2', date: '2026-02-20' })
  expect(await warnings(tend)).toEqual([])
  expect(await stage(tend)).toBe('advocate')
})

test('deleting the newest of two bad answers leaves the warning that the first one opened', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  const ben = tend.slack.person('ben')
  await record(tend, { score: '3', date: '2026-02-27' })
  const wrong = await record(tend, { score: '5' })
  await hears(tend, ben, () => tend.slack.press(ben, wrong, 'feedback.remove'))
  expect(await warnings(tend)).toEqual([{ level: 'quiet', step: 'contact', backlog: false, endedHow: null }])
  const reasons = await tend.db
    .selectFrom('warningReason')
    .select(['evidence', 'holds'])
    .orderBy('evidenceKey')
    .execute()
  expect(reasons.map(({ evidence, holds }) => [(evidence as { score: number }).score, holds])).toEqual([
    [3, true],
    [5, false],
  ])
})

test('a detractor whom nobody has looked at yet is no backlog', async () => {
  const tend = await startWatching()
  await tend.db.updateTable('workspace').set({ warnedAt: null }).execute()
  await addBuyer(tend, 'Acme', [10, 40])
  await record(tend, { score: '4' })
  expect(await warnings(tend)).toMatchObject([{ backlog: false, step: 'contact' }])
})

test('who asked for no more contact is suggested no more, and an open warning loses its clock of a day', async () => {
  const tend = await startWatching()
  const acme = await addBuyer(tend, 'Acme', [95, 140])
  const ida = String(await addContact(tend, acme))
  await tend.ring()
  expect(await leaving(tend)).toEqual([{ idealOn: '2026-03-02', latestOn: '2026-03-03' }])
  const said = await record(tend, { what: 'opt-out', contact: ida, via: 'email' })
  expect(said.text).toContain('asked for no more contact on Mon 2 Mar (e-mail), *Acme*')
  expect(said.text).toContain(
    'The open warning has another sign: asked for no more contact on Mon 2 Mar (e-mail).',
  )
  expect(await leaving(tend)).toEqual([{ idealOn: '2026-03-02', latestOn: '2026-03-09' }])
  expect(shown(await card(tend))).toContain('Ida Holt · wants no contact')

  await record(tend, { what: 'opt-in', contact: ida })
  expect(await leaving(tend)).toEqual([{ idealOn: '2026-03-02', latestOn: '2026-03-03' }])
  expect(shown(await card(tend))).not.toContain('wants no contact')
})

test('an opt-out alone opens no warning; its Undo takes it back', async () => {
  const tend = await startWatching()
  const acme = await addBuyer(tend, 'Acme', [10, 40])
  const ida = String(await addContact(tend, acme))
  const ben = tend.slack.person('ben')
  const said = await record(tend, { what: 'opt-out', contact: ida, via: 'call', date: '2026-02-27' })
  expect(await warnings(tend)).toEqual([])
  const undone = await hears(tend, ben, () => tend.slack.press(ben, said, 'feedback.allow'))
  expect(undone.text).toContain('may be contacted again, *Acme*')
  expect(await tend.db.selectFrom('contact').select(['optedOutAt', 'optedOutVia']).execute()).toEqual([
    { optedOutAt: null, optedOutVia: null },
  ])
})

test('where nobody is known by name, the customer as a whole can ask for no more contact', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  await record(tend, { what: 'opt-out', via: 'letter' })
  expect(shown(await card(tend))).toContain('wants no contact')
})

test('after a call was logged its answer offers to record feedback', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [10, 40])
  const ben = tend.slack.person('ben')
  const logged = await hears(tend, ben, () => tend.slack.command(ben, '/log-call', 'Acme: we spoke'))
  await tend.slack.press(ben, logged, 'feedback.open')
  const said = await hears(tend, ben, () => tend.slack.submit(ben, modalOf(tend, ben), { score: '10' }))
  expect(said.text).toContain('Recorded: NPS 10')
})

test('a rep who reads Chinese records it in Chinese', async () => {
  const tend = await startWatching()
  await addBuyer(tend, '鑫源', [10, 40], 'chen')
  const chen = tend.slack.person('chen')
  await tend.slack.press(chen, await card(tend, '鑫源', chen), 'feedback.open')
  const said = await hears(tend, chen, () => tend.slack.submit(chen, modalOf(tend, chen), { score: '4' }))
  expect(said.text).toContain(
    '已记录“鑫源”3月2日周一的反馈：推荐意愿 4 分。\n已发出流失预警：推荐意愿打 4 分，满分 10 分（3月2日周一）。\n客户阶段：流失期',
  )
})
