import { expect, test } from 'vitest'
import { afterOpen } from '../../src/care/opening-hours.ts'
import { openingHours } from '../../src/holidays/opening-hours.ts'
import { syncMembers } from '../../src/features/people/jobs.ts'
import type { View } from '../../src/sandbox/types.ts'
import { cardOf, complain, solve, startComplaining, textOf } from '../support/complaints.ts'
import { startTend, type Tend } from '../support/tend.ts'

const office = {
  hours: 'working',
  monday: '9-12, 13:30-18',
  tuesday: '9-12, 13:30-18',
  wednesday: '9-12, 13:30-18',
  thursday: '9-12, 13:30-18',
  friday: '9-16',
}

/** The modal of the working hours, as a person opens it. */
async function workingHours({ slack }: Tend, name: string): Promise<View> {
  const person = slack.person(name)
  await slack.command(person, '/tend', 'settings')
  await slack.press(person, top({ slack }, name), 'calendar.open')
  return top({ slack }, name)
}

function top({ slack }: Pick<Tend, 'slack'>, name: string): View {
  const view = slack.views(slack.person(name)).at(-1)
  if (!view) throw new Error('no modal is open')
  return view
}

const makeAdmin = async ({ db, slack }: Tend, name: string) =>
  db.updateTable('member').set({ role: 'admin' }).where('id', '=', slack.person(name).id).execute()

const changes = ({ db }: Tend) =>
  db
    .selectFrom('audit')
    .select(['memberId', 'detail'])
    .where('subject', '=', 'calendar')
    .orderBy('id')
    .execute()

test('an admin sets working hours, and what comes in on the day before Good Friday waits for Tuesday', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  const modal = await workingHours(tend, 'ada')
  const shown = JSON.stringify(modal.blocks)
  expect(shown).toContain('Hours are those of Europe/London; public holidays are those of GB-ENG.')
  expect(shown).not.toContain('Last changed')
  const saved = await tend.slack.submit(ada, modal, { ...office, closed: '2026-12-24\n2026-12-23' })
  expect(saved.status).toBe(200)
  const workspace = await tend.workspace()
  expect(workspace.calendar).toMatchObject({
    closed: ['2026-12-23', '2026-12-24'],
    holidays: true,
    week: {
      0: [
        { from: '09:00', to: '12:00' },
        { from: '13:30', to: '18:00' },
      ],
      5: [],
      6: [],
    },
  })
  // Easter 2026: closed from Friday 3 to Monday 6 April; London is an hour ahead of UTC.
  expect(afterOpen(openingHours(workspace), new Date('2026-04-02T16:30Z'), 3_600_000)).toEqual(
    new Date('2026-04-07T08:30Z'),
  )

  tend.at('2026-03-05T09:00:00Z')
  const again = JSON.stringify((await workingHours(tend, 'ada')).blocks)
  expect(again).toContain('Last changed by Ada Martin on Mon 2 Mar.')
  expect(again).toContain('09:00-12:00, 13:30-18:00')
  expect(again).toContain('2026-12-23\\n2026-12-24')
})

test('an admin goes back to around the clock, and nothing more is stored', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  await tend.slack.submit(ada, await workingHours(tend, 'ada'), { ...office, holidays: 'ignore' })
  expect((await tend.workspace()).calendar.holidays).toBe(false)
  const again = await workingHours(tend, 'ada')
  await tend.slack.submit(ada, again, { hours: 'always', holidays: 'keep' })
  const { calendar } = await tend.db.selectFrom('workspace').select('calendar').executeTakeFirstOrThrow()
  expect(calendar).toEqual({})
  expect(await changes(tend)).toHaveLength(2)
})

test('hours stay in the zone in which they were set, though most of the people move to another', async () => {
  const tend = await startTend()
  const { slack } = tend
  await slack.submit(slack.person('ada'), await workingHours(tend, 'ada'), office)
  for (const name of ['ada', 'ben']) await slack.changeUser(slack.person(name), { tz: 'America/New_York' })
  await slack.settled()
  const { id } = await tend.workspace()
  await syncMembers(tend.deps, id)
  expect((await tend.workspace()).zone).toBe('Europe/London')
})

test('when most of the people move, what counts in days is due by the zone that the workspace has now', async () => {
  const tend = await startComplaining({ now: '2026-03-06T09:00:00Z' })
  await complain(tend)
  await solve(tend)
  const { slack } = tend
  const due = async () => {
    const clocks = tend.db.selectFrom('complaintClock').select('dueAt').where('clock', '=', 'follow-up')
    return (await clocks.executeTakeFirstOrThrow()).dueAt?.toISOString()
  }
  expect(await due()).toBe('2026-03-09T09:00:00.000Z')
  // Clocks go forward in New York on 8 March, in London three weeks later.
  for (const name of ['ada', 'ben']) await slack.changeUser(slack.person(name), { tz: 'America/New_York' })
  await slack.settled()
  expect(await due()).toBe('2026-03-09T09:00:00.000Z')
  await syncMembers(tend.deps, (await tend.workspace()).id)
  await tend.settle()
  expect(await due()).toBe('2026-03-09T08:00:00.000Z')
})

