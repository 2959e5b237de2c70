import { day } from '../../src/care/calendar.ts'
import { AROUND_THE_CLOCK } from '../../src/care/opening-hours.ts'
import * as acts from '../../src/features/complaint-acts/queries.ts'
import * as approvals from '../../src/features/complaint-approvals/queries.ts'
import * as changes from '../../src/features/complaint-changes/queries.ts'
import * as clocks from '../../src/features/complaint-clocks/queries.ts'
import * as fourDuties from '../../src/features/complaint-duties/queries.ts'
import * as intake from '../../src/features/complaint-intake/queries.ts'
import * as nudges from '../../src/features/complaint-nudges/queries.ts'
import * as posts from '../../src/features/complaint-posts/queries.ts'
import * as reopenings from '../../src/features/complaint-reopenings/queries.ts'
import * as steps from '../../src/features/complaint-steps/queries.ts'
import * as complaints from '../../src/features/complaints/queries.ts'
import * as running from '../../src/features/running-clocks/queries.ts'
import { now } from './customer.ts'
import type { Call } from './two-workspaces.ts'

const later = new Date('2026-03-02T12:00Z')
const closed =
  (call: Call): Call =>
  async (world) => {
    const { db, of, a } = world
    await db
      .deleteFrom('complaintSolution')
      .where('workspaceId', '=', of.id)
      .where('complaintId', '=', a.solved)
      .execute()
    return call(world)
  }

/** The channels of all that was posted would not have us. */
const shut =
  (call: Call): Call =>
  async (world) => {
    const { db, of, a } = world
    await db
      .updateTable('complaintPost')
      .set({ endedWhy: 'not_in_channel', channel: a.member })
      .where('workspaceId', '=', of.id)
      .where('id', '=', a.post)
      .execute()
    return call(world)
  }

