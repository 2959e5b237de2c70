import { expect, test } from 'vitest'
import { addDays, type Day, day } from '../../src/care/calendar.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { addCustomers } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

const monday = day('2026-03-02')
const before = (days: number): Day => addDays(monday, -days)

const told = (tend: Tend, name: string): string[] =>
  tend.slack
    .messages(tend.slack.person(name))
    .filter(({ blocks }) => JSON.stringify(blocks).includes('fell by two'))
    .map(({ text }) => text)

/** Ten customers; during the last week all but Faded ordered twice. */
async function withWeek(now: string): Promise<Tend> {
  const tend = await startTend({ now })
  const { id } = await tend.workspace()
  await tend.db
    .updateTable('member')
    .set({ role: 'manager' })
    .where('id', '=', tend.slack.person('dana').id)
    .execute()
  await tend.db.updateTable('workspace').set({ zone: 'Europe/London' }).where('id', '=', id).execute()
  await addCustomers(tend, [
    { name: 'Faded', orders: [before(10), before(40), before(70)] },
    ...Array.from({ length: 9 }, (_, n) => ({
      name: `Busy ${n}`,
      orders: [before(2), before(3), before(20 + n), before(50), ...(n > 3 ? [before(60)] : [])],
    })),
  ])
  return tend
}

test('on Monday morning a manager reads whose scores fell, once', async () => {
  const tend = await withWeek('2026-03-02T13:00:00Z')
  await tend.ring()
  expect(told(tend, 'dana')).toEqual([])
  tend.at('2026-03-02T14:00:00Z')
  for (let minute = 0; minute < 3; minute++) await tend.ring()
  expect(told(tend, 'dana')).toEqual(['1 customer fell back since Mon 23 Feb; at stake: –'])
  const message = tend.slack
    .messages(tend.slack.person('dana'))
    .find(({ text }) => text.startsWith('1 customer fell back'))
  const shown = JSON.stringify(message?.blocks)
  expect(shown).toContain('*Faded* · general · Ben Carter\\nR 5 → 1 · F')
  expect(lintBlocks(message ?? {})).toEqual([])
  expect([told(tend, 'ada'), told(tend, 'ben')]).toEqual([[], []])
})

test('on other days, and where nobody fell, nothing comes', async () => {
  const tend = await withWeek('2026-03-03T15:00:00Z')
  await tend.ring()
  await tend.ring()
  expect(told(tend, 'dana')).toEqual([])
  const quiet = await startTend({ now: '2026-03-02T15:00:00Z' })
  await addCustomers(quiet, [{ name: 'Steady', orders: [before(100)] }])
  await quiet.ring()
  await quiet.ring()
  expect(told(quiet, 'ada')).toEqual([])
})

test('a manager of another team reads nothing of it; without a manager the admin does', async () => {
  const tend = await withWeek('2026-03-02T15:00:00Z')
  const { id } = await tend.workspace()
  const values = { workspaceId: id, name: 'North' }
  const { id: teamId } = await tend.db
    .insertInto('team')
    .values(values)
    .returning('id')
    .executeTakeFirstOrThrow()
  const dana = tend.db.updateTable('member').where('id', '=', tend.slack.person('dana').id)
  await dana.set({ teamId }).execute()
  await tend.ring()
  await tend.ring()
  expect([told(tend, 'dana'), told(tend, 'ada')]).toEqual([[], []])
  await dana.set({ role: 'rep' }).execute()
  await tend.ring()
  await tend.ring()
  expect(told(tend, 'ada')).toHaveLength(1)
})
