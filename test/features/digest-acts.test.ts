import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import type { Message } from '../../src/sandbox/types.ts'
import { addCustomer, changeMember, startWith } from '../support/mornings.ts'

type Tend = Awaited<ReturnType<typeof startWith>>

/** Ben's morning with one customer, Acme, whose step is due. */
async function bensMorning() {
  const tend = await startWith([], { now: '2026-03-02T08:30:00Z', realNow: () => new Date() })
  const acme = await addCustomer(tend, 'ben', 'Acme')
  await tend.ring()
  tend.at('2026-03-02T09:12:00Z')
  const ben = tend.slack.person('ben')
  return { ...tend, ben, ...acme, morning: () => lastOf(tend, 'ben') }
}

function lastOf({ slack }: Tend, name: string): Message {
  const [message] = slack.messages(slack.person(name)).filter(({ to }) => !to)
  if (!message) throw new Error(`${name} has no morning`)
  return message
}

const textOf = (message: Message | undefined): string => JSON.stringify(message?.blocks ?? [])
const whispered = ({ slack }: Tend, name: string): string[] =>
  slack.ephemerals(slack.person(name)).map(({ text }) => text)

test('Done closes the duty, changes the row in place at once, and Undo within ten minutes brings it back', async () => {
  const tend = await bensMorning()
  const { slack, ben, morning } = tend
  await slack.press(ben, morning(), 'digest.done')
  await slack.until(() => textOf(morning()).includes('*Acme* – done by you, 09:12.'))
  expect(textOf(morning())).toContain('All done for today.')
  expect(textOf(morning())).not.toContain('digest.done')
  expect(slack.messages(ben)).toHaveLength(1)
  await slack.press(ben, morning(), 'digest.undo')
  await slack.until(() => textOf(morning()).includes('digest.done'))
  const row = await tend.db
    .selectFrom('followUp')
    .select('closedAt')
    .where('id', '=', tend.duty)
    .executeTakeFirst()
  expect(row).toEqual({ closedAt: null })
})

test('after ten minutes Undo says that it is too late, and goes', async () => {
  const tend = await bensMorning()
  const { slack, ben, morning } = tend
  await slack.press(ben, morning(), 'digest.done')
  await slack.until(() => textOf(morning()).includes('digest.undo'))
  const old = morning()
  tend.at('2026-03-02T09:22:01Z')
  await slack.press(ben, old, 'digest.undo')
  await slack.until(() => !textOf(morning()).includes('digest.undo'))
  expect(whispered(tend, 'ben').at(-1)).toContain('10 minutes')
  expect(textOf(morning())).toContain('done by you')
})

test('when its time is up Undo goes by itself', async () => {
  const tend = await bensMorning()
  const { slack, ben, morning } = tend
  await slack.press(ben, morning(), 'digest.done')
  await slack.until(() => textOf(morning()).includes('digest.undo'))
  tend.at('2026-03-02T09:21:59Z')
  await tend.ring()
  expect(textOf(morning())).toContain('digest.undo')
  tend.at('2026-03-02T09:22:30Z')
  await tend.ring()
  await slack.until(() => !textOf(morning()).includes('digest.undo'))
  expect(textOf(morning())).toContain('done by you')
  const updates = (): number => slack.calls.filter(({ method }) => method === 'chat.update').length
  const before = updates()
  await tend.ring()
  expect(updates()).toBe(before)
})

test('Log opens the modal with the customer, and the row says what was logged and what comes next', async () => {
  const tend = await bensMorning()
  const { slack, ben, morning } = tend
  await slack.press(ben, morning(), 'digest.log')
  const [view] = slack.views(ben)
  if (!view) throw new Error('no modal opened')
  expect(JSON.stringify(view.blocks)).toContain('Acme')
  await slack.submit(ben, view, { channel: 'call', summary: 'the renewal' })
  await tend.settle()
  await slack.until(async () => {
    await tend.settle()
    return textOf(morning()).includes('logged by you')
  })
  expect(textOf(morning())).toMatch(/\*Acme\* – logged by you, 09:12\. Next: .*, general, every 90 days\./)
})

test('Snooze says how often is left, and the row when it comes back; then it stands there again', async () => {
  const tend = await bensMorning()
  const { slack, ben, morning } = tend
  await slack.press(ben, morning(), 'digest.snooze')
  const [view] = slack.views(ben)
  if (!view) throw new Error('no modal opened')
  expect(JSON.stringify(view.blocks)).toContain('3 of 3 left')
  await slack.submit(ben, view, { until: 'later-today' })
  await slack.until(async () => {
    await tend.settle()
    return textOf(morning()).includes('put off until 12:12')
  })
  expect(textOf(morning())).toContain('digest.undo')
  tend.at('2026-03-02T12:13:00Z')
  await tend.ring()
  expect(textOf(morning())).toContain('digest.done')
})

test('Hand over gives the row to another, and says so', async () => {
  const tend = await bensMorning()
  const { slack, ben, morning } = tend
  await slack.press(ben, morning(), 'digest.more', 'hand-over')
  const [view] = slack.views(ben)
  if (!view) throw new Error('no modal opened')
  await slack.submit(ben, view, { to: slack.person('ada').id })
  await slack.until(async () => {
    await tend.settle()
    return textOf(morning()).includes('Ada Martin sees to it now')
  })
  expect(textOf(morning())).toContain('digest.undo')
})

