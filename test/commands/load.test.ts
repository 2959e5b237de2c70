import { expect, test } from 'vitest'
import { loadCommand } from '../../src/commands/load/load.ts'
import { readConfig } from '../../src/config.ts'
import type { Db } from '../../src/db/database.ts'
import type { Deps } from '../../src/deps.ts'
import { workspaces } from '../../src/features/people/queries.ts'
import type { Workspace } from '../../src/slack/ask.ts'
import { addAccounts } from '../support/customers.ts'
import { freshDatabase } from '../support/database.ts'

const now = new Date('2026-03-02T09:00Z')

const load = (db: Db, options: Record<string, string>): Promise<unknown> =>
  loadCommand
    .run({
      deps: { db, config: readConfig({}), now: () => now, realNow: () => now } as Deps,
      words: [],
      options,
      workspace: async () => (await workspaces(db))[0] as Workspace,
      progress: () => {},
    })
    .then(({ json }) => json)

const names = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('account').select('name').orderBy('externalId').execute()).map(({ name }) => name)

test('load fills a scratch workspace with customers, orders, interactions and their duties, the same for a seed', async () => {
  const db = await freshDatabase()
  const first = await load(db, { accounts: '600', seed: '7' })
  const before = await names(db)
  expect(before).toHaveLength(600)
  expect(before.filter((name) => /\p{sc=Han}/u.test(name)).length / 600).toBeCloseTo(0.55, 1)
  expect(await load(db, { accounts: '600', seed: '7' })).toEqual(first)
  expect(await names(db)).toEqual(before)
  await load(db, { accounts: '600', seed: '8' })
  expect(await names(db)).not.toEqual(before)

  const counted = async (table: 'order' | 'interaction' | 'accountStats' | 'followUp'): Promise<number> =>
    (await db.selectFrom(table).select('workspaceId').execute()).length
  expect((await counted('order')) / 600).toBeCloseTo(10, -0.7)
  expect((await counted('interaction')) / 600).toBeCloseTo(5, -0.7)
  expect(await counted('accountStats')).toBe(600)
  expect(await counted('followUp')).toBeGreaterThan(600)
  const owners = await db.selectFrom('account').select('ownerId').distinct().execute()
  expect(owners).toHaveLength(3)
})

test('load refuses a workspace with real customers, and a count that is none', async () => {
  const db = await freshDatabase()
  await load(db, { accounts: '10' })
  await expect(load(db, { accounts: 'many' })).rejects.toThrow('--accounts')
  const [workspace] = await workspaces(db)
  await addAccounts(db, (workspace as Workspace).id, [{ name: 'Acme' }])
  await expect(load(db, { accounts: '10' })).rejects.toThrow('TLOAD has customers that load did not make')
  expect(await names(db)).toHaveLength(11)
})
