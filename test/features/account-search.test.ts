import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '../../src/db/database.ts'
import type { WorkspaceId } from '../../src/db/schema.ts'
import {
  accountNamed,
  findAccounts,
  namesakes,
  ownAccounts,
  searches,
} from '../../src/features/account-choice/queries.ts'
import { accountFor, type Viewer } from '../../src/features/accounts/queries.ts'
import { day } from '../../src/care/calendar.ts'
import { addAccounts, addMembers, addWorkspace } from '../support/customers.ts'
import { freshDatabase } from '../support/database.ts'

const ben: Viewer = { id: 'UBEN', role: 'rep', teamId: null }

/** Ben and Chen are in no team, Dana leads the north where Eve is; Ada is an admin. */
async function harbour() {
  const db = await freshDatabase()
  const workspace = await addWorkspace(db)
  await addMembers(db, workspace, {
    UBEN: {},
    UCHEN: {},
    UADA: { role: 'admin' },
    UDANA: { role: 'manager', team: 'North' },
    UEVE: { team: 'North' },
  })
  const { teamId } = await db
    .selectFrom('member')
    .select('teamId')
    .where('id', '=', 'UEVE')
    .executeTakeFirstOrThrow()
  const dana: Viewer = { id: 'UDANA', role: 'manager', teamId }
  const eve: Viewer = { id: 'UEVE', role: 'rep', teamId }
  const ada: Viewer = { id: 'UADA', role: 'admin', teamId: null }
  const names = async (viewer: Viewer, text: string): Promise<string[]> =>
    (await findAccounts(db, workspace, viewer, text)).map(({ name }) => name)
  return { db, workspace, dana, eve, ada, names }
}

test('one’s own customers come first, then the team’s, each by the start of the name before its middle', async () => {
  const { db, workspace, names } = await harbour()
  await addAccounts(db, workspace, [
    { name: 'Blue Lotus', ownerId: 'UCHEN' },
    { name: 'Deep Blue', ownerId: 'UCHEN' },
    { name: 'The Bluebird', ownerId: 'UBEN' },
    { name: 'Blueberry Farm', ownerId: 'UBEN' },
  ])
  expect(await names(ben, 'blu')).toEqual(['Blueberry Farm', 'The Bluebird', 'Blue Lotus', 'Deep Blue'])
})

test.for([
  ['北京', ['北京鑫源贸易', '中国北京饭店']],
  ['鑫源', ['北京鑫源贸易']],
  ['饭', []],
  ['北', ['北京鑫源贸易']],
  ['ＡＣＭＥ', ['Acme Ltd']],
  ['me lt', ['Acme Ltd']],
  ['ÉLAN', ['Élan Vital']],
  ['e\u0301lan', ['Élan Vital']],
  ['C-77', ['Élan Vital']],
  ['c-77', []],
  [' ', []],
] as const)(
  '“%s” finds %j: two characters are enough, one is looked for at the start',
  async ([text, found]) => {
    const { db, workspace, names } = await harbour()
    await addAccounts(db, workspace, [
      { name: '北京鑫源贸易', ownerId: 'UBEN' },
      { name: '中国北京饭店', ownerId: 'UBEN' },
      { name: 'Acme Ltd', ownerId: 'UBEN' },
      { name: 'Élan Vital', ownerId: 'UBEN', externalId: 'C-77' },
    ])
    expect(await names(ben, text)).toEqual(found)
  },
)

test.for([
  ['100%', ['100% Wool']],
  ['0_b', ['50_beans']],
  [String.raw`a\b`, [String.raw`a\bc`]],
  ['%%', []],
  ['__', []],
] as const)('in “%s” every character means itself', async ([text, found]) => {
  const { db, workspace, names } = await harbour()
  const own = ['100% Wool', '1000 Woods', '50_beans', '50 beans', String.raw`a\bc`, 'a/bc']
  await addAccounts(
    db,
    workspace,
    own.map((name) => ({ name, ownerId: 'UBEN' })),
  )
  expect(await names(ben, text)).toEqual(found)
})

test('a rep sees the team’s customers, a manager also those nobody owns, an admin all', async () => {
  const { db, workspace, dana, eve, ada, names } = await harbour()
  await addAccounts(db, workspace, [
    { name: 'Shop of Ben', ownerId: 'UBEN' },
    { name: 'Shop of Chen', ownerId: 'UCHEN' },
    { name: 'Shop of Eve', ownerId: 'UEVE' },
    { name: 'Shop of nobody', ownerId: null },
  ])
  expect(await names(ben, 'shop')).toEqual(['Shop of Ben', 'Shop of Chen'])
  expect(await names(eve, 'shop')).toEqual(['Shop of Eve'])
  expect(await names(dana, 'shop')).toEqual(['Shop of Eve', 'Shop of nobody'])
  expect(await names(ada, 'shop')).toHaveLength(4)
})

