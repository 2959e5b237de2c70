import { expect, test } from 'vitest'
import { digestCommand } from '../../src/commands/digest.ts'
import type { Person } from '../../src/sandbox/types.ts'
import { addAccounts } from '../support/customers.ts'
import { addDuties } from '../support/duties.ts'
import {
  complain,
  type Complaining,
  doDuties,
  fillIn,
  modalOf,
  press,
  questionOf,
  send,
  solve,
  startComplaining,
  textOf,
} from '../support/complaints.ts'

/** Monday 2 March 2026, 08:00 in London; Ben's morning comes at 08:30. */
async function early(): Promise<Complaining> {
  const tend = await startComplaining({ now: '2026-03-02T08:00:00Z' })
  await tend.db.updateTable('member').set({ welcomedAt: new Date(), introducedAt: new Date() }).execute()
  return tend
}

/** A regular contact that Acme is due for. */
async function dueContact(tend: Complaining): Promise<number> {
  const { id } = await tend.workspace()
  const duty = { accountId: tend.acme, repId: tend.ben.id, ideal: '2026-03-01', latest: '2026-04-01' }
  const [made = 0] = await addDuties(tend.db, id, [duty])
  return made
}

function morningOf({ slack }: Complaining, person: Person) {
  const found = slack
    .messages(person)
    .find(({ to, blocks }) => !to && /Good morning|早上好/.test(textOf({ blocks })))
  if (!found) throw new Error(`${person.name} has no morning`)
  return found
}

async function todayOf(tend: Complaining, person: Person): Promise<string> {
  await tend.slack.command(person, '/today')
  return textOf(tend.slack.ephemerals(person).at(-1) ?? {})
}

/** The buttons of the first row. */
function buttonsOf(message: { blocks?: unknown }): string[] {
  const blocks = (message.blocks ?? []) as { type: string; elements?: { action_id: string }[] }[]
  return blocks
    .filter(({ type }) => type === 'actions')
    .slice(0, 1)
    .flatMap(({ elements = [] }) => elements.map(({ action_id }) => action_id))
}

/** What the operator gets for Ben. */
async function digest({ deps, workspace, ben }: Complaining, options: Record<string, string> = {}) {
  const call = { deps, words: [], options: { rep: ben.id, ...options }, workspace, progress: () => {} }
  const [entry] = (await digestCommand.run(call)).json as { lanes: { lane: string; rows: unknown[] }[] }[]
  return entry?.lanes ?? []
}

test('a running clock stands on top of the morning, says until when, and is met by its own button', async () => {
  const tend = await early()
  const { id } = await tend.workspace()
  const [other = 0] = await addAccounts(tend.db, id, [{ name: 'Other', ownerId: tend.ben.id }])
  await addDuties(tend.db, id, [
    { accountId: other, repId: tend.ben.id, rule: 'manual', originId: 1, ideal: '2026-03-01' },
  ])
  await complain(tend, { complex: ['yes'], severity: 'high' })
  tend.at('2026-03-02T08:30:00Z')
  await tend.ring()
  const text = textOf(morningOf(tend, tend.ben))
  expect(text.indexOf('Clocks running')).toBeLessThan(text.indexOf('We owe them'))
  expect(text).toContain('Answer by 09:00 · severity high\\nThe scales arrived broken')
  expect(text).toContain('Also: call about the complaint and solution of the complaint')
  expect(buttonsOf(morningOf(tend, tend.ben))).toEqual(['digest.log', 'complaints.answer', 'clocks.more'])
  tend.at('2026-03-02T08:50:00Z')
  await tend.slack.press(tend.ben, morningOf(tend, tend.ben), 'complaints.answer')
  await tend.settle()
  expect(textOf(morningOf(tend, tend.ben))).toContain(
    '*Acme* – customer answered by you, 08:50. Still due: call about the complaint.',
  )
})

test('a clock that a colleague met says who and when, and one that ran out since when', async () => {
  const tend = await early()
  await complain(tend, {}, tend.ben)
  tend.at('2026-03-02T09:10:00Z')
  expect(await todayOf(tend, tend.ben)).toContain('Answer: overdue since 09:00 · severity normal')
  await tend.ring()
  await tend.slack.command(tend.ada, '/complaint', 'Acme')
  const guard = tend.slack.ephemerals(tend.ada).at(-1)
  if (!guard) throw new Error('nothing was said')
  await tend.slack.press(tend.ada, guard, 'complaints.show-card')
  const card = await tend.slack.until(() =>
    tend.slack.ephemerals(tend.ada).findLast((said) => textOf(said).includes('complaint-')),
  )
  await tend.slack.press(tend.ada, card, 'complaints.answer')
  await tend.settle()
  expect(textOf(morningOf(tend, tend.ben))).toContain('*Acme* – customer answered by Ada Martin, 09:10.')
  tend.at('2026-03-04T10:00:00Z')
  expect(await todayOf(tend, tend.ben)).toContain('Solution: overdue since Tue 3 Mar, 08:00')
})

