import { sql } from 'kysely'
import type { Day } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { Role, WorkspaceId } from '../../db/schema.ts'
import { effectiveRole } from '../people/queries.ts'

/** A member with all that can be set about them, their team's and their stand-in's name. */
export function memberCard(db: Db, workspace: WorkspaceId, memberId: string) {
  return members(db, workspace).where('member.id', '=', memberId).executeTakeFirst()
}

export type TeamMember = Awaited<ReturnType<typeof activeMembers>>[number]

/** Everyone who can work with us, teams first. */
export function activeMembers(db: Db, workspace: WorkspaceId) {
  return members(db, workspace)
    .where('member.active', '=', true)
    .orderBy('team.name')
    .orderBy('member.name')
    .execute()
}

const members = (db: Db, workspace: WorkspaceId) =>
  db
    .selectFrom('member')
    .leftJoin('team', (join) =>
      join.onRef('team.workspaceId', '=', 'member.workspaceId').onRef('team.id', '=', 'member.teamId'),
    )
    .select(['member.id', 'member.name', 'member.email', 'member.teamId', 'team.name as team'])
    .select(['member.zone', 'member.locale', 'member.hour', 'member.workingDays', 'member.region'])
    .select([
      'member.quietWhenEmpty',
      'member.leaveFrom',
      'member.leaveTo',
      'member.standInId',
      'member.active',
    ])
    .select(effectiveRole)
    .where('member.workspaceId', '=', workspace)

export interface Place {
  role?: Role | undefined
  /** Null: in no team. */
  team?: string | null | undefined
}

/** Gives members a role and a team; a team is made when it is first named. */
export async function placeMembers(db: Db, workspace: WorkspaceId, ids: readonly string[], place: Place) {
  const teamId = place.team ? await ensureTeam(db, workspace, place.team) : null
  const set = {
    ...(place.role && { role: place.role }),
    ...(place.team !== undefined && { teamId }),
  }
  if (ids.length === 0 || Object.keys(set).length === 0) return
  await db
    .updateTable('member')
    .set(set)
    .where('workspaceId', '=', workspace)
    .where('id', 'in', ids)
    .execute()
}

async function ensureTeam(db: Db, workspace: WorkspaceId, name: string): Promise<number> {
  const { id } = await db
    .insertInto('team')
    .values({ workspaceId: workspace, name })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'name']).doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface Habits {
  hour: string
  workingDays: number[]
  region: string | null
  quietWhenEmpty: boolean
  leaveFrom: Day | null
  leaveTo: Day | null
  standInId: string | null
}

/** What members choose for themselves. */
export async function keepHabits(db: Db, workspace: WorkspaceId, memberId: string, habits: Partial<Habits>) {
  await db
    .updateTable('member')
    .set(habits)
    .where('workspaceId', '=', workspace)
    .where('id', '=', memberId)
    .execute()
}

/** What an admin chooses for all. */
export async function keepBasics(
  db: Db,
  workspace: WorkspaceId,
  { zone, currency, region }: { zone: string; currency: string; region: string | null },
): Promise<void> {
  await db
    .updateTable('workspace')
    .set({ zone, currency, region, settings: sql`settings || '{"zoneChosen": true}'` })
    .where('id', '=', workspace)
    .execute()
}

/** Who looks after a member's work: the managers of their team, else the admins; never the member. */
export async function managersOf(db: Db, workspace: WorkspaceId, memberId: string): Promise<TeamMember[]> {
  return managersAmong(await activeMembers(db, workspace), memberId)
}

/** The same where everyone is known. */
export function managersAmong(everyone: readonly TeamMember[], memberId: string): TeamMember[] {
  const member = everyone.find(({ id }) => id === memberId)
  const others = everyone.filter(({ id }) => id !== memberId)
  const managers = others.filter(
    ({ role, teamId }) => role === 'manager' && teamId === (member?.teamId ?? null),
  )
  return managers.length > 0 ? managers : others.filter(({ role }) => role === 'admin')
}
