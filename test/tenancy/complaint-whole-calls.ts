import * as channels from '../../src/features/complaint-channels/queries.ts'
import * as clocks from '../../src/features/complaint-clocks/queries.ts'
import * as histories from '../../src/features/complaint-history/queries.ts'
import * as lists from '../../src/features/complaint-lists/queries.ts'
import * as owners from '../../src/features/complaint-owners/queries.ts'
import * as parts from '../../src/features/complaint-parts/queries.ts'
import * as complaints from '../../src/features/complaints/queries.ts'
import { now } from './customer.ts'
import type { Call } from './two-workspaces.ts'

/** The duties of a complaint are of a colleague, as before its customer was given away. */
const strayed =
  (call: Call): Call =>
  async (world) => {
    const { db, of, a } = world
    const own = { id: a.complaint, accountId: a.account, ownerId: 'UBOTH', severity: 'low' } as const
    await clocks.settleClocks(db, { workspace: of, now }, own)
    return call(world)
  }

/** What ties complaints into the rest, as calls.ts has the rest. */
export const complaintWholeCalls: Readonly<Record<string, Call>> = {
  'complaint-parts.clocksOf': ({ db, of, a }) => parts.clocksOf(db, of.id, a.solved),
  'complaint-parts.solutionOf': ({ db, of, a }) =>
    parts.solutionOf(db, { workspace: of.id, id: a.solved, round: 1 }),
  'complaint-parts.verdictsOf': ({ db, of, a }) => parts.verdictsOf(db, of.id, a.solved),
  'complaints.complaints': ({ db, of }) =>
    complaints.complaints(db, of.id).select('complaint.id').orderBy('complaint.id').execute(),
  'complaint-channels.channelSettings': async ({ db, of }) => {
    await db.updateTable('team').set({ complaintChannel: 'C2' }).where('workspaceId', '=', of.id).execute()
    return channels.channelSettings(db, of.id)
  },
  'complaint-channels.keepChannels': ({ db, of, a }) =>
    channels.keepChannels(db, of.id, { workspace: 'C1', teams: [{ id: a.teamId ?? 0, channel: 'C2' }] }),
  'complaint-history.historyOf': async ({ db, of, a }) => {
    const { names, ...history } = await histories.historyOf(db, of.id, a.solved)
    return { ...history, names: [...names] }
  },
  'complaint-lists.complaintList': ({ db, of, by }) =>
    lists.complaintList(db, of, by.reader, { list: 'team', page: 0, now }),
  'complaint-lists.unanswered': ({ db, of, a }) => lists.unanswered(db, of.id, a.account),
  'complaint-lists.complaintsAt': ({ db, of, a }) => lists.complaintsAt(db, of.id, a.account),
  'complaint-owners.handOverComplaint': ({ db, by, a }) =>
    owners.handOverComplaint(db, by, a.complaint, 'UBOTH'),
  'complaint-owners.takeComplaintBack': async ({ db, by, a }) => {
    await owners.handOverComplaint(db, by, a.complaint, 'UBOTH')
    return owners.takeComplaintBack(db, by, a.complaint)
  },
  'complaint-owners.followCustomer': ({ db, by, a }) => owners.followCustomer(db, by, a.account, a.member),
  'complaint-owners.strayedComplaints': strayed(({ db, of }) => owners.strayedComplaints(db, of.id)),
  'complaint-owners.followOwner': strayed(({ db, of, a }) =>
    owners.followOwner(db, { workspace: of, now }, a.complaint),
  ),
}
