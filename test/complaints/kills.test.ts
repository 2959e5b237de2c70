import { expect, test } from 'vitest'
import { complaintCard } from '../../src/features/complaint-card/views.ts'
import type { Answer, Channel, Person } from '../../src/sandbox/types.ts'
import { complaints as said } from '../../src/words/en/complaints.ts'
import { wordsFor } from '../../src/words/words.ts'
import { hitsOf, type Step, WALK } from '../support/complaint-walk.ts'
import { textOf } from '../support/complaints.ts'
import {
  clocksOf,
  complaintOf,
  type Lane,
  laneCard,
  type Lanes,
  startLanes,
  withBlock,
} from '../support/lanes.ts'
import { type Kills, MOMENT_NAMES, type MomentName, MOMENTS, momentsOf, NOBODY } from '../support/moments.ts'
import { type Replica, startReplica } from '../support/replica.ts'
import { hanging, makeTraps } from '../support/traps.ts'

const monday = (hour: string): Date => new Date(`2026-03-02T${hour}:00Z`)
const HOUR = 3_600_000

/** A lane for each moment, each walked along by processes that die one after the other. */
type Walk = Kills & { replica: Replica }

const laneOf = ({ lanes }: Walk, name: MomentName): Lane => {
  const lane = lanes[MOMENT_NAMES.indexOf(name)]
  if (!lane) throw new Error(`no lane for ${name}`)
  return lane
}

async function startWalk(): Promise<Walk> {
  const lanes = await startLanes(MOMENT_NAMES.length)
  const traps = await makeTraps(lanes)
  const replica = await startReplica(lanes.url, lanes.slack, monday('09:00').toISOString())
  listening(lanes, replica)
  return { ...lanes, traps, replica }
}

/** What people do in Slack goes to this process. */
function listening({ slack }: Lanes, { port }: Replica): void {
  slack.appUrl = `http://127.0.0.1:${port}/slack/events`
}

async function start(walk: Walk, { until }: Step): Promise<void> {
  walk.replica = await startReplica(walk.url, walk.slack, monday(until).toISOString())
  listening(walk, walk.replica)
}

const reached = (
  walk: Walk,
  step: Step,
  name: MomentName,
  isThere: () => Promise<boolean>,
): Promise<boolean> =>
  walk.slack
    .until(isThere, 20_000)
    .catch(() => Promise.reject(new Error(`${step.name}: no process came to where ${name}`)))

/** Somebody does the step in each lane, and the process is brought to where it dies. Resolves with what they are answered. */
async function sendOff(walk: Walk, step: Step): Promise<Map<MomentName, Promise<Answer>>> {
  const answers = new Map<MomentName, Promise<Answer>>()
  for (const lane of walk.lanes) await step.open?.(walk, lane)
  for (const name of momentsOf(step)) {
    const isThere = await MOMENTS[name].lay(walk, step, laneOf(walk, name))
    if (name === NOBODY) continue
    const answer = step.send?.(walk, laneOf(walk, name))
    if (answer) answers.set(name, answer)
    await reached(walk, step, name, isThere)
  }
  return answers
}

/** The same of a clock: it runs out with no process up, and the next one sees it. */
async function runOut(walk: Walk, step: Step): Promise<void> {
  await walk.replica.kill()
  const traps: [MomentName, () => Promise<boolean>][] = []
  for (const name of momentsOf(step))
    traps.push([name, await MOMENTS[name].lay(walk, step, laneOf(walk, name))])
  await start(walk, step)
  for (const [name, isThere] of traps) await reached(walk, step, name, isThere)
}

/** One step with its kill; the next process finds what the last one left. Resolves with the moments at which it died. */
async function killedAt(walk: Walk, step: Step): Promise<MomentName[]> {
  const answers = step.send ? await sendOff(walk, step) : new Map<MomentName, Promise<Answer>>()
  if (!step.send) await runOut(walk, step)
  await walk.replica.kill()
  const names = momentsOf(step)
  const statuses: [string, number | undefined][] = []
  for (const name of step.send ? names : []) {
    const answer = await (answers.get(name) ?? step.send?.(walk, laneOf(walk, name)))
    statuses.push([name, answer?.status])
  }
  expect(statuses).toEqual(
    statuses.map(([name]) => [name, MOMENTS[name as MomentName].answered === 'yes' ? 200 : 0]),
  )
  await walk.traps.clear()
  await start(walk, step)
  for (const name of step.send ? names : [])
    if (MOMENTS[name].answered !== 'yes') await sendAgain(walk, step, name)
  await quiet(walk)
  return names
}