test('of several the one that runs out first stands first, each customer once, whatever the day and the capacity', async () => {
  const tend = await early()
  const { id } = await tend.workspace()
  await tend.db
    .updateTable('workspace')
    .set({ settings: { capacity: 1 } })
    .execute()
  const [bolt = 0] = await addAccounts(tend.db, id, [{ name: 'Bolt', ownerId: tend.ben.id }])
  await tend.db
    .insertInto('accountStats')
    .values({ workspaceId: id, accountId: bolt, replan: false })
    .execute()
  await complain(tend)
  tend.at('2026-03-02T08:20:00Z')
  await tend.slack.command(tend.ben, '/complaint', 'Bolt')
  const received = Date.parse('2026-03-02T07:30:00Z') / 1000
  await tend.slack.submit(tend.ben, modalOf(tend, tend.ben), { facts: 'Wrong colour', received })
  await tend.settle()
  const rows = (await digest(tend))[0]
  expect(rows?.lane).toBe('clocks')
  expect(rows?.rows).toEqual([
    {
      account: 'Bolt',
      externalId: null,
      rule: 'respond',
      due: '2026-03-02',
      reason: 'Answer by 08:30 · severity normal\nWrong colour',
    },
    {
      account: 'Acme',
      externalId: null,
      rule: 'respond',
      due: '2026-03-02',
      reason: 'Answer by 09:00 · severity normal\nThe scales arrived broken',
    },
  ])
  // A Saturday: the calendar of the clocks is the workspace’s.
  tend.at('2026-03-07T09:00:00Z')
  const saturday = await todayOf(tend, tend.ben)
  expect(saturday.indexOf('*Bolt*')).toBeLessThan(saturday.indexOf('*Acme*'))
  expect(saturday).toContain('Answer: overdue since Mon 2 Mar, 08:30')
})

test('each reader sees the hour of their own zone, in their own words, on their own day', async () => {
  const tend = await early()
  const { id } = await tend.workspace()
  const own = [
    { name: '鑫源', ownerId: tend.chen.id },
    { name: 'Far', ownerId: tend.dana.id },
  ]
  const ids = await addAccounts(tend.db, id, own)
  await tend.db
    .insertInto('accountStats')
    .values(ids.map((accountId) => ({ workspaceId: id, accountId, replan: false })))
    .execute()
  await tend.db.updateTable('workspace').set({ zone: 'Asia/Shanghai' }).execute()
  // 01:00 on the 3rd in Shanghai is 12:00 on the 2nd in New York.
  tend.at('2026-03-02T17:00:00Z')
  for (const [person, name] of [
    [tend.chen, '鑫源'],
    [tend.dana, 'Far'],
  ] as const) {
    await tend.slack.command(person, '/complaint', name)
    await tend.slack.submit(person, modalOf(tend, person), { facts: '*到货* 破损' })
    await tend.settle()
  }
  expect(await todayOf(tend, tend.chen)).toContain('答复：02:00 之前 · 严重程度：一般')
  expect(await todayOf(tend, tend.dana)).toContain('Answer by 13:00 · severity normal')
})

test('while the customer is waited for the row says so, and comes back with the customer', async () => {
  const tend = await early()
  await complain(tend)
  const answered = { answeredAt: new Date('2026-03-02T08:00:00Z'), answeredBy: tend.ben.id }
  await tend.db.updateTable('complaint').set(answered).execute()
  await tend.db.deleteFrom('complaintClock').where('clock', '=', 'respond').execute()
  await tend.db.deleteFrom('followUp').where('rule', '=', 'respond').execute()
  tend.at('2026-03-02T08:30:00Z')
  await tend.ring()
  await press(tend, 'wait')
  expect(textOf(morningOf(tend, tend.ben))).toContain('*Acme* – we wait for the customer')
  expect(await todayOf(tend, tend.ben)).not.toContain('Solution by')
  tend.at('2026-03-02T10:30:00Z')
  await press(tend, 'resume')
  expect(textOf(morningOf(tend, tend.ben))).toContain('Solution by Tue 3 Mar, 10:00')
  await tend.slack.press(tend.ben, morningOf(tend, tend.ben), 'clocks.more', 'why')
  const why = textOf(modalOf(tend, tend.ben))
  for (const part of ['within 24 h', 'stood still from 08:30 to 10:30', 'around the clock', '§5, §5.3'])
    expect(why).toContain(part)
})

