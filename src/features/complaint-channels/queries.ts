import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'

/** What an admin chose; null: none. */
interface Channels {
  workspace: string | null
  teams: readonly { id: number; channel: string | null }[]
}

export type ChannelSettings = Awaited<ReturnType<typeof channelSettings>>

/** Where complaints are shown: the workspace’s channel, and each team’s own. */
export async function channelSettings(db: Db, workspace: WorkspaceId) {
  const { complaintChannel } = await db
    .selectFrom('workspace')
    .select('complaintChannel')
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow()
  const teams = await db
    .selectFrom('team')
    .select(['id', 'name', 'complaintChannel as channel'])
    .where('workspaceId', '=', workspace)
    .orderBy('name')
    .execute()
  return { workspace: complaintChannel, teams }
}

/** Keeps where complaints are shown; teams that are not named stay as they are. */
export async function keepChannels(
  trx: Db,
  workspace: WorkspaceId,
  { workspace: complaintChannel, teams }: Channels,
): Promise<void> {
  await trx.updateTable('workspace').set({ complaintChannel }).where('id', '=', workspace).execute()
  for (const { id, channel } of teams)
    await trx
      .updateTable('team')
      .set({ complaintChannel: channel })
      .where('workspaceId', '=', workspace)
      .where('id', '=', id)
      .execute()
}