/** Complaints, as calls.ts has the rest. */
export const complaintCalls: Readonly<Record<string, Call>> = {
  'complaint-steps.dutiesOf': ({ db, of, a }) =>
    steps.dutiesOf(db, { workspace: of.id, id: a.solved, round: 1 }),
  'complaint-steps.compensationsOf': ({ db, of, a }) => steps.compensationsOf(db, of.id, a.solved),
  'complaint-steps.compensationById': ({ db, of, a }) => steps.compensationById(db, of.id, a.compensation),
  'complaint-steps.approversOf': ({ db, of, a }) =>
    steps.approversOf(db, of.id, { ownerTeamId: a.teamId, doneBy: 'UBOTH' }),
  'complaints.complaintById': ({ db, of, a }) => complaints.complaintById(db, of.id, a.solved),
  'complaints.complaintFor': ({ db, of, by, a }) => complaints.complaintFor(db, of.id, by.reader, a.solved),
  'complaints.maySee': ({ db, of, by, a }) => complaints.maySee(db, of.id, by.reader, a.solved),
  'complaints.openComplaints': ({ db, of, a }) => complaints.openComplaints(db, of.id, a.account),
  'complaints.unreviewedComplaints': ({ db, of, a }) => complaints.unreviewedComplaints(db, of.id, a.account),
  'complaints.waitsOf': ({ db, of, a }) => complaints.waitsOf(db, of.id, a.solved),
  'complaints.lastEvent': ({ db, of, a }) =>
    complaints.lastEvent(db, { workspace: of.id, id: a.solved, round: 1 }, 'solve'),
  'complaints.recordEvent': ({ db, of, a }) =>
    complaints.recordEvent(
      db,
      { workspace: of, now, member: a.member },
      { id: a.complaint, round: 1 },
      'answer',
    ),
  'complaint-clocks.startClocks': ({ db, of, a }) =>
    clocks.startClocks(db, of.id, { id: a.complaint, round: 2 }, ['solution'], now),
  'complaint-clocks.meetClocks': ({ db, of, a }) =>
    clocks.meetClocks(db, of.id, a.complaint, ['respond'], { member: a.member, at: later }),
  'complaint-clocks.voidClocks': ({ db, of, a }) => clocks.voidClocks(db, of.id, a.complaint, later),
  'complaint-clocks.settleClocks': ({ db, of, a }) =>
    clocks.settleClocks(
      db,
      { workspace: of, now: later },
      { id: a.complaint, accountId: a.account, ownerId: a.member, severity: 'high' },
    ),
  'running-clocks.withApprovers': ({ db, of, a }) => {
    const none = { severity: null, complaintFacts: null, clockDueAt: null, clockStands: null }
    return running.withApprovers(db, of.id, [{ ...none, complaintId: a.solved, clockApproval: true }])
  },
  'running-clocks.keepClockDuties': ({ db, of, a }) =>
    running.keepClockDuties(
      db,
      { workspace: of, now: later },
      { id: a.complaint, accountId: a.account, ownerId: a.member },
      [{ clock: 'respond', startedAt: now, dueAt: later }],
    ),
  'complaint-clocks.complaintsWithClocks': ({ db, of }) => clocks.complaintsWithClocks(db, of.id),
  'complaint-acts.held': ({ db, by, a }) => acts.held(db, by, a.complaint),
  'complaint-acts.heldFor': ({ db, by, a }) => acts.heldFor(db, by, a.complaint, 'answer'),
  'complaint-acts.checkAct': async ({ db, by, a, of }) => {
    const complaint = await complaints.complaintById(db, of.id, a.solved)
    return complaint && acts.checkAct(db, by, complaint, 'solve')
  },
  'complaint-acts.acted': async ({ db, by, a, of }) => {
    const complaint = await complaints.complaintById(db, of.id, a.complaint)
    return complaint && acts.acted(db, by, complaint, 'answer')
  },
  'complaint-acts.takeComplaint': async ({ db, by, a, of }) => {
    await db.updateTable('account').set({ ownerId: null }).where('workspaceId', '=', of.id).execute()
    return acts.takeComplaint(db, by, a.complaint)
  },
  'complaint-acts.answerCustomer': ({ db, by, a }) => acts.answerCustomer(db, by, a.complaint),
  'complaint-acts.speakWithCustomer': ({ db, by, a }) => acts.speakWithCustomer(db, by, a.complaint),
  'complaint-acts.giveSolution': ({ db, by, a }) =>
    acts.giveSolution(db, by, a.complaint, { words: 'x', byOn: day('2026-03-09') }),
  'complaint-acts.waitForCustomer': ({ db, by, a }) => acts.waitForCustomer(db, by, a.complaint),
  'complaint-acts.resumeComplaint': closed(async ({ db, by, a }) => {
    await acts.waitForCustomer(db, by, a.solved)
    return acts.resumeComplaint(db, { ...by, now: later }, a.solved)
  }),
  'complaint-acts.reopenComplaint': ({ db, by, a }) => acts.reopenComplaint(db, by, a.over),
  'complaint-reopenings.enterReopening': ({ db, by, a }) =>
    reopenings.enterReopening(
      db,
      { ...by, reader: { id: 'USOMEBODY' } },
      { id: a.over, round: 1, ownerId: a.member },
    ),
  'complaint-acts.nextRound': async ({ db, by, a, of }) => {
    const complaint = await complaints.complaintById(db, of.id, a.complaint)
    return complaint && acts.nextRound(db, by, complaint)
  },
  'complaint-duties.keepDuty': ({ db, by, a }) => {
    const step = { complaint: a.complaint, round: 1, duty: 'apologise' } as const
    const nothing = { whoId: null, byOn: null, remedy: null, amount: null }
    return fourDuties.keepDuty(db, by, step, { ...nothing, words: 'x' })
  },
  'complaint-changes.checkChange': async ({ db, of, by, a }) => {
    const complaint = await complaints.complaintById(db, of.id, a.solved)
    return complaint && changes.checkChange(db, by, complaint)
  },
  'complaint-changes.changeable': closed(async ({ db, of, by, a }) => {
    const complaint = await complaints.complaintById(db, of.id, a.solved)
    return complaint && changes.changeable(db, by, complaint, a.compensation)
  }),
  'complaint-changes.changeDuty': closed(({ db, by, a }) => {
    const place = { complaint: a.solved, round: 1, duty: 'compensate', changes: a.compensation } as const
    const doing = { words: 'x', whoId: null, byOn: null, remedy: 'gift', amount: 100 } as const
    return changes.changeDuty(db, by, place, doing)
  }),
  'complaint-duties.approvalOf': async ({ db, of, by, a }) => {
    const complaint = await complaints.complaintById(db, of.id, a.solved)
    const doing = { words: 'x', whoId: null, byOn: null, remedy: 'gift', amount: 90_000_00 } as const
    return complaint && fourDuties.approvalOf(db, by, complaint, doing)
  },
  'complaint-duties.mustBeHere': ({ db, by, a }) => fourDuties.mustBeHere(db, by, a.member),
  'complaint-duties.insertDuty': ({ db, by, a }) => {
    const step = { complaint: a.complaint, round: 1, duty: 'apologise' } as const
    const doing = { words: 'x', whoId: null, byOn: null, remedy: null, amount: null }
    return fourDuties.insertDuty(db, by, step, doing)
  },
  'complaint-approvals.askedAbout': ({ db, by, a }) => approvals.askedAbout(db, by, a.compensation),
  'complaint-approvals.decide': ({ db, by, a }) =>
    approvals.decide(db, by, a.compensation, { approval: 'approved', words: 'x' }),
  'complaint-approvals.enterQuestions': async ({ db, of, a }) => {
    const complaint = await complaints.complaintById(db, of.id, a.solved)
    return complaint && approvals.enterQuestions(db, of.id, complaint, now)
  },
  'complaint-approvals.waitingApprovals': ({ db, of }) => approvals.waitingApprovals(db, of.id),
  'complaint-intake.openComplaint': ({ db, by, a }) =>
    intake.openComplaint(db, by, {
      account: a.account,
      channel: 'call',
      received: now,
      facts: 'x',
      feelings: '',
      needs: '',
      complex: true,
      severity: 'low',
    }),
  'complaint-nudges.takeDueComplaints': ({ db, of }) => nudges.takeDueComplaints(db, of.id, later),
  'complaint-nudges.toldOf': ({ db, of, a }) => nudges.toldOf(db, of.id, a.complaint),
  'complaint-nudges.reachable': ({ db, of, a }) =>
    nudges.reachable(db, of, { ownerId: a.member }, { hours: AROUND_THE_CLOCK, now }),
  'complaint-nudges.keepBreach': ({ db, of, a }) =>
    nudges.keepBreach(
      db,
      { workspace: of, now: later },
      { id: a.complaint, round: 1 },
      { clock: 'respond', round: 1, dueAt: now, breachedAt: null },
    ),
  'complaint-nudges.keepNudges': ({ db, of, a }) =>
    nudges.keepNudges(
      db,
      { workspace: of, now: later },
      a.complaint,
      { clock: 'respond', round: 1 },
      { nudges: [{ kind: 'breach', rung: 'owner', to: a.member }], nextAt: later },
    ),
  'complaint-posts.placesOf': async ({ db, of, a }) => {
    await db.updateTable('workspace').set({ complaintChannel: 'C1' }).where('id', '=', of.id).execute()
    await db.updateTable('team').set({ complaintChannel: 'C2' }).where('workspaceId', '=', of.id).execute()
    return posts.placesOf(db, of.id, { ownerId: null, ownerTeamId: a.teamId })
  },
  'complaint-posts.usualReader': ({ db, of }) => posts.usualReader(db, of.id),
  'complaint-posts.enterPosts': async ({ db, of, a }) => {
    const complaint = await complaints.complaintById(db, of.id, a.complaint)
    const cards = [{ channel: a.member, member: a.member }]
    return complaint && posts.enterPosts(db, of.id, complaint, cards, now)
  },
  'complaint-posts.postsOf': async ({ db, of, a }) =>
    (await posts.postsOf(db, of.id, a.solved)).map(({ id, kind }) => ({ id, kind })),
  'complaint-posts.stillSees': ({ db, of, by, a }) => {
    const { id: memberId, role, teamId } = by.reader
    const post = { kind: 'card', memberId, role, teamId } as const
    return posts.stillSees(db, of.id, { id: a.solved, ownerId: null }, post)
  },
  'complaint-posts.refusedIn': shut(({ db, of, a }) => posts.refusedIn(db, of.id, [a.member])),
  'complaint-posts.openAgain': shut(({ db, of, a }) => posts.openAgain(db, of.id, a.complaint, [a.member])),
  'complaint-posts.keepPost': ({ db, of, a }) => posts.keepPost(db, of.id, a.post, { shown: 'x' }),
}
