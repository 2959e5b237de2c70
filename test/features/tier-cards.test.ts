import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween } from '../../src/care/calendar.ts'
import { isOrder } from '../../src/care/order-days.ts'
import { earnedTier, suggestedTier } from '../../src/care/suggested-tier.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { suggestTiers } from '../../src/features/tier-suggestions/queries.ts'
import { freshDatabase } from '../support/database.ts'
import { anyPast, type Standing } from '../support/histories.ts'
import { addCustomers, hears, modalOf } from '../support/logging.ts'
import { keepPasts, newWorkspace } from '../support/pasts.ts'
import { startTend, type Tend } from '../support/tend.ts'

const today = day('2026-03-02')
const now = new Date('2026-03-02T09:00Z')

/** The orders of the last 365 days. */
const lately = ({ orders }: Standing) =>
  orders.filter(({ on }) => daysBetween(on, today) < 365 && daysBetween(on, today) >= 0)
const revenueOf = (standing: Standing): number =>
  lately(standing).reduce((sum, { amount }) => sum + amount, 0)

/** What src/care suggests for each customer in use. */
function expectedOf(standings: readonly Standing[]): Record<number, string> {
  const amounts = standings
    .flatMap(lately)
    .map(({ amount }) => amount)
    .filter((amount) => amount > 0)
    .toSorted((a, b) => a - b)
  const place = 0.95 * (amounts.length - 1)
  const low = amounts[Math.floor(place)] ?? 0
  const large = amounts.length > 0 ? low + (place % 1) * ((amounts[Math.ceil(place)] ?? low) - low) : null
  const revenues = standings.map(revenueOf).filter((revenue) => revenue > 0)
  const all = revenues.reduce((sum, revenue) => sum + revenue, 0)
  const entries = standings.flatMap((standing) => {
    const own = lately(standing)
    const revenue = revenueOf(standing)
    const above = revenues.filter((other) => other > revenue).reduce((sum, other) => sum + other, 0)
    const bought = own.filter(isOrder)
    const positive = own.map(({ amount }) => amount).filter((amount) => amount > 0)
    const earned = earnedTier(
      {
        largest: positive.length > 0 ? Math.max(...positive) : null,
        orders: bought.length,
        quarters: new Set(bought.map(({ on }) => Math.floor((daysBetween(on, today) * 4) / 365))).size,
        isMainstay: revenue > 0 && above * 100 < 80 * all,
      },
      large,
    )
    const tier = suggestedTier(standing.tier, earned, daysBetween(standing.cameOn, today))
    return tier && !standing.retired ? [[standing.id, tier] as const] : []
  })
  return Object.fromEntries(entries)
}

test('for all at once the same tiers are suggested as the rule gives each alone, and once', async () => {
  const db = await freshDatabase()
  await fc.assert(
    fc.asyncProperty(fc.array(anyPast(1), { minLength: 10, maxLength: 40 }), async (pasts) => {
      const workspace = await newWorkspace(db, [])
      const old = pasts.map((past, n) => ({ ...past, owner: null, cameOn: past.cameOn - (n % 2) * 400 }))
      const standings = await keepPasts(db, workspace, [], old, today)
      const expected = expectedOf(standings)
      expect(await suggestTiers(db, workspace, now)).toBe(Object.keys(expected).length)
      const rows = await db
        .selectFrom('tierSuggestion')
        .selectAll()
        .where('workspaceId', '=', workspace.id)
        .execute()
      expect(Object.fromEntries(rows.map(({ accountId, tier }) => [accountId, tier]))).toEqual(expected)
      expect(await suggestTiers(db, workspace, now)).toBe(0)
    }),
    { numRuns: 15 },
  )
}, 120_000)

/** A manager, ben's customer who ordered seven times, and one key customer who ordered last two years ago. */
async function withSuggestions(): Promise<{ tend: Tend; often: number; silent: number }> {
  const tend = await startTend({ now: '2026-03-02T15:00:00Z' })
  const dana = tend.slack.person('dana')
  await tend.db.updateTable('member').set({ role: 'manager' }).where('id', '=', dana.id).execute()
  const monthly = Array.from({ length: 7 }, (_, n): Day => addDays(today, -10 - 20 * n))
  const [often = 0, silent = 0] = await addCustomers(tend, [
    { name: 'Often', orders: monthly },
    { name: 'Silent', tier: 'key', orders: ['2024-02-01'] },
  ])
  await tend.db
    .updateTable('account')
    .set({ cameOn: day('2024-01-01') })
    .execute()
  return { tend, often, silent }
}

const cards = (tend: Tend) =>
  tend.slack
    .messages(tend.slack.person('dana'))
    .filter(({ blocks }) => JSON.stringify(blocks).includes('tier-cards'))

