import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day, dayIn } from '../../care/calendar.ts'
import type { Leave } from '../../care/morning-hour.ts'
import { type Away, standIns } from '../../care/stand-in.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { calendarOf } from '../../holidays/member.ts'

export type Viewer = Awaited<ReturnType<typeof membersAt>>[number]

interface Of {
  id: WorkspaceId
  region: string | null
}

/** Who gets a digest at `now`: members (all, unless `ids` are given) with accounts, duties, or somebody to stand in for. */
export async function viewers(db: Db, workspace: Of, now: Date, ids?: readonly string[]): Promise<Viewer[]> {
  const members = await membersAt(db, workspace, now, ids)
  return members.filter(({ hasWork, covers }) => hasWork || covers.length > 0)
}

/** Active members with their day, the days they work, and whom they stand in for. */
export async function membersAt(db: Db, workspace: Of, now: Date, ids?: readonly string[]) {
  const rows = await memberRows(db, workspace.id, now, ids)
  const people = rows.map(({ leaveFrom, leaveTo, ...row }) => ({
    ...row,
    leave: leaveOf(leaveFrom, leaveTo),
  }))
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const dates = new Set(people.map(({ zone }) => dayIn(zone, now)))
  const covered = new Map([...dates].map((date) => [date, standIns(people, date)]))
  const wanted = people.filter((person) => person.wanted)
  return wanted.map((person) => {
    const date = dayIn(person.zone, now)
    const away: Away[] = covered.get(date)?.get(person.id) ?? []
    const covers = away.map(({ id, until }) => ({ id, until, name: names.get(id) ?? id }))
    return { ...person, date, covers, cal: calendarOf(person, workspace) }
  })
}

const leaveOf = (from: Day | null, to: Day | null): Leave[] => (from && to ? [{ from, to }] : [])

/** The members wanted, and all who may be away somewhere in the world. */
function memberRows(db: Db, workspace: WorkspaceId, now: Date, ids: readonly string[] | undefined) {
  const today = dayIn('UTC', now)
  const wanted = ids ? sql<boolean>`id = any(${ids}::text[])` : sql<boolean>`true`
  return db
    .selectFrom('member')
    .select(['id', 'name', 'zone', 'locale', 'hour', 'workingDays', 'region', 'quietWhenEmpty', 'channel'])
    .select(['leaveFrom', 'leaveTo', 'standInId'])
    .select(wanted.as('wanted'))
    .select(hasWork(workspace).as('hasWork'))
    .where('workspaceId', '=', workspace)
    .where('active', '=', true)
    .where((eb) =>
      eb.or([
        wanted,
        eb.and([eb('leaveFrom', '<=', addDays(today, 1)), eb('leaveTo', '>=', addDays(today, -1))]),
      ]),
    )
    .orderBy('id')
    .execute()
}

const hasWork = (workspace: WorkspaceId): RawBuilder<boolean> => sql<boolean>`(
  exists (select from account
    where workspace_id = ${workspace} and owner_id = member.id and retired_at is null)
  or exists (select from follow_up
    where workspace_id = ${workspace} and rep_id = member.id and closed_at is null))`
