import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, type Day, day, instantOf } from '../../src/care/calendar.ts'
import type { ChurnRule } from '../../src/care/churn.ts'
import type { Cause } from '../../src/care/playbook.ts'
import type { Ending } from '../../src/care/warning.ts'
import { keepRecords, recordsSeen } from '../../src/features/rule-records/queries.ts'
import { addAccounts } from '../support/customers.ts'
import { startTend, type Tend } from '../support/tend.ts'

const today = day('2026-03-02')
const ago = (days: number): Day => addDays(today, -days)
const at = (on: Day): Date => instantOf(on, '12:00', 'UTC')

interface History {
  owner?: string
  /** Days ago. */
  orders?: number[]
  opened?: number
  touched?: number
  ended?: [number, Ending]
  cause?: Cause
  rules?: ChurnRule[]
  attempt?: boolean
}

/** A customer with a warning, all in days before today. */
async function customer(tend: Tend, name: string, history: History): Promise<number> {
  const { id: workspaceId, currency } = await tend.workspace()
  const { owner = 'ben', orders = [], opened, touched, ended, cause, rules = ['gap'], attempt } = history
  const [accountId = 0] = await addAccounts(tend.db, workspaceId, [
    { name, ownerId: tend.slack.person(owner).id },
  ])
  const of = { workspaceId, accountId }
  for (const days of orders)
    await tend.db
      .insertInto('order')
      .values({
        ...of,
        orderedAt: at(ago(days)),
        orderedOn: ago(days),
        amount: 100,
        currency,
        createdAt: at(ago(days)),
      })
      .execute()
  if (touched !== undefined)
    await tend.db
      .insertInto('interaction')
      .values({
        ...of,
        memberId: tend.slack.person(owner).id,
        channel: 'call',
        outcome: attempt ? 'no-answer' : 'good',
        occurredAt: at(ago(touched)),
        occurredOn: ago(touched),
        createdAt: at(ago(touched)),
        changedAt: at(ago(touched)),
      })
      .execute()
  if (opened !== undefined) await warn(tend, of, { opened, ended, cause, rules })
  return accountId
}

type Case = Required<Pick<History, 'opened' | 'rules'>> & {
  ended: History['ended'] | undefined
  cause: Cause | undefined
}

