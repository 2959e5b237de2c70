import { day } from '../../src/care/calendar.ts'
import type { Db } from '../../src/db/database.ts'
import type { WorkspaceId } from '../../src/db/schema.ts'
import { changeOwner } from '../../src/features/account-changes/queries.ts'
import { noteChanges } from '../../src/features/account-history/queries.ts'
import { accountFor } from '../../src/features/accounts/queries.ts'
import { interactionById } from '../../src/features/corrections/queries.ts'
import { dutiesClosedBy, dutyById, openDuties } from '../../src/features/follow-ups/queries.ts'
import { noteImport } from '../../src/features/imports/queries.ts'
import { logInteraction } from '../../src/features/interactions/queries.ts'
import { enterMornings, morningById } from '../../src/features/mornings/queries.ts'
import { holdAccount, replan } from '../../src/features/outlook/queries.ts'
import { audit } from '../../src/features/people/queries.ts'
import { putOff } from '../../src/features/rescheduling/queries.ts'
import { placeMembers } from '../../src/features/team/queries.ts'
import { membersAt } from '../../src/features/viewers/queries.ts'
import type { Workspace } from '../../src/slack/ask.ts'
import { claim } from '../../src/slack/once.ts'
import { reserveSlot } from '../../src/slack/pace.ts'
import { addAccounts } from '../support/customers.ts'
import { addDuties } from '../support/duties.ts'
import { addComplaints } from './complaint.ts'

export const now = new Date('2026-03-02T09:00Z')
export const today = day('2026-03-02')
/** A day on which they alone have a morning in the ledger. */
export const onlyTheirs = day('2026-03-19')
const yesterday = day('2026-03-01')

/** What Slack, other systems and people call things: the same names may stand in two workspaces. */
export interface Names {
  member: string
  team: string
  account: string
  /** Of the account, of an order, of an imported interaction. */
  number: string
  channel: string
  ts: string
  file: string
  request: string
  method: string
}

/** Who acts in `of`, as whoever they are. */
export const acting = (of: Workspace, { member }: Pick<Names, 'member'>, teamId: number | null) => ({
  workspace: of,
  reader: { id: member, role: 'admin' as const, teamId, zone: of.zone },
  now,
  today,
})

export const call = (accountId: number) => ({
  accountId,
  channel: 'call' as const,
  kind: null,
  outcome: null,
  occurredAt: now,
  occurredOn: today,
  summary: 'the renewal',
  nextStep: 'an offer',
  nextOn: day('2026-03-09'),
})

export type Customer = Awaited<ReturnType<typeof addCustomer>>

/** A customer with something of everything: all ids by which it can be asked for, and the rows as they are handed on. */
export async function addCustomer(db: Db, of: Workspace, names: Names) {
  await placeMembers(db, of.id, [names.member], { team: names.team })
  const viewer = there((await membersAt(db, of, now, [names.member]))[0])
  const teamId = await teamOf(db, of, names.member)
  const by = acting(of, names, teamId)
  const facts = await withFacts(db, of, names)
  const { account } = facts
  await replan(db, by, account)
  const logged = await logInteraction(db, by, call(account))
  await db
    .updateTable('interaction')
    .set({ importKey: names.number })
    .where('id', '=', logged.interactionId)
    .execute()
  const [due = 0] = await addDuties(db, of.id, [
    {
      accountId: account,
      repId: names.member,
      rule: 'manual',
      originId: 77_000 + account,
      ideal: '2026-03-01',
    },
  ])
  const steps = await openDuties(db, of.id, account)
  const planned = there(steps.find(({ originId }) => originId === logged.interactionId))
  const known = there(await dutyById(db, of.id, planned.id))
  const snoozed = { until: day('2026-03-05'), at: null, zone: of.zone }
  await putOff(db, by, known, known, snoozed)
  const full = await accountFor(db, of.id, by.reader, account)
  const taken = [{ field: 'owner', before: null, after: names.member }]
  await noteChanges(db, by, 'accounts.owner', account, taken)
  const change = await changeOwner(db, by, full, names.member, 'moved')
  const mornings = await withMornings(db, of, names, { account, due })
  await withTraces(db, of, names, by)
  const saved = await withSaved(db, of.id, names, account)
  const { warning, answer } = await withWarning(db, of.id, names.member, account)
  const complaints = await addComplaints(db, of.id, names, account)
  return {
    ...saved,
    ...complaints,
    warning,
    answer,
    ...names,
    ...facts,
    ...mornings,
    teamId,
    interaction: logged.interactionId,
    undo: logged.undoId,
    due,
    change,
    viewer,
    full,
    step: there(await dutyById(db, of.id, known.id)),
    closed: await dutiesClosedBy(db, of.id, logged.interactionId),
    open: await openDuties(db, of.id, account),
    held: await holdAccount(db, of.id, account),
    written: there(await interactionById(db, of.id, logged.interactionId)),
  }
}

function there<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('the customer is not as this test needs it')
  return row
}

async function teamOf(db: Db, of: Workspace, member: string) {
  const { teamId } = await db
    .selectFrom('member')
    .select('teamId')
    .where('workspaceId', '=', of.id)
    .where('id', '=', member)
    .executeTakeFirstOrThrow()
  return teamId
}