test('Open card and Why answer the presser alone, and leave the message as it is', async () => {
  const tend = await bensMorning()
  const { slack, ben, morning } = tend
  const before = textOf(morning())
  await slack.press(ben, morning(), 'digest.more', 'card')
  await slack.until(() => textOf(slack.ephemerals(ben)[0]).includes('Acme'))
  await slack.press(ben, morning(), 'digest.more', 'why')
  const why = JSON.stringify(slack.views(ben)[0]?.blocks)
  expect(why).toContain('A step that was planned by hand.')
  expect(why).toContain('Due from Fri 2 Jan, at the latest Fri 2 Jan.')
  expect(textOf(morning())).toBe(before)
})

test('of two who press the same button one wins, the other is told who and when, and both rows agree', async () => {
  const tend = await startWith([], { now: '2026-03-02T08:30:00Z', realNow: () => new Date() })
  const { slack } = tend
  const [ben, ada] = [slack.person('ben'), slack.person('ada')]
  await addCustomer(tend, 'ben', 'Acme')
  await tend.ring()
  await changeMember(tend, 'ben', {
    leaveFrom: day('2026-03-02'),
    leaveTo: day('2026-03-02'),
    standInId: ada.id,
  })
  await tend.ring()
  tend.at('2026-03-02T09:12:00Z')
  const [bens, adas] = [lastOf(tend, 'ben'), lastOf(tend, 'ada')]
  await Promise.all([slack.press(ben, bens, 'digest.done'), slack.press(ada, adas, 'digest.done')])
  await slack.until(async () => {
    await tend.settle()
    return [lastOf(tend, 'ben'), lastOf(tend, 'ada')].every((message) => textOf(message).includes('done by'))
  })
  const touches = await tend.db.selectFrom('interaction').select('memberId').execute()
  expect(touches).toHaveLength(1)
  const loser = touches[0]?.memberId === ben.id ? 'ada' : 'ben'
  const winner = loser === 'ben' ? 'Ada Martin' : 'Ben Carter'
  expect(whispered(tend, loser).join()).toMatch(new RegExp(`${winner}.*09:12`))
  expect(textOf(lastOf(tend, loser))).toContain(`done by ${winner}, 09:12`)
})

test('a press on a row whose customer was seen to elsewhere says so, and brings the row up to date', async () => {
  const tend = await bensMorning()
  const { slack, ben, morning } = tend
  const stale = morning()
  await slack.command(slack.person('ada'), '/log-call', 'Acme: she called us')
  tend.at('2026-03-02T09:20:00Z')
  for (const button of ['digest.done', 'digest.log', 'digest.snooze']) {
    const before = whispered(tend, 'ben').length
    await slack.press(ben, stale, button)
    await slack.until(() => whispered(tend, 'ben').length > before)
    expect(whispered(tend, 'ben').at(-1)).toContain('logged by Ada Martin, 09:12')
  }
  expect(slack.views(ben)).toEqual([])
  await slack.until(() => textOf(morning()).includes('logged by Ada Martin, 09:12'))
})

test('yesterday’s message follows too, one of last week no more, and nothing is updated twice', async () => {
  const tend = await bensMorning()
  const { slack, ben } = tend
  const first = lastOf(tend, 'ben')
  tend.at('2026-03-03T08:30:00Z')
  await tend.ring()
  const second = slack.messages(ben).at(-1)
  if (!second) throw new Error('no second morning')
  await slack.press(ben, second, 'digest.done')
  const shown = (): string[] =>
    slack
      .messages(ben)
      .filter(({ to }) => !to)
      .map(textOf)
  await slack.until(async () => {
    await tend.settle()
    return shown().every((text) => text.includes('done by you'))
  })
  expect(slack.calls.filter(({ method }) => method === 'chat.update').map(({ args }) => args['ts'])).toEqual([
    first.ts,
  ])
  tend.at('2026-03-09T09:00:00Z')
  await tend.deps.queue.send(tend.db, 'digest.refresh', {
    workspace: (await tend.workspace()).id,
    account: tend.accountId,
  })
  await tend.settle()
  expect(slack.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(1)
})

test('another’s duty cannot be reached through a made-up row', async () => {
  const tend = await bensMorning()
  const { slack, morning } = tend
  await tend.db
    .insertInto('team')
    .values({ workspaceId: (await tend.workspace()).id, name: 'North' })
    .execute()
  const { id } = await tend.db.selectFrom('team').select('id').executeTakeFirstOrThrow()
  await changeMember(tend, 'dana', { teamId: id })
  await slack.press(slack.person('dana'), morning(), 'digest.done')
  expect(whispered(tend, 'dana').join()).not.toContain('Acme')
  expect(await tend.db.selectFrom('interaction').select('id').execute()).toEqual([])
})

test('an update that Slack limits waits and comes', async () => {
  const tend = await bensMorning()
  const { slack, ben, morning } = tend
  slack.faults.next('chat.update', { kind: 'rate', retryAfter: 1 })
  await slack.command(slack.person('ada'), '/log-call', 'Acme: she called us')
  await slack.until(async () => {
    await tend.settle()
    return textOf(morning()).includes('logged by Ada Martin')
  })
  expect(slack.messages(ben)).toHaveLength(1)
})