test('a stand-in sees the customers of whom they stand in for, in any team', async () => {
  const { db, workspace, names } = await harbour()
  await db.updateTable('member').set({ standInId: 'UBEN' }).where('id', '=', 'UEVE').execute()
  await addAccounts(db, workspace, [{ name: 'Shop of Eve', ownerId: 'UEVE' }])
  expect(await names(ben, 'shop')).toEqual(['Shop of Eve'])
})

test('a retired customer is found only where it is asked for', async () => {
  const { db, workspace, names } = await harbour()
  const retired = { retiredAt: new Date('2026-02-01T09:00:00Z'), retiredWhy: 'closed the shop' }
  await addAccounts(db, workspace, [{ name: 'Old Mill', ownerId: 'UBEN', externalId: 'C-1', ...retired }])
  expect(await names(ben, 'old')).toEqual([])
  expect(await names(ben, 'C-1')).toEqual([])
  expect(await accountNamed(db, workspace, ben, 'Old Mill')).toEqual({ near: [] })
  expect(await accountNamed(db, workspace, ben, 'Old Mill', { retired: true })).toMatchObject({
    account: { name: 'Old Mill' },
  })
})

test('at most twenty are found', async () => {
  const { db, workspace, names } = await harbour()
  const shops = Array.from({ length: 30 }, (_, i) => ({
    name: `Shop ${i}`,
    ownerId: i < 5 ? 'UBEN' : 'UCHEN',
  }))
  await addAccounts(db, workspace, shops)
  expect(await names(ben, 'shop')).toHaveLength(20)
})

test('a name is meant when it is the only one, or the only one of one’s own', async () => {
  const { db, workspace } = await harbour()
  const [mine, , north] = await addAccounts(db, workspace, [
    { name: 'Acme', ownerId: 'UBEN' },
    { name: 'acme', ownerId: 'UCHEN' },
    { name: 'Northwind', ownerId: 'UCHEN', externalId: 'C-9' },
    { name: 'Acme East', ownerId: 'UBEN' },
  ])
  const meant = (text: string) => accountNamed(db, workspace, ben, text)
  expect(await meant('ACME')).toMatchObject({ account: { id: mine } })
  expect(await meant('wind')).toMatchObject({ account: { id: north } })
  expect(await meant('C-9')).toMatchObject({ account: { id: north } })
  expect(await meant('Acme East')).toMatchObject({ account: { name: 'Acme East' } })
  expect(await meant('n')).toMatchObject({ near: [{ id: north }] })
  expect(await meant('acm')).toMatchObject({
    near: [{ name: 'Acme' }, { name: 'Acme East' }, { name: 'acme' }],
  })
})

test('where two colleagues have a customer of that name, and oneself none, both are offered', async () => {
  const { db, workspace } = await harbour()
  await addMembers(db, workspace, { UFAY: {} })
  await addAccounts(db, workspace, [
    { name: 'Acme', ownerId: 'UCHEN', externalId: 'C-1' },
    { name: 'Acme', ownerId: 'UFAY', externalId: 'C-2' },
    { name: 'Acme East', ownerId: 'UBEN' },
  ])
  expect(await accountNamed(db, workspace, ben, 'Acme')).toMatchObject({
    near: [{ externalId: 'C-1' }, { externalId: 'C-2' }],
  })
})

test('a mistyped name brings the nearest ones', async () => {
  const { db, workspace } = await harbour()
  await addAccounts(db, workspace, [
    { name: 'Acme Ltd', ownerId: 'UCHEN' },
    { name: '李静', ownerId: 'UBEN' },
    { name: '北京鑫源贸易有限公司', ownerId: 'UCHEN' },
    { name: 'Zebra', ownerId: 'UBEN' },
  ])
  const near = async (text: string): Promise<unknown> => {
    const found = await accountNamed(db, workspace, ben, text)
    return 'near' in found && found.near.map(({ name }) => name)
  }
  expect(await near('Acmee Lmtd')).toEqual(['Acme Ltd'])
  expect(await near('李晶')).toEqual(['李静'])
  expect(await near('北晶鑫源贸意')).toEqual(['北京鑫源贸易有限公司'])
  expect(await near('Qqqq')).toEqual([])
})

test('another workspace’s ids and names find nothing', async () => {
  const { db, workspace, ada } = await harbour()
  const other = await addWorkspace(db, 'T2')
  await addMembers(db, other, { UADA: { role: 'admin' }, UBEN: {} })
  const [theirs = 0] = await addAccounts(db, other, [{ name: 'Acme', ownerId: 'UBEN', externalId: 'C-1' }])
  for (const viewer of [ada, ben]) {
    expect(await findAccounts(db, workspace, viewer, 'Acme')).toEqual([])
    expect(await findAccounts(db, workspace, viewer, 'cm')).toEqual([])
    expect(await findAccounts(db, workspace, viewer, 'C-1')).toEqual([])
    expect(await namesakes(db, workspace, viewer, 'Acme')).toEqual([])
    expect(await accountNamed(db, workspace, viewer, 'Acmee')).toEqual({ near: [] })
    await expect(accountFor(db, workspace, viewer, theirs)).rejects.toMatchObject({
      key: 'accounts.unknownId',
    })
  }
  expect(await ownAccounts(db, workspace, 'UBEN')).toEqual([])
  expect(await accountFor(db, other, ben, theirs)).toMatchObject({ name: 'Acme' })
})

