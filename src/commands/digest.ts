import { setTimeout as wait } from 'node:timers/promises'
import { type Day, dayIn, nextWorkday } from '../care/calendar.ts'
import { isClock } from '../care/complaint.ts'
import { LANES } from '../care/morning.ts'
import { skipReason } from '../care/morning-hour.ts'
import type { Db } from '../db/database.ts'
import type { Deps } from '../deps.ts'
import { planDuties } from '../features/cadence/queries.ts'
import { type Shown, shownDigests } from '../features/digest/queries.ts'
import type { Facts, Line } from '../features/reasons/queries.ts'
import { reasonOf } from '../features/reasons/views.ts'
import { memberCard } from '../features/team/queries.ts'
import { queueMornings } from '../features/mornings/jobs.ts'
import { openMornings } from '../features/mornings/queries.ts'
import { syncMembers } from '../features/people/jobs.ts'
import { ensureWatched } from '../features/watch/queries.ts'
import { type Viewer, viewers } from '../features/viewers/queries.ts'
import type { Workspace } from '../slack/ask.ts'
import { wordsFor } from '../words/words.ts'
import { asOf } from './as-of.ts'
import { type Command, Refusal } from './command.ts'
import { parseInstant } from './instant.ts'

/** What one rep gets (contract §4). */
interface Entry {
  rep: string
  localDate: string
  zone: string
  lanes: { lane: string; rows: EntryRow[] }[]
  more: number
  skipped: 'weekend' | 'holiday' | 'leave' | 'empty' | null
}

interface EntryRow {
  account: string
  externalId: string | null
  rule: string
  due: string
  reason: string
}

export const digestCommand: Command = {
  name: 'digest',
  usage: '[--at INSTANT] [--rep U…] [--send]',
  about: 'What each rep gets at an instant; --send posts today’s, once.',
  values: ['at', 'rep'],
  flags: ['send'],
  async run({ deps, options, workspace }) {
    const meant = await workspace()
    if (deps.config.SLACK_BOT_TOKEN) await syncMembers(deps, meant.id)
    const at = typeof options['at'] === 'string' ? parseInstant(options['at'], meant.zone) : deps.now()
    const reps = typeof options['rep'] === 'string' ? options['rep'].split(/[\s,]+/) : undefined
    for (const rep of reps ?? []) {
      if (!(await memberCard(deps.db, meant.id, rep))) throw new Refusal(`There is no member ${rep} here.`)
    }
    await planDuties(deps.db, meant, deps.now())
    await ensureWatched(deps.db, meant, deps.now())
    const asked = { workspace: meant, at, reps }
    const isPast = dayIn(meant.zone, at) < dayIn(meant.zone, deps.now())
    const entries = isPast
      ? await asOf(deps.db, meant, at, (trx) => entriesAt(trx, asked))
      : await entriesAt(deps.db, asked)
    if (options['send'] === true) await send(deps, asked)
    return { json: entries, lines: entries.flatMap(linesOf) }
  },
}

interface Asked {
  workspace: Workspace
  at: Date
  reps: string[] | undefined
}

async function entriesAt(db: Db, { workspace, at, reps }: Asked): Promise<Entry[]> {
  const readers = await viewers(db, workspace, at, reps)
  const shown = await shownDigests(db, workspace, readers, at)
  return shown.map(({ viewer, shown }) => entryOf(viewer, shown, { workspace, at }))
}

const offReason = (viewer: Viewer) => skipReason(viewer, viewer.date, viewer.cal)

/** Posts today's mornings that were not posted yet, and waits until each is settled. */
async function send(deps: Deps, { workspace, at, reps }: Asked): Promise<void> {
  const now = deps.now()
  const readers = await viewers(deps.db, workspace, now, reps)
  for (const { id, zone, date } of readers) {
    const asked = dayIn(zone, at)
    if (asked !== date) throw new Refusal(`Only today’s can be sent: for ${id} it is ${date}, not ${asked}.`)
  }
  await deps.queue.open()
  const entered = await queueMornings(deps, workspace, readers, { now, skip: offReason, dueAt: now })
  for (const until = deps.realNow().getTime() + PATIENCE; deps.realNow().getTime() < until;) {
    await deps.queue.drain(deps)
    if ((await openMornings(deps.db, workspace.id, entered)) === 0) return
    await wait(500)
  }
  throw new Refusal('Slack did not take all of them yet; what is left is sent by the app as soon as it runs.')
}

/** How long the sending is waited for, in milliseconds: 300 messages a minute leave at the most. */
const PATIENCE = 600_000

function entryOf(viewer: Viewer, shown: Shown, asked: Pick<Asked, 'workspace' | 'at'>): Entry {
  const { id, date, zone, quietWhenEmpty } = viewer
  const off = offReason(viewer)
  if (off) return { rep: id, localDate: date, zone, lanes: [], more: 0, skipped: off }
  const row = (line: Line): EntryRow => rowOf(line, viewer, asked)
  const lanes = LANES.map((lane) => ({
    lane,
    rows: shown.lines.filter((line) => line.lane === lane).map(row),
  }))
  return {
    rep: id,
    localDate: date,
    zone,
    lanes: lanes.filter(({ rows }) => rows.length > 0),
    more: shown.more,
    skipped: shown.lines.length === 0 && quietWhenEmpty ? 'empty' : null,
  }
}

const english = wordsFor('en')

function rowOf(
  { facts }: Line,
  viewer: Viewer,
  { workspace, at }: Pick<Asked, 'workspace' | 'at'>,
): EntryRow {
  const { date: today, zone, cal } = viewer
  const { settings } = workspace
  const reading = { words: english, today, zone, now: at, cal, settings, quote: (text: string) => text }
  return {
    account: facts.account,
    externalId: facts.externalId,
    rule: facts.rule,
    due: dueOn(facts, viewer),
    reason: reasonOf(facts, reading),
  }
}

/** The day from which a duty is due; of a clock the day on which it runs out. */
function dueOn({ rule, idealOn, clockDueAt }: Facts, { zone, cal }: Viewer): Day {
  return isClock(rule) && clockDueAt ? dayIn(zone, clockDueAt) : nextWorkday(cal, idealOn)
}

function linesOf({ rep, localDate, zone, lanes, more, skipped }: Entry): string[] {
  const rows = lanes.flatMap(({ lane, rows }) => [
    `  ${lane}`,
    ...rows.map(({ account, due, reason }) => `    ${due}  ${account}: ${reason}`),
  ])
  const rest = more > 0 ? [`    ${more} more`] : []
  const what = skipped ? `nothing (${skipped})` : rows.length === 0 ? 'nothing is due' : ''
  return [`${rep}  ${localDate}  ${zone}  ${what}`.trimEnd(), ...rows, ...rest]
}
