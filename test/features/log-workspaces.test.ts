import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { markUndone, undoable } from '../../src/db/undo.ts'
import {
  editInteraction,
  interactionById,
  withdrawInteraction,
} from '../../src/features/corrections/queries.ts'
import {
  changeDuty,
  closeDuties,
  dutiesClosedBy,
  dutyById,
  openDuties,
  planStep,
  reassignDuties,
  reopenDuty,
  stepOf,
} from '../../src/features/follow-ups/queries.ts'
import { finishDuty, logInteraction } from '../../src/features/interactions/queries.ts'
import { outlookOf } from '../../src/features/outlook/queries.ts'
import { changeableDuty, handOver, putOff } from '../../src/features/rescheduling/queries.ts'
import { undoAct } from '../../src/features/undo/queries.ts'
import { freshDatabase } from '../support/database.ts'
import { addAccounts } from '../support/customers.ts'
import { newWorkspace, type Rep } from '../support/pasts.ts'

const now = new Date('2026-03-02T09:00Z')
const today = day('2026-03-02')
const rep: Rep = { id: 'U1', zone: 'UTC', region: null, workingDays: [1, 2, 3, 4, 5] }

/** Two workspaces with the same people; one has a customer, a log and a duty. */
async function twoWorkspaces() {
  const db = await freshDatabase()
  const [ours, theirs] = [await newWorkspace(db, [rep]), await newWorkspace(db, [rep])]
  const [account = 0] = await addAccounts(db, theirs.id, [{ name: 'Acme', ownerId: 'U1' }])
  const reader = { id: 'U1', role: 'admin' as const, teamId: null, zone: 'UTC' }
  const asking = { reader, now, today }
  const input = {
    accountId: account,
    channel: 'call' as const,
    kind: null,
    outcome: null,
    occurredAt: now,
    occurredOn: today,
    summary: 'x',
    nextStep: '',
    nextOn: day('2026-03-09'),
  }
  const logged = await logInteraction(db, { workspace: theirs, ...asking }, input)
  const [duty] = await openDuties(db, theirs.id, account)
  if (!duty) throw new Error('nothing was planned')
  return { db, ours, account, logged, duty, input, by: { workspace: ours, ...asking } }
}

test('with another workspace’s ids nothing is found', async () => {
  const { db, ours, account, logged, duty, by } = await twoWorkspaces()
  expect(await openDuties(db, ours.id, account)).toEqual([])
  expect(await dutiesClosedBy(db, ours.id, logged.interactionId)).toEqual([])
  expect(await dutyById(db, ours.id, duty.id)).toBeUndefined()
  expect(await stepOf(db, ours.id, account, logged.interactionId)).toBeUndefined()
  expect(await interactionById(db, ours.id, logged.interactionId)).toBeUndefined()
  expect(await undoable(db, ours.id, logged.undoId)).toBeUndefined()
  const planned = { id: account, tier: 'key' as const, rhythmDays: null, visitDays: null }
  expect(await outlookOf(db, ours, planned, today)).toEqual({ due: [], next: null, after: null })
  await expect(changeableDuty(db, by, duty.id)).rejects.toThrow('followUps.gone')
})

test('with another workspace’s ids nothing is changed', async () => {
  const { db, ours, account, logged, duty, input, by } = await twoWorkspaces()
  const all = () =>
    Promise.all(
      (['followUp', 'interaction', 'undo', 'audit'] as const).map((table) =>
        db.selectFrom(table).selectAll().orderBy('id').execute(),
      ),
    )
  const before = await all()
  const known = { ...duty, closedAt: null, closedHow: null, closedBy: null, closer: null }
  const closing = { closedAt: now, closedBy: 'U1', closedHow: 'done' as const }
  expect(await closeDuties(db, ours.id, [duty.id], closing)).toEqual([])
  expect(await changeDuty(db, ours.id, duty, { snoozes: 2 })).toBeUndefined()
  expect(await putOff(db, by, known, duty, { until: today, at: null, zone: 'UTC' })).toBeUndefined()
  expect(await handOver(db, by, known, duty, 'U1')).toBeUndefined()
  await reopenDuty(db, ours.id, duty, { by: 'U1', now })
  await reassignDuties(db, ours.id, [duty.id], 99)
  await markUndone(db, ours.id, logged.undoId, now)
  expect(await withdrawInteraction(db, by, logged.interactionId, 'remove')).toBeUndefined()
  await expect(editInteraction(db, by, logged.interactionId, input)).rejects.toThrow('accounts.unknownId')
  await expect(logInteraction(db, by, input)).rejects.toThrow('accounts.unknownId')
  await expect(finishDuty(db, by, duty)).rejects.toThrow('accounts.unknownId')
  await expect(undoAct(db, by, logged.undoId)).rejects.toThrow('undo.notYours')
  const step = { accountId: account, repId: 'U1', originId: 1, since: today, on: today }
  await expect(planStep(db, ours.id, step, now)).rejects.toThrow('foreign key')
  expect(await all()).toEqual(before)
})
