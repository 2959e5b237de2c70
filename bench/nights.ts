import { ensureWatched } from '../src/features/watch/queries.ts'
import { renewAll } from '../src/features/scores/queries.ts'
import { say } from './filled.ts'
import { type Ground, type Measurement, type Reading, timed } from './measurement.ts'

const NOW = new Date()
const DAY = 86_400_000

/** What is done each night for every account: the first time, and in a night in which nothing happened. */
export const nights: Measurement = {
  name: 'nights',
  run: async (ground) => [await looking(ground), await scoring(ground)],
}

/** Scores of a night in which nothing changed, against the scores from nothing. */
async function scoring({ db, workspace, size }: Ground): Promise<Reading> {
  say(`scores of ${size}`)
  const ms = await timed(() => renewAll(db, workspace, NOW), { times: 1 })
  const forget = async (): Promise<void> => {
    for (const table of ['accountScore', 'segmentTally'] as const)
      await db.deleteFrom(table).where('workspaceId', '=', workspace.id).execute()
  }
  const againstMs = await timed(() => renewAll(db, workspace, NOW), { times: 1, prepare: forget })
  return { what: `score ${size}, nothing changed`, ms, against: 'from nothing', againstMs }
}

/** The look for customers who may be leaving: the next night, against the first. */
async function looking({ db, workspace, size }: Ground): Promise<Reading> {
  say(`first look at ${size}`)
  await db.deleteFrom('warning').where('workspaceId', '=', workspace.id).execute()
  const anew = { warnedAt: null, warnedOn: null, lookedOn: null, lookedTo: null }
  await db.updateTable('workspace').set(anew).where('id', '=', workspace.id).execute()
  const look = (nights: number): Promise<number> =>
    timed(() => ensureWatched(db, workspace, new Date(NOW.getTime() + nights * DAY)), { times: 1 })
  const againstMs = await look(0)
  say(`next look at ${size}`)
  const ms = await look(1)
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  return {
    what: `look at ${size} the next night, ${peak} MB at the most`,
    ms,
    against: 'the first time',
    againstMs,
  }
}
