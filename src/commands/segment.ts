import type { Tier } from '../care/cadence.ts'
import { parseFilter } from '../care/filter-parser.ts'
import { dayIn } from '../care/calendar.ts'
import { decimalMoney } from '../care/money.ts'
import type { Segment, Stage } from '../care/segment.ts'
import { isPlanningLeft, planDuties } from '../features/cadence/queries.ts'
import { areCutsDue } from '../features/cuts/queries.ts'
import type { ModelFit } from '../features/model/queries.ts'
import { withOwners } from '../features/owner-names/queries.ts'
import { savedNamed } from '../features/saved-segments/queries.ts'
import { renewAll } from '../features/scores/queries.ts'
import { EVERYTHING } from '../features/segment-counts/queries.ts'
import { fitted, modelOf } from '../features/model/jobs.ts'
import { accountsOf, type Listed, totalOf } from '../features/segment-lists/queries.ts'
import type { Workspace } from '../slack/ask.ts'
import { vocabulary } from '../words/vocabulary.ts'
import { scoresAsOf } from './as-of.ts'
import { type Call, type Command, Refusal } from './command.ts'
import { parseInstant } from './instant.ts'

/** One account of an answer (contract §4). */
interface Entry {
  account: string
  externalId: string | null
  owner: string | null
  tier: Tier
  stage: Stage
  segment: Segment
  r: number | null
  f: number | null
  m: number | null
  orders: number
  revenue: string
  lastOrder: string | null
  pAlive: number | null
  atStake: string | null
}

/** Lines that a person reads without a limit of their own; `--json` has all. */
const SHOWN = 20

export const segmentCommand: Command = {
  name: 'segment',
  usage: 'FILTER [--at INSTANT] [--limit N]',
  about: 'Accounts by where they stand, the most valuable first; --at as of a day.',
  values: ['at', 'limit'],
  async run(call) {
    const { deps, words, options } = call
    const text = words.join(' ')
    const limit = limitOf(call)
    const workspace = await call.workspace()
    const { db } = deps
    const kept = await savedNamed(db, workspace.id, text || 'all')
    const { filter: typed, sort } = parseFilter(kept?.filter ?? text, vocabulary)
    const filter = await withOwners(db, workspace.id, typed, { me: null, isMe: () => false })
    const at = typeof options['at'] === 'string' ? parseInstant(options['at'], workspace.zone) : undefined
    if (!at) await catchUp(call, workspace)
    const { id, currency, zone } = workspace
    const answer = async (trx: typeof db, { orders }: ModelFit) => {
      const asked = { id, currency, today: dayIn(zone, at ?? deps.now()), model: orders.model }
      const few = limit === undefined ? {} : { limit }
      return {
        ...(await totalOf(trx, asked, EVERYTHING, filter)),
        accounts: await accountsOf(trx, asked, EVERYTHING, { filter, sort }, few),
      }
    }
    const { total, accounts } = at
      ? await scoresAsOf(db, workspace, at, async (trx) =>
          answer(trx, await fitted(trx, { workspace, asOf: dayIn(zone, at) })),
        )
      : await answer(db, await modelOf(db, workspace, deps.now()))
    const entries = accounts.map((account) => entryOf(account, currency))
    return {
      json: { filter: text, total, accounts: entries },
      lines: [`${total} accounts`, ...entries.slice(0, limit ?? SHOWN).map(lineOf)],
    }
  },
}

function limitOf({ options }: Call): number | undefined {
  if (options['limit'] === undefined) return undefined
  const limit = Number(options['limit'])
  if (!Number.isSafeInteger(limit) || limit < 0) throw new Refusal('--limit takes a whole number.')
  return limit
}

/** What an import left to be planned and scored, and what a new day brings, is done first where no app did it. */
async function catchUp({ deps: { db, now }, progress }: Call, workspace: Workspace): Promise<void> {
  const left = await isPlanningLeft(db, workspace.id)
  progress('scoring')
  if (left) await planDuties(db, workspace, now())
  if (left || (await areCutsDue(db, workspace, now()))) await renewAll(db, workspace, now())
  progress('')
}

function entryOf(listed: Listed, currency: string): Entry {
  const { name, externalId, ownerId, tier, stage, segment, r, f, m, orders, lastOrderOn, pAlive } = listed
  const atStake = listed.atStake === null ? null : decimalMoney(listed.atStake, currency)
  const revenue = decimalMoney(listed.revenue, currency)
  const scores = { tier, stage, segment, r, f, m }
  return {
    account: name,
    externalId,
    owner: ownerId,
    ...scores,
    orders,
    revenue,
    lastOrder: lastOrderOn,
    pAlive,
    atStake,
  }
}

function lineOf({ account, externalId, owner, tier, segment, r, f, m, revenue, lastOrder }: Entry): string {
  const scores = r === null ? '–' : `${r}${f}${m}`
  const who = [account, externalId && `(${externalId})`].filter((part) => !!part).join(' ')
  return `${scores.padEnd(4)} ${segment.padEnd(10)} ${revenue.padStart(14)}  ${lastOrder ?? '–'}  ${who}, ${tier}, ${owner ?? 'nobody’s'}`
}
