import { expect, test } from 'vitest'
import { lintBlocks } from '../../src/slack/lint.ts'
import type { Person } from '../../src/sandbox/types.ts'
import { addAccounts } from '../support/customers.ts'
import {
  complain,
  type Complaining,
  modalOf,
  press,
  startComplaining,
  textOf,
} from '../support/complaints.ts'

/** What `/complaint` answers to these words. */
async function listed(tend: Complaining, person: Person, words: string) {
  const before = tend.slack.ephemerals(person).length
  await tend.slack.command(person, '/complaint', words)
  const said = await tend.slack.until(() => tend.slack.ephemerals(person)[before])
  expect(lintBlocks(said as never)).toEqual([])
  return said
}

/** Customers with their figures, ready to complain. */
async function customers(tend: Complaining, owners: Record<string, string | null>): Promise<number[]> {
  const { id } = await tend.workspace()
  const named = Object.entries(owners).map(([name, ownerId]) => ({ name, ownerId }))
  const ids = await addAccounts(tend.db, id, named)
  await tend.db
    .insertInto('accountStats')
    .values(ids.map((accountId) => ({ workspaceId: id, accountId, replan: false })))
    .execute()
  return ids
}

async function complainOf(tend: Complaining, person: Person, name: string, fields = {}): Promise<void> {
  await tend.slack.command(person, '/complaint', name)
  await tend.slack.submit(person, modalOf(tend, person), { facts: `Facts of ${name}`, ...fields })
  await tend.settle()
}

test('/complaint list shows one’s own, the most urgent first, each with its state, next clock and card', async () => {
  const tend = await startComplaining()
  const { ben, dana, slack } = tend
  await customers(tend, { Bolt: ben.id, Far: dana.id })
  await complain(tend)
  await press(tend, 'answer')
  tend.at('2026-03-02T09:30:00Z')
  await complainOf(tend, ben, 'Bolt', { severity: 'high' })
  await complainOf(tend, dana, 'Far')
  const list = await listed(tend, ben, 'list')
  const text = textOf(list)
  expect(text).toContain('*You work on 2 complaints*')
  expect(text.indexOf('*Bolt*')).toBeLessThan(text.indexOf('*Acme*'))
  expect(text).toContain('*Bolt* · open · severity high · Answer: by <!date^')
  expect(text).toContain('*Acme* · answered · severity normal · Solution: by <!date^')
  expect(text).not.toContain('Far')
  await slack.press(ben, list, 'complaints.show-card', '2')
  await slack.until(() => slack.ephemerals(ben).some((said) => textOf(said).includes('Complaint of *Bolt*')))
  // The list stays.
  expect(slack.ephemerals(ben).some((said) => textOf(said).includes('You work on 2'))).toBe(true)
})

