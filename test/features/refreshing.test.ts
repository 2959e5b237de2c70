import { expect, test } from 'vitest'
import { restate } from '../../src/features/statistics/queries.ts'
import { addCustomer, startWith } from '../support/mornings.ts'

test('what an import answers at once for many is told by the rows that stand in this morning’s messages', async () => {
  const tend = await startWith([], { now: '2026-03-02T08:30:00Z', realNow: () => new Date() })
  const { db, slack } = tend
  const workspace = await tend.workspace()
  const ben = slack.person('ben')
  const { accountId } = await addCustomer(tend, 'ben', 'Acme')
  await addCustomer(tend, 'ben', 'Bloom')
  await tend.ring()
  const row = (): string => JSON.stringify(slack.messages(ben)[0]?.blocks ?? [])
  const buttons = (): number => row().split('digest.done').length - 1
  expect(buttons()).toBe(2)

  await db
    .updateTable('account')
    .set({ retiredAt: new Date('2026-03-02T10:00Z'), retiredWhy: 'closed down' })
    .where('id', '=', accountId)
    .execute()
  await restate(db, workspace, 'all')
  await tend.deps.queue.send(db, 'cadence.plan', { workspace: workspace.id })
  await tend.settle()
  await slack.until(() => buttons() === 1)
  expect(row()).toContain('Acme')
})