test('an open complaint keeps quiet what sells or warns, not what was agreed; closed it lets everything come back', async () => {
  const tend = await early()
  const { id } = await tend.workspace()
  await dueContact(tend)
  tend.at('2026-03-02T08:30:00Z')
  await tend.ring()
  expect(textOf(morningOf(tend, tend.ben))).toContain('never contacted')
  await complain(tend)
  const quiet = '*Acme* – quiet while the complaint of Mon 2 Mar is open.'
  expect(textOf(morningOf(tend, tend.ben))).toContain(quiet)
  const list = await todayOf(tend, tend.ben)
  expect(list).toContain('Answer by 09:30')
  expect(list).not.toMatch(/never contacted|regular contact/)
  expect((await digest(tend)).map(({ lane }) => lane)).toEqual(['clocks'])
  await addDuties(tend.db, id, [
    { accountId: tend.acme, repId: tend.ben.id, rule: 'manual', originId: 9, ideal: '2026-03-01' },
    { accountId: tend.acme, repId: tend.ben.id, rule: 'leaving', originId: 9, ideal: '2026-03-01' },
  ])
  expect(await todayOf(tend, tend.ben)).toMatch(/Also: [^"]*planned step/)
  expect(await todayOf(tend, tend.ben)).not.toContain('step of the warning')
  await tend.slack.command(tend.ben, '/account', 'Acme')
  const card = await tend.slack.until(() => tend.slack.ephemerals(tend.ben).at(-1))
  expect(textOf(card)).toContain('quiet while the complaint of Mon 2 Mar is open')
  await tend.slack.press(tend.ben, card, 'verdicts.open')
  expect(textOf(modalOf(tend, tend.ben))).toContain('The complaint of Mon 2 Mar is open')
  await tend.db.deleteFrom('followUp').where('rule', '!=', 'rhythm').execute()
  const closed = { closedAt: tend.deps.now(), closedBy: tend.ben.id, closedHow: 'satisfied' } as const
  await tend.db.updateTable('complaint').set(closed).execute()
  await tend.deps.queue.send(tend.db, 'digest.refresh', { workspace: id, account: tend.acme })
  await tend.settle()
  expect(textOf(morningOf(tend, tend.ben))).toContain('never contacted')
  expect(await todayOf(tend, tend.ben)).toContain('never contacted')
  expect((await digest(tend, { at: '2026-03-02T08:20:00Z' })).map(({ lane }) => lane)).toEqual(['close'])
})

test('a retired customer’s clocks ask for nothing; those of one whom nobody owns, of whoever took them', async () => {
  const tend = await early()
  await complain(tend)
  await tend.db.updateTable('account').set({ ownerId: null }).execute()
  await tend.db.updateTable('complaint').set({ takenBy: tend.ben.id }).execute()
  expect(await todayOf(tend, tend.ben)).toContain('Answer by 09:00')
  await tend.db.updateTable('account').set({ retiredAt: tend.deps.now(), retiredWhy: 'closed' }).execute()
  expect(await todayOf(tend, tend.ben)).not.toContain('Answer by 09:00')
})

test('a verdict and a review written down from the list of today show in that list', async () => {
  const tend = await early()
  const { slack, ben } = tend
  await complain(tend)
  await solve(tend)
  await slack.command(ben, '/today')
  const list = slack.ephemerals(ben).at(-1)
  if (!list) throw new Error('there is no list')
  const now = (): typeof list => slack.ephemerals(ben).find(({ ts }) => ts === list.ts) ?? list
  const shown = (): string => textOf(now())
  expect(shown()).toContain('Verdict by')
  await slack.press(ben, now(), 'complaints.verdict')
  await fillIn(tend, ben, { solved: 'yes', satisfaction: '5' })
  expect(shown()).toContain('Review by')
  expect(shown()).not.toContain('Verdict by')
  tend.at('2026-03-02T08:05:00Z')
  await slack.press(ben, now(), 'complaints.review')
  await fillIn(tend, ben, { rootCause: 'product', improvement: 'Thicker boxes', toldOn: '2026-03-02' })
  expect(shown()).toContain('*Acme* – reviewed by you, 08:05. Next: Mon 9 Mar, touch after the complaint.')
})

test('a touch after a complaint that falls due while its review runs is named for what it is', async () => {
  const tend = await early()
  await complain(tend)
  await solve(tend)
  await send(tend, 'verdict', { solved: 'yes', satisfaction: '5' })
  expect(await todayOf(tend, tend.ben)).not.toContain('Also')
  tend.at('2026-03-09T07:00:00Z')
  const list = await todayOf(tend, tend.ben)
  expect(list).toContain('Review by 08:00')
  expect(list).toContain('Also: touch after the complaint')
  await tend.slack.command(tend.ben, '/log-call', 'Acme: no answer')
  expect(textOf(tend.slack.ephemerals(tend.ben).at(-1) ?? {})).toContain('touch after the complaint')
  await tend.slack.command(tend.ben, '/log-call', 'Acme: all well')
  expect(await todayOf(tend, tend.ben)).not.toContain('Also')
})

test('while a complaint is open the answer to a log names its clock and what was agreed, and says that the rhythm rests', async () => {
  const tend = await early()
  const { slack, ben } = tend
  const said = (): string => slack.ephemerals(ben).at(-1)?.text ?? ''
  await complain(tend)
  await slack.command(ben, '/log-call', 'Acme: said sorry')
  expect(said()).toContain('Still to do: first answer to the complaint')
  expect(said()).toMatch(
    /solution of the complaint\.\nRegular contacts rest until the complaint is closed\.$/,
  )
  await slack.command(ben, '/log-call', 'Acme')
  await fillIn(tend, ben, { nextStep: 'Send the new pair', nextDate: '2026-03-06' })
  expect(said()).toMatch(/Next: Fri 6 Mar, planned step\nRegular contacts rest/)
  await tend.db
    .updateTable('complaint')
    .set({ closedAt: tend.deps.now(), closedHow: 'satisfied', closedBy: ben.id })
    .execute()
  await slack.command(ben, '/log-call', 'Acme: all well')
  expect(said()).toContain('general, every 90 days')
  expect(said()).not.toContain('rest until')
})

test('a clock that waits for an approval says whose, in the row as on the card', async () => {
  const tend = await early()
  await complain(tend)
  await doDuties(tend, 'compensate')
  await fillIn(tend, tend.ben, { remedy: 'refund', compensate: 'Their money back', amount: '500.01' })
  await press(tend, 'answer')
  expect(await todayOf(tend, tend.ben)).toContain('severity normal · waits for approval by Dana Flores')
  expect(await todayOf(tend, tend.ben)).toContain('Solution by')
  await tend.slack.press(tend.dana, questionOf(tend, tend.dana), 'complaints.approve')
  await fillIn(tend, tend.dana, {})
  expect(await todayOf(tend, tend.ben)).not.toContain('waits for')
})

test('a past day’s digest has the clocks as they ran then, whatever was done and waited for since', async () => {
  const tend = await early()
  await complain(tend)
  tend.at('2026-03-02T08:30:00Z')
  await press(tend, 'answer')
  tend.at('2026-03-03T07:00:00Z')
  await press(tend, 'wait')
  tend.at('2026-03-04T07:00:00Z')
  await press(tend, 'resume')
  await solve(tend)
  tend.at('2026-03-06T09:00:00Z')
  const asOf = async (at: string) =>
    (await digest(tend, { at })).flatMap(({ rows }) => rows.map((row) => (row as { reason: string }).reason))
  const facts = 'severity normal\nThe scales arrived broken'
  expect(await asOf('2026-03-02T08:10:00Z')).toEqual([`Answer by 09:00 · ${facts}`])
  expect(await asOf('2026-03-02T12:00:00Z')).toEqual([`Solution by Tue 3 Mar, 08:00 · ${facts}`])
  expect(await asOf('2026-03-03T12:00:00Z')).toEqual([])
  expect(await asOf('2026-03-04T12:00:00Z')).toEqual([`Verdict by Sat 7 Mar, 07:00 · ${facts}`])
  // Nothing of it was written.
  const clocks = await tend.db.selectFrom('complaintClock').select(['clock', 'metAt']).execute()
  expect(clocks.filter(({ metAt }) => metAt === null)).toMatchObject([{ clock: 'follow-up' }])
})
