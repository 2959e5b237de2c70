import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TIERS } from '../../src/care/cadence.ts'
import { type Day, dayIn, type WorkCalendar } from '../../src/care/calendar.ts'
import type { Db } from '../../src/db/database.ts'
import { planDuties } from '../../src/features/cadence/queries.ts'
import { markForPlanning, restate } from '../../src/features/statistics/queries.ts'
import { calendarOf } from '../../src/holidays/member.ts'
import {
  keepInteractions,
  keepOrders,
  keepPasts,
  newWorkspace,
  openRows,
  type Rep,
  type TestWorkspace,
} from '../support/pasts.ts'
import { freshDatabase } from '../support/database.ts'
import {
  anyInteraction,
  anyOrder,
  anyPast,
  anySettings,
  expectedOf,
  type Standing,
} from '../support/histories.ts'

const reps: Rep[] = [
  { id: 'U1', zone: 'America/New_York', region: 'DE-BY', workingDays: [1, 2, 3, 4, 5] },
  { id: 'U2', zone: 'Asia/Shanghai', region: null, workingDays: [1, 2, 3, 4, 5, 6] },
  { id: 'U3', zone: 'Australia/Lord_Howe', region: null, workingDays: [2] },
  { id: 'U4', zone: 'Europe/London', region: null, workingDays: [] },
]

const anyNow = fc.date({ min: new Date('2024-06-01'), max: new Date('2026-06-01'), noInvalidDate: true })

const plain = (weekdays: number[]): WorkCalendar => ({ weekdays, off: new Set(), extra: new Set() })

/** The rep's calendar and day; who works on no day never moves a duty. */
function repOf(standing: Standing, workspace: TestWorkspace, now: Date): { cal: WorkCalendar; today: Day } {
  const rep = reps[standing.owner ?? -1]
  const today = dayIn(rep?.zone ?? workspace.zone, now)
  if (!rep) return { cal: plain([1, 2, 3, 4, 5]), today }
  if (rep.workingDays.length === 0) return { cal: plain([1, 2, 3, 4, 5, 6, 7]), today }
  return { cal: calendarOf(rep, workspace), today }
}

const key = (account: number, rule: string, origin: number): string => `${account} ${rule} ${origin}`

interface Compared {
  found: object[]
  expected: object[]
  /** Which stand open. */
  open: Set<string>
}

const byKey = (one: { key: string }, other: { key: string }): number => (one.key < other.key ? -1 : 1)

/** Every customer's open duties, and what src/care says of them; `before` are those that stood open. */
async function compared(
  db: Db,
  workspace: TestWorkspace,
  standings: readonly Standing[],
  now: Date,
  before: ReadonlySet<string> = new Set(),
): Promise<Compared> {
  const rows = await openRows(db, workspace.id)
  const found = rows.map((row) => ({
    key: key(row.accountId, row.rule, row.originId),
    days: [row.needs, row.since, row.idealOn, row.latestOn],
    rep: row.repId,
  }))
  const expected = standings.flatMap((standing) => {
    const { cal, today } = repOf(standing, workspace, now)
    const stoodOpen = (step: { rule: string; origin: number }): boolean =>
      before.has(key(standing.id, step.rule, step.origin))
    return expectedOf(standing, today, cal, workspace.settings, stoodOpen).map((duty) => ({
      key: key(standing.id, duty.rule, duty.origin),
      days: [duty.needs, duty.since, duty.ideal, duty.latest],
      rep: reps[standing.owner ?? -1]?.id ?? null,
    }))
  })
  const open = new Set(found.map((row) => row.key))
  return { found: found.toSorted(byKey), expected: expected.toSorted(byKey), open }
}

test('planned for all at once, every customer has the duties that the rules give it alone', async () => {
  const db = await freshDatabase()
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPast(reps.length), { minLength: 24, maxLength: 48 }),
      anySettings,
      anyNow,
      async (pasts, settings, now) => {
        const workspace = await newWorkspace(db, reps, settings, 'Pacific/Auckland')
        const standings = await keepPasts(db, workspace, reps, pasts, dayIn('UTC', now))
        await restate(db, workspace, 'all')
        await planDuties(db, workspace, now)
        const { found, expected } = await compared(db, workspace, standings, now)
        expect(found).toEqual(expected)
        expect(await restate(db, workspace, 'all')).toBe(0)
        expect(await planDuties(db, workspace, now)).toBe(0)
        await markForPlanning(db, workspace.id, 'all')
        expect(await planDuties(db, workspace, now)).toBe(0)
      },
    ),
    { numRuns: 15 },
  )
}, 120_000)