async function warn(
  { db }: Tend,
  of: { workspaceId: Awaited<ReturnType<Tend['workspace']>>['id']; accountId: number },
  { opened, ended, cause, rules }: Case,
): Promise<void> {
  const openedAt = instantOf(ago(opened), '01:00', 'UTC')
  const { id } = await db
    .insertInto('warning')
    .values({
      ...of,
      openedAt,
      openedOn: ago(opened),
      level: 'quiet',
      ...(cause && { cause, causeOn: ago(opened), causeAt: openedAt }),
      ...(ended && { endedAt: at(ago(ended[0])), endedHow: ended[1] }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const rule of rules)
    await db
      .insertInto('warningReason')
      .values({
        ...of,
        warningId: id,
        rule,
        evidenceKey: 'x',
        evidence: '{}',
        since: ago(opened),
        holds: true,
      })
      .execute()
}

async function rulesFor({ slack }: Tend, name: string): Promise<string> {
  await slack.command(slack.person(name), '/tend', 'rules')
  return JSON.stringify(slack.ephemerals(slack.person(name)).at(-1))
}

/** What stands of one rule. */
const partOf = (answer: string, title: string): string => answer.split(`*${title}*`)[1]?.split('"}')[0] ?? ''

test('of ten customers who were left alone two came back: the 90-day rule says so, with n', async () => {
  const tend = await startTend()
  for (const one of [1, 2, 3, 4, 5, 6, 7, 8]) await customer(tend, `Left ${one}`, { opened: 200 })
  await customer(tend, 'Back', { opened: 200, orders: [150] })
  await customer(tend, 'Back on the last day', { opened: 200, orders: [110] })
  const gap = partOf(await rulesFor(tend, 'ada'), 'Your 90-day rule')
  expect(gap).toContain('20 % of those flagged and left alone came back unaided (n = 10).')
  expect(gap).toContain('Flagged 10; 0 % of them contacted (n = 10).')
  expect(gap).toContain('– of those contacted came back (n = 0).')
})

test('an order too late is no coming back, and one that was there before the warning neither', async () => {
  const tend = await startTend()
  await customer(tend, 'Late', { opened: 200, orders: [109] })
  await customer(tend, 'Before', { opened: 200, orders: [201] })
  expect(partOf(await rulesFor(tend, 'ada'), 'Your 90-day rule')).toContain(
    '0 % of those flagged and left alone came back unaided (n = 2).',
  )
})

test('a contact counts before the order, while the warning is open, and not without an answer', async () => {
  const tend = await startTend()
  await customer(tend, 'Helped', { opened: 200, touched: 198, orders: [190] })
  await customer(tend, 'Helped in vain', { opened: 200, touched: 198 })
  await customer(tend, 'Thanked after the order', { opened: 200, touched: 180, orders: [190] })
  await customer(tend, 'Called after the end', { opened: 200, touched: 150, ended: [190, 'faded'] })
  await customer(tend, 'Not reached', { opened: 200, touched: 198, attempt: true })
  const gap = partOf(await rulesFor(tend, 'ada'), 'Your 90-day rule')
  expect(gap).toContain('Flagged 5; 40 % of them contacted (n = 5).')
  expect(gap).toContain('50 % of those contacted came back (n = 2).')
  expect(gap).toContain('33 % of those flagged and left alone came back unaided (n = 3).')
})

test('who was flagged last month is too young to tell, even where they ordered already', async () => {
  const tend = await startTend()
  await customer(tend, 'Quick', { opened: 30, orders: [20], ended: [20, 'won-back'] })
  await customer(tend, 'Silent', { opened: 30 })
  const gap = partOf(await rulesFor(tend, 'ada'), 'Your 90-day rule')
  expect(gap).toContain('– of those flagged and left alone came back unaided (n = 0).')
  expect(gap).toContain('Too young to know: 2; ordered already: 1.')
})

test('a warning with two signs counts for both, and a rule that flagged nobody says “–”', async () => {
  const tend = await startTend()
  await customer(tend, 'Both', { opened: 200, rules: ['gap', 'untouched'] })
  const answer = await rulesFor(tend, 'ada')
  expect(partOf(answer, 'Your 90-day rule')).toContain('Flagged 1;')
  expect(partOf(answer, 'Your rule “not contacted”')).toContain('Flagged 1;')
  expect(partOf(answer, 'Your rule “unhappy”')).toContain('Flagged 0; – of them contacted (n = 0).')
})

test('win-back by cause leaves false alarms out, and says who was lost again', async () => {
  const tend = await startTend()
  await customer(tend, 'Won', { opened: 220, cause: 'price', ended: [200, 'won-back'] })
  const again = await customer(tend, 'Won and lost', {
    opened: 220,
    cause: 'price',
    ended: [200, 'won-back'],
  })
  const { id: workspaceId } = await tend.workspace()
  await warn(
    tend,
    { workspaceId, accountId: again },
    { opened: 110, rules: ['gap'], ended: undefined, cause: undefined },
  )
  await customer(tend, 'Lost', { opened: 220, cause: 'price', ended: [200, 'lost'] })
  await customer(tend, 'Won lately', { opened: 60, cause: 'price', ended: [50, 'won-back'] })
  await customer(tend, 'No case', { opened: 220, cause: 'price', ended: [200, 'false-alarm'] })
  const answer = await rulesFor(tend, 'ada')
  expect(answer).toContain('price: 75 % won back (n = 4), 50 % of those won back lost again (n = 2)')
  expect(answer).toContain('a competitor: – won back (n = 0), – of those won back lost again (n = 0)')
})

test('a manager sees their own team’s record alone, a rep none', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const [team] = await db
    .insertInto('team')
    .values({ workspaceId: (await tend.workspace()).id, name: 'North' })
    .returning('id')
    .execute()
  const place = (name: string, role: 'rep' | 'manager') =>
    db
      .updateTable('member')
      .set({ role, teamId: team?.id ?? null })
      .where('id', '=', slack.person(name).id)
      .execute()
  await place('dana', 'manager')
  await place('ben', 'rep')
  await customer(tend, 'Ben’s', { opened: 200 })
  await customer(tend, 'Chen’s', { opened: 200, owner: 'chen' })
  expect(partOf(await rulesFor(tend, 'dana'), 'Your 90-day rule')).toContain('Flagged 1;')
  expect(partOf(await rulesFor(tend, 'ada'), 'Your 90-day rule')).toContain('Flagged 2;')
  expect(await rulesFor(tend, 'ben')).toContain('Only managers and admins see')
})

/** What the modal says of another limit. */
async function tried(tend: Tend, days: string) {
  const ada = tend.slack.person('ada')
  await rulesFor(tend, 'ada')
  const answer = tend.slack.ephemerals(ada).at(-1)
  if (!answer) throw new Error('no answer')
  await tend.slack.press(ada, answer, 'honest-rules.ask')
  const [view] = tend.slack.views(ada)
  if (!view) throw new Error('no modal opened')
  return JSON.stringify((await tend.slack.submit(ada, view, { days })).body)
}

test('120 days would have spared two who came back and one who did not', async () => {
  const tend = await startTend()
  await customer(tend, 'Back after 100', { orders: [300, 200, 150, 100, 50, 1] })
  await customer(tend, 'Back after 119', { orders: [219, 100, 20] })
  await customer(tend, 'Silent for 95', { orders: [150, 95] })
  await customer(tend, 'Back after 89', { orders: [109, 20] })
  await customer(tend, 'Gone', { orders: [300] })
  await customer(tend, 'Back after 120', { orders: [180, 60] })
  await customer(tend, 'Gone long before', { orders: [600] })
  const answer = await tried(tend, '120')
  expect(answer).toContain('120 days would have flagged 3 fewer, of whom 1 left* (n = 5).')
  expect(answer).toContain('Flagged at both limits: 2, of whom 1 left.')
  expect(answer).toContain('Left: no order since, up to today, or for twice the longer limit.')
})

test('a shorter limit says how many more, and another can be tried at once', async () => {
  const tend = await startTend()
  await customer(tend, 'Back after 70', { orders: [100, 30, 1] })
  await customer(tend, 'Silent for 65', { orders: [65] })
  expect(await tried(tend, '60')).toContain('60 days would have flagged 2 more, of whom 1 left* (n = 2).')
  const ada = tend.slack.person('ada')
  const [view] = tend.slack.views(ada)
  if (!view) throw new Error('the modal is gone')
  const again = JSON.stringify((await tend.slack.submit(ada, view, { days: '90' })).body)
  expect(again).toContain('At 90 days nothing would have been otherwise: 0 flagged.')
  const refused = await tend.slack.submit(ada, view, { days: '6' })
  expect(refused.body).toMatchObject({ errors: { days: 'Write a whole number from 7 to 730.' } })
})

/** Customers of nobody in the thousands; `flagged`: each with a warning of long ago. */
async function addMany({ db, workspace }: Tend, count: number, flagged: boolean): Promise<void> {
  const { id } = await workspace()
  await sql`
    with made as (
      insert into account (workspace_id, name, name_key, bigrams, came_on, created_at, changed_at)
      select ${id}, 'Other ' || n, 'other ' || n, '{}', ${ago(3)}::date, ${at(ago(400))}, ${at(ago(400))}
      from generate_series(1, ${count}::int) as n returning id),
    known as (insert into account_stats (workspace_id, account_id, replan) select ${id}, id, false from made),
    warned as (
      insert into warning (workspace_id, account_id, opened_at, opened_on, level, ended_at, ended_how)
      select ${id}, id, ${at(ago(200))}, ${ago(200)}::date, 'quiet', ${at(ago(150))}, 'faded' from made where ${flagged}
      returning id, account_id)
    insert into warning_reason (workspace_id, warning_id, account_id, rule, evidence_key, evidence, since, holds)
    select ${id}, id, account_id, 'gap', 'x', '{}', ${ago(200)}::date, false from warned`.execute(db)
}

const byName = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)