async function withFacts(db: Db, { id, currency }: Workspace, { member, account: name, number }: Names) {
  const [account = 0] = await addAccounts(db, id, [
    { name, externalId: number, ownerId: member, tier: 'key', note: 'likes tea', tags: ['vip'] },
  ])
  const [contact] = await db
    .insertInto('contact')
    .values({
      workspaceId: id,
      accountId: account,
      phone: '1',
      channel: 'call',
      imported: true,
      changedAt: now,
    })
    .returning('id')
    .execute()
  const orders = [number, null].map((externalId) => ({
    workspaceId: id,
    accountId: account,
    externalId,
    orderedAt: new Date('2026-02-27T10:00Z'),
    orderedOn: day('2026-02-27'),
    amount: 125_000,
    currency,
    createdAt: now,
  }))
  const [order] = await db.insertInto('order').values(orders).returning('id').execute()
  await withFit(db, id, new Date(now.getTime() - account))
  return { account, contact: contact?.id ?? 0, order: order?.id ?? 0 }
}

/** The model of the workspace’s orders, as it was fitted once. */
async function withFit(db: Db, workspaceId: WorkspaceId, fittedAt: Date): Promise<void> {
  const parameters = { r: 0.5, alpha: 6, a: 0.9, b: 1.6, logLikelihood: -9582, p: 6, q: 4, v: 15 }
  const sizes = { customers: workspaceId, spendCustomers: 400, spendLogLikelihood: -4000, currency: 'EUR' }
  const fit = { ...parameters, ...sizes, workspaceId, fittedAt, asOf: today }
  await db.insertInto('modelFit').values(fit).execute()
}

/** A warning that is open, what speaks for it, and an answer of the customer's. */
async function withWarning(db: Db, workspaceId: WorkspaceId, member: string, accountId: number) {
  const { id } = await db
    .insertInto('warning')
    .values({
      workspaceId,
      accountId,
      openedAt: now,
      openedOn: today,
      level: 'quiet',
      atStake: accountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const reason = {
    rule: 'untouched',
    evidenceKey: 'then',
    evidence: '{}',
    since: today,
    holds: true,
  } as const
  await db
    .insertInto('warningReason')
    .values({ workspaceId, warningId: id, accountId, ...reason })
    .execute()
  const counted = { workspaceId, ownerId: member, opened: accountId, contacted: 0, young: 0, youngBack: 0 }
  const later = { leftAlone: 0, leftAloneBack: 0, helped: 0, helpedBack: 0 }
  await db
    .insertInto('ruleRecord')
    .values({ ...counted, ...later, rule: 'gap' })
    .execute()
  const won = { won: 0, wonBefore: 0, lostAgain: 0 }
  await db
    .insertInto('causeRecord')
    .values({ workspaceId, ownerId: member, cause: null, ended: accountId, ...won })
    .execute()
  await db.updateTable('workspace').set({ recordedOn: today }).where('id', '=', workspaceId).execute()
  const answer = { kind: 'nps', score: 9, givenOn: today, memberId: member, recordedAt: now } as const
  const given = await db
    .insertInto('feedback')
    .values({ workspaceId, accountId, ...answer })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { warning: id, answer: given.id }
}

/** A filter saved by a name, and another tier suggested. */
async function withSaved(db: Db, workspaceId: WorkspaceId, { number, member }: Names, accountId: number) {
  const suggested = { tierBefore: 'key' as const, tier: 'important' as const, evidence: '{}', madeAt: now }
  const suggestion = await db
    .insertInto('tierSuggestion')
    .values({ workspaceId, accountId, ...suggested })
    .returning('id')
    .executeTakeFirstOrThrow()
  const named = { name: number, nameKey: number.toLowerCase(), filter: 'vip', savedBy: member }
  const { id } = await db
    .insertInto('savedSegment')
    .values({ workspaceId, ...named, savedAt: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { saved: id, suggestion: suggestion.id }
}

/** One that stands in Slack, one that waits, one that is on its way. */
async function withMornings(
  db: Db,
  of: Workspace,
  { member, channel, ts }: Names,
  { account, due }: { account: number; due: number },
) {
  const rows = [{ lane: 'owed' as const, accountId: account, followUpId: due }]
  const ids: number[] = []
  for (const localDate of [today, yesterday, day('2026-02-28')]) {
    const morning = { memberId: member, localDate, dueAt: now, why: null, rows, more: 0 }
    ids.push(...(await enterMornings(db, of.id, [morning], now)).map(({ id }) => id))
  }
  const [sent = 0, queued = 0, sending = 0] = ids
  const change = db.updateTable('morning')
  await change.set({ state: 'sent', channel, ts, attempt: 1, sentAt: now }).where('id', '=', sent).execute()
  await change.set({ state: 'sending', attempt: 1, sendingAt: now }).where('id', '=', sending).execute()
  return { sent, queued, sending, morning: there(await morningById(db, of.id, sent)) }
}

async function withTraces(
  db: Db,
  of: Workspace,
  { member, file, request, method }: Names,
  by: ReturnType<typeof acting>,
): Promise<void> {
  const came = { kind: 'orders', rows: of.id, created: 1, updated: 0, unchanged: 0, bad: 0 }
  await noteImport(db, of.id, { by: member, now }, file, came)
  await audit(db, by, 'imports.run', 'file', file)
  await audit(db, by, 'settings.change', 'setting', 'capacity', { before: of.id, after: 20 })
  await audit(db, by, 'calendar.change', 'calendar', of.id)
  await claim(db, of.id, request, now)
  await reserveSlot(db, { workspace: of.id, method }, 60, now)
}