test('other hours, another zone: a complaint that runs is due at another time, and its card says so', async () => {
  const tend = await startComplaining()
  await complain(tend)
  const due = async () => {
    const clocks = tend.db.selectFrom('complaintClock').select('dueAt').where('clock', '=', 'respond')
    return (await clocks.executeTakeFirstOrThrow()).dueAt
  }
  expect(await due()).toEqual(new Date('2026-03-02T10:00Z'))
  await tend.slack.submit(tend.ada, await workingHours(tend, 'ada'), { ...office, monday: '9:30-18' })
  await tend.settle()
  expect(await due()).toEqual(new Date('2026-03-02T10:30Z'))
  expect(textOf(cardOf(tend, tend.ben))).toContain(String(Date.parse('2026-03-02T10:30Z') / 1000))

  await tend.slack.command(tend.ada, '/tend', 'settings')
  await tend.slack.press(tend.ada, top(tend, 'ada'), 'team.basics')
  await tend.slack.submit(tend.ada, top(tend, 'ada'), { zone: 'America/New_York', holidays: '' })
  await tend.settle()
  // 09:30 in New York.
  expect(await due()).toEqual(new Date('2026-03-02T15:30Z'))
})

test.for([
  [{ hours: 'working' }, 'monday', 'Give at least one day its hours, or choose “Around the clock”.'],
  [
    { ...office, tuesday: '9-12, 11-15' },
    'tuesday',
    '09:00-12:00 and 11:00-15:00 overlap. Write them as one, or let the second begin when the first ends.',
  ],
  [
    { ...office, sunday: '22:00-06:00' },
    'sunday',
    '22:00-06:00 ends before it has begun. What goes over midnight stands on two days: until 24:00 on the first, from 00:00 on the next.',
  ],
  [
    { ...office, saturday: 'noon' },
    'saturday',
    '“noon” is no stretch of a day. Write 09:00-17:00, or several with commas: 09:00-12:00, 13:30-18:00.',
  ],
  [
    { ...office, closed: '2026-02-30' },
    'closed',
    '“2026-02-30” is not a date. Write one per line, such as 2026-10-01.',
  ],
  [
    { ...office, closed: '2026-12-24', open: '2026-12-24' },
    'open',
    '2026-12-24 is named both as closed and as worked. Take it out of one of the two.',
  ],
] as const)(
  'what cannot be is refused under its field, and nothing is kept: %j',
  async ([values, field, sentence]) => {
    const tend = await startTend()
    const refused = await tend.slack.submit(tend.slack.person('ada'), await workingHours(tend, 'ada'), values)
    expect(refused.body).toEqual({ response_action: 'errors', errors: { [field]: sentence } })
    expect((await tend.workspace()).calendar.week).toBeNull()
    expect(await changes(tend)).toEqual([])
  },
)

test('a workspace that works on Wednesdays alone cannot close all of a year’s', async () => {
  const tend = await startTend()
  const first = Date.parse('2026-03-04')
  const wednesdays = Array.from({ length: 54 }, (_, week) =>
    new Date(first + week * 7 * 86_400_000).toISOString().slice(0, 10),
  )
  const refused = await tend.slack.submit(tend.slack.person('ada'), await workingHours(tend, 'ada'), {
    hours: 'working',
    wednesday: '9-17',
    closed: wednesdays.join('\n'),
  })
  expect(refused.body).toEqual({
    response_action: 'errors',
    errors: {
      closed: 'No day is a working day on this calendar. Mark at least one weekday as worked.',
    },
  })
  expect((await tend.workspace()).calendar.week).toBeNull()
})

test('the second of two admins is told who changed the hours meanwhile, and overwrites nothing', async () => {
  const tend = await startTend()
  await makeAdmin(tend, 'dana')
  const [ada, dana] = [tend.slack.person('ada'), tend.slack.person('dana')]
  const [first, second] = [await workingHours(tend, 'ada'), await workingHours(tend, 'dana')]
  await tend.slack.submit(ada, first, office)
  const refused = await tend.slack.submit(dana, second, { ...office, friday: '9-12' })
  expect(refused.body).toEqual({
    response_action: 'errors',
    errors: {
      hours:
        'Ada Martin changed the working hours meanwhile (04:00). Close this and open it again to see them.',
    },
  })
  expect((await tend.workspace()).calendar.week?.[4]).toEqual([{ from: '09:00', to: '16:00' }])
  // Who wants the same has nothing to be told.
  expect((await tend.slack.submit(dana, second, office)).body).toBe('')
  expect(await changes(tend)).toMatchObject([{ memberId: ada.id }])
})

test('saving the same modal twice is one change', async () => {
  const tend = await startTend()
  await tend.slack.submit(tend.slack.person('ada'), await workingHours(tend, 'ada'), office)
  await tend.slack.replay()
  expect(await changes(tend)).toHaveLength(1)
})

test('a rep has no door to the working hours', async () => {
  const tend = await startTend()
  await tend.slack.command(tend.slack.person('ben'), '/tend', 'settings')
  expect(JSON.stringify(top(tend, 'ben').blocks)).not.toContain('calendar.open')
})

test('an admin in Shanghai reads and types them in Chinese', async () => {
  const tend = await startTend()
  await makeAdmin(tend, 'chen')
  await tend.db.updateTable('workspace').set({ zone: 'Asia/Shanghai' }).execute()
  const modal = await workingHours(tend, 'chen')
  expect(JSON.stringify(modal.blocks)).toContain('时间按 Asia/Shanghai 时区，节假日按 CN。')
  await tend.slack.submit(tend.slack.person('chen'), modal, {
    hours: 'working',
    monday: '９：００～１２：００、１３：３０～１８：００',
    closed: '2026年12月24日',
  })
  expect((await tend.workspace()).calendar).toMatchObject({
    week: {
      0: [
        { from: '09:00', to: '12:00' },
        { from: '13:30', to: '18:00' },
      ],
    },
    closed: ['2026-12-24'],
  })
})
