import { sql } from 'kysely'
import type { Level } from '../../care/at-stake.ts'
import type { Duty, Rule, Tier } from '../../care/cadence.ts'
import type { Day } from '../../care/calendar.ts'
import type { Lane } from '../../care/morning.ts'
import type { Cause, PlaybookStep } from '../../care/playbook.ts'
import type { Ending, KeptReason } from '../../care/warning.ts'
import type { Channel } from '../../care/interaction.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type MutedFacts, muting } from '../muting/queries.ts'
import { type ClockFacts, itsClock, type ReadClock, withApprovers } from '../running-clocks/queries.ts'

/** All there is to say of a duty, open or closed: its account, its cause, what happened last, who did what. */
export interface Facts extends ClockFacts, MutedFacts {
  id: number
  rule: Rule
  needs: Duty['needs']
  since: Day
  idealOn: Day
  latestOn: Day
  repId: string | null
  rep: string | null
  snoozedUntil: Date | null
  snoozes: number
  closedAt: Date | null
  closedBy: string | null
  closer: string | null
  closedHow: 'done' | 'logged' | 'replaced' | 'retired' | 'withdrawn' | null

  accountId: number
  account: string
  externalId: string | null
  tier: Tier
  ownerId: string | null
  zone: string | null
  cameOn: Day
  retiredAt: Date | null
  rhythmDays: number | null
  visitDays: number | null

  lastOrderOn: Day | null
  lastTouchOn: Day | null
  lastVisitOn: Day | null
  /** How the last touch happened; null where nobody said. */
  touchChannel: Channel | null
  /** What the last interaction was about. */
  topic: string | null
  /** What was agreed when this was planned by hand. */
  step: string | null
  /** When the complaint came in after whose closing this is a touch. */
  complainedOn: Day | null
  /** The purchase that this thanks for or asks about; minor units of its currency. */
  boughtOn: Day | null
  bought: number | null
  currency: string | null
  bestChannel: Channel | null
  hoursFrom: string | null
  hoursTo: string | null

  /** The case that this is a step of. */
  warning: WarningFacts | null

  /** The newest thing done about the duty that was not taken back. */
  undoId: number | null
  act: string | null
  actorId: string | null
  actor: string | null
  actedAt: Date | null
  /** What else is asked for at the account, the soonest first. */
  others: { rule: Rule; on: Day; repId: string | null; afterComplaint: boolean }[]
}

/** A case that an account may be leaving, as far as its rep is told (care-rules §4). */
export interface WarningFacts {
  id: number
  level: Level
  step: PlaybookStep | null
  unhurried: boolean
  cause: Cause | null
  /** Minor units. */
  atStake: number
  /** The workspace's, ISO 4217. */
  currency: string
  ending: Ending | null
  /** Rules that hold, with their numbers, the first first. */
  reasons: KeptReason[]
}

/** One account in a digest, and the duty it stands there for. */
export interface Line {
  lane: Lane
  facts: Facts
}

/** The facts of these duties, by id; at most some thousands at a time. */
export async function factsOf(
  db: Db,
  workspace: WorkspaceId,
  ids: readonly number[],
): Promise<Map<number, Facts>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Omit<Facts, 'clockApprovers'> & ReadClock>`
    select ${own},
      touch.channel as touch_channel, topic.summary as topic, step.next_step as step,
      (complaint.received_at at time zone workspace.zone)::date as complained_on,
      purchase.on as bought_on, purchase.amount as bought, purchase.currency,
      contact.channel as best_channel, contact.hours_from, contact.hours_to,
      warning.warning, clock.*, muted.*,
      act.id as undo_id, act.act, act.member_id as actor_id, act.name as actor, act.done_at as acted_at,
      coalesce(others.duties, '[]') as others
    from follow_up
    join account on account.workspace_id = follow_up.workspace_id and account.id = follow_up.account_id
    join workspace on workspace.id = follow_up.workspace_id
    left join complaint on complaint.workspace_id = follow_up.workspace_id and complaint.id = follow_up.complaint_id
    left join account_stats stats on stats.workspace_id = account.workspace_id and stats.account_id = account.id
    left join member rep on rep.workspace_id = follow_up.workspace_id and rep.id = follow_up.rep_id
    left join member closer on closer.workspace_id = follow_up.workspace_id and closer.id = follow_up.closed_by
    left join interaction topic
      on topic.workspace_id = account.workspace_id and topic.id = stats.last_interaction_id
    left join interaction step on follow_up.rule = 'manual'
      and step.workspace_id = follow_up.workspace_id and step.id = follow_up.origin_id
    left join lateral (${lastTouch}) touch on true
    left join lateral (${purchase}) purchase on true
    left join lateral (${bestContact}) contact on true
    left join lateral (${itsWarning}) warning on true
    left join lateral (${itsClock}) clock on true
    left join lateral (${muting}) muted on true
    left join lateral (${lastAct}) act on true
    left join lateral (${otherDuties}) others on true
    where follow_up.workspace_id = ${workspace} and follow_up.id = any(${ids}::bigint[])`.execute(db)
  const known = await withApprovers(db, workspace, rows)
  return new Map(known.map((row) => [row.id, row]))
}