test('a manager gets a card for each suggestion, once, in their working hours, and accepts one', async () => {
  const { tend, often } = await withSuggestions()
  const { slack, db } = tend
  const dana = slack.person('dana')
  await tend.ring()
  await tend.ring()
  await tend.ring()
  const both = cards(tend)
  expect(both.map(({ text }) => text)).toEqual([
    'Should *Often* become important? It is general now.',
    'Should *Silent* go back to important? Its last year no longer earns key; its basic care goes on.',
  ])
  expect(both.flatMap((card) => lintBlocks(card))).toEqual([])
  expect(JSON.stringify(both[0]?.blocks)).toContain('7 orders in 365 days · revenue $17,500.00')
  const [card] = both
  if (!card) throw new Error('no card')
  await slack.press(dana, card, 'tier-cards.accept')
  const done = await slack.until(() =>
    slack.messages(dana).find(({ text }) => text.startsWith('Done: *Often*')),
  )
  expect(done.ts).toBe(card.ts)
  const account = await db
    .selectFrom('account')
    .select('tier')
    .where('id', '=', often)
    .executeTakeFirstOrThrow()
  expect(account.tier).toBe('important')
  const change = await db
    .selectFrom('accountChange')
    .selectAll()
    .where('accountId', '=', often)
    .executeTakeFirstOrThrow()
  expect(change).toMatchObject({ field: 'tier', before: 'general', after: 'important', memberId: dana.id })
  expect(change.reason).toContain('Suggested: 7 orders in 365 days')
  const again = await hears(tend, dana, () => slack.press(dana, card, 'tier-cards.keep'))
  expect(again.text).toBe('Dana Flores decided this already.')
})

test('what is kept or put off is not suggested again before its day, then it is', async () => {
  const { tend, silent } = await withSuggestions()
  const { slack, db } = tend
  const dana = slack.person('dana')
  for (let minute = 0; minute < 3; minute++) await tend.ring()
  const [often, down] = cards(tend)
  if (!often || !down) throw new Error('no cards')
  await slack.press(dana, often, 'tier-cards.keep')
  await slack.until(() =>
    slack.messages(dana).find(({ text }) => text.includes('not suggested again before')),
  )
  await slack.press(dana, down, 'tier-cards.later')
  const refused = await slack.submit(dana, modalOf(tend, dana), { day: '2026-03-02' })
  expect(JSON.stringify(refused.body)).toContain('Choose a day after today')
  await slack.submit(dana, modalOf(tend, dana), { day: '2026-03-20' })
  await slack.until(() => slack.messages(dana).find(({ text }) => text.includes('Put off: *Silent*')))
  const open = () => db.selectFrom('tierSuggestion').select('accountId').where('state', '=', 'open').execute()
  tend.at('2026-03-19T15:00:00Z')
  await tend.ring()
  expect(await open()).toEqual([])
  tend.at('2026-03-20T15:00:00Z')
  await tend.ring()
  expect(await open()).toEqual([{ accountId: silent }])
})

test('a suggestion that holds no longer is let go, and a rep decides none', async () => {
  const { tend, often } = await withSuggestions()
  const { slack, db } = tend
  const [dana, ben] = [slack.person('dana'), slack.person('ben')]
  for (let minute = 0; minute < 3; minute++) await tend.ring()
  const [card] = cards(tend)
  if (!card) throw new Error('no card')
  await db.updateTable('member').set({ role: 'rep' }).where('id', '=', dana.id).execute()
  const refusal = await hears(tend, dana, () => slack.press(dana, card, 'tier-cards.accept'))
  expect(refusal.text).toContain('Only the owner of this customer')
  await db.updateTable('member').set({ role: 'manager' }).where('id', '=', dana.id).execute()
  await db.updateTable('account').set({ tier: 'key', ownerId: ben.id }).where('id', '=', often).execute()
  const gone = await hears(tend, dana, () => slack.press(dana, card, 'tier-cards.accept'))
  expect(gone.text).toContain('no longer suggested')
  await suggestTiers(db, await tend.workspace(), tend.deps.now())
  const row = await db
    .selectFrom('tierSuggestion')
    .select('state')
    .where('accountId', '=', often)
    .executeTakeFirst()
  expect(row?.state).toBe('gone')
})

test('no more than five cards a day come to one manager, and none at night or at the weekend', async () => {
  const tend = await startTend({ now: '2026-03-01T15:00:00Z' })
  await tend.db
    .updateTable('member')
    .set({ role: 'manager' })
    .where('id', '=', tend.slack.person('dana').id)
    .execute()
  const often = Array.from({ length: 7 }, (_, n): Day => addDays(today, -10 - 20 * n))
  await addCustomers(
    tend,
    Array.from({ length: 8 }, (_, n) => ({ name: `Often ${n}`, orders: often })),
  )
  for (const [instant, expected] of [
    ['2026-03-01T15:00:00Z', 0],
    ['2026-03-02T12:00:00Z', 0],
    ['2026-03-02T15:00:00Z', 5],
    ['2026-03-02T18:00:00Z', 5],
    ['2026-03-03T16:00:00Z', 8],
  ] as const) {
    tend.at(instant)
    for (let minute = 0; minute < 3; minute++) await tend.ring()
    expect([instant, cards(tend).length]).toEqual([instant, expected])
  }
})