test('an id that is not one’s own team’s is unknown, unless one has a duty there', async () => {
  const { db, workspace } = await harbour()
  const [eves = 0] = await addAccounts(db, workspace, [{ name: 'Shop of Eve', ownerId: 'UEVE' }])
  for (const id of [eves, Number.NaN, 2 ** 70])
    await expect(accountFor(db, workspace, ben, id)).rejects.toMatchObject({ key: 'accounts.unknownId' })
  await addDuty(db, workspace, eves, 'UBEN', '2026-03-02')
  expect(await accountFor(db, workspace, ben, eves)).toMatchObject({ name: 'Shop of Eve', owner: 'ueve' })
})

async function addDuty(db: Db, workspaceId: WorkspaceId, accountId: number, repId: string, on: string) {
  const dates = { since: day(on), idealOn: day(on), latestOn: day(on) }
  const openedAt = new Date(`${on}T08:00:00Z`)
  await db
    .insertInto('followUp')
    .values({ workspaceId, accountId, repId, rule: 'rhythm', ...dates, openedAt })
    .execute()
}

test('before anything is typed one’s own customers are offered, those due soonest first, then the most valuable', async () => {
  const { db, workspace } = await harbour()
  const [plain = 0, rich = 0, later = 0, soon = 0] = await addAccounts(
    db,
    workspace,
    ['Plain', 'Rich', 'Later', 'Soon'].map((name) => ({ name, ownerId: 'UBEN' })),
  )
  await addAccounts(db, workspace, [{ name: 'Of Chen', ownerId: 'UCHEN' }])
  await addDuty(db, workspace, later, 'UBEN', '2026-04-01')
  await addDuty(db, workspace, soon, 'UBEN', '2026-03-02')
  const stats = [
    { workspaceId: workspace, accountId: rich, revenue: 900 },
    { workspaceId: workspace, accountId: plain, revenue: 1 },
  ]
  await db.insertInto('accountStats').values(stats).execute()
  const offered = await ownAccounts(db, workspace, 'UBEN')
  expect(offered.map(({ name }) => name)).toEqual(['Soon', 'Later', 'Rich', 'Plain'])
})

test('a search among many customers goes by the indexes, through each of them once', async () => {
  const { db, workspace, dana, eve, ada } = await harbour()
  const crowd = Array.from({ length: 100 }, (_, i) => `UCROWD${i}`)
  await addMembers(db, workspace, Object.fromEntries(crowd.map((id) => [id, { team: 'Crowd' }])))
  const { teamId } = await db
    .selectFrom('member')
    .select('teamId')
    .where('id', '=', 'UCROWD0')
    .executeTakeFirstOrThrow()
  const owners = [...crowd, 'UBEN', 'UEVE']
  // The Chinese names come last by name: reading them in that order would read all the others first.
  const many = Array.from({ length: 20_000 }, (_, i) => ({
    name: i % 40 === 0 ? `北京鑫源${i}` : `${word(i * 7919)} ${word(i * 104_729)} ${i}`,
    ownerId: owners[i % owners.length] ?? null,
  }))
  for (let i = 0; i < many.length; i += 2000) await addAccounts(db, workspace, many.slice(i, i + 2000))
  await sql`vacuum analyze`.execute(db)
  for (const viewer of [ben, eve, dana, ada, { id: 'UCROWD0', role: 'rep', teamId } as const]) {
    for (const text of ['k', 'kamo tu', '1999', 'zz', '鑫源']) {
      for (const statement of await searches(db, workspace, viewer, text)) {
        const scans = scansOf(await statement.explain('json', sql`analyze`), 'account')
        expect(scans).not.toEqual([])
        for (const { by, on, times } of scans) {
          expect(on).toMatch(/name_key|bigrams|owner_id|external_id/)
          expect({ text, by, times }).toEqual({ text, by, times: Math.min(times, 1) })
        }
      }
    }
  }
})

interface Scan {
  by: string
  on: string
  times: number
}

/** Each scan of `table` in a plan: by which index, on which condition, how often. */
function scansOf(plan: unknown, table: string): Scan[] {
  if (typeof plan !== 'object' || plan === null) return []
  const node = plan as Record<string, unknown>
  const below = Object.values(node).flatMap((part) => scansOf(part, table))
  const scan = {
    by: String(node['Index Name']),
    on: JSON.stringify(node['Index Cond'] ?? ''),
    times: Number(node['Actual Loops']),
  }
  if (node['Node Type'] === 'Bitmap Index Scan') return [scan]
  return node['Relation Name'] !== table || below.length > 0 ? below : [scan]
}

const SYLLABLES = ['ka', 'mo', 'tu', 're', 'li', 'sa', 'no', 'vi', 'du', 'pe']
const word = (seed: number): string =>
  [seed, seed >> 3, seed >> 6].map((part) => SYLLABLES[part % SYLLABLES.length]).join('')
