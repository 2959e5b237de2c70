import { z } from 'zod'

const channel = z
  .string()
  .nullish()
  .transform((id) => id ?? null)

/** The modal of the complaints’ channels: the workspace’s, and each team’s own under `team-<id>`. */
export const ChannelsForm = z.record(z.string(), channel).transform(({ workspace = null, ...teams }) => ({
  workspace,
  teams: Object.entries(teams).map(([name, chosen]) => ({
    id: Number(name.replace(/^team-/, '')),
    channel: chosen,
  })),
}))