const own = sql`
  follow_up.id, follow_up.rule, follow_up.needs, follow_up.since, follow_up.ideal_on, follow_up.latest_on,
  follow_up.rep_id, rep.name as rep, follow_up.snoozed_until, follow_up.snoozes,
  follow_up.closed_at, follow_up.closed_by, closer.name as closer, follow_up.closed_how,
  account.id as account_id, account.name as account, account.external_id, account.tier, account.owner_id,
  account.zone, account.came_on, account.retired_at, account.rhythm_days, account.visit_days,
  stats.last_order_on, stats.last_touch_on, stats.last_visit_on`

/** As `isTouch` of src/care; an imported last contact that is later has no channel. */
const lastTouch = sql`
  select channel from interaction
  where workspace_id = account.workspace_id and account_id = account.id
    and occurred_on = stats.last_touch_on
    and channel is distinct from 'note' and outcome is distinct from 'no-answer'
  order by occurred_at desc limit 1`

/** One purchase may be several orders: all since its first day, in the currency of its first order. */
const purchase = sql`
  select first.ordered_on as on, first.currency, (
    select sum(amount) from "order"
    where workspace_id = first.workspace_id and account_id = first.account_id
      and ordered_on >= first.ordered_on and amount > 0 and currency = first.currency
  )::bigint as amount
  from "order" first
  where follow_up.rule in ('thank', 'settle', 'care')
    and first.workspace_id = follow_up.workspace_id and first.id = follow_up.origin_id`

/** Whoever at the account told how and when to be reached. */
const bestContact = sql`
  select channel, hours_from, hours_to from contact
  where workspace_id = account.workspace_id and account_id = account.id and opted_out_at is null
    and (channel is not null or hours_from is not null or hours_to is not null)
  order by id limit 1`

const itsWarning = sql`
  select json_build_object('id', warning.id, 'level', level, 'step', step, 'cause', cause, 'atStake', at_stake,
    'currency', (select currency from workspace where id = warning.workspace_id), 'ending', ended_how,
    'unhurried', backlog, 'reasons', coalesce((
      select json_agg(json_build_object('rule', rule, 'key', evidence_key, 'evidence', evidence) order by since, rule)
      from warning_reason reason
      where reason.workspace_id = warning.workspace_id and reason.warning_id = warning.id and holds), '[]')) as warning
  from warning
  where follow_up.rule = 'leaving' and warning.workspace_id = follow_up.workspace_id
    and warning.id = follow_up.origin_id`

const lastAct = sql`
  select undo.id, undo.act, undo.member_id, undo.done_at, member.name from undo
  left join member on member.workspace_id = undo.workspace_id and member.id = undo.member_id
  where undo.workspace_id = account.workspace_id and undo.account_id = account.id and undo.undone_at is null
    and undo.image -> 'duties' @> jsonb_build_array(jsonb_build_object('id', follow_up.id))
  order by undo.done_at desc limit 1`

const otherDuties = sql`
  select json_agg(json_build_object('rule', rule, 'on', ideal_on, 'repId', rep_id,
    'afterComplaint', complaint_id is not null) order by ideal_on, id) as duties
  from follow_up other
  where other.workspace_id = account.workspace_id and other.account_id = account.id
    and other.closed_at is null and other.id <> follow_up.id`
