import { sql } from 'kysely'
import { planDuties } from '../../features/cadence/queries.ts'
import { ensureWorkspace, workspaces } from '../../features/people/queries.ts'
import { restate } from '../../features/statistics/queries.ts'
import { addUp } from '../../features/tallies/queries.ts'
import type { Workspace } from '../../slack/ask.ts'
import { type Call, type Command, Refusal } from '../command.ts'
import {
  addAccounts,
  addInteractions,
  addOrders,
  addReps,
  forgetLoaded,
  hasOthers,
  type Scratch,
} from './rows.ts'

export const loadCommand: Command = {
  name: 'load',
  usage: '--accounts N [--seed S]',
  about: 'Fills a scratch database with synthetic customers, for measuring.',
  values: ['accounts', 'seed'],
  async run(call) {
    const accounts = whole(call, 'accounts', undefined)
    const seed = whole(call, 'seed', 1)
    const { deps } = call
    const workspace = await scratchWorkspace(call)
    const scratch: Scratch = { db: deps.db, workspace, now: deps.now(), seed }
    if (await hasOthers(scratch))
      throw new Refusal(
        `${workspace.slackId} has customers that load did not make: give it a database of its own (DATABASE_URL).`,
      )
    const began = deps.realNow().getTime()
    const { orders, interactions } = await fill(scratch, accounts, call.progress)
    const followUps = await plan(scratch, workspace, call.progress)
    const seconds = Math.round((deps.realNow().getTime() - began) / 100) / 10
    const json = { accounts, orders, interactions, followUps, seconds }
    return {
      json,
      lines: [
        Object.entries(json)
          .map(([what, n]) => `${n} ${what}`)
          .join(', '),
      ],
    }
  },
}

function whole({ options }: Call, name: string, normal: number | undefined): number {
  const value = options[name] === undefined ? normal : Number(options[name])
  if (value === undefined || !Number.isSafeInteger(value) || value < 1 || value > 10_000_000)
    throw new Refusal(`load needs --${name} with a whole number from 1 to 10000000.`)
  return value
}

/** The workspace meant; with neither a token nor any known, one made for this. */
async function scratchWorkspace({ deps, options, workspace }: Call): Promise<Workspace> {
  const known = await workspaces(deps.db)
  if (deps.config.SLACK_BOT_TOKEN || known.length > 0) return workspace()
  const named = typeof options['workspace'] === 'string' ? options['workspace'] : 'TLOAD'
  return ensureWorkspace(deps.db, named, 'Load', deps.now())
}

async function fill(scratch: Scratch, accounts: number, progress: Call['progress']) {
  const { db } = scratch
  await forgetLoaded(scratch)
  const reps = await addReps(scratch, accounts)
  for await (const n of addAccounts(scratch, accounts, reps)) progress(`${n} accounts`)
  await sql`analyze account`.execute(db)
  let [orders, interactions] = [0, 0]
  for await (orders of addOrders(scratch)) progress(`${orders} orders`)
  for await (interactions of addInteractions(scratch)) progress(`${interactions} interactions`)
  // Nothing else would tell PostgreSQL in time how much there is now.
  await sql`analyze "order", interaction`.execute(db)
  return { orders, interactions }
}

async function plan({ db, now }: Scratch, workspace: Workspace, progress: Call['progress']): Promise<number> {
  progress('figures')
  await restate(db, workspace, 'all')
  await sql`analyze account_stats`.execute(db)
  progress('duties')
  await planDuties(db, workspace, now)
  await addUp(db, workspace.id)
  await sql`analyze follow_up, account_score, segment_tally`.execute(db)
  const { open } = await db
    .selectFrom('followUp')
    .select(sql<number>`count(*)`.as('open'))
    .where('workspaceId', '=', workspace.id)
    .where('closedAt', 'is', null)
    .executeTakeFirstOrThrow()
  progress('')
  return open
}
