import { expect, test } from 'vitest'
import { addDays, day, type Day } from '../../src/care/calendar.ts'
import { lookForMornings } from '../../src/features/mornings/jobs.ts'
import { addAccounts, addMembers } from '../support/customers.ts'
import { startWith } from '../support/mornings.ts'

const ZONES = ['America/New_York', 'Europe/London', 'Asia/Shanghai', 'Australia/Lord_Howe']

/** The instants of 08:30 in a zone on a date, found by trying each half hour: no code of ours knows them. */
function halfPastEight(zone: string, date: Day): Date[] {
  const shows = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const midnight = Date.parse(`${date}T00:00:00Z`)
  return Array.from({ length: 96 }, (_, half) => new Date(midnight + (half - 28) * 1_800_000)).filter(
    (instant) => shows.format(instant) === `${date} 08:30`,
  )
}

const said = (member: string, date: Day, at: Date): string => `${date} ${member} ${at.toISOString()}`

/** Every day of the months in which clocks change somewhere, every seventh of the others. */
const dates = Array.from({ length: 730 }, (_, i) => addDays(day('2026-01-01'), i)).filter(
  (date, i) => /-(03|04|10|11)-/.test(date) || i % 7 === 0,
)

test('over two years each morning comes once, at the member’s own 08:30, in four zones', async () => {
  const clock = { now: new Date(0) }
  const tend = await startWith([], { realNow: () => clock.now })
  const { id } = await tend.workspace()
  await addMembers(tend.db, id, Object.fromEntries(ZONES.map((_, i) => [`UZ${i}`, {}])))
  await addAccounts(
    tend.db,
    id,
    ZONES.map((zone, i) => ({ name: zone, ownerId: `UZ${i}` })),
  )
  for (const [i, zone] of ZONES.entries()) {
    const values = { zone, quietWhenEmpty: true }
    await tend.db.updateTable('member').set(values).where('id', '=', `UZ${i}`).execute()
  }
  const expected = dates.flatMap((date) =>
    ZONES.flatMap((zone, i) => halfPastEight(zone, date).map((at) => ({ member: `UZ${i}`, date, at }))),
  )
  expect(expected).toHaveLength(dates.length * ZONES.length)
  for (const { at } of expected.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    for (const minutes of [-1, 0, 1]) {
      clock.now = new Date(at.getTime() + minutes * 60_000)
      tend.at(clock.now.toISOString())
      await lookForMornings.ring(tend.deps)
    }
  }
  const rows = await tend.db.selectFrom('morning').select(['memberId', 'localDate', 'queuedAt']).execute()
  const entered = rows.filter(({ localDate }) => dates.includes(localDate))
  expect(entered.map((row) => said(row.memberId, row.localDate, row.queuedAt)).toSorted()).toEqual(
    expected.map(({ member, date, at }) => said(member, date, at)).toSorted(),
  )
}, 180_000)
