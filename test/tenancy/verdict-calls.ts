import * as clocks from '../../src/features/complaint-clocks/queries.ts'
import * as touches from '../../src/features/complaint-touches/queries.ts'
import * as acts from '../../src/features/complaint-acts/queries.ts'
import * as verdicts from '../../src/features/complaint-verdicts/queries.ts'
import { complaintById } from '../../src/features/complaints/queries.ts'
import type { Call } from './two-workspaces.ts'

const later = new Date('2026-03-02T12:00Z')
const seen = (complaint: number) => ({ complaint, round: 1 })
const said = { words: 'x', saidAt: later }

/** What customers say of a complaint’s solution, and what follows its closing. */
export const verdictCalls: Readonly<Record<string, Call>> = {
  'complaint-clocks.endWait': async ({ db, by, of, a }) => {
    await acts.waitForCustomer(db, by, a.complaint)
    await clocks.endWait(db, of.id, a.complaint, later)
  },
  'complaint-touches.planTouches': ({ db, by, a }) =>
    touches.planTouches(db, by, { id: a.over, accountId: a.account }),
  'complaint-touches.dropTouches': async ({ db, by, a }) => {
    await touches.planTouches(db, by, { id: a.over, accountId: a.account })
    await touches.dropTouches(db, by, a.over)
  },
  'complaint-acts.touched': async ({ db, by, of, a }) => {
    const complaint = await complaintById(db, of.id, a.complaint)
    return complaint && acts.touched(db, by, complaint, 'call', { outcome: 'good' })
  },
  'complaint-verdicts.heldInRound': ({ db, by, a }) =>
    verdicts.heldInRound(db, by, seen(a.solved), 'verdict'),
  'complaint-verdicts.hearVerdict': ({ db, by, a }) =>
    verdicts.hearVerdict(db, by, seen(a.solved), { solved: false, satisfaction: 2, ...said }),
  'complaint-verdicts.attemptVerdict': ({ db, by, a }) =>
    verdicts.attemptVerdict(db, by, seen(a.solved), said),
  'complaint-verdicts.closeWithoutVerdict': ({ db, by, a }) => {
    const settings = { ...by.workspace.settings, verdictAttempts: 1 }
    const eager = { ...by, workspace: { ...by.workspace, settings } }
    return verdicts.closeWithoutVerdict(db, eager, seen(a.solved), 'x')
  },
  'complaint-verdicts.closeComplaint': async ({ db, by, of, a }) => {
    const complaint = await complaintById(db, of.id, a.solved)
    return complaint && verdicts.closeComplaint(db, by, complaint, 'withdrawn')
  },
}
