import type { WebClient } from '@slack/web-api'
import type { KnownBlock } from '@slack/types'
import type { Logger } from 'pino'

/** What somebody is told; `text` is what a notification shows. */
export interface Said {
  text: string
  blocks: KnownBlock[]
}

/**
 * Tells one person something in the channel where they asked, so that only they see it; where we are no member of that
 * channel, in their direct message. What it is about is done already: a Slack that is away is told to the log alone.
 */
export async function sayTo(
  client: WebClient,
  logger: Logger,
  { user, channel }: { user: string; channel: string | undefined },
  said: Said,
): Promise<void> {
  const direct = (): Promise<unknown> => client.chat.postMessage({ channel: user, ...quiet, ...said })
  const told = channel ? client.chat.postEphemeral({ channel, user, ...said }).catch(direct) : direct()
  await told.catch((error: unknown) => logger.warn({ err: error, user }, 'an answer was not told'))
}

const quiet = { unfurl_links: false, unfurl_media: false } as const
