import { sql } from 'kysely'
import { dayIn, type Day } from '../../care/calendar.ts'
import { type Verdict, verdicts } from '../../care/churn.ts'
import type { MbgNbdFit } from '../../care/mbg-nbd.ts'
import { leaveOn } from '../../care/morning-hour.ts'
import type { Settings } from '../../care/settings.ts'
import type { Ending } from '../../care/warning.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { openComplaints } from '../complaints/queries.ts'
import { newestFit } from '../model/queries.ts'
import { sightings } from '../sightings/queries.ts'
import { membersAt } from '../viewers/queries.ts'

interface Of {
  id: WorkspaceId
  zone: string
  region: string | null
  currency: string
  settings: Settings
}

export type Explained = Awaited<ReturnType<typeof verdictsOf>>

/** What each rule of churn says of an account today, and what mutes or delays a notice (care-rules §4). */
export async function verdictsOf(db: Db, workspace: Of, now: Date, accountId: number) {
  const { id, settings } = workspace
  const today = dayIn(workspace.zone, now)
  const fit = (await newestFit(db, id))?.orders
  const [seen] = await sightings(db, workspace, today, [accountId])
  const said: Verdict[] = seen ? verdicts(seen, today, settings, fit?.model ?? null) : []
  const standing = await standingOf(db, id, accountId)
  return {
    said,
    fit: fit satisfies MbgNbdFit | undefined,
    optedOut: seen?.optedOut != null,
    ...standing,
    ahead: standing?.warningId && !standing.releasedOn ? await waitingBefore(db, id, standing) : null,
    endings: await endingsOf(db, id, accountId),
    mutedSince: (await openComplaints(db, id, accountId))[0]?.receivedAt ?? null,
    away: standing?.repId ? await awayOf(db, workspace, now, standing.repId) : null,
  }
}

/** The account, its open case, and the step that is asked of its rep. */
function standingOf(db: Db, workspace: WorkspaceId, accountId: number) {
  return db
    .selectFrom('account')
    .leftJoin('warning', (join) =>
      join
        .onRef('warning.workspaceId', '=', 'account.workspaceId')
        .onRef('warning.accountId', '=', 'account.id')
        .on('warning.endedAt', 'is', null),
    )
    .leftJoin('followUp', (join) =>
      join
        .onRef('followUp.workspaceId', '=', 'warning.workspaceId')
        .onRef('followUp.originId', '=', 'warning.id')
        .on('followUp.rule', '=', 'leaving')
        .on('followUp.closedAt', 'is', null),
    )
    .select(['retiredAt', 'ownerId', 'warning.id as warningId', 'level', 'openedOn', 'atStake', 'step'])
    .select(['releasedOn', 'backlog', 'quietSince', 'snoozedUntil', 'snoozes'])
    .select((eb) => eb.fn.coalesce('followUp.repId', 'ownerId').as('repId'))
    .where('account.workspaceId', '=', workspace)
    .where('account.id', '=', accountId)
    .executeTakeFirst()
}

/** Cases of the backlog that its rep is told of first, as `releaseBacklog` takes them. */
async function waitingBefore(
  db: Db,
  workspace: WorkspaceId,
  {
    warningId,
    ownerId,
    atStake,
  }: { warningId: number | null; ownerId: string | null; atStake: number | null },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from warning
    join account on account.workspace_id = warning.workspace_id and account.id = warning.account_id
    where warning.workspace_id = ${workspace} and ended_at is null and released_on is null and retired_at is null
      and owner_id = ${ownerId}
      and (at_stake > ${atStake} or at_stake = ${atStake} and warning.id < ${warningId})`.execute(db)
  return rows[0]?.count ?? 0
}

/** How the last case ended that had each evidence. */
async function endingsOf(db: Db, workspace: WorkspaceId, accountId: number) {
  const { rows } = await sql<{ rule: string; key: string; how: Ending; at: Date; who: string | null }>`
    select distinct on (rule, evidence_key) rule, evidence_key as key, ended_how as how, ended_at as at, member.name as who
    from warning_reason reason
    join warning on warning.workspace_id = reason.workspace_id and warning.id = warning_id
    left join member on member.workspace_id = warning.workspace_id and member.id = ended_by
    where reason.workspace_id = ${workspace} and reason.account_id = ${accountId} and ended_at is not null
    order by rule, evidence_key, ended_at desc`.execute(db)
  return rows
}

/** Whoever is asked is on leave: until when, and who stands in. */
async function awayOf(
  db: Db,
  workspace: Of,
  now: Date,
  repId: string,
): Promise<{ name: string; until: Day; standIn: string | null } | null> {
  const [rep] = await membersAt(db, workspace, now, [repId])
  const leave = rep && leaveOn(rep.leave, rep.date)
  if (!leave) return null
  const all = await membersAt(db, workspace, now)
  const standIn = all.find(({ covers }) => covers.some(({ id }) => id === repId))
  return { name: rep.name, until: leave.to, standIn: standIn?.name ?? null }
}
