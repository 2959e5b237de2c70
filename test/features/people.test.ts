import { expect, test } from 'vitest'
import { memberCard } from '../../src/features/team/queries.ts'
import { startTend, type Tend } from '../support/tend.ts'

const card = async ({ db, workspace, slack }: Tend, name: string) =>
  memberCard(db, (await workspace()).id, slack.person(name).id)

test('an admin puts people into a team and names its manager', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ada = slack.person('ada')
  await slack.command(ada, '/tend', 'team')
  const [modal] = slack.views(ada)
  if (!modal) throw new Error('no modal opened')
  await slack.submit(ada, modal, {
    people: [slack.person('dana').id],
    role: 'manager',
    newTeam: 'North',
  })
  expect(slack.views(ada)).toEqual([])
  expect(await card(tend, 'dana')).toMatchObject({ role: 'manager', team: 'North' })
})

test('a rep is told that teams are the admins’ business', async () => {
  const { slack } = await startTend()
  const ben = slack.person('ben')
  await slack.command(ben, '/tend', 'team')
  expect(slack.ephemerals(ben).at(-1)?.text).toBe(
    'Only an admin can do this. Slack’s owners and admins are admins in Tend.',
  )
})

test('a rep chooses another hour and a leave with a stand-in', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  await slack.command(ben, '/tend', 'settings')
  const [modal] = slack.views(ben)
  if (!modal) throw new Error('no modal opened')
  const dana = slack.person('dana').id
  await slack.submit(ben, modal, {
    hour: '07:15',
    leaveFrom: '2026-03-09',
    leaveTo: '2026-03-13',
    standIn: dana,
  })
  expect(await card(tend, 'ben')).toMatchObject({
    hour: '07:15',
    leaveFrom: '2026-03-09',
    leaveTo: '2026-03-13',
    standInId: dana,
  })
})

test.for([
  [{ leaveFrom: '2026-03-13', leaveTo: '2026-03-09' }, 'leaveTo', '结束日期早于开始日期。'],
  [{ leaveFrom: '2026-03-13' }, 'leaveTo', '休假需要同时填写开始和结束日期。'],
  [{ region: 'Shanghai' }, 'region', '请填国家代码，例如 CN，或地区代码，例如 US-CA。'],
] as const)(
  'a leave or region that cannot be is refused under its field, in the reader’s language: %j',
  async ([values, field, sentence]) => {
    const { slack } = await startTend()
    const chen = slack.person('chen')
    await slack.command(chen, '/tend', 'settings')
    const [modal] = slack.views(chen)
    if (!modal) throw new Error('no modal opened')
    const answer = await slack.submit(chen, modal, values)
    expect(answer.body).toEqual({ response_action: 'errors', errors: { [field]: sentence } })
  },
)

test('an admin of an empty workspace is told once what to do first, a rep reads it in the Home in their own terms', async () => {
  const tend = await startTend()
  const { slack } = tend
  await tend.ring()
  await tend.ring()
  const ada = slack.messages(slack.person('ada')).map(({ text }) => text)
  expect(ada).toHaveLength(1)
  expect(ada[0]).toContain('import accounts FILE.csv')
  const chen = slack.person('chen')
  expect(slack.messages(chen)).toEqual([])
  await slack.openHome(chen)
  await slack.settled()
  expect(JSON.stringify(slack.home(chen)?.blocks)).toContain('你名下还没有客户')
})

test('who was removed from Slack can do nothing here', async () => {
  const { slack } = await startTend()
  const ben = slack.person('ben')
  await slack.changeUser(ben, { deleted: true })
  await slack.settled()
  await slack.command(ben, '/tend', 'settings')
  expect(slack.views(ben)).toEqual([])
  expect(slack.ephemerals(ben).at(-1)?.text).toContain('members of this workspace')
})

test('an admin changes the workspace’s zone and currency, and a rep cannot', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ada = slack.person('ada')
  await slack.command(ada, '/tend', 'settings')
  const [habits] = slack.views(ada)
  if (!habits) throw new Error('no modal opened')
  await slack.press(ada, habits, 'team.basics')
  const basics = slack.views(ada).at(-1)
  if (!basics) throw new Error('nothing was pushed')
  const wrong = await slack.submit(ada, basics, { zone: 'Mars/Olympus', currency: 'EURO' })
  expect(wrong.body).toMatchObject({
    errors: {
      zone: 'This is not a time zone. Write it like Europe/London.',
      currency: 'Write three letters such as EUR.',
    },
  })
  await slack.submit(ada, basics, { zone: 'Asia/Shanghai', currency: 'cny', holidays: 'CN' })
  await tend.settle()
  expect(await tend.workspace()).toMatchObject({ zone: 'Asia/Shanghai', currency: 'CNY', region: 'CN' })

  const ben = slack.person('ben')
  await slack.command(ben, '/tend', 'settings')
  const own = slack.views(ben).at(-1)
  expect(JSON.stringify(own?.blocks)).not.toContain('team.basics')
})
