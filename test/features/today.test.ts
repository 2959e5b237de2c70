import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { addCustomer, changeMember, startWith } from '../support/mornings.ts'

type Tend = Awaited<ReturnType<typeof startWith>>

async function ben(customers: number, now = '2026-03-02T09:12:00Z') {
  const tend = await startWith([], { now, realNow: () => new Date() })
  for (let i = 1; i <= customers; i++) await addCustomer(tend, 'ben', `Customer ${i}`)
  return { ...tend, ben: tend.slack.person('ben') }
}

/** The newest thing that only this person sees. */
const listOf = ({ slack }: Tend, name: string) => {
  const list = slack.ephemerals(slack.person(name)).at(-1)
  if (!list) throw new Error('no list')
  return list
}
const textOf = (tend: Tend, name = 'ben'): string => JSON.stringify(listOf(tend, name).blocks)

test('/today shows the asker alone what is due, with the buttons of the morning', async () => {
  const tend = await ben(2)
  await tend.slack.command(tend.ben, '/today')
  expect(textOf(tend)).toMatch(/Today, Mon 2 Mar.*We owe them.*Customer 1.*digest\.done.*Customer 2/)
  expect(tend.slack.messages(tend.ben).filter(({ to }) => !to)).toEqual([])
  expect(lintBlocks(listOf(tend, 'ben'))).toEqual([])
})

test('what is done stays in its place, marked, and can be undone there', async () => {
  const tend = await ben(3)
  const { slack } = tend
  await slack.command(tend.ben, '/today')
  const [, second] = listOf(tend, 'ben').blocks.filter(({ type }) => type === 'actions')
  await slack.press(tend.ben, listOf(tend, 'ben'), {
    action_id: 'digest.done',
    block_id: second?.block_id ?? '',
  })
  await slack.until(() => textOf(tend).includes('done by you'))
  expect(textOf(tend)).toMatch(/Customer 1.*Customer 2\* – done by you, 09:12.*Customer 3/)
  await slack.press(tend.ben, listOf(tend, 'ben'), 'digest.undo')
  await slack.until(() => !textOf(tend).includes('done by you'))
  expect(textOf(tend)).toMatch(/Customer 1.*Customer 2.*Customer 3/)
})

test('what a modal did shows in the list that it was opened from', async () => {
  const tend = await ben(2)
  const { slack } = tend
  await slack.command(tend.ben, '/today')
  const list = listOf(tend, 'ben')
  const text = (): string =>
    JSON.stringify(slack.ephemerals(tend.ben).find(({ ts }) => ts === list.ts)?.blocks)
  await slack.press(tend.ben, list, 'digest.snooze')
  const [view] = slack.views(tend.ben)
  if (!view) throw new Error('no modal opened')
  await slack.submit(tend.ben, view, { until: 'tomorrow' })
  await tend.settle()
  expect(text()).toMatch(/Customer 1.* – put off until Tue.*digest\.undo.*Customer 2/)
})

test('pages turn, and a row pressed on the second page leaves it open there', async () => {
  const tend = await ben(15)
  const { slack } = tend
  await slack.command(tend.ben, '/today')
  expect(textOf(tend)).toContain('3 more')
  await slack.press(tend.ben, listOf(tend, 'ben'), 'digest.page')
  await slack.until(() => textOf(tend).includes('digest.back'))
  expect(textOf(tend).match(/digest\.done/g)).toHaveLength(3)
  await slack.press(tend.ben, listOf(tend, 'ben'), 'digest.done')
  await slack.until(() => textOf(tend).includes('done by you'))
  expect(textOf(tend)).toContain('digest.back')
  await slack.press(tend.ben, listOf(tend, 'ben'), 'digest.back')
  await slack.until(() => textOf(tend).match(/digest\.done/g)?.length === 12)
})

test('“N more” of the morning opens the rest beside it', async () => {
  const tend = await ben(14, '2026-03-02T08:30:00Z')
  const { slack } = tend
  await tend.ring()
  const [morning] = slack.messages(tend.ben)
  if (!morning) throw new Error('no morning')
  expect(JSON.stringify(morning.blocks)).toContain('2 more')
  await slack.press(tend.ben, morning, 'digest.page')
  await slack.until(() => slack.ephemerals(tend.ben).length > 0)
  expect(textOf(tend).match(/digest\.done/g)).toHaveLength(2)
})

test.for([
  ['2026-03-07T09:12:00Z', 'Sat 7 Mar is a day off for you.'],
  ['2026-04-03T09:12:00Z', 'Fri 3 Apr is a public holiday for you.'],
] as const)('on a free day it works all the same, and says so: %s', async ([now, says]) => {
  const tend = await ben(1, now)
  await tend.slack.command(tend.ben, '/today')
  expect(textOf(tend)).toContain(says)
  expect(textOf(tend)).toContain('digest.done')
})

test('on leave it says who stands in', async () => {
  const tend = await ben(1)
  const ada = tend.slack.person('ada').id
  await changeMember(tend, 'ben', {
    leaveFrom: day('2026-03-02'),
    leaveTo: day('2026-03-06'),
    standInId: ada,
  })
  await tend.slack.command(tend.ben, '/today')
  expect(textOf(tend)).toContain(`on those days <@${ada}> gets your list`)
})

test('with nothing due it gives the next date; without customers, what to do; “help”, how it is used', async () => {
  const tend = await ben(1)
  await tend.db
    .updateTable('followUp')
    .set({ idealOn: day('2026-03-05'), latestOn: day('2026-03-09') })
    .execute()
  await tend.slack.command(tend.ben, '/today')
  expect(listOf(tend, 'ben').text).toContain('The next is due on Thu 5 Mar.')
  const chen = tend.slack.person('chen')
  await tend.slack.command(chen, '/today')
  expect(listOf(tend, 'chen').text).toContain('你名下还没有客户')
  await tend.slack.command(chen, '/today', 'help')
  expect(listOf(tend, 'chen').text).toContain('/today')
})

test('twelve rows in Chinese fit, too', async () => {
  const tend = await ben(0)
  for (let i = 0; i < 13; i++) await addCustomer(tend, 'chen', `北京鑫源国际贸易有限责任公司 <!channel> ${i}`)
  await tend.slack.command(tend.slack.person('chen'), '/today')
  expect(lintBlocks(listOf(tend, 'chen'))).toEqual([])
  expect(textOf(tend, 'chen')).toContain('还有 1 位')
  expect(textOf(tend, 'chen')).not.toContain('<!channel>')
})
