import * as clocks from '../../src/features/complaint-clocks/queries.ts'
import * as touches from '../../src/features/complaint-touches/queries.ts'
import * as acts from '../../src/features/complaint-acts/queries.ts'
import * as verdicts from '../../src/features/complaint-verdicts/queries.ts'
import * as causes from '../../src/features/complaint-causes/queries.ts'
import { repeatedCauses } from '../../src/features/complaint-repeats/queries.ts'
import { saveReview } from '../../src/features/complaint-reviews/queries.ts'
import { complaintById } from '../../src/features/complaints/queries.ts'
import type { Call } from './two-workspaces.ts'

const later = new Date('2026-03-02T12:00Z')
const seen = (complaint: number) => ({ complaint, round: 1 })
const said = { words: 'x', saidAt: later }

const closed = (complaint: number) => ({ ...seen(complaint), drafted: Date.parse('2026-03-02T10:00Z') })
const received = { receivedAt: new Date('2026-03-02T09:00Z') }

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
  'complaint-causes.causesOf': ({ db, of }) => causes.causesOf(db, of.id),
  'complaint-causes.chosenCause': ({ db, by, a }) => causes.chosenCause(db, by, String(a.cause), null),
  'complaint-causes.namedCause': ({ db, by, a }) => causes.namedCause(db, by, `cause ${a.number}`),
  'complaint-causes.usualCause': async ({ db, by }) => {
    await causes.usualCause(db, by, 'product')
    return (await causes.causesOf(db, by.workspace.id)).map(({ key, name }) => [key, name])
  },
  'complaint-causes.retireCauses': ({ db, by, a }) => causes.retireCauses(db, by, [String(a.cause)]),
  'complaint-causes.repeatsAround': ({ db, of, a }) =>
    causes.repeatsAround(db, of, { id: a.over, accountId: a.account, ...received }, a.cause),
  'complaint-causes.neighbours': ({ db, of, a }) =>
    causes.neighbours(db, of, { id: a.over, accountId: a.account, ...received }, a.cause),
  'complaint-causes.reviewOf': ({ db, of, a }) =>
    causes.reviewOf(db, of.id, {
      id: a.over,
      accountId: a.account,
      causeId: a.cause,
      draftedBy: a.member,
      ...received,
    }),
  'complaint-repeats.repeatedCauses': ({ db, of, by }) =>
    repeatedCauses(db, of, by.reader, received.receivedAt),
  'complaint-reviews.saveReview': ({ db, by, a }) =>
    saveReview(db, by, closed(a.over), {
      cause: { value: String(a.cause) },
      causeWords: 'x',
      improvement: 'x',
      toldOn: by.today,
      retire: [],
    }),
}
