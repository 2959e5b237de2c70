import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays } from '../../src/care/calendar.ts'
import { ensureWatched } from '../../src/features/watch/queries.ts'
import { addBuyer, MONDAY, monday, startWatching, type Watching } from '../support/silent.ts'

/** So many customers of nobody, of whom nothing speaks for leaving. */
async function addOthers({ db, workspace }: Watching, count: number): Promise<void> {
  const { id } = await workspace()
  await sql`
    with made as (
      insert into account (workspace_id, name, name_key, bigrams, came_on, created_at, changed_at)
      select ${id}, 'Other ' || n, 'other ' || n, '{}', ${addDays(monday, -3)}::date, ${MONDAY}, ${MONDAY}
      from generate_series(1, ${count}::int) as n returning id)
    insert into account_stats (workspace_id, account_id, replan) select ${id}, id, false from made`.execute(
    db,
  )
}

async function warned({ db }: Watching): Promise<string[]> {
  const rows = await db
    .selectFrom('warning')
    .innerJoin('account', 'account.id', 'warning.accountId')
    .select('account.name')
    .orderBy('warning.id')
    .execute()
  return rows.map(({ name }) => name)
}

const morningOf = ({ slack }: Watching): string =>
  JSON.stringify(slack.messages(slack.person('ben')).findLast(({ to }) => !to))

test('a look that was left goes on where it stopped, and opens each case once', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'First', [90, 200])
  await addOthers(tend, 1500)
  await addBuyer(tend, 'Last', [90, 200])
  const workspace = await tend.workspace()
  const look = (atMost?: number) => ensureWatched(tend.db, workspace, new Date(MONDAY), atMost)
  const lookedAt = () => tend.db.selectFrom('workspace').select('warnedAt').executeTakeFirstOrThrow()
  await look(1000)
  expect(await warned(tend)).toEqual(['First'])
  expect(await lookedAt()).toEqual({ warnedAt: new Date('2026-03-01T01:00:00Z') })
  await look()
  expect(await warned(tend)).toEqual(['First', 'Last'])
  expect(await lookedAt()).toEqual({ warnedAt: new Date(MONDAY) })
  await look()
  expect(await warned(tend)).toEqual(['First', 'Last'])
})

test('a morning waits for no look at more customers than it can do itself: what that finds stands in /today', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'First', [90, 200])
  await addOthers(tend, 10_000)
  await addBuyer(tend, 'Last', [90, 200])
  await tend.ring()
  expect(morningOf(tend)).toContain('*First*')
  expect(morningOf(tend)).not.toContain('*Last*')
  const ben = tend.slack.person('ben')
  await tend.slack.command(ben, '/today', '')
  const today = JSON.stringify(tend.slack.ephemerals(ben).at(-1))
  expect([today.includes('*First*'), today.includes('*Last*')]).toEqual([true, true])
})

test('a night without news writes nothing of a sign anew, and its days go on', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [90, 200])
  await tend.ring()
  const written = async () => (await sql`select xmin::text from warning_reason`.execute(tend.db)).rows
  const first = await written()
  expect(first).toHaveLength(1)
  expect(morningOf(tend)).toContain('no order for 90 days')
  tend.at('2026-03-03T08:30:00Z')
  await tend.ring()
  expect(morningOf(tend)).toContain('no order for 91 days')
  expect(await written()).toEqual(first)
})