test('list team has those of the team and nobody’s, breached those that ran out; another team’s stay away; in Chinese too', async () => {
  const tend = await startComplaining()
  const { ben, chen, dana, ada } = tend
  const { id } = await tend.workspace()
  const north = await tend.db
    .insertInto('team')
    .values({ workspaceId: id, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tend.db.updateTable('member').set({ teamId: north.id }).where('id', '=', chen.id).execute()
  await customers(tend, { 鑫源: chen.id, Stray: null })
  await complain(tend)
  await complainOf(tend, chen, '鑫源')
  await complainOf(tend, dana, 'Stray')
  const team = textOf(await listed(tend, ben, 'list team'))
  expect(team).toContain('2 complaints of your team')
  expect(team).toContain('*Stray* · nobody’s')
  expect(team).not.toContain('鑫源')
  expect(textOf(await listed(tend, ada, 'list team'))).toContain('3 complaints of your team')
  expect(textOf(await listed(tend, ben, 'list breached'))).toContain('Of no open complaint of your team')
  tend.at('2026-03-02T10:30:00Z')
  expect(textOf(await listed(tend, ben, 'list BREACHED'))).toContain('2 complaints of your team with a clock')
  const mine = textOf(await listed(tend, chen, '列表'))
  expect(mine).toContain('你正在处理 1 条投诉')
  expect(mine).toContain('“鑫源” · 待处理 · 严重程度：一般 · 答复：已超时')
  expect(textOf(await listed(tend, chen, '列表 团队'))).toContain('团队共有 2 条投诉')
  expect(textOf(await listed(tend, chen, '列表 超时'))).toContain('团队有 2 条投诉已超时')
})

test('managers see how often each clock was met, with n, and a dash where there is none; reps do not', async () => {
  const tend = await startComplaining()
  const { ben, dana } = tend
  await complain(tend)
  await press(tend, 'answer')
  await customers(tend, { Bolt: ben.id })
  await complainOf(tend, ben, 'Bolt')
  // The first answer came too late of two, and is still to come of a third.
  tend.at('2026-03-02T11:00:00Z')
  await customers(tend, { Cast: ben.id })
  await complainOf(tend, ben, 'Cast')
  const text = textOf(await listed(tend, dana, 'list team'))
  expect(text).toContain('Answer: 50 % (n 2) · 50 % (n 2)')
  expect(text).toContain('Solution: – (n 0) · – (n 0)')
  tend.at('2026-04-10T11:00:00Z')
  expect(textOf(await listed(tend, dana, 'list'))).toContain('Answer: – (n 0) · 33 % (n 3)')
  expect(textOf(await listed(tend, ben, 'list'))).not.toContain('in time, of the last')
})

test('more than a page is turned', async () => {
  const tend = await startComplaining()
  const { ben, slack } = tend
  const names = Array.from({ length: 13 }, (_, i) => `Customer ${String.fromCodePoint(65 + i)}`)
  const ids = await customers(tend, Object.fromEntries(names.map((name) => [name, ben.id])))
  const { id } = await tend.workspace()
  const at = tend.deps.now()
  const long = 'Wolfeschlegelsteinhausenbergerdorff <&> '.repeat(20)
  await tend.db
    .insertInto('complaint')
    .values(
      ids.map((accountId) => ({
        workspaceId: id,
        accountId,
        openedBy: ben.id,
        channel: 'call' as const,
        receivedAt: at,
        openedAt: at,
        facts: long,
        complex: false,
        severity: 'low' as const,
      })),
    )
    .execute()
  const list = await listed(tend, ben, 'list')
  expect(textOf(list)).toContain('Customer J')
  expect(textOf(list)).not.toContain('Customer K')
  await slack.press(ben, list, 'complaints.list-more')
  const next = await slack.until(() =>
    slack.ephemerals(ben).find((said) => textOf(said).includes('Customer K')),
  )
  expect(textOf(next)).not.toContain('Customer J')
  expect(textOf(next)).toContain('complaints.list-back')
})

test('a customer who is called List is still reached', async () => {
  const tend = await startComplaining()
  const { ben, slack } = tend
  await customers(tend, { List: ben.id })
  const list = await listed(tend, ben, 'list')
  expect(textOf(list)).toContain('No complaint waits for you.')
  await slack.press(ben, list, 'complaints.open-for')
  expect(textOf(modalOf(tend, ben))).toContain('List')
})

test('the card of a customer has each open complaint, a way to open one, and how the last one ended', async () => {
  const tend = await startComplaining()
  const { ben, slack } = tend
  const card = async () => {
    const before = slack.ephemerals(ben).length
    await slack.command(ben, '/account', 'Acme')
    return slack.until(() => slack.ephemerals(ben)[before])
  }
  await slack.press(ben, await card(), 'complaints.open-for')
  await slack.submit(ben, modalOf(tend, ben), { facts: 'The *scales* arrived broken' })
  await tend.settle()
  const text = textOf(await card())
  expect(text).toContain('· open · severity normal · Answer: by <!date^')
  expect(text).not.toContain('first answer to the complaint')
  const closed = { closedAt: tend.deps.now(), closedBy: ben.id, closedHow: 'satisfied' } as const
  await tend.db.updateTable('complaint').set(closed).execute()
  const { id } = await tend.workspace()
  const said = { saidAt: tend.deps.now(), saidOn: '2026-03-02' as never, recordedBy: ben.id }
  await tend.db
    .insertInto('complaintVerdict')
    .values({
      workspaceId: id,
      complaintId: 1,
      round: 1,
      kind: 'verdict',
      solved: true,
      satisfaction: 4,
      satisfied: true,
      ...said,
    })
    .execute()
  const after = textOf(await card())
  expect(after).toContain('*Last complaint* closed <!date^')
  expect(after).toContain('solved, satisfaction 4 of 5')
})
