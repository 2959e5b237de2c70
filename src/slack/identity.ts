import type { WebClient } from '@slack/web-api'

/** Who we are at Slack. */
export interface Identity {
  teamId: string
  teamName: string
  botId: string
  botUserId: string
  /** Scopes the token has, as Slack's header lists them. */
  scopes: readonly string[]
}

export interface Asking {
  /** Kept once it is known; what failed is asked again the next time. */
  (): Promise<Identity>
  /** Asks Slack each time. */
  anew: () => Promise<Identity>
}

/** Who the client's token belongs to. */
export function makeIdentity(slack: WebClient): Asking {
  let known: Promise<Identity> | undefined
  const anew = (): Promise<Identity> => identify(slack)
  const once = (): Promise<Identity> => {
    known ??= anew()
    known.catch(() => (known = undefined))
    return known
  }
  return Object.assign(once, { anew })
}

async function identify(slack: WebClient): Promise<Identity> {
  const answer = await slack.auth.test()
  const { team_id, team, bot_id, user_id } = answer
  if (!team_id || !user_id) throw new Error('Slack did not say which workspace the token belongs to')
  return {
    teamId: team_id,
    teamName: team ?? '',
    botId: bot_id ?? '',
    botUserId: user_id,
    scopes: answer.response_metadata?.scopes ?? [],
  }
}
