import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { holdComplaint } from '../../src/features/complaints/queries.ts'
import type { Person } from '../../src/sandbox/types.ts'
import { changeMember } from '../support/mornings.ts'
import { crew } from '../support/tend.ts'
import {
  cardOf,
  complain,
  type Complaining,
  fillIn,
  press,
  startComplaining,
  textOf,
} from '../support/complaints.ts'

/** Everybody works in London from 08:30, so that whoever is told is at work. */
const start = (): Promise<Complaining> =>
  startComplaining({ sandbox: { people: crew.map((person) => ({ ...person, tz: 'Europe/London' })) } })

const told = ({ slack }: Complaining, person: Person): string[] =>
  slack
    .messages(person)
    .flatMap(({ text, blocks }) => (textOf({ blocks }).includes('nudge-') ? [text.replaceAll('*', '')] : []))

async function minutes(tend: Complaining, ...times: string[]): Promise<void> {
  for (const time of times) {
    tend.at(`2026-03-02T${time}:00Z`)
    await tend.ring()
  }
}

test('at 75 % of the hour its rep is told, once, with a button that does it', async () => {
  const tend = await start()
  await complain(tend)
  await minutes(tend, '09:44')
  expect(told(tend, tend.ben)).toEqual([])
  await minutes(tend, '09:45', '09:46', '09:59')
  expect(told(tend, tend.ben)).toEqual([expect.stringContaining('Acme waits for an answer')])
  expect(told(tend, tend.dana)).toEqual([])
  const nudge = tend.slack.messages(tend.ben).at(-1)
  if (!nudge) throw new Error('nothing was said')
  await tend.slack.press(tend.ben, nudge, 'complaints.answer')
  await tend.settle()
  // Done, it says so in its place, and asks for nothing more.
  expect(tend.slack.messages(tend.ben).at(-1)?.text).toContain('✓ *Acme* · Answer: done')
  await minutes(tend, '10:00', '10:30')
  expect(told(tend, tend.ben)).toEqual([])
  expect(told(tend, tend.dana)).toEqual([])
})

test('when the hour is over rep and manager are told, again and again up to a cap, and the admins when nobody reacts', async () => {
  const tend = await start()
  await complain(tend)
  await minutes(tend, '09:45', '10:00')
  expect(told(tend, tend.ben)).toHaveLength(2)
  expect(told(tend, tend.dana)).toEqual([expect.stringContaining('Acme was not answered in time')])
  expect(told(tend, tend.ada)).toEqual([])
  await minutes(tend, '10:15', '10:30', '11:00')
  expect(told(tend, tend.ada)).toHaveLength(1)
  await minutes(tend, '11:30', '12:00', '12:30', '13:00', '13:30', '14:00')
  const count = [tend.ben, tend.dana, tend.ada].map((person) => told(tend, person).length)
  expect(count).toEqual([4, 3, 3])
})

test('a clock that ran out while the server was off is reported at once, once', async () => {
  const tend = await start()
  await complain(tend)
  await minutes(tend, '11:40')
  expect(told(tend, tend.ben)).toEqual([expect.stringContaining('was not answered in time')])
  expect(told(tend, tend.dana)).toHaveLength(1)
  await minutes(tend, '11:41', '11:45')
  expect(told(tend, tend.ben)).toHaveLength(1)
  const events = await tend.db.selectFrom('complaintEvent').select(['act', 'detail']).orderBy('id').execute()
  expect(events).toEqual([
    { act: 'open', detail: {} },
    { act: 'breach', detail: { clock: 'respond' } },
  ])
})

test('nobody is woken: at night the next opening is waited for, unless it is most severe', async () => {
  const tend = await start()
  tend.at('2026-03-02T20:00:00Z')
  await complain(tend)
  await minutes(tend, '20:45', '21:00', '22:00')
  expect(told(tend, tend.ben)).toEqual([])
  tend.at('2026-03-03T08:30:00Z')
  await tend.ring()
  expect(told(tend, tend.ben)).toEqual([expect.stringContaining('was not answered in time')])
})

test('the most severe is told at any hour', async () => {
  const tend = await start()
  tend.at('2026-03-02T20:00:00Z')
  await complain(tend, { severity: 'high' })
  await minutes(tend, '20:45', '21:00')
  expect(told(tend, tend.ben)).toHaveLength(2)
  expect(told(tend, tend.dana)).toHaveLength(1)
})

test('while a rep is away the stand-in is told', async () => {
  const tend = await start()
  const away = { leaveFrom: '2026-03-01', leaveTo: '2026-03-05', standInId: tend.chen.id } as never
  await changeMember(tend, 'ben', away)
  await complain(tend, {}, tend.dana)
  await minutes(tend, '09:45')
  expect(told(tend, tend.chen)).toEqual([expect.stringMatching(/Acme|等答复/)])
  expect(told(tend, tend.ben)).toEqual([])
})

