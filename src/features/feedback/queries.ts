import { sql } from 'kysely'
import { type Day, instantOf } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import type { FeedbackKind } from '../../care/feedback.ts'
import type { Channel } from '../../care/interaction.ts'
import type { Stage } from '../../care/segment.ts'
import type { KeptReason } from '../../care/warning.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { answerById } from '../answers/queries.ts'
import { caseReasons } from '../cases/queries.ts'
import { type Acting, holdAccount, type Outlook, outlookOf, replan } from '../outlook/queries.ts'
import { audit } from '../people/queries.ts'
import { watchAccount } from '../watch/queries.ts'

/** Where an account stands, as far as an answer changes it. */
interface Standing {
  stage: Stage | null
  warning: { id: number; quietSince: Day | null; step: string | null } | null
  reasons: KeptReason[]
}

/** What came of something that was recorded. */
export interface Recorded {
  /** Of the answer or of the contact. */
  id: number
  account: { id: number; name: string }
  before: Standing
  after: Standing
  outlook: Outlook
}

/** An answer of the customer's, or something they did for us. */
export interface NewAnswer {
  kind: FeedbackKind
  score: number | null
  on: Day
}

/**
 * Writes an answer down and judges the account at once (care-rules §4, `unhappy`; §3.3). `bad`: they said to our face that
 * they are unhappy, so a case that opens is no backlog: a day for the first contact.
 */
export async function recordAnswer(
  trx: Db,
  by: Acting,
  accountId: number,
  { kind, score, on }: NewAnswer,
  bad = false,
): Promise<Recorded> {
  const { workspace, reader, now } = by
  const urgent = bad || (kind === 'nps' && score !== null && score <= workspace.settings.unhappyScore)
  return follow(trx, by, accountId, urgent, async () => {
    const values = { accountId, kind, score, givenOn: on, memberId: reader.id, recordedAt: now }
    const { id } = await trx
      .insertInto('feedback')
      .values({ workspaceId: workspace.id, ...values })
      .returning('id')
      .executeTakeFirstOrThrow()
    await audit(trx, by, 'feedback.record', 'feedback', id, { account: accountId, kind })
    return id
  })
}

/** Takes a wrong recording back; only whoever recorded it may. A case that it alone had opened ends as a false alarm. */
export async function withdrawAnswer(trx: Db, by: Acting, id: number): Promise<Recorded> {
  const { workspace, reader } = by
  const known = await answerById(trx, workspace.id, id)
  if (!known) throw new CareError('feedback.gone')
  if (known.memberId !== reader.id) throw new CareError('feedback.notYours')
  return follow(trx, by, known.accountId, false, async () => {
    const { numDeletedRows } = await trx
      .deleteFrom('feedback')
      .where('workspaceId', '=', workspace.id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw new CareError('feedback.gone')
    await endAlarm(trx, by, known.accountId, id)
    await audit(trx, by, 'feedback.withdraw', 'feedback', id, { account: known.accountId, kind: known.kind })
    return id
  })
}

/** Ends the open case of an account for which nothing ever spoke but this answer; an opt-out opens none. */
async function endAlarm(
  trx: Db,
  { workspace, reader, now }: Acting,
  accountId: number,
  answer: number,
): Promise<void> {
  await sql`
    update warning set ended_at = ${now}, ended_how = 'false-alarm', ended_by = ${reader.id}, step = null
    where workspace_id = ${workspace.id} and account_id = ${accountId} and ended_at is null
      and exists (select from warning_reason reason where reason.workspace_id = warning.workspace_id
        and warning_id = warning.id and rule = 'unhappy' and evidence_key = ${String(answer)})
      and not exists (select from warning_reason reason where reason.workspace_id = warning.workspace_id
        and warning_id = warning.id and rule <> 'opted-out'
        and (rule, evidence_key) <> ('unhappy', ${String(answer)}))`.execute(trx)
}

/** Somebody at the customer asked for no more contact; null: nobody is known there. */
export interface NewOptOut {
  contactId: number | null
  via: Channel
  on: Day
}

/** Writes down that a contact wants no more contact: they are suggested no more, and no clock of a day runs (§4, §9). */
export async function optOut(
  trx: Db,
  by: Acting,
  accountId: number,
  { contactId, via, on }: NewOptOut,
): Promise<Recorded> {
  const { workspace, now } = by
  // The rules read the day of it in UTC.
  const said = { optedOutAt: instantOf(on, '12:00', 'UTC'), optedOutVia: via, changedAt: now }
  return follow(trx, by, accountId, false, async () => {
    const id = contactId ?? (await addNameless(trx, by, accountId))
    const changed = await contactOf(trx, workspace.id, accountId, id)
      .set(said)
      .where('optedOutAt', 'is', null)
      .executeTakeFirstOrThrow()
    if (changed.numUpdatedRows === 0n) throw new CareError('feedback.optedOutBefore', {}, 'contact')
    await audit(trx, by, 'feedback.opt-out', 'contact', id, { account: accountId, via })
    return id
  })
}

/** The same taken back. */
export async function optIn(trx: Db, by: Acting, accountId: number, contactId: number): Promise<Recorded> {
  const { workspace, now } = by
  return follow(trx, by, accountId, false, async () => {
    const changed = await contactOf(trx, workspace.id, accountId, contactId)
      .set({ optedOutAt: null, optedOutVia: null, changedAt: now })
      .where('optedOutAt', 'is not', null)
      .executeTakeFirstOrThrow()
    if (changed.numUpdatedRows === 0n) throw new CareError('feedback.optedInBefore', {}, 'contact')
    await audit(trx, by, 'feedback.opt-in', 'contact', contactId, { account: accountId })
    return contactId
  })
}

const contactOf = (trx: Db, workspace: WorkspaceId, accountId: number, id: number) =>
  trx
    .updateTable('contact')
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .where('id', '=', id)

async function addNameless(trx: Db, { workspace, now }: Acting, accountId: number): Promise<number> {
  const { id } = await trx
    .insertInto('contact')
    .values({ workspaceId: workspace.id, accountId, changedAt: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes, judges the account, plans and scores it anew; all that in the caller's transaction. */
async function follow(
  trx: Db,
  by: Acting,
  accountId: number,
  urgent: boolean,
  write: () => Promise<number>,
): Promise<Recorded> {
  const { workspace, now, today } = by
  const account = await holdAccount(trx, workspace.id, accountId)
  const before = await standingOf(trx, workspace.id, accountId)
  const id = await write()
  await watchAccount(trx, workspace, now, accountId, urgent)
  await replan(trx, by, accountId)
  return {
    id,
    account: { id: account.id, name: account.name },
    before,
    after: await standingOf(trx, workspace.id, accountId),
    outlook: await outlookOf(trx, workspace, account, today),
  }
}

async function standingOf(db: Db, workspace: WorkspaceId, accountId: number): Promise<Standing> {
  const score = await db
    .selectFrom('accountScore')
    .select('stage')
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  const warning = await db
    .selectFrom('warning')
    .select(['id', 'quietSince', 'step'])
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  const reasons = warning ? await caseReasons(db, workspace, warning.id) : []
  return { stage: score?.stage ?? null, warning: warning ?? null, reasons }
}
