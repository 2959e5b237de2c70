import { expect, test } from 'vitest'
import { lookForMornings } from '../../src/features/mornings/jobs.ts'
import { sendMorning } from '../../src/features/delivery/jobs.ts'
import { ledger, startWith } from '../support/mornings.ts'

/** In UTC the hour comes in Athens at 06:30, in Berlin at 07:30, in London at 08:30; the order of ids mixes them. */
const ZONES = ['Europe/London', 'Europe/Athens', 'Europe/Berlin']
const people = Array.from({ length: 36 }, (_, i) => ({ name: `p${i}`, tz: ZONES[i % 3] ?? '' }))

/** How many places each went too early, or too late, for its hour. */
function misplaced(hours: readonly number[]): number[] {
  const ordered = hours.toSorted((a, b) => a - b)
  return hours.map((hour, at) => Math.max(ordered.indexOf(hour) - at, at - ordered.lastIndexOf(hour), 0))
}

test('where many mornings are owed at once and the pace holds them back, the earliest hours go first', async () => {
  const options = { now: '2026-03-02T09:30:00Z', realNow: () => new Date(), sandbox: { people } }
  const names = people.map(({ name }) => name)
  const tend = await startWith(names, options)
  // Longer than a place is reserved ahead: all but those under way are put off, and come back together.
  tend.slack.faults.next('chat.postMessage', { kind: 'rate', retryAfter: 6 })
  await lookForMornings.ring(tend.deps)
  await tend.deps.queue.work(tend.deps)
  await tend.slack.until(async () => (await ledger(tend)).every(({ state }) => state === 'sent'), 30_000)
  const sent = await tend.db.selectFrom('morning').select('dueAt').orderBy('ts').execute()
  const hours = sent.map(({ dueAt }) => dueAt.getUTCHours())
  expect(hours).toHaveLength(people.length)
  // Those that are under way at the same time may overtake each other.
  expect(Math.max(...misplaced(hours))).toBeLessThan(sendMorning.parallel ?? 1)
}, 60_000)
