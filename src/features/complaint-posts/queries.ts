import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { type Complaint, maySee } from '../complaints/queries.ts'
import { managersOf } from '../team/queries.ts'

/** Only one brings Slack up to date with a complaint at a time, of however many processes. */
export async function holdCards(trx: Db, workspace: WorkspaceId, complaint: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`complaint ${workspace} ${complaint}`}, 0))`.execute(
    trx,
  )
}

/** The channel that shows complaints of a team: its own, else the workspace’s. */
async function complaintChannel(db: Db, workspace: WorkspaceId, team: number | null): Promise<string | null> {
  const found = await db
    .selectFrom('workspace')
    .leftJoin('team', (join) => join.onRef('team.workspaceId', '=', 'workspace.id').on('team.id', '=', team))
    .select((eb) => eb.fn.coalesce('team.complaintChannel', 'workspace.complaintChannel').as('channel'))
    .where('workspace.id', '=', workspace)
    .executeTakeFirst()
  return found?.channel ?? null
}

/** The direct message of whoever works on it, and the team's channel; without either those who could give it to somebody. */
export async function placesOf(
  db: Db,
  workspace: WorkspaceId,
  { ownerId, ownerTeamId }: Pick<Complaint, 'ownerId' | 'ownerTeamId'>,
): Promise<{ channel: string; member: string | null }[]> {
  const channel = await complaintChannel(db, workspace, ownerTeamId)
  const owner = ownerId ? [{ channel: ownerId, member: ownerId }] : []
  const team = channel ? [{ channel, member: null }] : []
  if (ownerId || channel) return [...owner, ...team]
  const managers = await managersOf(db, workspace, '')
  return managers.map(({ id }) => ({ channel: id, member: id }))
}

/** Where a channel’s readers are, and what they read: as most of the workspace’s people. */
export async function usualReader(db: Db, workspace: WorkspaceId) {
  const { rows } = await sql<{ locale: string; zone: string }>`
    select mode() within group (order by locale) as locale, mode() within group (order by zone) as zone
    from member where workspace_id = ${workspace} and active`.execute(db)
  return { locale: rows[0]?.locale ?? 'en-US', zone: rows[0]?.zone ?? 'UTC' }
}

/**
 * Enters the cards that a complaint should have, and for each what happened since; nothing stands there twice. Where it is
 * no longer shown the thread ends with whose it is now.
 */
export async function enterPosts(
  trx: Db,
  workspace: WorkspaceId,
  { id }: Complaint,
  cards: readonly { channel: string; member: string | null }[],
  now: Date,
): Promise<void> {
  // A card shows what happened before it; its thread tells what came after.
  await sql`
    insert into complaint_post (workspace_id, complaint_id, kind, channel, member_id, event_id, made_at)
    select ${workspace}, ${id}, 'card', channel, member_id, (select max(event.id) from complaint_event event
      where event.workspace_id = ${workspace} and event.complaint_id = ${id}), ${now}
    from unnest(${cards.map(({ channel }) => channel)}::text[], ${cards.map(({ member }) => member)}::text[])
      as wanted (channel, member_id)
    on conflict do nothing`.execute(trx)
  await sql`
    insert into complaint_post (workspace_id, complaint_id, kind, channel, member_id, parent_id, event_id, made_at)
    select ${workspace}, ${id}, 'update', card.channel, card.member_id, card.id, event.id, ${now}
    from complaint_post card
    join complaint_event event on event.workspace_id = card.workspace_id and event.complaint_id = card.complaint_id
      and event.id > card.event_id
    where card.workspace_id = ${workspace} and card.complaint_id = ${id} and card.kind = 'card'
      and (card.channel = any(${cards.map(({ channel }) => channel)}::text[])
        or event.act in ('take', 'hand-over', 'follow', 'strand'))
    order by event.id, card.id
    on conflict do nothing`.execute(trx)
}

export type Post = Awaited<ReturnType<typeof postsOf>>[number]

/** Every message about a complaint that is posted or should be, in the order in which they are. */
export function postsOf(db: Db, workspace: WorkspaceId, complaint: number) {
  return db
    .selectFrom('complaintPost as post')
    .leftJoin('complaintPost as parent', (join) =>
      join.onRef('parent.workspaceId', '=', 'post.workspaceId').onRef('parent.id', '=', 'post.parentId'),
    )
    .leftJoin('complaintEvent as event', (join) =>
      join.onRef('event.workspaceId', '=', 'post.workspaceId').onRef('event.id', '=', 'post.eventId'),
    )
    .leftJoin('complaintNudge as nudge', (join) =>
      join.onRef('nudge.workspaceId', '=', 'post.workspaceId').onRef('nudge.id', '=', 'post.nudgeId'),
    )
    .leftJoin('member as actor', (join) =>
      join.onRef('actor.workspaceId', '=', 'post.workspaceId').onRef('actor.id', '=', 'event.memberId'),
    )
    .leftJoin('member as reader', (join) =>
      join.onRef('reader.workspaceId', '=', 'post.workspaceId').onRef('reader.id', '=', 'post.memberId'),
    )
    .select(['post.id', 'post.kind', 'post.channel', 'post.memberId', 'post.key', 'post.postedIn', 'post.ts'])
    .select(['post.attempt', 'post.sendingAt', 'post.endedWhy', 'post.shown', 'post.dutyId'])
    .select(['parent.postedIn as parentIn', 'parent.ts as parentTs', 'parent.endedWhy as parentEnded'])
    .select(['event.act', 'event.detail', 'event.round as eventRound', 'actor.name as actor'])
    .select(['nudge.kind as nudgeKind', 'nudge.clock', 'nudge.rung', 'nudge.round'])
    .select(['reader.locale', 'reader.zone', 'reader.active as readerActive', 'reader.channel as direct'])
    .select(['reader.role', 'reader.teamId'])
    .where('post.workspaceId', '=', workspace)
    .where('post.complaintId', '=', complaint)
    .orderBy('post.id')
    .execute()
}

/** Whether whoever has a card may still see the complaint; a channel does. */
export async function stillSees(
  db: Db,
  workspace: WorkspaceId,
  { id, ownerId }: Pick<Complaint, 'id' | 'ownerId'>,
  { kind, memberId, role, teamId }: Pick<Post, 'kind' | 'memberId' | 'role' | 'teamId'>,
): Promise<boolean> {
  if (kind !== 'card' || !memberId || !role || memberId === ownerId) return true
  return maySee(db, workspace, { id: memberId, role, teamId }, id)
}

type Change = {
  sendingAt?: Date | null
  attempt?: number
  postedIn?: string
  ts?: string
  endedWhy?: string
  shown?: string
}

/** How Slack says that we are not in a channel, or that it is put away: what people can put right. */
const SHUT = ['not_in_channel', 'channel_not_found', 'is_archived']

/** Complaints with a clock that runs or stands still, of which one of these channels would not take something. */
export async function refusedIn(
  db: Db,
  workspace: WorkspaceId,
  channels: readonly string[],
): Promise<{ complaint: number }[]> {
  const { rows } = await sql<{ complaint: number }>`
    select distinct post.complaint_id as complaint from complaint_post post
    join complaint_clock clock on clock.workspace_id = post.workspace_id and clock.complaint_id = post.complaint_id
      and clock.met_at is null and clock.void_at is null
    where post.workspace_id = ${workspace} and post.channel = any(${channels}::text[])
      and post.ended_why = any(${SHUT}::text[])
    order by 1`.execute(db)
  return rows
}

/**
 * Lets what these channels would not take be tried again; a card that never stood there shows by itself what happened
 * before it does.
 */
export async function openAgain(
  trx: Db,
  workspace: WorkspaceId,
  complaint: number,
  channels: readonly string[],
): Promise<void> {
  await sql`
    with opened as (
      update complaint_post post set ended_why = null, event_id = case when kind <> 'card' or ts is not null
        then event_id else (select max(event.id) from complaint_event event
          where event.workspace_id = post.workspace_id and event.complaint_id = post.complaint_id) end
      where workspace_id = ${workspace} and complaint_id = ${complaint} and channel = any(${channels}::text[])
        and ended_why = any(${SHUT}::text[])
      returning id, kind, ts)
    delete from complaint_post using opened
    where workspace_id = ${workspace} and complaint_id = ${complaint} and parent_id = opened.id
      and opened.kind = 'card' and opened.ts is null`.execute(trx)
}

/** Writes down how far a message has come. */
export async function keepPost(db: Db, workspace: WorkspaceId, id: number, change: Change): Promise<void> {
  await db
    .updateTable('complaintPost')
    .set(change)
    .where('workspaceId', '=', workspace)
    .where('id', '=', id)
    .execute()
}
