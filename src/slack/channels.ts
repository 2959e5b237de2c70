import { type WebClient, WebAPIPlatformError } from '@slack/web-api'

/** Whether we are in a channel; `away`: not, or Slack shows it to nobody outside; `blind`: a scope is missing to look. */
export type Presence = 'in' | 'away' | 'blind'

export async function presenceIn(slack: WebClient, channel: string): Promise<Presence> {
  try {
    const { channel: found } = await slack.conversations.info({ channel })
    return found?.is_member === true && found.is_archived !== true ? 'in' : 'away'
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) throw error
    if (error.data.error === 'missing_scope') return 'blind'
    if (error.data.error === 'channel_not_found') return 'away'
    throw error
  }
}