type Event = (db: Db, workspace: TestWorkspace, standing: Standing, today: Day) => Promise<void>

/** Something that happens to a customer, and what its writer does in the same transaction. */
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  anyOrder.map((order): Event => async (db, workspace, standing, today) => {
    await keepOrders(db, workspace, [{ standing, ...order }], today)
    await restate(db, workspace, [standing.id])
  }),
  anyInteraction.map((interaction): Event => async (db, workspace, standing, today) => {
    await keepInteractions(db, workspace, [{ standing, ...interaction }], today)
    await restate(db, workspace, [standing.id])
  }),
  fc
    .record({
      tier: fc.constantFrom(...TIERS),
      owner: fc.option(fc.nat(reps.length - 1), { nil: null }),
      retired: fc.boolean(),
    })
    .map((change): Event => async (db, workspace, standing) => {
      Object.assign(standing, change)
      await db
        .updateTable('account')
        .set({
          tier: change.tier,
          ownerId: change.owner === null ? null : (reps[change.owner]?.id ?? null),
          retiredAt: change.retired ? new Date(0) : null,
          retiredWhy: change.retired ? 'closed down' : null,
        })
        .where('workspaceId', '=', workspace.id)
        .where('id', '=', standing.id)
        .execute()
      await markForPlanning(db, workspace.id, [standing.id])
    }),
)

test('planned after each thing that happens, customers have the duties that planning from nothing gives', async () => {
  const db = await freshDatabase()
  const happening = fc.record({ who: fc.nat(), event: anyEvent, given: fc.boolean(), daysLater: fc.nat(4) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPast(reps.length), { minLength: 3, maxLength: 6 }),
      fc.array(happening, { minLength: 4, maxLength: 14 }),
      anySettings,
      anyNow,
      async (pasts, happenings, settings, start) => {
        const workspace = await newWorkspace(db, reps, settings)
        let now = start
        const standings = await keepPasts(db, workspace, reps, pasts, dayIn('UTC', now))
        await restate(db, workspace, 'all')
        await planDuties(db, workspace, now)
        let open = (await compared(db, workspace, standings, now)).open
        for (const { who, event, given, daysLater } of happenings) {
          now = new Date(now.getTime() + daysLater * 86_400_000)
          const standing = standings[who % standings.length] as Standing
          await event(db, workspace, standing, dayIn('UTC', now))
          await planDuties(db, workspace, now, given ? [standing.id] : undefined)
          // A day that passes closes nothing, so the others are as they were.
          const { found, expected, ...after } = await compared(db, workspace, standings, now, open)
          expect(found).toEqual(expected)
          open = after.open
        }
      },
    ),
    { numRuns: 20 },
  )
}, 120_000)

test('two replicas planning at once while people log and buy leave the same duties as one alone', async () => {
  const db = await freshDatabase()
  const now = new Date('2026-03-04T09:00Z')
  const workspace = await newWorkspace(db, reps)
  const pasts = fc.sample(anyPast(reps.length), { numRuns: 300, seed: 7 })
  const standings = await keepPasts(db, workspace, reps, pasts, dayIn('UTC', now))
  await restate(db, workspace, 'all')
  const events = fc.sample(anyEvent, { numRuns: 120, seed: 7 })
  const happen = (event: Event, place: number): Promise<void> =>
    db.transaction().execute(async (trx) => {
      const standing = standings[(place * 7) % 60] as Standing
      await trx
        .selectFrom('account')
        .where('workspaceId', '=', workspace.id)
        .where('id', '=', standing.id)
        .select('id')
        .forNoKeyUpdate()
        .execute()
      await event(trx, workspace, standing, dayIn('UTC', now))
      await planDuties(trx, workspace, now, [standing.id])
    })
  const replica = async (): Promise<void> => {
    for (let round = 0; round < 10; round++) {
      await restate(db, workspace, 'all')
      await markForPlanning(db, workspace.id, 'all')
      await planDuties(db, workspace, now)
    }
  }
  const person = async (who: number): Promise<void> => {
    for (let place = who; place < events.length; place += 4) await happen(events[place] as Event, place)
  }
  await Promise.all([replica(), replica(), ...[0, 1, 2, 3].map(person)])
  await planDuties(db, workspace, now)
  const { found, expected } = await compared(db, workspace, standings, now)
  expect(found).toEqual(expected)
}, 60_000)