/** Whoever got no answer sends it again: it is taken, or they are told that it was. */
async function sendAgain(walk: Walk, step: Step, name: MomentName): Promise<void> {
  const lane = laneOf(walk, name)
  const before = walk.slack.ephemerals(lane.rep).length
  const answer = await step.send?.(walk, lane)
  expect([step.name, name, answer?.status]).toEqual([step.name, name, 200])
  if (MOMENTS[name].answered !== 'lost' || step.open) return
  const told = await walk.slack.until(() => walk.slack.ephemerals(lane.rep)[before])
  expect(told.text).toMatch(/^You did this already|is not being waited for|complaint is open/)
}

/** Waits until nothing about a complaint waits any more. */
async function quiet({ slack, traps }: Walk): Promise<void> {
  await slack.until(async () => (await traps.jobsLeft('complaints.%')) === 0, 60_000)
}

/** What a card says, without what Slack adds to it. */
function gist(blocks: unknown): string[] {
  if (typeof blocks !== 'object' || blocks === null) return []
  return Object.entries(blocks).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' && ['text', 'action_id', 'value'].includes(key) ? [value] : gist(value),
  )
}

/** In the direct message and in the channel: one card, as the database has it, and each update once, in order. */
async function shownRight(walk: Lanes, lane: Lane, done: readonly Step[]) {
  const complaint = await complaintOf(walk, lane)
  const now = monday(done.at(-1)?.until ?? '09:00')
  const card = complaintCard(complaint, { words: wordsFor('en-GB'), zone: 'Europe/London', now })
  const shown = [lane.rep, lane.channel].map((place) => {
    const cards = withBlock(walk, place, 'complaint-')
    const thread = cards.flatMap((one) => walk.slack.thread(one).slice(1))
    return { cards: cards.map(({ blocks }) => gist(blocks)), thread: thread.map(({ text }) => text) }
  })
  const wanted = { cards: [gist(card.blocks)], thread: done.flatMap((step) => step.said(lane)) }
  expect(shown).toEqual([wanted, wanted])
}

/** Nothing that was done is lost, and nothing is done twice; of the clocks each runs out when it should. */
async function writtenRight(walk: Lanes, lane: Lane, done: readonly Step[]) {
  const { id } = await complaintOf(walk, lane)
  const events = await walk.db
    .selectFrom('complaintEvent')
    .select(['act', 'happenedAt'])
    .where('complaintId', '=', id)
    .orderBy('id')
    .execute()
  expect(events.map(({ act }) => act)).toEqual(done.flatMap((step) => step.events))
  const times = (act: string): number[] =>
    events.flatMap((event) => (event.act === act ? [event.happenedAt.getTime()] : []))
  expect(await clocksOf(walk, id)).toEqual(clocksWanted(times))
}

/** The clocks by hand: all are around the clock, and the customer was waited for between `wait` and `resume`. */
function clocksWanted(times: (act: string) => number[]) {
  const [waits, resumes] = [times('wait'), times('resume')]
  const [waited, isWaiting] = [(resumes[0] ?? 0) - (waits[0] ?? 0), waits.length > resumes.length]
  const clock = (name: string, due: number | null, act: string, nth = 0) => {
    const met = times(act)[nth] ?? null
    const isLate = due !== null && times('breach').length > 0 && name === 'contact 1'
    return {
      name,
      due: due && new Date(due),
      met: met && new Date(met),
      breached: isLate ? new Date(due) : null,
    }
  }
  const solved = times('solve')
  const day = 24 * HOUR
  const first = monday('08:50').getTime() + day
  return [
    clock('respond 1', monday('09:50').getTime(), 'answer'),
    clock('contact 1', monday('12:50').getTime(), 'speak'),
    clock('solution 1', isWaiting ? null : first + (resumes.length > 0 ? waited : 0), 'solve'),
    ...solved.slice(0, 1).map((at) => clock('follow-up 1', at + 3 * day, 'verdict')),
    ...times('reopen')
      .slice(0, 1)
      .map((at) => clock('solution 2', at + day, 'solve', 1)),
    ...solved.slice(1).map((at) => clock('follow-up 2', at + 3 * day, 'verdict', 1)),
    ...times('close').map((at) => clock('review 2', at + 7 * day, 'review')),
    ...times('reopen')
      .slice(1)
      .map((at) => clock('solution 3', at + day, 'solve', 2)),
  ].toSorted((one, two) => (one.name < two.name ? -1 : 1))
}

