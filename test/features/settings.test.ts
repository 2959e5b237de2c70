import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import type { View } from '../../src/sandbox/types.ts'
import { addAccounts } from '../support/customers.ts'
import { startTend, type Tend } from '../support/tend.ts'

/** The modal of the workspace's numbers, as a person opens it. */
async function numbers({ slack }: Tend, name: string, group = 'Staying close'): Promise<View> {
  const person = slack.person(name)
  await slack.command(person, '/tend', 'settings')
  await slack.press(person, top({ slack }, name), 'settings.open')
  if (group !== 'Staying close') await slack.press(person, top({ slack }, name), 'settings.group', group)
  return top({ slack }, name)
}

function top({ slack }: Pick<Tend, 'slack'>, name: string): View {
  const view = slack.views(slack.person(name)).at(-1)
  if (!view) throw new Error('no modal is open')
  return view
}

const makeAdmin = async ({ db, slack }: Tend, name: string) =>
  db.updateTable('member').set({ role: 'admin' }).where('id', '=', slack.person(name).id).execute()

const stored = async ({ db }: Tend) =>
  (await db.selectFrom('workspace').select('settings').executeTakeFirstOrThrow()).settings
const changes = ({ db }: Tend) =>
  db
    .selectFrom('audit')
    .select(['subjectId', 'detail'])
    .where('subject', '=', 'setting')
    .orderBy('id')
    .execute()

test('an admin warns of general customers later, sees who changed it, and an empty field is what is usual', async () => {
  const tend = await startTend()
  const ada = tend.slack.person('ada')
  const modal = await numbers(tend, 'ada', 'Signs of leaving')
  expect(JSON.stringify(modal.blocks)).toContain('From 7 to 730, usually 90.')
  const saved = await tend.slack.submit(ada, modal, { gapDaysGeneral: '120', slowReplies: '4' })
  expect(saved.status).toBe(200)
  expect(await stored(tend)).toMatchObject({ gapDaysGeneral: 120, slowReplies: 4 })
  expect(await changes(tend)).toEqual([
    { subjectId: 'gapDaysGeneral', detail: { before: 90, after: 120 } },
    { subjectId: 'slowReplies', detail: { before: 3, after: 4 } },
  ])
  await tend.slack.dismiss(ada, top(tend, 'ada'), true)

  tend.at('2026-03-05T09:00:00Z')
  const again = await numbers(tend, 'ada', 'Signs of leaving')
  expect(JSON.stringify(again.blocks)).toContain('Last changed by Ada Martin on Mon 2 Mar, from 90.')
  await tend.slack.submit(ada, again, { gapDaysGeneral: '' })
  expect(await stored(tend)).not.toHaveProperty('gapDaysGeneral')
  expect((await tend.workspace()).settings).toMatchObject({ gapDaysGeneral: 90, slowReplies: 4 })
})

test('a number outside its bounds is refused under its field, and nothing of the group is kept', async () => {
  const tend = await startTend()
  const modal = await numbers(tend, 'ada', 'Signs of leaving')
  const refused = await tend.slack.submit(tend.slack.person('ada'), modal, {
    gapDaysKey: '731',
    slowReplies: '4',
  })
  expect(refused.body).toEqual({
    response_action: 'errors',
    errors: { gapDaysKey: 'Write a whole number from 7 to 730.' },
  })
  expect(await stored(tend)).not.toHaveProperty('slowReplies')
  expect(await changes(tend)).toEqual([])
})

test('the second of two admins is told who changed what meanwhile, and overwrites nothing', async () => {
  const tend = await startTend()
  await makeAdmin(tend, 'dana')
  const [first, second] = [await numbers(tend, 'ada'), await numbers(tend, 'dana')]
  await tend.slack.submit(tend.slack.person('ada'), first, { generalRhythmDays: '60' })
  const dana = tend.slack.person('dana')
  const refused = await tend.slack.submit(dana, second, { generalRhythmDays: '100', capacity: '20' })
  expect(JSON.stringify(refused.body)).toContain(
    'Ada Martin changed this meanwhile (04:00), from 90 to 60. Write 60 to keep that',
  )
  expect((await tend.workspace()).settings).toMatchObject({ generalRhythmDays: 60, capacity: 12 })
  await tend.slack.submit(dana, second, { generalRhythmDays: '60', capacity: '20' })
  expect((await tend.workspace()).settings).toMatchObject({ generalRhythmDays: 60, capacity: 20 })
})

test('saving the same modal twice is one change', async () => {
  const tend = await startTend()
  const modal = await numbers(tend, 'ada')
  await tend.slack.submit(tend.slack.person('ada'), modal, { capacity: '20' })
  await tend.slack.replay()
  expect(await changes(tend)).toHaveLength(1)
})

test('a rep has no door to the workspace’s numbers', async () => {
  const tend = await startTend()
  await tend.slack.command(tend.slack.person('ben'), '/tend', 'settings')
  expect(JSON.stringify(top(tend, 'ben').blocks)).not.toContain('settings.open')
})

test('another rhythm moves the next date of a customer who was contacted long ago', async () => {
  const tend = await startTend()
  const { id: workspace } = await tend.workspace()
  const accounts = await addAccounts(tend.db, workspace, [
    { name: 'Acme', ownerId: tend.slack.person('ben').id, lastContactOn: day('2026-02-02') },
  ])
  await tend.deps.queue.send(tend.db, 'cadence.plan', { workspace, accounts })
  await tend.settle()
  const dates = () => tend.db.selectFrom('followUp').select(['rule', 'idealOn', 'latestOn']).execute()
  expect(await dates()).toEqual([{ rule: 'rhythm', idealOn: '2026-05-03', latestOn: '2026-06-17' }])
  const modal = await numbers(tend, 'ada')
  await tend.slack.submit(tend.slack.person('ada'), modal, { generalRhythmDays: '60' })
  await tend.settle()
  expect(await dates()).toEqual([{ rule: 'rhythm', idealOn: '2026-04-03', latestOn: '2026-05-03' }])
})

test('who joins after the hour was changed has the new one, who was there keeps theirs', async () => {
  const tend = await startTend()
  const modal = await numbers(tend, 'ada', 'The morning message')
  await tend.slack.submit(tend.slack.person('ada'), modal, { defaultHour: '7:45' })
  await tend.slack.joinTeam({
    name: 'finn',
    real_name: 'Finn',
    email: 'finn@harbour.test',
    tz: 'Europe/London',
  })
  await tend.settle()
  const hours = await tend.db
    .selectFrom('member')
    .select(['name', 'hour'])
    .where('name', 'in', ['Finn', 'Ben Carter'])
    .orderBy('name')
    .execute()
  expect(hours).toEqual([
    { name: 'Ben Carter', hour: '08:30' },
    { name: 'Finn', hour: '07:45' },
  ])
})
