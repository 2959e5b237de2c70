import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import { type Cause, type NextStep, nextStep, type PlaybookStep } from '../../care/playbook.ts'
import type { Settings } from '../../care/settings.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** A case that is open, or one that ended and still asks something of its rep. */
interface Case {
  id: number
  accountId: number
  ownerId: string | null
  step: PlaybookStep | null
  releasedOn: Day
  unhurried: boolean
  cause: Cause | null
  causeOn: Day | null
  touches: Day[]
  touchesSinceCause: Day[]
  /** An order came since it was opened. */
  ordered: boolean
  ended: boolean
  retired: boolean
  dutyId: number | null
  /** What stands open asks for the same on the same days. */
  since: Day | null
  idealOn: Day | null
  latestOn: Day | null
}

/** Steps that a word of the rep answers, not a touch. */
const SAID: readonly PlaybookStep[] = ['cause', 'outcome']

/**
 * Makes the playbooks' duties of these accounts what src/care says they are, and ends the cases of those that ordered
 * (care-rules §4.4). Whoever calls holds the accounts until the transaction ends. Returns the accounts whose duties changed.
 */
export async function planPlaybooks(
  trx: Db,
  { id, settings }: { id: WorkspaceId; settings: Settings },
  now: Date,
  accounts: readonly number[],
): Promise<number[]> {
  const cases = await casesOf(trx, id, accounts)
  const won = cases.filter(({ ended, ordered }) => ordered && !ended)
  const over = cases.filter(({ ended, ordered, retired }) => ended || ordered || retired)
  const open = cases.filter(({ ended, ordered, retired }) => !ended && !ordered && !retired)
  const wanted = open.map((one) => ({ ...one, next: nextStep(one, settings) }))
  const news = wanted.filter(({ dutyId }) => dutyId === null)
  const moved = wanted.filter((one) => one.dutyId !== null && differs(one, one.next))
  await endWon(trx, id, now, won)
  await closeOver(trx, id, now, over)
  await noteSteps(trx, id, wanted)
  await openSteps(trx, id, now, news)
  await moveSteps(trx, id, moved)
  return [...new Set([...won, ...over, ...news, ...moved].map(({ accountId }) => accountId))]
}

const differs = (one: Case, next: NextStep): boolean =>
  one.step !== next.step ||
  one.since !== next.since ||
  one.idealOn !== next.ideal ||
  one.latestOn !== next.latest

async function casesOf(trx: Db, workspace: WorkspaceId, accounts: readonly number[]): Promise<Case[]> {
  const { rows } = await sql<Case>`
    select warning.id, warning.account_id, account.owner_id, warning.step, warning.released_on, warning.cause,
      warning.cause_on, warning.ended_at is not null as ended, account.retired_at is not null as retired,
      coalesce(stats.last_order_on >= warning.opened_on, false) as ordered,
      warning.backlog or exists (select from contact where contact.workspace_id = warning.workspace_id
        and contact.account_id = warning.account_id and opted_out_at is not null) as unhurried,
      ${touchesSince(sql`created_at >= warning.opened_at and occurred_on >= warning.released_on`)} as touches,
      ${touchesSince(sql`created_at > warning.cause_at and occurred_on >= warning.cause_on`)} as touches_since_cause,
      duty.id as duty_id, duty.since, duty.ideal_on, duty.latest_on
    from warning
    join account on account.workspace_id = warning.workspace_id and account.id = warning.account_id
    left join account_stats stats on stats.workspace_id = warning.workspace_id and stats.account_id = warning.account_id
    left join follow_up duty on duty.workspace_id = warning.workspace_id and duty.account_id = warning.account_id
      and duty.rule = 'leaving' and duty.origin_id = warning.id and duty.closed_at is null
    where warning.workspace_id = ${workspace} and warning.account_id = any(${accounts}::bigint[])
      and (warning.ended_at is null and warning.released_on is not null or duty.id is not null)
    order by warning.id`.execute(trx)
  return rows
}

/** Days of touches that were written down since and happened since, as `isTouch` of src/care. */
const touchesSince = (since: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  array(select occurred_on from interaction
    where interaction.workspace_id = warning.workspace_id and interaction.account_id = warning.account_id
      and ${since}
      and channel is distinct from 'note' and outcome is distinct from 'no-answer'
    order by occurred_on)`

const idsOf = (cases: readonly Case[]): number[] => cases.map(({ id }) => id)

/** An order ends the case as won back (care-rules §4.4). */
async function endWon(trx: Db, workspace: WorkspaceId, now: Date, won: readonly Case[]): Promise<void> {
  if (won.length === 0) return
  await sql`update warning set ended_at = ${now}, ended_how = 'won-back', step = null
    where workspace_id = ${workspace} and id = any(${idsOf(won)}::bigint[]) and ended_at is null`.execute(trx)
}

async function closeOver(trx: Db, workspace: WorkspaceId, now: Date, over: readonly Case[]): Promise<void> {
  const ids = over.flatMap(({ dutyId }) => (dutyId === null ? [] : [dutyId]))
  if (ids.length === 0) return
  await sql`update follow_up set closed_at = ${now}, closed_how = 'replaced', revision = revision + 1
    where workspace_id = ${workspace} and id = any(${ids}::bigint[]) and closed_at is null`.execute(trx)
}

type Wanted = Case & { next: NextStep }

/** The wanted steps as a table `wanted (id, account_id, rep_id, step, needs, since, ideal, latest)`. */
const asTable = (wanted: readonly Wanted[]): RawBuilder<unknown> => sql`unnest(
  ${wanted.map(({ id }) => id)}::bigint[], ${wanted.map(({ accountId }) => accountId)}::bigint[],
  ${wanted.map(({ ownerId }) => ownerId)}::text[], ${wanted.map(({ next }) => next.step)}::text[],
  ${wanted.map(({ next }) => (SAID.includes(next.step) ? 'word' : 'any'))}::text[],
  ${wanted.map(({ next }) => next.since)}::date[], ${wanted.map(({ next }) => next.ideal)}::date[],
  ${wanted.map(({ next }) => next.latest)}::date[]) as wanted (id, account_id, rep_id, step, needs, since, ideal, latest)`

async function noteSteps(trx: Db, workspace: WorkspaceId, wanted: readonly Wanted[]): Promise<void> {
  const changed = wanted.filter(({ step, next }) => step !== next.step)
  if (changed.length === 0) return
  await sql`update warning set step = wanted.step
    from ${asTable(changed)}
    where workspace_id = ${workspace} and warning.id = wanted.id`.execute(trx)
}

async function openSteps(
  trx: Db,
  workspace: WorkspaceId,
  now: Date,
  wanted: readonly Wanted[],
): Promise<void> {
  if (wanted.length === 0) return
  await sql`insert into follow_up (workspace_id, account_id, rep_id, rule, origin_id, needs, since, ideal_on, latest_on,
      opened_at)
    select ${workspace}, account_id, rep_id, 'leaving', id, needs, since, ideal, latest, ${now}
    from ${asTable(wanted)}
    on conflict do nothing`.execute(trx)
}

async function moveSteps(trx: Db, workspace: WorkspaceId, wanted: readonly Wanted[]): Promise<void> {
  if (wanted.length === 0) return
  await sql`update follow_up set needs = wanted.needs, since = wanted.since, ideal_on = wanted.ideal,
      latest_on = wanted.latest, snoozed_until = null, snoozes = 0, revision = revision + 1
    from ${asTable(wanted)}
    where workspace_id = ${workspace} and follow_up.account_id = wanted.account_id and rule = 'leaving'
      and origin_id = wanted.id and closed_at is null`.execute(trx)
}
