import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Viewer } from '../../src/features/accounts/queries.ts'
import { visible } from '../../src/features/accounts/queries.ts'
import { planDuties } from '../../src/features/cadence/queries.ts'
import { workspaceById } from '../../src/features/people/queries.ts'
import { countOf, countsOf, scopeOf } from '../../src/features/segment-counts/queries.ts'
import { restate } from '../../src/features/statistics/queries.ts'
import { addAccounts, addMembers, addWorkspace } from '../support/customers.ts'
import { freshDatabase } from '../support/database.ts'

const now = new Date('2026-03-02T09:00Z')

test.for([
  { teams: { few: 3, many: 5 }, of: 'a small workspace' },
  { teams: { few: 3, many: 70 }, of: 'a large one where most are in one team' },
  { teams: { few: 70, many: 75 }, of: 'a large one with two large teams' },
])('in $of everybody counts just the customers they see', async ({ teams }) => {
  const db = await freshDatabase()
  const id = await addWorkspace(db)
  const ids = Object.entries(teams).flatMap(([team, count]) =>
    Array.from({ length: count }, (_, n) => ({ member: `U${team.toUpperCase()}${n}`, team })),
  )
  await addMembers(db, id, Object.fromEntries(ids.map(({ member, team }) => [member, { team }])))
  await db.updateTable('member').set({ standInId: 'UFEW0' }).where('id', '=', 'UMANY1').execute()
  const tiers = ['key', 'important', 'general'] as const
  const accounts = await addAccounts(db, id, [
    ...ids.flatMap(({ member }, n) =>
      Array.from({ length: 1 + (n % 3) }, (_, k) => ({
        name: `${member} ${k}`,
        ownerId: member,
        tier: tiers[(n + k) % 3] ?? ('key' as const),
      })),
    ),
    { name: 'Nobody’s' },
  ])
  const workspace = await workspaceById(db, id)
  await restate(db, workspace, accounts)
  await planDuties(db, workspace, now)
  const members = await db
    .selectFrom('member')
    .select(['id', 'teamId'])
    .where('workspaceId', '=', id)
    .execute()
  for (const { id: member, teamId } of members.filter((_, n) => n % 12 === 0))
    for (const role of ['rep', 'manager', 'admin'] as const) {
      const viewer: Viewer = { id: member, role, teamId }
      const scope = await scopeOf(db, id, viewer)
      const { rows } = await sql<{ tier: string; n: number }>`
        select tier, count(*) as n from account where workspace_id = ${id} and ${visible(id, viewer)}
        group by tier`.execute(db)
      const { names, unowned } = await countsOf(db, id, scope)
      expect(Object.fromEntries(tiers.map((tier) => [tier, names.get(tier) ?? 0]))).toEqual(
        Object.fromEntries(rows.map(({ tier, n }) => [tier, n])),
      )
      expect(unowned).toBe(role === 'rep' ? 0 : 1)
      const all = { leaf: { is: 'all' as const }, owner: null }
      expect(await countOf(db, id, scope, all)).toBe(rows.reduce((sum, { n }) => sum + n, 0))
      const own = await countOf(db, id, scope, { ...all, owner: 'UMANY1' })
      const seesIt = role === 'admin' || member.startsWith('UMANY') || member === 'UFEW0'
      expect(own > 0).toBe(seesIt)
    }
})