test('while a rep is away without a stand-in the manager is told before it runs out', async () => {
  const tend = await start()
  const away = { leaveFrom: '2026-03-01', leaveTo: '2026-03-05' } as never
  await changeMember(tend, 'ben', away)
  await complain(tend, {}, tend.dana)
  await minutes(tend, '09:45')
  expect(told(tend, tend.dana)).toEqual([expect.stringContaining('Acme waits for an answer')])
  expect(told(tend, tend.ben)).toEqual([])
})

test('a breach stays a breach when it is met late', async () => {
  const tend = await start()
  await complain(tend)
  await minutes(tend, '10:00')
  tend.at('2026-03-02T10:05:00Z')
  await press(tend, 'answer')
  const [clock] = await tend.db
    .selectFrom('complaintClock')
    .select(['metAt', 'breachedAt', 'nextAt'])
    .where('clock', '=', 'respond')
    .execute()
  expect(clock).toEqual({
    metAt: new Date('2026-03-02T10:05:00Z'),
    breachedAt: new Date('2026-03-02T10:00:00Z'),
    nextAt: null,
  })
})

test('a rep whose day is over before the workspace opens is told when their next one begins', async () => {
  const tend = await start()
  const day = [{ from: '09:00', to: '17:00' }]
  const calendar = JSON.stringify({ week: [day, day, day, day, day, [], []] })
  await tend.db.updateTable('workspace').set({ calendar }).execute()
  await tend.slack.changeUser(tend.ben, { tz: 'Pacific/Auckland' })
  await complain(tend, {}, tend.dana)
  await minutes(tend, '09:45', '10:00', '17:00', '19:29')
  expect(told(tend, tend.ben)).toEqual([])
  expect(told(tend, tend.dana).length).toBeGreaterThan(0)
  // 08:30 on Tuesday where he is.
  await minutes(tend, '19:30')
  expect(told(tend, tend.ben)).toEqual([expect.stringContaining('was not answered in time')])
})

test('while the customer is waited for nobody is told of the solution, also where it had run out; afterwards again', async () => {
  const tend = await start()
  await complain(tend)
  await press(tend, 'answer')
  tend.at('2026-03-03T09:01:00Z')
  await tend.ring()
  expect(told(tend, tend.dana)).toEqual([expect.stringContaining('was given no solution in time')])
  tend.at('2026-03-03T09:10:00Z')
  await press(tend, 'wait')
  for (const time of ['09:11', '09:41', '10:11', '10:41', '11:11']) {
    tend.at(`2026-03-03T${time}:00Z`)
    await tend.ring()
  }
  expect(told(tend, tend.dana)).toHaveLength(1)
  await press(tend, 'resume')
  tend.at('2026-03-03T11:42:00Z')
  await tend.ring()
  expect(told(tend, tend.dana)).toHaveLength(2)
})

test('who waits for a customer for days is reminded, and later their manager; back, the message says so and the clock warns again', async () => {
  const tend = await start()
  await complain(tend)
  await press(tend, 'answer')
  tend.at('2026-03-03T08:30:00Z')
  await press(tend, 'wait')
  const lookAt = async (day: string): Promise<void> => {
    tend.at(`2026-03-${day}T08:30:00Z`)
    await tend.ring()
    tend.at(`2026-03-${day}T08:31:00Z`)
    await tend.ring()
  }
  for (const day of ['04', '05', '06']) await lookAt(day)
  const reminder = 'has been waited for since'
  expect(told(tend, tend.ben).filter((text) => text.includes(reminder))).toHaveLength(1)
  expect(told(tend, tend.dana)).toEqual([])
  await lookAt('09')
  expect(told(tend, tend.ben).filter((text) => text.includes(reminder))).toHaveLength(2)
  expect(told(tend, tend.dana)).toEqual([
    expect.stringMatching(/Acme has been waited for since .*\nWorks on it/s),
  ])
  const nudge = tend.slack.messages(tend.ben).findLast(({ text }) => text.includes(reminder))
  if (!nudge) throw new Error('nothing was said')
  await tend.slack.press(tend.ben, nudge, 'complaints.resume')
  await tend.settle()
  expect(tend.slack.messages(tend.ben).some(({ text }) => text.includes(reminder))).toBe(false)
  expect(tend.slack.messages(tend.dana).at(-1)?.text).toContain('the customer is back, and the clock runs on')
  // Half an hour of its day was left.
  tend.at('2026-03-09T08:32:00Z')
  await tend.ring()
  expect(told(tend, tend.ben).at(-1)).toContain('Acme waits for a solution')
})

