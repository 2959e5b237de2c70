import { planDuties } from '../src/features/cadence/queries.ts'
import { markForPlanning } from '../src/features/statistics/queries.ts'
import { type Ground, type Measurement, type Reading, sample, timed } from './measurement.ts'

/** Duties of many accounts: in a handful of statements, and in one each. */
export const planning: Measurement = {
  name: 'planning',
  run: async (ground) => [await unchanged(ground), await fromNothing(ground), await aPart(ground)],
}

const NOW = new Date()
const SAMPLE = 300

/** What one account after the other would take for all, from a sample. */
async function oneByOne(
  { db, workspace, accounts }: Ground,
  prepare?: () => Promise<unknown>,
): Promise<number> {
  const some = sample(accounts, SAMPLE)
  const each = async (): Promise<void> => {
    for (const id of some) await planDuties(db, workspace, NOW, [id])
  }
  return ((await timed(each, prepare ? { prepare, times: 1 } : {})) / some.length) * accounts.length
}

const against = 'one statement an account'

async function unchanged(ground: Ground): Promise<Reading> {
  const { db, workspace, accounts } = ground
  const mark = (): Promise<void> => markForPlanning(db, workspace.id, 'all')
  const ms = await timed(() => planDuties(db, workspace, NOW), { prepare: mark })
  return { what: `plan ${accounts.length}, nothing changed`, ms, against, againstMs: await oneByOne(ground) }
}

async function fromNothing(ground: Ground): Promise<Reading> {
  const { db, workspace, accounts } = ground
  const forget = async (): Promise<void> => {
    await db.deleteFrom('followUp').where('workspaceId', '=', workspace.id).execute()
    await markForPlanning(db, workspace.id, 'all')
  }
  const againstMs = await oneByOne(ground, forget)
  const ms = await timed(() => planDuties(db, workspace, NOW), { prepare: forget, times: 1 })
  return { what: `plan ${accounts.length} from nothing`, ms, against, againstMs }
}

async function aPart({ db, workspace, accounts }: Ground): Promise<Reading> {
  const some = sample(accounts, accounts.length / 100)
  const again = (which: readonly number[] | 'all'): Promise<number> =>
    timed(() => planDuties(db, workspace, NOW), { prepare: () => markForPlanning(db, workspace.id, which) })
  const against = `plan all ${accounts.length}`
  return {
    what: `plan ${some.length} that are marked`,
    ms: await again(some),
    against,
    againstMs: await again('all'),
  }
}
