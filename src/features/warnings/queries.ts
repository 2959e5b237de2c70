import { sql } from 'kysely'
import { type Level, moneyAtStake } from '../../care/at-stake.ts'
import { type Day, dayIn, isWorkday } from '../../care/calendar.ts'
import { historyOf, type Verdict, verdicts } from '../../care/churn.ts'
import { type MbgNbd, pAlive } from '../../care/mbg-nbd.ts'
import type { Settings } from '../../care/settings.ts'
import { type Development, development } from '../../care/warning.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { keepReasons, reasonsUsed, type UsedReason } from '../warning-reasons/queries.ts'
import { calendarOf } from '../../holidays/member.ts'
import { planPlaybooks } from '../playbooks/queries.ts'
import { sightings } from '../sightings/queries.ts'

/** What an evaluation goes by. */
export interface Look {
  workspace: { id: WorkspaceId; currency: string; region: string | null; settings: Settings }
  now: Date
  /** The workspace's day. */
  today: Day
  /** Null: `own-rhythm` is off. */
  model: MbgNbd | null
  /** The last look at everybody; who came since, and everybody at the first look, is backlog (care-rules §2.7). */
  before: Date | null
}

interface OpenCase {
  id: number
  accountId: number
  openedOn: Day
  quietSince: Day | null
}

type Seen = Awaited<ReturnType<typeof sightings>>[number]

interface Judged {
  seen: Seen
  said: Verdict[]
  used: readonly UsedReason[]
  open: OpenCase | null
  became: Development
}

/**
 * Opens, keeps and ends the cases of these accounts by today's verdicts (care-rules §4.1). Whoever calls holds the accounts
 * until the transaction ends. Returns those whose case was opened or ended.
 */
export async function judge(trx: Db, look: Look, accounts: readonly number[]): Promise<number[]> {
  const { workspace, today, model } = look
  const { settings } = workspace
  const seen = await sightings(trx, workspace, today, accounts)
  const open = new Map((await openCases(trx, workspace.id, accounts)).map((one) => [one.accountId, one]))
  const used = Map.groupBy(await reasonsUsed(trx, workspace.id, accounts), ({ accountId }) => accountId)
  const judged = seen.map((one): Judged => {
    const said = verdicts(one, today, settings, model)
    const [own, known] = [open.get(one.accountId) ?? null, used.get(one.accountId) ?? []]
    return {
      seen: one,
      said,
      used: known,
      open: own,
      became: development(own, said, known, one, today, settings),
    }
  })
  const opened = await openNew(trx, look, judged)
  await keep(trx, look, judged)
  await end(trx, look, judged)
  const standing = judged.flatMap(({ seen: { accountId }, said, used: known, open: own, became }) => {
    const id = became.step === 'open' ? opened.get(accountId) : became.step === 'keep' ? own?.id : undefined
    return id === undefined ? [] : [{ id, accountId, said, used: known }]
  })
  await keepReasons(trx, workspace.id, today, standing)
  const became = (...steps: Development['step'][]): number[] =>
    judged.filter((one) => steps.includes(one.became.step)).map(({ seen: one }) => one.accountId)
  await planPlaybooks(trx, workspace, look.now, became('open', 'keep', 'end'))
  return became('open', 'end')
}

async function openCases(trx: Db, workspace: WorkspaceId, accounts: readonly number[]): Promise<OpenCase[]> {
  return trx
    .selectFrom('warning')
    .select(['id', 'accountId', 'openedOn', 'quietSince'])
    .where('workspaceId', '=', workspace)
    .where(sql<boolean>`account_id = any(${accounts}::bigint[])`)
    .where('endedAt', 'is', null)
    .execute()
}

interface Worth {
  accountId: number
  level: Level
  pAlive: number | null
  atStake: number
}

/** What is at stake at accounts with a case: the last year's revenue, as likely as it is lost (care-rules §4.3). */
function worthOf({ seen }: Judged, level: Level, { model, today }: Look): Worth {
  const { accountId, firstOrderOn, lastOrderOn, orderDays, yearRevenue } = seen
  const alive =
    model && firstOrderOn && lastOrderOn
      ? pAlive(model, historyOf(firstOrderOn, lastOrderOn, orderDays, today))
      : null
  return { accountId, level, pAlive: alive, atStake: moneyAtStake(yearRevenue, { pAlive: alive, level }) }
}