/** A clock that ran out is told once to each, a compensation asked about once, a re-opening told once. */
function toldRight(walk: Walk, { rep, manager, customer }: Lane, done: readonly Step[]): void {
  const events = done.flatMap((step) => step.events)
  const about = ({ id }: { id: string }) =>
    walk.slack
      .messages(id === rep.id ? rep : manager)
      .filter(({ to, text }) => !to && text.includes(customer))
  const ofClock = [rep, manager].map(
    (person) =>
      about(person).filter(({ text }) => text.startsWith('Nobody spoke with') || text.startsWith('✓')).length,
  )
  const times = (act: string): number => events.filter((event) => event === act).length
  expect(ofClock).toEqual([times('breach'), times('breach')])
  const blocks = (name: string): number =>
    about(manager).filter((one) => textOf(one).includes(`"${name}`)).length
  expect(blocks('approval-')).toBe(done.some(({ name }) => name === 'compensate') ? 1 : 0)
  expect(blocks('reopened')).toBe(times('reopen'))
  // The duties go on from modal to modal; no other stays open.
  const goesOn = ['apologise', 'explain', 'act'].includes(done.at(-1)?.name ?? '')
  expect([rep, manager].map((person) => walk.slack.views(person).length)).toEqual([goesOn ? 1 : 0, 0])
}

test('a process killed at every step and moment of a complaint’s way leaves nothing out and says nothing twice', async () => {
  const walk = await startWalk()
  for (const [i, step] of WALK.entries()) {
    const died = await killedAt(walk, step)
    expect([step.name, died.length]).toEqual([step.name, step.send ? 7 : 5])
    const done = WALK.slice(0, i + 1)
    for (const name of MOMENT_NAMES) {
      const lane = laneOf(walk, name)
      await Promise.resolve()
        .then(() => shownRight(walk, lane, done))
        .then(() => writtenRight(walk, lane, done))
        .then(() => toldRight(walk, lane, done))
        .catch((error: unknown) => {
          throw new Error(`${step.name}, killed where ${name}`, { cause: error })
        })
    }
  }
  expect(walk.slack.warnings).toEqual([])
}, 300_000)

test('a process that dies while a card is posted is followed by one that was up already, with no clock moved', async () => {
  const all = await startLanes(1)
  const [lane] = all.lanes
  const [open, answer] = WALK
  if (!lane || !open?.open || !open.send || !answer?.send) throw new Error('nothing to do')
  const nine = monday('09:00').toISOString()
  const first = await startReplica(all.url, all.slack, nine)
  listening(all, first)
  await open.open(all, lane)
  const came = hanging(all, 'chat.postMessage', true, hitsOf(open).fits(all, lane))
  await open.send(all, lane)
  await all.slack.until(() => came() && withBlock(all, lane.rep, 'complaint-').length > 0, 20_000)
  const second = await startReplica(all.url, all.slack, nine)
  await first.kill()
  listening(all, second)
  await answer.send(all, lane)
  const heard = (place: Person | Channel): number => all.slack.thread(laneCard(all, lane, place)).length
  await all.slack.until(() => heard(lane.rep) > 1 && heard(lane.channel) > 1, 90_000)
  // The job of the dead process has not come back yet, or has: the card shows the answer either way.
  expect(heard(lane.rep)).toBe(2)
  await shownRight(all, lane, [open, answer])
  await writtenRight(all, lane, [open, answer])
}, 120_000)

test('the walk has every act of a card', () => {
  const acts = new Set(WALK.flatMap(({ events }) => events))
  const asked = Object.keys(said.acts).map((act) => (act === 'duties' ? 'duty' : act))
  expect(asked.filter((act) => !acts.has(act))).toEqual(['take'])
})
