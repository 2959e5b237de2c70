import { day } from '../../src/care/calendar.ts'
import * as cuts from '../../src/features/cuts/queries.ts'
import * as duties from '../../src/features/duties/queries.ts'
import * as scores from '../../src/features/scores/queries.ts'
import * as tallies from '../../src/features/tallies/queries.ts'
import { now } from './customer.ts'
import type { Call } from './two-workspaces.ts'

const later = new Date('2026-06-20T09:00Z')
/** By then everything is overdue. */
const late = { now, cutoffs: { reps: [], days: [], unowned: day('2027-01-01') } }

/** What scores and counts accounts, as calls.ts has the rest. */
export const scoreCalls: Readonly<Record<string, Call>> = {
  'cuts.keptCuts': async ({ db, of, a }) => {
    await cuts.makeCuts(db, of, later)
    return cuts.keptCuts(db, of, now, [a.account])
  },
  'cuts.makeCuts': ({ db, of }) => cuts.makeCuts(db, of, later),
  'cuts.markDue': async ({ db, of }) => {
    await cuts.makeCuts(db, of, now)
    await cuts.markDue(db, of.id)
  },
  'duties.cutoffsOf': async ({ db, of, a }) => [
    await duties.cutoffsOf(db, of, now, [a.account]),
    await duties.cutoffsOf(db, of, now),
  ],
  'scores.renewAll': ({ db, of }) => scores.renewAll(db, of, later),
  'scores.rescore': ({ db, of, a }) => scores.rescore(db, of, late, [a.account]),
  'tallies.addUp': async ({ db, of, a }) => {
    await scores.rescore(db, of, late, [a.account])
    await tallies.addUp(db, of.id)
  },
}