test('what is counted at night is what would be counted at once, whoever asks', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const workspace = await tend.workspace()
  for (const name of ['ben', 'dana'])
    await db
      .updateTable('member')
      .set({ role: 'manager', teamId: null })
      .where('id', '=', slack.person(name).id)
      .execute()
  await db.insertInto('team').values({ workspaceId: workspace.id, name: 'North' }).execute()
  await sql`update member set team_id = (select id from team) where id = ${slack.person('chen').id}`.execute(
    db,
  )
  await customer(tend, 'Both', { opened: 200, touched: 198, orders: [190], rules: ['gap', 'untouched'] })
  await customer(tend, 'Young', { opened: 30, orders: [20], ended: [20, 'won-back'], owner: 'chen' })
  await customer(tend, 'Won', { opened: 220, cause: 'price', ended: [200, 'won-back'], owner: 'chen' })
  await customer(tend, 'Lost', { opened: 220, cause: 'service', ended: [200, 'lost'] })
  await db.updateTable('account').set({ ownerId: null }).where('name', '=', 'Lost').execute()
  await keepRecords(db, workspace, today, 0)
  // Counted again, nothing is counted twice.
  await keepRecords(db, workspace, today, 0)
  for (const [role, teamId] of [
    ['admin', null],
    ['manager', null],
    ['manager', (await db.selectFrom('team').select('id').executeTakeFirstOrThrow()).id],
  ] as const) {
    const viewer = { id: 'UNOBODY', role, teamId }
    const { asOf, ...kept } = await recordsSeen(db, workspace, viewer, today, 0)
    const live = await recordsSeen(db, workspace, viewer, today)
    expect(kept.rules.length).toBeGreaterThan(0)
    expect(kept.rules.toSorted(byName)).toEqual(live.rules.toSorted(byName))
    expect(kept.causes.toSorted(byName)).toEqual(live.causes.toSorted(byName))
    expect([asOf, live.asOf]).toEqual([today, null])
  }
})

test('of many warnings the night counts, and the answer says when', async () => {
  const tend = await startTend()
  await addMany(tend, 5001, true)
  await tend.deps.queue.send(tend.db, 'warnings.watch', { workspace: (await tend.workspace()).id })
  await tend.settle()
  expect(await rulesFor(tend, 'ada')).toContain('Counted on Mon 2 Mar.')
  expect(partOf(await rulesFor(tend, 'ada'), 'Your 90-day rule')).toContain(
    'Flagged 5001; 0 % of them contacted (n = 5001).',
  )
})

test('where there are many customers another limit is worked out meanwhile, and stands in the modal then', async () => {
  const tend = await startTend()
  await customer(tend, 'Silent for 95', { orders: [150, 95] })
  await addMany(tend, 20_000, false)
  const answer = await tried(tend, '120')
  expect(answer).toContain('Working out 120 days. It stands here in a moment.')
  await tend.settle()
  const [view] = tend.slack.views(tend.slack.person('ada'))
  expect(JSON.stringify(view)).toContain('120 days would have flagged 1 fewer, of whom 1 left* (n = 1).')
})