/** New cases; those of the backlog wait until they are released. */
async function openNew(trx: Db, look: Look, judged: readonly Judged[]): Promise<Map<number, number>> {
  const rows = judged.flatMap((one) => {
    if (one.became.step !== 'open') return []
    const backlog = look.before === null || one.seen.createdAt > look.before
    return [{ ...worthOf(one, one.became.level, look), backlog }]
  })
  if (rows.length === 0) return new Map()
  const { workspace, now, today } = look
  const { rows: made } = await sql<{ id: number; accountId: number }>`
    insert into warning (workspace_id, account_id, level, p_alive, at_stake, backlog, opened_at, opened_on, released_on)
    select ${workspace.id}, account_id, level, p_alive, at_stake, backlog, ${now}, ${today}::date,
      case when not backlog then ${today}::date end
    from unnest(${rows.map(({ accountId }) => accountId)}::bigint[], ${rows.map(({ level }) => level)}::text[],
      ${rows.map(({ pAlive: alive }) => alive)}::float8[], ${rows.map(({ atStake: stake }) => stake)}::bigint[],
      ${rows.map(({ backlog }) => backlog)}::boolean[]) as made (account_id, level, p_alive, at_stake, backlog)
    on conflict do nothing
    returning id, account_id`.execute(trx)
  return new Map(made.map(({ id, accountId }) => [accountId, id]))
}

async function keep(trx: Db, look: Look, judged: readonly Judged[]): Promise<void> {
  const rows = judged.flatMap((one) => {
    const { open, became } = one
    if (!open || became.step !== 'keep') return []
    return [{ id: open.id, quietSince: became.quietSince, ...worthOf(one, became.level, look) }]
  })
  if (rows.length === 0) return
  await sql`
    update warning set level = kept.level, quiet_since = kept.quiet_since, p_alive = kept.p_alive, at_stake = kept.at_stake
    from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ level }) => level)}::text[],
      ${rows.map(({ quietSince }) => quietSince)}::date[], ${rows.map(({ pAlive: alive }) => alive)}::float8[],
      ${rows.map(({ atStake: stake }) => stake)}::bigint[]) as kept (id, level, quiet_since, p_alive, at_stake)
    where warning.workspace_id = ${look.workspace.id} and warning.id = kept.id
      and (warning.level, warning.quiet_since, warning.p_alive, warning.at_stake)
        is distinct from (kept.level, kept.quiet_since, kept.p_alive, kept.at_stake)`.execute(trx)
}

async function end(trx: Db, { workspace, now }: Look, judged: readonly Judged[]): Promise<void> {
  const over = judged.flatMap(({ open, became }) =>
    open && became.step === 'end' ? [{ id: open.id, how: became.how }] : [],
  )
  if (over.length === 0) return
  await sql`
    update warning set ended_at = ${now}, ended_how = over.how, step = null
    from unnest(${over.map(({ id }) => id)}::bigint[], ${over.map(({ how }) => how)}::text[]) as over (id, how)
    where workspace_id = ${workspace.id} and warning.id = over.id and ended_at is null`.execute(trx)
}

/** Tells reps of the backlog's most valuable cases on a day they work, at most so many new ones a day each (care-rules §2.7). */
export async function releaseBacklog(trx: Db, { workspace, now, today }: Look): Promise<number[]> {
  const reps = await repsAtWork(trx, workspace, now)
  const { rows } = await sql<{ accountId: number }>`
    with waiting as materialized (
      select warning.id, row_number() over (partition by owner_id order by at_stake desc, warning.id) as place
      from warning
      join account on account.workspace_id = warning.workspace_id and account.id = warning.account_id
      where warning.workspace_id = ${workspace.id} and ended_at is null and released_on is null
        and owner_id = any(${reps}::text[]) and retired_at is null)
    update warning set released_on = ${today}
    from waiting
    where warning.workspace_id = ${workspace.id} and warning.id = waiting.id
      and place <= ${workspace.settings.backlogPerDay}
    returning warning.account_id`.execute(trx)
  const accounts = rows.map(({ accountId }) => accountId)
  await planPlaybooks(trx, workspace, now, accounts)
  return accounts
}

/** Who has a case waiting and works on their own day of now. */
async function repsAtWork(trx: Db, workspace: Look['workspace'], now: Date): Promise<string[]> {
  const reps = await trx
    .selectFrom('member')
    .select(['id', 'zone', 'region', 'workingDays'])
    .where('workspaceId', '=', workspace.id)
    .where(
      // Step by step: joined, it is read anew for every account while the planner knows nothing of a new table.
      sql<boolean>`id = any(array(
        select distinct owner_id from account where workspace_id = ${workspace.id} and id = any(array(
          select account_id from warning
          where workspace_id = ${workspace.id} and ended_at is null and released_on is null))))`,
    )
    .execute()
  const works = ({ zone, ...rep }: (typeof reps)[number]): boolean =>
    isWorkday(calendarOf({ zone, ...rep }, workspace), dayIn(zone, now))
  return reps.filter((rep) => rep.workingDays.length > 0 && works(rep)).map(({ id }) => id)
}
