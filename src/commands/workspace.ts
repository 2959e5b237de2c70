import type { Deps } from '../deps.ts'
import { ensureWorkspace, workspaces } from '../features/people/queries.ts'
import type { Workspace } from '../slack/ask.ts'
import { Refusal } from './command.ts'

/** The workspace an operator means: the token's, else the one named, else the only one known. */
export async function workspaceMeant(deps: Deps, named: string | undefined): Promise<Workspace> {
  if (deps.config.SLACK_BOT_TOKEN) return tokensWorkspace(deps, named)
  const known = await workspaces(deps.db)
  const meant = named ? known.filter(({ slackId }) => slackId === named) : known
  const [only, ...others] = meant
  if (only && others.length === 0) return only
  if (only) throw new Refusal(`There are several workspaces; name one: ${ids(known)}`)
  throw new Refusal(
    known.length > 0
      ? `There is no workspace ${named ?? ''}; known: ${ids(known)}`
      : 'No workspace is known yet: set SLACK_BOT_TOKEN, so that the workspace and its members are read from Slack.',
  )
}

async function tokensWorkspace({ db, slack, now }: Deps, named: string | undefined): Promise<Workspace> {
  const { team_id: teamId = '', team = '' } = await slack.auth.test()
  if (named && named !== teamId) throw new Refusal(`SLACK_BOT_TOKEN belongs to ${teamId}, not to ${named}.`)
  return ensureWorkspace(db, teamId, team, now())
}

const ids = (known: readonly { slackId: string }[]): string => known.map(({ slackId }) => slackId).join(', ')