test('a warning of the solution says, while the customer is waited for, that it stands still, and asks again afterwards', async () => {
  const tend = await start()
  await complain(tend)
  await press(tend, 'answer')
  tend.at('2026-03-03T08:50:00Z')
  await tend.ring()
  const nudge = () => tend.slack.messages(tend.ben).find(({ text }) => /Acme\*.*[Ss]olution/.test(text))?.text
  expect(nudge()).toContain('waits for a solution')
  await press(tend, 'wait')
  expect(nudge()).toContain('stands still until the customer is back')
  await press(tend, 'resume')
  expect(nudge()).toContain('waits for a solution')
})

test('a clock that ran out stays as it was, whatever the calendar says since; one that runs follows it', async () => {
  const tend = await start()
  await complain(tend)
  await minutes(tend, '10:00')
  const { id: workspace } = await tend.workspace()
  const night = [{ from: '20:00', to: '21:00' }]
  const calendar = JSON.stringify({ week: [1, 2, 3, 4, 5, 6, 7].map(() => night) })
  await tend.db.updateTable('workspace').set({ calendar }).execute()
  await tend.db.transaction().execute((trx) => tend.deps.queue.send(trx, 'complaints.retime', { workspace }))
  await tend.settle()
  const clocks = await tend.db
    .selectFrom('complaintClock')
    .select(['clock', 'dueAt'])
    .orderBy('clock')
    .execute()
  expect(clocks).toEqual([
    { clock: 'respond', dueAt: new Date('2026-03-02T10:00:00Z') },
    { clock: 'solution', dueAt: new Date('2026-03-25T21:00:00Z') },
  ])
})

test('whoever takes a complaint that ran out is told of it, also when everybody else was told often enough', async () => {
  const tend = await start()
  await complain(tend)
  await tend.db.updateTable('account').set({ ownerId: null }).execute()
  await minutes(tend, '10:00', '10:30', '11:00', '11:30', '12:00', '12:30', '13:00')
  const [clock] = await tend.db
    .selectFrom('complaintClock')
    .select('nextAt')
    .where('clock', '=', 'respond')
    .execute()
  expect(clock).toEqual({ nextAt: null })
  expect(told(tend, tend.ben)).toEqual([])
  await press(tend, 'take')
  await minutes(tend, '13:01')
  expect(told(tend, tend.ben)).toEqual([expect.stringContaining('was not answered in time')])
})

test('of a customer who is retired nobody is told; brought back, whoever works on it is', async () => {
  const tend = await start()
  await complain(tend)
  const change = async (what: string, reason: string) => {
    await tend.slack.command(tend.dana, '/account', 'Acme')
    const card = await tend.slack.until(() =>
      tend.slack.ephemerals(tend.dana).findLast((said) => textOf(said).includes(`${what} ${tend.acme}`)),
    )
    await tend.slack.press(tend.dana, card, 'account-changes.choose', `${what} ${tend.acme}`)
    await fillIn(tend, tend.dana, { reason })
  }
  await change('retire', 'They moved away')
  expect(textOf(cardOf(tend, tend.ben))).toContain('This customer is retired')
  await minutes(tend, '09:45', '10:00')
  expect(told(tend, tend.ben)).toEqual([])
  await change('bring-back', 'They are here again')
  expect(textOf(cardOf(tend, tend.ben))).not.toContain('This customer is retired')
  await minutes(tend, '10:10')
  expect(told(tend, tend.ben)).toEqual([expect.stringContaining('was not answered in time')])
})

test('what somebody does while the clocks are worked out anew is not overwritten by it', async () => {
  const tend = await start()
  await complain(tend)
  const { id: workspace } = await tend.workspace()
  const { id, accountId } = await tend.db
    .selectFrom('complaint')
    .select(['id', 'accountId'])
    .executeTakeFirstOrThrow()
  let retimed = Promise.resolve()
  await tend.db.transaction().execute(async (trx) => {
    await holdComplaint(trx, workspace, { id, accountId })
    const wait = { workspaceId: workspace, complaintId: id, round: 1, endedAt: null }
    await trx
      .insertInto('complaintWait')
      .values({ ...wait, beganAt: tend.deps.now() })
      .execute()
    await trx
      .updateTable('complaintClock')
      .set({ dueAt: null, warnAt: null, nextAt: null })
      .where('clock', '=', 'solution')
      .execute()
    await tend.deps.queue.send(tend.db, 'complaints.retime', { workspace })
    retimed = tend.settle()
    await tend.slack.until(() => waitsForLock(tend))
  })
  await retimed
  const clocks = await tend.db
    .selectFrom('complaintClock')
    .select('dueAt')
    .where('clock', '=', 'solution')
    .execute()
  expect(clocks).toEqual([{ dueAt: null }])
})

const waitsForLock = async ({ db }: Complaining): Promise<boolean> => {
  const { rows } = await sql<{ waits: boolean }>`select exists (
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits`.execute(
    db,
  )
  return rows[0]?.waits ?? false
}
