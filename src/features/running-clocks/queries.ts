import { sql } from 'kysely'
import { dayIn } from '../../care/calendar.ts'
import { type Clock, CLOCKS, type Severity } from '../../care/complaint.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { complaintById } from '../complaints/queries.ts'

/** What a duty that is a complaint’s clock says besides; all null for any other. */
export interface ClockFacts {
  complaintId: number | null
  severity: Severity | null
  /** What happened, in the words of whoever took it in. */
  complaintFacts: string | null
  /** Null: it stands still, or runs no more. */
  clockDueAt: Date | null
  /** The customer is waited for. */
  clockStands: boolean | null
  /** What the customer is offered waits for the approval of one of these; null: for nobody’s. */
  clockApprovers: readonly { name: string }[] | null
}

/** When the clock that a \`follow_up\` is runs out, in its newest round. */
export const clockDueAt = sql`(
  select clock.due_at from complaint_clock clock
  where follow_up.rule = any(${CLOCKS}::text[]) and clock.workspace_id = follow_up.workspace_id
    and clock.complaint_id = follow_up.origin_id and clock.clock = follow_up.rule
  order by clock.round desc limit 1)`

/** The clock that a \`follow_up\` is, and its complaint. */
export const itsClock = sql`
  select complaint.id as complaint_id, complaint.severity, left(complaint.facts, 300) as complaint_facts,
    clock.due_at as clock_due_at,
    clock.due_at is null and clock.met_at is null and clock.void_at is null and complaint.closed_at is null as clock_stands,
    clock.clock = 'solution' and exists (select from complaint_duty duty
      where duty.workspace_id = complaint.workspace_id and duty.complaint_id = complaint.id
        and duty.round = clock.round and duty.approval = 'waiting' and duty.replaced_at is null) as clock_approval
  from complaint
  join complaint_clock clock on clock.workspace_id = complaint.workspace_id and clock.complaint_id = complaint.id
    and clock.clock = follow_up.rule
  where follow_up.rule = any(${CLOCKS}::text[]) and complaint.workspace_id = follow_up.workspace_id
    and complaint.id = follow_up.origin_id
  order by clock.round desc limit 1`

/** A clock as it is read, before it is known who is to approve. */
export type ReadClock = Omit<ClockFacts, 'clockApprovers'> & { clockApproval: boolean | null }

/** Names whom each of these clocks waits for, of the few that do. */
export async function withApprovers<Row extends ReadClock>(
  db: Db,
  workspace: WorkspaceId,
  rows: readonly Row[],
): Promise<(Omit<Row, 'clockApproval'> & ClockFacts)[]> {
  const named: (Omit<Row, 'clockApproval'> & ClockFacts)[] = []
  for (const { clockApproval, ...row } of rows) {
    const complaint =
      clockApproval && row.complaintId && (await complaintById(db, workspace, row.complaintId))
    named.push({ ...row, clockApprovers: complaint ? complaint.approvers : null })
  }
  return named
}

/** A clock that runs, and until when. */
export interface RunningClock {
  clock: Clock
  startedAt: Date
  dueAt: Date
}

/** Where each day begins last: a clock stands on its rep’s list from its first minute, wherever they are. */
const WEST = 'Etc/GMT+12'

const dutyOf = ({ clock, startedAt, dueAt }: RunningClock, zone: string) => ({
  rule: clock,
  since: dayIn(zone, startedAt),
  ideal: dayIn(WEST, startedAt),
  latest: dayIn(zone, dueAt),
})

/** Makes the duties of the morning message follow: one for each clock of a complaint that runs, and whoever works on it. */
export async function keepClockDuties(
  db: Db,
  { workspace, now }: { workspace: { id: WorkspaceId; zone: string }; now: Date },
  { id, accountId, ownerId }: { id: number; accountId: number; ownerId: string | null },
  clocks: readonly RunningClock[],
): Promise<void> {
  const duties = clocks.map((clock) => dutyOf(clock, workspace.zone))
  const rules = duties.map(({ rule }) => rule)
  await sql`
    update follow_up set closed_at = ${now}, closed_by = clock.met_by, revision = revision + 1,
      closed_how = case when clock.met_at is null then 'withdrawn' else 'done' end
    from (select distinct on (clock) clock, met_at, met_by from complaint_clock
      where workspace_id = ${workspace.id} and complaint_id = ${id} order by clock, round desc) as clock
    where workspace_id = ${workspace.id} and account_id = ${accountId} and origin_id = ${id} and closed_at is null
      and follow_up.rule = clock.clock and not follow_up.rule = any(${rules}::text[])`.execute(db)
  if (duties.length === 0) return
  // One that stood still goes on where it stood, in the messages that show it too.
  await sql`
    update follow_up set closed_at = null, closed_by = null, closed_how = null, revision = revision + 1
    where workspace_id = ${workspace.id} and account_id = ${accountId} and closed_how = 'withdrawn' and id = any(array(
      select max(id) from follow_up where workspace_id = ${workspace.id} and account_id = ${accountId}
        and origin_id = ${id} and rule = any(${rules}::text[]) group by rule))`.execute(db)
  await sql`
    insert into follow_up (workspace_id, account_id, rep_id, rule, origin_id, needs, since, ideal_on, latest_on, opened_at)
    select ${workspace.id}, ${accountId}, ${ownerId}, rule, ${id}, 'word', since, ideal, latest, ${now}
    from unnest(${rules}::text[], ${duties.map(({ since }) => since)}::date[],
      ${duties.map(({ ideal }) => ideal)}::date[], ${duties.map(({ latest }) => latest)}::date[])
      as wanted (rule, since, ideal, latest)
    on conflict (workspace_id, account_id, rule, origin_id) where closed_at is null do update
    set rep_id = excluded.rep_id, since = excluded.since, ideal_on = excluded.ideal_on, latest_on = excluded.latest_on,
      revision = follow_up.revision + 1
    where (follow_up.rep_id, follow_up.since, follow_up.latest_on)
      is distinct from (excluded.rep_id, excluded.since, excluded.latest_on)`.execute(db)
}
